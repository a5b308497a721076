from collections.abc import Iterator

from django import template
from django.template import Context
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from contacts.formats import mask, texts
from contacts.formats.differences import Stretch
from contacts.formats.feels_off import off_runs
from contacts.formats.hits import Runs, around, highlight
from contacts.formats.mask import Run
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
def feels_off(context: Context, notes: str, words: str) -> SafeString:
    """The same, and where nothing is looked for, what feels off a `<mark class="off">`."""
    if sought := _sought(context):
        return _in_marks(notes, sought)
    return _marked(mask.runs(notes), off_runs(notes, words), "off")


@register.simple_tag(takes_context=True)
def opening(context: Context, notes: str) -> SafeString:
    """What a fold shows of long notes: how they begin, or the words around what is looked for."""
    sought = _sought(context)
    if not sought:
        return beginning(notes, AT_FIRST)
    shown = "".join(text for text, _ in around(notes, sought, AT_FIRST))
    words, line = shown.strip("…"), " ".join(notes.split())
    before, after = shown.split(words, 1) if words else (shown, "")
    marks = _in_marks(words, sought, _within(mask.runs(line), line.find(words), len(words)))
    return mark_safe(f"{before}{marks}{after}")  # noqa: S308  (escaped; the rest are ellipses)


@register.simple_tag(takes_context=True)
def adds(context: Context, notes: str, runs: list[Run]) -> SafeString:
    """What was cut out of notes, whose runs know which parts were sensitive in the whole."""
    return _in_marks(notes, _sought(context), runs)


@register.filter
def differing(notes: str, stretches: list[Stretch]) -> SafeString:
    """Notes byte for byte, the words that only they have an `<ins>`."""
    parts = []
    for sensitive, pieces in _passages(
        mask.runs(notes), [(one.text, one.own) for one in stretches]
    ):
        words = "".join(_tag("ins", "own" if own else "", exact(text)) for text, own in pieces)
        parts.append(_mark("secret" if sensitive else "", words))
    return mark_safe("".join(parts))  # noqa: S308  (each part was escaped just before)


def _sought(context: Context) -> Sought | None:
    narrowing = context.get("narrowing")
    return narrowing.asked.get("words") if narrowing else None


@register.filter
def beginning(notes: str, length: int) -> SafeString:
    """The first so many characters, marked as they are in the whole."""
    if len(notes) <= length:
        return marked(notes)
    kept = notes[: length - 1]
    marks = _in_marks(kept, None, _within(mask.runs(notes), 0, len(kept)))
    return mark_safe(f"{marks}…")  # noqa: S308  (escaped)


def _within(runs: list[Run], start: int, length: int) -> list[Run]:
    """A stretch of what these join to: half a passage has one bracket at most, and by itself would
    not show that it is one."""
    cut, at = [], 0
    for text, sensitive in runs:
        cut.append(Run(text[max(0, start - at) : max(0, start + length - at)], sensitive))
        at += len(text)
    return [run for run in cut if run.text]


def _in_marks(notes: str, sought: Sought | None, runs: list[Run] | None = None) -> SafeString:
    if not sought and not runs and "[[" not in notes and "]]" not in notes:
        return exact(notes)
    hits = highlight(notes, sought) if sought else [(notes, False)]
    return _marked(runs or mask.runs(notes), hits, "hit")


def _marked(runs: list[Run], found: Runs, name: str) -> SafeString:
    parts = []
    for sensitive, pieces in _passages(runs, found):
        words = "".join(_mark(name if hit else "", exact(text)) for text, hit in pieces)
        parts.append(_mark("secret" if sensitive else "", words))
    return mark_safe("".join(parts))  # noqa: S308  (each part was escaped just before)


def _mark(name: str, escaped: str) -> str:
    return _tag("mark", name, escaped)


def _tag(tag: str, name: str, escaped: str) -> str:
    return f'<{tag} class="{name}">{escaped}</{tag}>' if name else escaped


def _passages(runs: list[Run], found: Runs) -> Iterator[tuple[bool, Runs]]:
    """Each stretch, sensitive or not, cut wherever something looked for begins or ends in it."""
    hits = iter(found)
    text, hit = "", False
    for run in runs:
        left, pieces = run.text, []
        while left:
            if not text:
                text, hit = next(hits)
            cut = min(len(left), len(text))
            pieces.append((left[:cut], hit))
            left, text = left[cut:], text[cut:]
        yield run.sensitive, pieces
