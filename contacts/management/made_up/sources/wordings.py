"""What becomes of somebody's words on their way from one system to another."""

import datetime as dt
import random
import re

SHORT = 200  # characters, which is all that some systems keep

_CURLY = str.maketrans({"'": "\u2019", "-": "\u2013"})
_QUOTED = re.compile(r'"([^"]*)"')
_SENTENCE = re.compile(r"(?<=[.?!]) +")
_CRISSA = ("Check-in", "Review", "Intervention", "Summarise", "Set tasks", "Appointment")
_SAID = {"and": "&", "with": "w/", "the": "that"}


def shortened(words: str) -> str:
    return words[:SHORT]


def curly(words: str) -> str:
    return _QUOTED.sub("\u201c\\1\u201d", words).translate(_CURLY)


def under_headings(words: str) -> str:
    """Each sentence under a heading of CRISSA, as long as there are headings."""
    told = _SENTENCE.split(words, maxsplit=len(_CRISSA) - 1)
    return "\n".join(f"{heading}: {said}" for heading, said in zip(_CRISSA, told, strict=False))


def emailed(words: str) -> str:
    return f"E-mail sent: {words}"


CHANGES = {
    "capitals": str.upper,
    "cut": shortened,
    "curly": curly,
    "crissa": under_headings,
    "emailed": emailed,
}


def reworded(words: str, rng: random.Random) -> str:
    """Told again from memory: a sentence less, and another word here and there."""
    told = _SENTENCE.split(words)
    if len(told) > 3:
        told.pop(rng.randrange(1, len(told) - 1))
    said = " ".join(told).split()
    for at in range(rng.randint(4, 9), len(said), 17):
        said[at] = _SAID.get(said[at], f"{said[at]},")
    return " ".join(said)


def turned(words: str, name: str) -> str:
    """With the name as nDelius has it, "Okonjo, Pat"."""
    return words.replace(name, last_name_first(name))


def last_name_first(name: str) -> str:
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}"


def added(words: str, by: str, at: dt.datetime, more: str) -> str:
    """With later words in the same line, as NOMIS has them."""
    user = f"{by.rpartition(' ')[2].upper()}_GEN"
    return f"{words} ...[{user} updated the case notes on {at:%d-%m-%Y %H:%M:%S}] {more}"
