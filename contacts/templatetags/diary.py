from collections.abc import Iterator

from django import template
from django.template import Context
from django.template.defaultfilters import truncatechars
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from contacts.formats import mask, texts
from contacts.formats.hits import around, highlight
from contacts.formats.sought import Sought

register = template.Library()

AT_FIRST = 400  # characters of notes that fold

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
    return _in_marks(notes, None)


@register.simple_tag(takes_context=True)
def found(context: Context, notes: str) -> SafeString:
    """The same, and what a page's `narrowing` looks for a `<mark class="hit">`."""
    return _in_marks(notes, _sought(context))


@register.simple_tag(takes_context=True)
def opening(context: Context, notes: str) -> SafeString:
    """What a fold shows of long notes: how they begin, or the words around what is looked for."""
    sought = _sought(context)
    if not sought:
        return marked(truncatechars(notes, AT_FIRST))
    return _in_marks("".join(text for text, _ in around(notes, sought, AT_FIRST)), sought)


def _sought(context: Context) -> Sought | None:
    narrowing = context.get("narrowing")
    return narrowing.asked.get("words") if narrowing else None


def _in_marks(notes: str, sought: Sought | None) -> SafeString:
    parts = []
    for text, sensitive, hit in _runs(notes, sought):
        names = " ".join(["secret"] * sensitive + ["hit"] * hit)
        parts.append(f'<mark class="{names}">{exact(text)}</mark>' if names else exact(text))
    return mark_safe("".join(parts))  # noqa: S308  (each part was escaped just before)


def _runs(notes: str, sought: Sought | None) -> Iterator[tuple[str, bool, bool]]:
    """The notes cut wherever a sensitive passage or something looked for begins or ends."""
    hits = iter(highlight(notes, sought) if sought else [(notes, False)])
    text, hit = "", False
    for run in mask.runs(notes):
        left = run.text
        while left:
            if not text:
                text, hit = next(hits)
            cut = min(len(left), len(text))
            yield left[:cut], run.sensitive, hit
            left, text = left[cut:], text[cut:]
