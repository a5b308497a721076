"""The made-up notes read as notes do: varied, in order, and right for whoever they are about."""

import csv
import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path

from contacts.models.contact import Kind, Outcome

MADE_UP = Path(__file__).parents[2] / "contacts" / "management" / "made_up"
COLUMNS = ["id", "thread", "stage", "kind", "outcome", "minutes", "setting", "source", "text"]
SETTINGS = {"community", "custody", "release", "suspended", "any"}
SOURCES = {"", "ndelius", "nomis"}
ABOUT_THEM = {"first", "he", "him", "his", "He", "Him", "His"}
ELSEWHERE = {"relative", "place", "street", "employer", "agency", "officer", "amount"}
WORKED_OUT = {"weekday", "month", "number"}
CRISSA = ("check", "review", "intervention", "summar", "task", "app")
# After "he" a verb must read as well after "they": "said", "had", "can" do, "was" and "has" do not.
BREAKS_WITH_THEY = re.compile(
    r"\{[Hh]e\}(?:'s|'ve| (?:\w+ly |never |always |still |only |also |just )?"
    r"(?:was|is|has|does|wasn't|isn't|hasn't|doesn't|(?!always\b)\w+[^s\W]s)\b)"
)


def rows(name: str) -> list[dict[str, str]]:
    with (MADE_UP / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def every_passage() -> list[dict[str, str]]:
    files = sorted(path.name for path in (MADE_UP / "passages").glob("*.csv"))
    return [row for name in files for row in rows(f"passages/{name}")]


PASSAGES = every_passage()


def slots(text: str) -> set[str]:
    return set(re.findall(r"\{([^}]*)\}", text))


def words(text: str) -> list[str]:
    return re.findall(r"[\w']+", re.sub(r"\{\w+\}", " ", text.lower()))


def shingles(text: str) -> set[tuple[str, ...]]:
    """Every run of five words, the slots left out; a shorter text is one run."""
    said = words(text)
    return {tuple(said[i : i + 5]) for i in range(max(1, len(said) - 4))}


def headings(text: str) -> int:
    """How many of the six CRISSA headings open a line, a sentence or a clause."""
    openings = re.findall(r"(?:^|\n|[.?!] |: )\W*([A-Za-z]+)", text)
    said = [word.lower() for word in openings]
    return sum(any(word.startswith(heading) for word in said) for heading in CRISSA)


def test_there_are_enough_passages_and_enough_that_suit_anybody():
    assert len(PASSAGES) >= 250
    assert sum(row["thread"] == "everyday" for row in PASSAGES) >= 90


def test_every_passage_has_its_own_id():
    assert len({row["id"] for row in PASSAGES}) == len(PASSAGES)


def test_passages_use_the_words_of_the_diary():
    for row in PASSAGES:
        assert list(row) == COLUMNS
        assert row["kind"] in {"", *Kind.values}, row["id"]
        assert row["outcome"] in {"", *Outcome.values}, row["id"]
        assert row["minutes"] == "" or 0 < int(row["minutes"]) <= 480, row["id"]
        assert row["setting"] in SETTINGS, row["id"]
        assert row["source"] in SOURCES, row["id"]
        assert row["text"] == row["text"].strip() != "", row["id"]


def test_only_known_slots_stand_in_a_passage():
    for row in PASSAGES + rows("amendments.csv"):
        assert slots(row["text"]) <= ABOUT_THEM | ELSEWHERE | WORKED_OUT, row["text"]
        braces = row["text"].count("{") + row["text"].count("}")
        assert braces == 2 * len(re.findall(r"\{\w+\}", row["text"])), row["text"]


def test_a_passage_reads_right_whichever_pronoun_is_used():
    texts = [row["text"] for row in PASSAGES + rows("amendments.csv")]
    assert {text: found for text in texts if (found := BREAKS_WITH_THEY.findall(text))} == {}


def test_every_slot_that_is_looked_up_has_values():
    listed = {row["slot"] for row in rows("slots.csv")}
    assert listed == ELSEWHERE - {"street"}
    assert rows("addresses.csv")[0]["street"]


def test_no_two_passages_share_half_their_words():
    runs = [(row["id"], shingles(row["text"])) for row in PASSAGES]
    alike = [
        (one, other)
        for (one, ours), (other, theirs) in combinations(runs, 2)
        if len(ours & theirs) > min(len(ours), len(theirs)) / 2
    ]
    assert alike == []


def test_the_stages_of_a_thread_follow_one_another():
    stages = defaultdict(list)
    for row in PASSAGES:
        stages[row["thread"]].append(row["stage"])
    assert set(stages.pop("everyday")) == {""}
    for thread, found in stages.items():
        numbers = [int(stage) for stage in found]
        assert numbers == sorted(numbers), thread
        assert set(numbers) == set(range(1, max(numbers) + 1)), thread


def test_notes_are_as_long_and_as_short_as_notes_are():
    lengths = [len(row["text"]) for row in PASSAGES]
    assert sum(length < 60 for length in lengths) >= 30
    assert sum(length > 700 for length in lengths) >= 30


def test_some_notes_are_pasted_under_the_headings():
    assert sum(headings(row["text"]) >= 5 for row in PASSAGES) >= 20


def test_first_words_differ_so_that_a_list_does_not_look_alike():
    openings = defaultdict(list)
    for row in PASSAGES:
        openings[" ".join(words(row["text"])[:3])].append(row["id"])
    assert {start: ids for start, ids in openings.items() if len(ids) > 3} == {}


def test_prison_notes_belong_to_custody():

    assert {row["setting"] for row in PASSAGES if row["source"] == "nomis"} == {"custody"}
