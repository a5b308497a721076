"""Whether a contact was a meeting with the person, face to face: what lists mean by "last met".

A failed visit shown as a meeting is the worst error the diary can make, so every doubt counts as
not met.
"""

from collections.abc import Iterable
from functools import lru_cache

from contacts.formats import sightings
from contacts.formats.ndelius import without_marks
from contacts.formats.sightings import AWAY, DOUBT, EMPTY, HINT, NOT_SEEN, SEEN, TALK, Signs
from contacts.formats.tokens import PERSON

MET, NOT_MET, NOT_KNOWN = "met", "not_met", "not_known"
ABOUT, REMOTE = "about", "remote"
ANSWERS = (MET, NOT_MET, NOT_KNOWN, ABOUT, REMOTE)

APART = frozenset({"phone", "video", "message"})
IN_PERSON = frozenset({"office", "home_visit"})
ATTENDED = frozenset({"attended", "attended_not_complied"})
ABSENT = frozenset({"did_not_attend", "acceptable_absence", "unacceptable_absence", "rearranged"})

LONGEST_KEPT = 200  # characters of a heading
_OPENING_WORDS = 25  # where a note says that nobody came, it says so at once
_SHORT_WORDS = 12  # a note as short as this is of one thing

KINDS = {"office": "Office", "home_visit": "Home visit"} | {
    "phone": "Phone",
    "video": "Video",
    "message": "Message",
}
_SAID = {MET: "met", NOT_MET: "not met", NOT_KNOWN: "not known if seen"} | {
    ABOUT: "about them",
    REMOTE: "not face to face",
}


def read_seen(
    *,
    kind: str,
    outcome: str,
    notes: str,
    heading: str = "",
    imported: bool = False,
    names: Iterable[str] = (),
) -> str:
    """One of ANSWERS, from what was chosen and what was written; only MET counts as met.

    `kind` is empty or office, home_visit, phone, video, message or other; `outcome` empty, one of
    ATTENDED or of ABSENT; `heading` what a source called it; `names` the person's first or
    preferred names, so that "Saw Dilys at home" can be read. Of what was copied out the words alone
    count. Never raises; an unknown kind or outcome is read as none. The rule is the product's own:
    office is met unless outcome or words say otherwise, all else only where they say so.
    """
    called = _read_heading(heading)
    signs = sightings.read_signs(without_marks(notes), names)
    if outcome in ABSENT:
        return NOT_KNOWN if kind not in APART and signs.first(SEEN) else NOT_MET
    if kind in APART or called.first(ABOUT, REMOTE):
        return _apart(called, signs)
    if outcome in ATTENDED:
        return _attended(kind, called, signs)
    if kind == "office" and not imported:
        return _office(called, signs)
    if kind == "home_visit":
        signs = signs.of_home_visit()
    return _by_words(kind, called, signs)


def _read_heading(heading: str) -> Signs:
    """Sources call very many contacts by few names; a long one, which may be notes, is not kept."""
    if len(heading) > LONGEST_KEPT:
        return sightings.read_heading(heading)
    return _heading_once(heading)


@lru_cache(maxsize=2048)
def _heading_once(heading: str) -> Signs:
    return sightings.read_heading(heading)


def label(kind: str, seen: str) -> str:
    """The small text under a contact's time: "Office, met", "Phone", "Not known if seen"."""
    name, said = KINDS.get(kind, ""), _SAID[seen]
    if kind in APART and seen == REMOTE:
        return name
    return f"{name}, {said}" if name else said.capitalize()


def _apart(called: Signs, signs: Signs) -> str:
    """Not face to face; about the person where it was with somebody else, not with them."""
    if called.first(ABOUT, REMOTE) == ABOUT:
        return ABOUT
    for sign in signs.found:
        if sign.gives == REMOTE and PERSON in sign.phrase:
            return REMOTE
        if sign.gives == ABOUT:
            return ABOUT
    return REMOTE


def _attended(kind: str, called: Signs, signs: Signs) -> str:
    """An outcome says they attended: met, unless the words deny it or are of nothing but a call.

    Calls, messages and other people's absences come into the notes of many a good meeting.
    """
    if called.first(NOT_SEEN, AWAY) or signs.denies(_OPENING_WORDS):
        return NOT_KNOWN
    anywhere = kind in ("", "other")
    other_means = _by_other_means(signs, signs.length if anywhere else _OPENING_WORDS)
    if signs.first(SEEN) and not other_means:
        return MET
    of_it_alone = anywhere or signs.length <= _SHORT_WORDS
    a_call = of_it_alone and signs.opens_with(ABOUT, REMOTE)
    if not (other_means or a_call or _fell_through(kind, signs)):
        return MET
    return REMOTE if anywhere and signs.first(ABOUT, REMOTE) == REMOTE else NOT_KNOWN


def _fell_through(kind: str, signs: Signs) -> bool:
    """Whether a brief note speaks of nothing but an appointment or a visit that failed."""
    brief = signs.length <= _OPENING_WORDS and not signs.first(TALK)
    failed = signs.first(AWAY) or (kind != "office" and signs.first(EMPTY))
    return brief and bool(failed)


def _office(called: Signs, signs: Signs) -> str:
    """Typed here as an office contact: met, unless the words say otherwise or leave a doubt."""
    absent = signs.start(NOT_SEEN, AWAY)
    if called.first(NOT_SEEN, AWAY) or absent is not None:
        return NOT_KNOWN if _in_passing(signs, absent) else NOT_MET
    if _by_other_means(signs, signs.length):
        return NOT_KNOWN
    if signs.first(SEEN):
        return MET
    if signs.first(DOUBT):
        return NOT_MET if signs.start(DOUBT) == 0 else NOT_KNOWN
    return NOT_KNOWN if signs.opens_with(ABOUT, REMOTE) or _hinted(signs) else MET


def _in_passing(signs: Signs, absent: int | None) -> bool:
    """Whether an absence is told late, or beside words of a meeting."""
    late = absent is not None and absent >= _OPENING_WORDS
    fell_through = signs.first(NOT_SEEN) is None
    return late or bool(signs.first(SEEN) or (fell_through and signs.first(TALK)))


def _hinted(signs: Signs) -> bool:
    """Whether a note begins in the words of an absence, with none that a meeting has."""
    early = {sign.gives for sign in signs.found if sign.start < _OPENING_WORDS}
    met = signs.first(TALK) and early.isdisjoint({ABOUT, REMOTE})
    uneasy = signs.uneasy and signs.length <= _SHORT_WORDS
    return not met and (uneasy or not early.isdisjoint({HINT, EMPTY}))


def _by_other_means(signs: Signs, within: int) -> bool:
    return any(sightings.is_by_other_means(s) for s in signs.found if s.start < within)


def _by_words(kind: str, called: Signs, signs: Signs) -> str:
    """Nothing but the words speaks: met only where they say so and nothing else comes first."""
    absent = signs.start(NOT_SEEN, AWAY, EMPTY)
    if called.first(SEEN) or signs.first(SEEN):
        first = signs.first(SEEN, ABOUT, REMOTE) or SEEN
        clear = first == SEEN and absent is None and not called.first(NOT_SEEN, AWAY)
        return MET if clear and not _by_other_means(signs, signs.length) else NOT_KNOWN
    if called.first(NOT_SEEN, AWAY):
        return NOT_MET
    if kind in IN_PERSON:
        return _visit_failed(kind, signs, absent)
    leads = signs.first(NOT_SEEN, AWAY, EMPTY, ABOUT, REMOTE)
    return {ABOUT: ABOUT, REMOTE: REMOTE}.get(leads or "") or _not_seen(absent)


def _visit_failed(kind: str, signs: Signs, absent: int | None) -> str:
    """No words say that they were seen: not met where that is told at once."""
    others = kind == "home_visit" and signs.first(NOT_SEEN, AWAY, EMPTY, ABOUT, REMOTE) == ABOUT
    brief = signs.length <= _OPENING_WORDS and (signs.start(ABOUT) or 0) < _SHORT_WORDS
    return NOT_MET if others and brief else _not_seen(absent)


def _not_seen(absent: int | None) -> str:
    return NOT_MET if absent is not None and absent < _OPENING_WORDS else NOT_KNOWN
