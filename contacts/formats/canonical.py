"""What two systems' notes of one event have in common, whatever each makes of the typing.

For comparing only: nothing of it is ever shown, and the notes themselves stay as written.
"""

import csv
import hashlib
import re
import unicodedata
from pathlib import Path

from contacts.formats.ndelius import without_marks
from contacts.formats.references import MENTION

SHORTEST = 40  # characters; below it two honest "DNA, no answer" would be one

# What is nothing to the eye, and the forms that quotes and dashes take.
_SIGNS = (
    dict.fromkeys(map(ord, "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
    | dict.fromkeys(
        map(ord, "«»´\u02bb\u02bc\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f"), "'"
    )
    | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
)
_DASHES = re.compile("-{2,}")
# An officer or a person as nDelius and NOMIS name them, "Okonjo, Pat". Where a text is all in
# capitals names cannot be told from other words, and stay as they are.
_CAPITAL = "[A-Z\u00c0-\u00de]"
_TURNED = re.compile(rf"\b({_CAPITAL}[\w'-]+), ({_CAPITAL}[\w'-]+)\b")
# The marks that `additions` splits by, without the words added.
_GLUE = re.compile(
    r"^-{57}\s*comment added by [^\n]{1,200} on [0-9/]{10} at [0-9:]{5}[ ]*$"
    r"|\.\.\.\[[^\[\]\n]{1,200} updated the case notes on [0-9/-]{10} [0-9:]{8}\]",
    re.MULTILINE,
)
_CRISSA = r"(?:check[ -]?in|review|intervention|summari[sz]e|set tasks?|(?:next )?appointment)"
# A heading has a colon wherever it stands, or a line of its own, or a dash after it there.
_HEADINGS = re.compile(
    rf"^[ \t]*(?:crissa|{_CRISSA})[ \t]*(?:-|$)|\b(?:crissa|{_CRISSA}):", re.MULTILINE
)
_OPENING = re.compile(r"\s*([^\n]{2,80})\n\s*(?=\S)")
_MOST_WORDS = 7  # of a type and subtype


def _note_types() -> tuple[frozenset[str], tuple[str, ...]]:
    """What prisons write before their notes: the codes, and the beginnings of the words in full."""
    with Path(__file__).with_name("note_types.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    words = tuple(row["type"].casefold() + " " for row in rows if row["type"])
    return frozenset(row["code"] for row in rows if row["code"]), words


_CODES, _TYPES = _note_types()


def canonical(notes: str) -> str:
    """Notes as they are compared with those of other systems: "Seen  At Home" is "seen at home".

    Unicode, white space, capitals, quotes and dashes are folded. Taken out are a first line that
    is a prison's type and subtype ("GEN OSE"), the headings of CRISSA, what stands between words
    and those added to them, the diary's own references, and what copying out writes around words;
    "Okonjo, Pat" is turned round. Never raises. The rules are the product's own; the types are
    those of the public code of NOMIS's case notes. About 10 microseconds for a plain note of 300
    characters.
    """
    text = notes
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    if "\n" in text:
        text = _without_type(text.replace("\r\n", "\n"))
    if ", " in text and not text.isupper():
        text = _TURNED.sub(r"\2 \1", text)
    if "iary" in text or "IARY" in text:
        text = MENTION.sub(" ", without_marks(text))
    text = _without_marks(text.casefold())
    text = text.replace('"', "'").replace("`", "'")
    if "--" in text:
        text = _DASHES.sub("-", text)
    return " ".join(text.split()).strip("' ").rstrip(" .-")


def fingerprint(canonical: str) -> int | None:
    """A signed number of 64 bits by which equal canonical texts are found; None for a short one.

    Two texts with one fingerprint are almost surely equal and have still to be compared; those of
    fewer than 40 characters say too little to be told apart.
    """
    if len(canonical) < SHORTEST:
        return None
    digest = hashlib.blake2b(canonical.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def holds(long: str, short: str) -> bool:
    """Whether a text stands in another in whole words; its beginning may be cut off in one."""
    at = long.find(short)
    while at >= 0:
        end = at + len(short)
        if at == 0 or not (long[at - 1].isalnum() or _inside(long, end)):
            return True
        at = long.find(short, at + 1)
    return False


def _inside(long: str, end: int) -> bool:
    return end < len(long) and long[end - 1].isalnum() and long[end].isalnum()


def _without_marks(text: str) -> str:
    if "updated the case notes on" in text or "comment added by" in text:
        text = _GLUE.sub(" ", text)
    if ":" in text or "\n" in text or "-" in text:
        text = _HEADINGS.sub(" ", text)
    return text


def _without_type(text: str) -> str:
    """Without the line that a prison's note begins with once it has been sent to nDelius."""
    match = _OPENING.match(text)
    return text[match.end() :] if match and _is_type(match[1].strip()) else text


def _is_type(line: str) -> bool:
    words = line.split()
    if not 2 <= len(words) <= _MOST_WORDS or line[-1] in ".,;:!?":
        return False
    if words[0] in _CODES and len(words) == 2 and words[1].isupper():
        return True
    return (line.istitle() or line.isupper()) and line.casefold().startswith(_TYPES)
