from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from contacts.formats import mask, texts

register = template.Library()

register.filter("initials", texts.initials)


@register.filter
def exact(notes: str) -> SafeString:
    """Notes byte for byte: a browser would read a bare carriage return as a new line."""
    return mark_safe(escape(notes).replace("\r", "&#13;"))  # noqa: S308  (escaped just before)


@register.filter
def marked(notes: str) -> SafeString:
    """Notes byte for byte, each sensitive passage in them a `<mark class="secret">`.

    The word that tells a screen reader so comes from the style sheet: the element holds the notes
    and nothing else.
    """
    parts = [
        f'<mark class="secret">{exact(run.text)}</mark>' if run.sensitive else exact(run.text)
        for run in mask.runs(notes)
    ]
    return mark_safe("".join(parts))  # noqa: S308  (each part was escaped just before)
