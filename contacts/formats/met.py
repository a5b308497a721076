"""Whether a contact was a meeting with the person, face to face: what lists mean by "last met".

A failed visit shown as a meeting is the worst error the diary can make, so every doubt counts as
not met.
"""

from collections.abc import Iterable

from contacts.formats import sightings
from contacts.formats.sightings import DOUBT, NOT_SEEN, SEEN, Signs
from contacts.formats.tokens import PERSON

MET, NOT_MET, NOT_KNOWN = "met", "not_met", "not_known"
ABOUT, REMOTE = "about", "remote"
ANSWERS = (MET, NOT_MET, NOT_KNOWN, ABOUT, REMOTE)

APART = frozenset({"phone", "video", "message"})
ATTENDED = frozenset({"attended", "attended_not_complied"})
ABSENT = frozenset({"did_not_attend", "acceptable_absence", "unacceptable_absence", "rearranged"})

_OPENING_WORDS = 25  # where a note says that nobody came, it says so at once

_KINDS = {"office": "Office", "home_visit": "Home visit"} | {
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
    preferred names, so that "Saw Dilys at home" can be read. Never raises; an unknown kind or
    outcome is read as none. The rule is the product's own: office is met unless outcome or words
    say otherwise, all else only where they say so, and where they disagree nobody knows.
    """
    called = sightings.read_heading(heading)
    signs = sightings.read_signs(notes, names)
    if outcome in ABSENT:
        return NOT_KNOWN if kind not in APART and signs.first(SEEN) else NOT_MET
    if kind in APART or called.first(ABOUT, REMOTE):
        return _apart(called, signs)
    if outcome in ATTENDED:
        return _attended(kind, called, signs)
    if kind == "office" and not imported:
        return _office(called, signs)
    if kind == "home_visit":
        signs = signs.without_arrivals()
    return _by_words(kind, called, signs)


def label(kind: str, seen: str) -> str:
    """The small text under a contact's time: "Office, met", "Phone", "Not known if seen"."""
    name, said = _KINDS.get(kind, ""), _SAID[seen]
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
    """An outcome says they attended: met, unless the words speak of something else."""
    if called.first(NOT_SEEN) or signs.first(NOT_SEEN):
        return NOT_KNOWN
    other_means = _by_other_means(signs)
    if signs.first(SEEN) and not other_means:
        return MET
    if not (other_means or signs.opens_with(ABOUT, REMOTE)):
        return MET
    plainly_remote = kind in ("", "other") and signs.first(ABOUT, REMOTE) == REMOTE
    return REMOTE if plainly_remote else NOT_KNOWN


def _office(called: Signs, signs: Signs) -> str:
    """Typed here as an office contact: met, unless the words say otherwise or leave a doubt."""
    seen, absent, doubt = signs.first(SEEN), signs.start(NOT_SEEN), signs.start(DOUBT)
    if called.first(NOT_SEEN) or absent is not None:
        at_once = absent is None or absent < _OPENING_WORDS
        return NOT_MET if at_once and not seen else NOT_KNOWN
    if _by_other_means(signs):
        return NOT_KNOWN
    if seen:
        return MET
    if doubt is not None:
        return NOT_MET if doubt == 0 else NOT_KNOWN
    return NOT_KNOWN if signs.opens_with(ABOUT, REMOTE) else MET


def _by_other_means(signs: Signs) -> bool:
    return any(sightings.is_by_other_means(sign) for sign in signs.found)


def _by_words(kind: str, called: Signs, signs: Signs) -> str:
    """Nothing but the words speaks: met only where they say so and nothing else comes first."""
    seen = called.first(SEEN) or signs.first(SEEN)
    absent = called.first(NOT_SEEN) or signs.first(NOT_SEEN)
    if seen and _by_other_means(signs):
        return NOT_KNOWN
    if seen:
        first = signs.first(SEEN, ABOUT, REMOTE) or SEEN
        return MET if first == SEEN and not absent else NOT_KNOWN
    if called.first(NOT_SEEN):
        return NOT_MET
    leads = signs.first(NOT_SEEN, ABOUT, REMOTE)
    if kind in ("office", "home_visit"):
        not_met = absent or (kind == "home_visit" and leads == ABOUT)
        return NOT_MET if not_met else NOT_KNOWN
    return {NOT_SEEN: NOT_MET, ABOUT: ABOUT, REMOTE: REMOTE}.get(leads or "", NOT_KNOWN)
