"""Who was asked, and for what: of the words behind "asked:" or "awaiting"."""

import re

NOT_SAID = "somebody"  # who it was, where the words do not tell
_LONGEST = 40  # characters of a name; longer is what was asked
# "police for call-outs", "CSC whether he moved", and the other way round "a reply from CSC".
_FIRST = re.compile(
    rf"(?P<whom>\S.{{0,{_LONGEST - 1}}}?),? (?:for|about|to|if|whether|when|where) (?P<what>\S.*)"
)
_COMMA = re.compile(rf"(?P<whom>[^,;]{{1,{_LONGEST}}}), (?P<what>\S.*)")
_LAST = re.compile(rf"(?P<what>\S.*?) from (?P<whom>\S.{{0,{_LONGEST - 1}}})")


def asked_whom(words: str) -> tuple[str, str]:
    """ "police for call-outs" is police, and call-outs; whom, and what.

    "reply from CSC" is CSC, and reply. Where the words do not say whom, it is "somebody" and all of
    them. Words are as they come from a reading: on one line, not empty. Never raises; the two are
    never empty.
    """
    read = _LAST.fullmatch(words) or _FIRST.fullmatch(words) or _COMMA.fullmatch(words)
    return (read["whom"], read["what"]) if read else (NOT_SAID, words)
