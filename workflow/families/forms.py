"""The call-back form: what was typed, its errors, and the sealed state that makes one sending one request.

No session and no cookie: what the form must remember is signed and travels in a hidden field."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.core import signing

from workflow.requests import rules
from workflow.requests.actions import Asked
from workflow.requests.models import CallBack

SEAL = "ask"
SEAL_HOURS = 12


@dataclass(frozen=True, slots=True)
class Seal:
    """`once` names one sending; `leaflet` is the slug it was asked from, or ""."""

    once: str
    tag: str
    leaflet: str

    def sign(self) -> str:
        return signing.dumps([self.once, self.tag, self.leaflet], salt=SEAL)


def new_seal(tag: str, leaflet: str) -> Seal:
    return Seal(secrets.token_hex(16), tag, leaflet)


def open_seal(text: str, tag: str, *, vouched: bool) -> Seal | None:
    """The seal of a form that was sent; None where it is not ours, of another page, or too old.

    Its age matters only where the browser did not say (`vouched`) that the form came from our own page."""
    try:
        once, sealed_tag, leaflet = signing.loads(
            text, salt=SEAL, max_age=None if vouched else SEAL_HOURS * 3600
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Seal(once, tag, leaflet) if sealed_tag == tag else None


@dataclass
class CallForm:
    """What was typed, field by field, and the public word of each error."""

    language: str = ""
    phone: str = ""
    when: str = ""
    say_who: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, data: Mapping[str, str]) -> CallForm:
        typed = {name: data.get(name, "").strip()[:200] for name in ("language", "phone", "when", "say_who")}
        return cls(typed["language"], typed["phone"], typed["when"], typed["say_who"])

    def asked(self, seal: Seal) -> Asked | None:
        """The checked request; None where `errors` has something to say."""
        number = ""
        try:
            number = rules.phone(self.phone)
        except rules.FormError as error:
            self.errors["phone"] = error.word
        if not self.language:
            self.errors["language"] = "error-language"
        if self.when not in CallBack.When.values:
            self.errors["when"] = "error-when"
        if self.say_who not in {"yes", "no"}:
            self.errors["say_who"] = "error-safe"
        if self.errors:
            return None
        return Asked(
            once=seal.once,
            tag=seal.tag,
            language=self.language,
            phone=number,
            when=CallBack.When(self.when),
            say_who=self.say_who == "yes",
        )
