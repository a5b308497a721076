"""Who was asked, and for what: of the words behind "asked:" or "awaiting"."""

import re

from contacts.formats.note_words import read_words
from contacts.formats.tokens import OTHER

NOT_SAID = "somebody"  # who it was, where the words do not tell
REPLY = "a reply"  # what was asked for, where the words only tell whom
_LONGEST = 40  # characters of a name; longer is what was asked
# "police re call-outs", "CSC whether he moved", and the other way round "a reply from CSC".
_BEFORE_WHAT = "for|about|re:?|regarding|to|if|whether|when|where"
_FIRST = re.compile(rf"(?P<whom>\S.{{0,{_LONGEST - 1}}}?),? (?:{_BEFORE_WHAT}) (?P<what>\S.*)")
_COMMA = re.compile(rf"(?P<whom>[^,;]{{1,{_LONGEST}}}), (?P<what>\S.*)")
_LAST = re.compile(rf"(?P<what>\S.*?) from (?P<whom>\S.{{0,{_LONGEST - 1}}})")


def asked_whom(words: str) -> tuple[str, str]:
    """ "police for call-outs" is police, and call-outs; whom, and what.

    "reply from CSC" is CSC, and reply; "police" alone is police, and a reply. Where the words do
    not say whom, it is "somebody" and all of them. Words are as they come from a reading: on one
    line, not empty. Never raises; the two are never empty.
    """
    read = _LAST.fullmatch(words) or _FIRST.fullmatch(words) or _COMMA.fullmatch(words)
    if read:
        return read["whom"], read["what"]
    return (words, REPLY) if _is_party(words) else (NOT_SAID, words)


def _is_party(words: str) -> bool:
    """Whether somebody is all that they name: "the police", "his GP"."""
    if len(words) > _LONGEST:
        return False
    note = read_words(words, ())
    length, who = note.party(0)
    return who == OTHER and length == len(note.words)
