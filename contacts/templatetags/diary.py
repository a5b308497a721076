from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from contacts.formats import texts

register = template.Library()

register.filter("initials", texts.initials)


@register.filter
def exact(notes: str) -> SafeString:
    """Notes byte for byte: a browser would read a bare carriage return as a new line."""
    return mark_safe(escape(notes).replace("\r", "&#13;"))  # noqa: S308  (escaped just before)
