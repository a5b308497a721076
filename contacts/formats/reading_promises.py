"""Who will do what, in plain sentences: "I will chase housing", "he will bring his payslip"."""

from collections.abc import Iterator

from contacts.formats.note_words import CLOSING, PARTS, SENSITIVE, Note, Sentence
from contacts.formats.reading import PERSON, PROMISED, WRITER, Promise, Reading, key
from contacts.formats.reading_marked import LONGEST

_NEAR = 40  # words before a promise in which "said" makes it somebody's words
_MOST = 60  # words of a promise
_PROPER = 5  # words in which it is said what is let, made or got
_OBJECT = 3  # words after what he will do in which "her" makes it no promise


def read_promises(note: Note, taken: dict[int, int]) -> list[Reading]:
    """Promises in reading order; the person's own are proposed only.

    A promise opens its clause, is of something that can be done and is never conditional, denied,
    quoted or told ("he says he will"). Of whom "he" is there must be no doubt. `taken` is where
    words stand that are read otherwise.
    """
    found: list[Reading] = []
    if "will" not in note.vocabulary and not any(one.endswith("'ll") for one in note.vocabulary):
        return found
    for number, sentence in enumerate(note.sentences):
        if sentence.after_told or sentence.end == "?":
            continue
        for at in _wills(note, sentence):
            if read := _promise(note, number, at, taken):
                found.append(read)
    return found


def _wills(note: Note, sentence: Sentence) -> Iterator[int]:
    """Where "will" or the end of "he'll" stands."""
    for at in range(sentence.first, sentence.last):
        word = note.words[at]
        if word == "will" or word.endswith("'ll"):
            yield at


def _promise(note: Note, number: int, at: int, taken: dict[int, int]) -> Reading | None:
    sentence = note.sentences[number]
    first = at - 1 if note.words[at] == "will" else at
    who = _who(note, first) if first >= sentence.first else ""
    if not who or not _opens_clause(note, sentence, first):
        return None
    if who == PERSON and _may_be_other(note, number, first):
        return None
    verb = at + 1
    while note.word(verb) in PARTS["also"]:
        verb += 1
    last = _last(note, sentence, verb, taken)
    if verb >= last or not _can_be_done(note, who, verb, last):
        return None
    return _reading(note, who, first, verb, last)


def _who(note: Note, at: int) -> str:
    word = note.words[at].removesuffix("'ll")
    if word == "i":
        return WRITER
    known = word in ("he", "she") or word in note.called or word in ("pop", "client")
    return PERSON if known else ""


def _opens_clause(note: Note, sentence: Sentence, first: int) -> bool:
    before = note.words[max(sentence.first, first - _NEAR) : first]
    if not PARTS["reported"].isdisjoint(before):
        return False
    if not before or before[-1] in PARTS["clause"]:
        return True
    return before[-1] == ":" and not PARTS["agreement"].isdisjoint(before[-3:])


def _may_be_other(note: Note, number: int, first: int) -> bool:
    """Whether a relative or friend was just named, who may be meant by "he"."""
    begin = note.sentences[max(number - 1, 0)].first
    near = note.words[max(begin, first - _NEAR) : first]
    return not PARTS["kin"].isdisjoint(near)


def _last(note: Note, sentence: Sentence, verb: int, taken: dict[int, int]) -> int:
    """Where the promise ends: with its sentence, or where the next begins."""
    most = min(sentence.last, verb + _MOST)
    for at in range(verb + 1, most):
        if at in taken or note.words[at] == "\n":
            return at
        goes_on = note.words[at] in ("and", ",") and _who(note, at + 1) if at + 1 < most else ""
        if goes_on and (note.word(at + 2) == "will" or note.words[at + 1].endswith("'ll")):
            return at
    return most


def _can_be_done(note: Note, who: str, verb: int, last: int) -> bool:
    doing = PARTS["doing"] if who == WRITER else PARTS["they_do"]
    words = note.words[verb:last]
    if words[0] not in doing or SENSITIVE in words:
        return False
    if words[0] in PARTS["only_with"] and PARTS["proper"].isdisjoint(words[1:_PROPER]):
        return False  # "I will do my best", but "I will let CSC know"
    if not PARTS["conditional"].isdisjoint(words) or note.word(verb + 1) in PARTS["no_object"]:
        return False
    reaches_her = words[0] in PARTS["reaches"] and PARTS["her"] & set(words[1 : 1 + _OBJECT])
    return who == WRITER or not reaches_her


def _reading(note: Note, who: str, first: int, verb: int, last: int) -> Reading | None:
    while note.words[last - 1] in CLOSING:
        last -= 1
    words = " ".join(note.between(verb, last).split())
    if len(words) > LONGEST:
        return None
    by = note.between(first, first + 1).removesuffix("'ll").removesuffix("’ll")
    by = by if by.lower() in note.called else by.lower()
    said = f"you {words}" if who == WRITER else f"{by} will {words}"
    start, end = note.starts[first], note.ends[last - 1]
    return Reading(
        *(PROMISED, Promise(who, words), f"Promised: {said}", start, end),
        *(key(PROMISED, words), who == PERSON),
    )
