"""Machine drafts: memory first, then engines. Facts are masked before and verified after."""

from i18n.drafts.contract import Draft as Draft
from i18n.drafts.contract import Engine as Engine
from i18n.drafts.contract import EngineError as EngineError
from i18n.drafts.contract import PublicSourceText as PublicSourceText
from i18n.drafts.contract import public_text as public_text
from i18n.drafts.drafting import Recall as Recall
from i18n.drafts.drafting import draft as draft
from i18n.drafts.drafting import drafting as drafting
from i18n.drafts.shelf import availability as availability
from i18n.drafts.shelf import engines as engines
from i18n.drafts.shelf import release as release
