"""`{% fact phone language %}`: a fact as families see it, isolated and to be tapped."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from i18n import facts
from i18n.languages import Language

register = template.Library()


@register.simple_tag
def fact(one: facts.Fact, language: Language) -> SafeString:
    return mark_safe(facts.render_html(f"{{{one.key}}}", {one.key: one}, language))
