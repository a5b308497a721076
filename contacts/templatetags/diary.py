from collections.abc import Iterator

from django import template
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from contacts.formats import mask, texts
from contacts.formats.hits import Runs, around, highlight
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
        return beginning(notes, AT_FIRST)
    return _in_marks("".join(text for text, _ in around(notes, sought, AT_FIRST)), sought)


def _sought(context: Context) -> Sought | None:
    narrowing = context.get("narrowing")
    return narrowing.asked.get("words") if narrowing else None


def beginning(notes: str, length: int) -> SafeString:
    """The first so many characters, marked as they are in the whole: half a passage has one bracket
    at most, and what is sensitive in it would not show.
    """
    shown, left = [], length - 1
    for run in mask.runs(notes) if len(notes) > length else []:
        shown.append(_mark("secret" if run.sensitive else "", exact(run.text[:left])))
        left -= len(run.text)
        if left <= 0:
            return mark_safe("".join(shown) + "…")  # noqa: S308  (each part was escaped before)
    return marked(notes)


def _in_marks(notes: str, sought: Sought | None) -> SafeString:
    if not sought and "[[" not in notes and "]]" not in notes:
        return exact(notes)
    parts = []
    for sensitive, pieces in _passages(notes, sought):
        words = "".join(_mark("hit" if hit else "", exact(text)) for text, hit in pieces)
        parts.append(_mark("secret" if sensitive else "", words))
    return mark_safe("".join(parts))  # noqa: S308  (each part was escaped just before)


def _mark(name: str, escaped: str) -> str:
    return f'<mark class="{name}">{escaped}</mark>' if name else escaped


def _passages(notes: str, sought: Sought | None) -> Iterator[tuple[bool, Runs]]:
    """Each stretch, sensitive or not, cut wherever something looked for begins or ends in it."""
    hits = iter(highlight(notes, sought) if sought else [(notes, False)])
    text, hit = "", False
    for run in mask.runs(notes):
        left, pieces = run.text, []
        while left:
            if not text:
                text, hit = next(hits)
            cut = min(len(left), len(text))
            pieces.append((left[:cut], hit))
            left, text = left[cut:], text[cut:]
        yield run.sensitive, pieces
