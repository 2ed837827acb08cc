"""Texts with everything taken out that is not words: references, placeholders, tags, addresses.

English sources come back once per language, so the results are remembered. Every repetition is bounded: a
hostile text of a hundred thousand signs costs no more time than a long one."""

from __future__ import annotations

import re
from functools import lru_cache

from i18n.facts import find

PLACEHOLDER = re.compile(
    r"%\([^)]{0,80}\)\s?[-+#0 ]*\d*(?:\.\d+)?[a-zA-Z]"  # %(name)s
    r"|%\d+\$[a-zA-Z]"  # %1$s
    r"|%[-+#0]*\d*(?:\.\d+)?(?:ll|l|h|z)?[diouxXeEfFgGcrs](?![a-zA-Z])"  # %s %02d
    r"|\$\{[^{}]{0,80}\}"  # ${name}
    r"|\{\{[^{}]{0,200}\}\}|\{%[^{}]{0,200}%\}"  # {{ name }} {% tag %}
    r"|\{[^{}]*\}"  # {name}
)
TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--[^<>]*-->|<!doctype[^<>]*>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# get_absolute_url(), /about/contact/, flatpages/default.html, settings.DEBUG_MODE
CODE = re.compile(
    r"[A-Za-z0-9.]{0,60}_[A-Za-z0-9_.]*(?:\(\))?|[A-Za-z]\w{0,60}\(\)|(?<![\w/])/[A-Za-z0-9][A-Za-z0-9/._-]*"
    r"|[A-Za-z0-9-]{1,60}/[A-Za-z0-9/-]{1,100}\.[a-z]{2,4}\b",
    re.ASCII,
)
WEB = re.compile(r"(?:https?://|www\.)[^\s<>()\"“”，。؛،]+", re.IGNORECASE)


@lru_cache(maxsize=2048)
def without_references(text: str) -> str:
    """The text with each fact reference replaced by a space."""
    if "{" not in text:
        return text
    kept, end = [], 0
    for ref in find(text):
        kept += [text[end : ref.start], " "]
        end = ref.end
    return "".join(kept) + text[end:]


@lru_cache(maxsize=2048)
def prose(text: str) -> str:
    """The text without references, code placeholders, tags, entities, addresses and program names."""
    if "{" in text or "%" in text:
        text = PLACEHOLDER.sub(" ", without_references(text))
    if "<" in text:
        text = TAG.sub(" ", text)
    if "&" in text:
        text = ENTITY.sub(" ", text)
    if "@" in text:
        text = EMAIL.sub(" ", text)
    if "://" in text or "www." in text:
        text = WEB.sub(" ", text)
    if "_" in text or "/" in text or "()" in text:
        text = CODE.sub(" ", text)
    return text
