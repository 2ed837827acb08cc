"""A translation without a visible character. A plural translation needs every one of its forms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from i18n.checks.shapes import Finding, Message, Severity
from i18n.languages import Language

CODES = {"empty": Severity.BLOCK}


def _blank(form: str) -> bool:
    if form[:1].isalnum():  # nearly every text there is
        return False
    return all(char.isspace() or unicodedata.category(char) in {"Cf", "Cc", "Mn"} for char in form)


def check(message: Message, language: Language) -> Iterator[Finding]:
    blank = [index for index, form in enumerate(message.target, start=1) if _blank(form)]
    if message.target and not blank:
        return
    if len(message.target) > 1:
        places = ", ".join(str(index) for index in blank)
        sentence = f"Plural form {places} of {len(message.target)} is empty: write every form."
    else:
        sentence = f"There is no {language.english} text yet: write the translation."
    yield Finding("empty", Severity.BLOCK, sentence)
