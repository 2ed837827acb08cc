"""PO and MO catalogues: built from segments, merged without guessing, read from strangers, written whole.

polib parses and formats; what it lets pass or loses is checked here first (`normalise`), and the compiled
form is our own (`mo`).
"""

from __future__ import annotations

from i18n.catalogue.build import GENERATOR as GENERATOR
from i18n.catalogue.build import build_po as build_po
from i18n.catalogue.build import build_pot as build_pot
from i18n.catalogue.build import language_headers as language_headers
from i18n.catalogue.merge import Merged as Merged
from i18n.catalogue.merge import merge as merge
from i18n.catalogue.mo import Compiled as Compiled
from i18n.catalogue.mo import MissingText as MissingText
from i18n.catalogue.mo import mo_bytes as mo_bytes
from i18n.catalogue.mo import read_mo as read_mo
from i18n.catalogue.read import parse as parse
from i18n.catalogue.read import read as read
from i18n.catalogue.values import Catalogue as Catalogue
from i18n.catalogue.values import CatalogueError as CatalogueError
from i18n.catalogue.values import Entry as Entry
from i18n.catalogue.values import Previous as Previous
from i18n.catalogue.write import po_bytes as po_bytes
from i18n.catalogue.write import write as write
