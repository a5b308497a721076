"""Words as they are kept, and the shorter forms of them that lists show."""

import re
import unicodedata

TYPED_LIMIT = 50_000
IMPORTED_LIMIT = 250_000
DRAFT_LIMIT = 250_000  # more than can be saved: it is kept while somebody makes two of it

# PostgreSQL keeps no NUL, and half of a surrogate pair is not a character in any encoding.
_CANNOT_BE_KEPT = re.compile("[\x00\ud800-\udfff]")
_APOSTROPHES = re.compile("['`´\u02bb\u02bc\u2018\u2019\u201b\uff07]")
_HYPHENS = re.compile("[-\u2010\u2011\u2012\u2013]")
# Letters that are one stroke, not a letter and an accent, so that decomposing leaves them alone.
_STROKES = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i"}
    | {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "e"}
)


def read_notes(typed: str, *, imported: bool = False) -> str:
    """Notes exactly as written, but that CRLF, which browsers send for a line's end, becomes LF.

    Nothing is trimmed and nothing is cut. Raises ValueError, with a sentence that says what to do,
    for a character that no database keeps, for more than 50,000 characters (250,000 for what was
    imported, counted after CRLF became LF), and for typed notes that are empty or white space only.
    """
    notes = _kept_exactly(typed)
    limit = IMPORTED_LIMIT if imported else TYPED_LIMIT
    if len(notes) > limit:
        raise ValueError(
            f"{len(notes):,} characters; the diary takes {limit:,}. "
            "Save the rest as another contact."
        )
    if not imported and not notes.strip():
        raise ValueError("Write what happened.")
    return notes


def read_draft(typed: str) -> str:
    """Words that are not finished, exactly as typed so far; empty ones are none.

    Raises ValueError as `read_notes` does, but that a draft may be longer than what can be saved.
    """
    words = _kept_exactly(typed)
    if len(words) > DRAFT_LIMIT:
        raise ValueError(f"{len(words):,} characters; a draft takes {DRAFT_LIMIT:,}.")
    return words if words.strip() else ""


def _kept_exactly(typed: str) -> str:
    words = typed.replace("\r\n", "\n")
    if found := _CANNOT_BE_KEPT.search(words):
        line = words.count("\n", 0, found.start()) + 1
        raise ValueError(f"Line {line} holds a character that cannot be kept. Write it again.")
    return words


def first_words(notes: str, limit: int = 90) -> str:
    """The beginning of some notes on one line of at most `limit` characters.

    Cut between words where that is possible, with an ellipsis where anything is left out.
    """
    line = " ".join(notes.split(None, limit + 1)[: limit + 1])
    if len(line) <= limit:
        return line
    # A space right after the last place leaves a whole word in it; the ellipsis takes one more.
    cut = line.rfind(" ", 0, limit)
    kept = line[:cut] if cut > 0 else _without_half_a_letter(line, limit - 1)
    return kept.rstrip(" ,;:.-–—") + "…"


def _without_half_a_letter(line: str, end: int) -> str:
    while end > 1 and (unicodedata.combining(line[end]) or "\u200d" in line[end - 1 : end + 1]):
        end -= 1
    return line[:end]


def initials(name: str) -> str:
    """A name for a shared room: "Siân O'Leary" is SO, "Anne-Marie Cole" is AMC.

    One letter for each word and each part of a hyphenated one, with its accent if it has one.
    """
    words = _HYPHENS.sub(" ", unicodedata.normalize("NFC", name)).split()
    letters = [next((c for c in word if c.isalpha()), "") for word in words]
    return "".join(letter.upper()[:1] for letter in letters)


def fold(text: str) -> str:
    """A name as somebody in a hurry types it: no capitals, accents or apostrophes, one space.

    "Zoë O'Neill-Łuczak" is "zoe oneill luczak". For finding and comparing, never for showing.
    """
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    bare = "".join(c for c in letters if not unicodedata.combining(c)).translate(_STROKES)
    return " ".join(_HYPHENS.sub(" ", _APOSTROPHES.sub("", bare)).split())
