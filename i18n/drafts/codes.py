"""Our languages in the engines' codes. What is not listed, an engine does not know: nothing is guessed.

Sources: LibreTranslate's page of supported languages (all its releases take its older codes zh, zt and pb);
deep-translator 1.11.4's own map for Google. Dari, Panjabi in Arabic letters and Serbian in Latin letters are
left out on purpose: an engine would answer in Iranian Persian, in Gurmukhi, in Cyrillic.
"""

from __future__ import annotations

from i18n.languages import Kind, Language

_LIBRETRANSLATE_AS_OURS = """
    ar az bg bn ca cs da de el eo es et eu fa fi fr ga gl he hi hu id it ja ko ky lt lv ms nb nl pl ro ru sk
    sl sq sv th tr uk ur vi
"""
_GOOGLE_AS_OURS = """
    ak am ar as az be bg bn bs ca ckb cs cy da de el es et eu fa fi fr ga gd gl gu ha hi hr hu hy id ig is it
    ja ka kk km kn ko ky lg ln lo lt lv mk ml mn mr ms mt my ne nl om pl ps ro ru rw sd si sk sl sn so sq sr
    sv sw ta te tg th ti tr uk ug ur uz vi xh yi yo zu
"""
_LIBRETRANSLATE = {tag: tag for tag in _LIBRETRANSLATE_AS_OURS.split()} | {
    "pt-PT": "pt",
    "pt-BR": "pb",
    "zh-Hans": "zh",
    "zh-Hant": "zt",
    "fil": "tl",
}
_GOOGLE = {tag: tag for tag in _GOOGLE_AS_OURS.split()} | {
    "pt-PT": "pt",
    "pt-BR": "pt",
    "zh-Hans": "zh-CN",
    "zh-Hant": "zh-TW",
    "pa-Guru": "pa",
    "kmr": "ku",
    "fil": "tl",
    "he": "iw",
    "nb": "no",
}


def libretranslate_code(language: Language) -> str | None:
    return _code(_LIBRETRANSLATE, language)


def google_code(language: Language) -> str | None:
    return _code(_GOOGLE, language)


def _code(codes: dict[str, str], language: Language) -> str | None:
    return codes.get(language.tag) if language.kind is Kind.WRITTEN else None
