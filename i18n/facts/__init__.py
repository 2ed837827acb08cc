"""Typed facts: `{phone:interpreting}` and its kind. Found, compared by value, formatted, isolated.

A number is never retyped: texts hold references, the register of facts holds values. Kinds: phone, textphone,
email, web, address, date, name, number (`number` and `name` also carry values that a page supplies, such as
`{number:edition}`).
"""

from i18n.facts.forms import RELAY_PREFIX, display, hours_parts, href, local_date, local_digits, read_date
from i18n.facts.model import (
    REF,
    Cost,
    Fact,
    FactKind,
    Facts,
    Ref,
    ascii_digits,
    compare,
    digits_of,
    find,
    keys,
)
from i18n.facts.register import FactsError, fault_of, load
from i18n.facts.render import (
    ISOLATES,
    STRONG,
    Piece,
    UnknownFact,
    isolate,
    pieces,
    render_html,
    render_text,
)

__all__ = [
    "ISOLATES",
    "REF",
    "RELAY_PREFIX",
    "STRONG",
    "Cost",
    "Fact",
    "FactKind",
    "Facts",
    "FactsError",
    "Piece",
    "Ref",
    "UnknownFact",
    "ascii_digits",
    "compare",
    "digits_of",
    "display",
    "fault_of",
    "find",
    "hours_parts",
    "href",
    "isolate",
    "keys",
    "load",
    "local_date",
    "local_digits",
    "pieces",
    "read_date",
    "render_html",
    "render_text",
]
