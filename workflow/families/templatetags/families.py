"""Small parts of the family forms."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from workflow.families.forms import CallForm

register = template.Library()


@register.simple_tag(takes_context=True)
def field_error(context: template.Context, form: CallForm, name: str) -> SafeString:
    """The error of one field, in the page's language, beside the field."""
    if name not in form.errors:
        return mark_safe("")
    sentence = mark_safe(context["words"].html(form.errors[name]))
    return format_html('<p class="error" id="{}-error">{}</p>', name, sentence)


@register.simple_tag(takes_context=True)
def when_word(context: template.Context, when: str) -> SafeString:
    word: str = context["words"].html(f"when-{when}")
    return mark_safe(word)
