"""`{% word "talk" %}`: a public word in the page's language. A missing one raises; English never fills a hole."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from i18n.formats import Words
from i18n.formats.around import gap, say, talk
from i18n.formats.body import talk_box
from i18n.languages import Language

register = template.Library()


@register.simple_tag(takes_context=True)
def word(context: template.Context, key: str, **page_facts: Any) -> SafeString:
    """The word as escaped HTML, its facts isolated."""
    return word_of(context["words"], key, **page_facts)


@register.simple_tag
def word_of(words: Words, key: str, **page_facts: Any) -> SafeString:
    """A word of other words than the page's, such as one line of English for a helper."""
    return mark_safe(words.html(key, **page_facts))


@register.simple_tag(takes_context=True)
def talk_to_a_person(context: template.Context) -> SafeString:
    """The box with the interpreter's number and the way to the call-back form."""
    language, leaflet = context["language"], context.get("leaflet")
    return mark_safe(talk_box(context["words"], language, ask_address(context["root"], language, leaflet)))


@register.simple_tag
def how_to_call(words: Words) -> SafeString:
    """The number, what the call costs and when somebody answers, as running text."""
    lines = (words.html(line.key, **line.facts) for line in talk(words))
    return mark_safe(gap(words.language).join(lines))


@register.simple_tag
def ask_address(root: str, language: Language, leaflet: Any = None) -> str:
    """Where a page in this language asks for a call."""
    return f"{root}{language.tag}/ask/call/" + (f"?from={leaflet.slug}" if leaflet else "")


@register.filter
def spoken_request(language: Language) -> str:
    """What to say in English: “Somali, please.”; "" for English itself."""
    return say(language)
