"""`{% word "talk" %}`: a public word in the page's language. A missing one raises; English never fills a hole."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from i18n.formats import Words

register = template.Library()


@register.simple_tag(takes_context=True)
def word(context: template.Context, key: str, **page_facts: Any) -> SafeString:
    """The word as escaped HTML, its facts isolated."""
    return word_of(context["words"], key, **page_facts)


@register.simple_tag
def word_of(words: Words, key: str, **page_facts: Any) -> SafeString:
    """A word of other words than the page's, such as one line of English for a helper."""
    return mark_safe(words.html(key, **page_facts))
