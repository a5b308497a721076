from collections.abc import Collection
from itertools import combinations, permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.formats import grouping, met, same_event
from contacts.formats.grouping import Grouped
from contacts.formats.same_event import Record
from tests.formats import events

LONG = events.WORDS
SAID = {
    "source": ["", "nDelius", "nDelius", "NOMIS", "OASys"],
    "foreign_id": ["", "152799", "152800"],
    "other_id": ["", "", "", "152799", "152800"],
    "mentions": ["", "", "0", "1"],
    "time": ["10:00", "10:00", "11:30", "13:00", ""],
    "day": ["1", "1", "1", "2"],
    "author": ["", "Pat"],
    "kind": ["", "", "office", "phone"],
    "outcome": ["", "", "attended", "did_not_attend"],
    "seen": [*met.ANSWERS],
    "text": [LONG, f"{LONG} and so on", f"{LONG} and then", f"no: {LONG} and so on", "dna", "A*50"],
    "common": ["", "", "", "yes"],
}
ONE = st.fixed_dictionaries({field: st.sampled_from(values) for field, values in SAID.items()})
RECORDS = st.lists(ONE, max_size=8).map(
    lambda said: [events.record(n, **each) for n, each in enumerate(said)]
)


def groups(found: Grouped) -> set[frozenset[int]]:
    return {frozenset(group.members) for group in found.groups}


def across(one: Collection[int], other: Collection[int]) -> list[frozenset[int]]:
    return [frozenset(pair) for pair in product(one, other)]


def read(*written: str) -> list[Record]:
    return [events.read(n, each) for n, each in enumerate(written, 1)]


@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_in_which_records_come_means_nothing(records: list[Record], dice) -> None:
    mixed = records.copy()
    dice.shuffle(mixed)
    assert grouping.grouped(mixed) == grouping.grouped(records)


@settings(max_examples=300)
@given(RECORDS)
def test_every_pair_of_an_event_may_be_one(records: list[Record]) -> None:
    of = {record.id: record for record in records}
    found = grouping.grouped(records)
    assert sorted(each for group in found.groups for each in group.members) == sorted(of)
    for group in found.groups:
        assert group.lead == group.members[0]
        pairs = [(of[one], of[other]) for one, other in combinations(group.members, 2)]
        for one, other in pairs:
            folded = same_event.is_fold(one, other)
            assert folded or not same_event.never(one, other)
            copied = one.mentions == other.mentions and len(one.mentions) == 1
            assert folded or copied or one.source != other.source
            assert folded or {one.seen, other.seen} != {met.MET, met.NOT_MET}
        assert group.fold == (bool(pairs) and all(same_event.is_fold(*pair) for pair in pairs))


@given(RECORDS)
def test_what_is_asked_is_of_two_events_that_nobody_decided_on(records: list[Record]) -> None:
    found = grouping.grouped(records)
    leads = [group.lead for group in found.groups]
    for one, other in found.proposed:
        assert leads.index(one) < leads.index(other)
    apart = [frozenset(pair) for pair in found.proposed]
    assert len(set(apart)) == len(apart)
    answered = grouping.grouped(records, two=apart)
    assert answered.proposed == []
    assert answered.groups == found.groups


@settings(max_examples=500)
@given(RECORDS, st.data())
def test_to_join_two_entries_and_part_them_leaves_every_record_as_it_was(
    records: list[Record], data: st.DataObject
) -> None:
    before = grouping.grouped(records)
    chosen = st.sampled_from(before.groups or [None])
    one, other = data.draw(chosen), data.draw(chosen)
    if one == other:
        return
    pairs = across(one.members, other.members)
    joined = grouping.grouped(records, same=pairs)
    both = {frozenset(one.members), frozenset(other.members)}
    assert groups(joined) == groups(before) - both | {frozenset().union(*both)}
    assert grouping.grouped(records, two=pairs).groups == before.groups


@settings(max_examples=500)
@given(RECORDS, st.data())
def test_to_part_a_record_and_join_it_again_leaves_every_record_as_it_was(
    records: list[Record], data: st.DataObject
) -> None:
    before = grouping.grouped(records)
    several = [group for group in before.groups if len(group.members) > 1]
    if not several:
        return
    group = data.draw(st.sampled_from(several))
    one = data.draw(st.sampled_from(group.members))
    pairs = across([one], set(group.members) - {one})
    parted = grouping.grouped(records, two=pairs)
    assert not any(pair <= together for pair in pairs for together in groups(parted))
    assert groups(grouping.grouped(records, same=pairs)) == groups(before)


def test_typed_here_leads_and_then_whoever_wrote_first() -> None:
    written = events.record(5, source="nDelius")
    at = written.occurred_at
    ordered = [
        events.record(3),
        events.record(9),
        written._replace(written_at=at, source="OASys"),
        written._replace(written_at=at.replace(hour=23), source="NOMIS"),
        written._replace(source="NOMIS"),
        written._replace(foreign_id="1"),
        written._replace(foreign_id="2"),
        written._replace(occurred_at=at.replace(hour=23)),
    ]
    for mixed in permutations(ordered, 2):
        first, second = sorted(mixed, key=grouping.lead_order)
        assert ordered.index(first) < ordered.index(second)


def test_a_fold_is_one_and_joins_what_other_systems_hold() -> None:
    fold = [f"foreign_id=100{n} kind={kind}" for n, kind in enumerate(["office", "", "", "other"])]
    found = grouping.grouped(read(*fold))
    assert [(group.members, group.fold) for group in found.groups] == [((1, 2, 3, 4), True)]
    found = grouping.grouped(read(*fold, "source=NOMIS"))
    assert [(len(group.members), group.fold) for group in found.groups] == [(5, False)]


def test_a_fold_whose_outcomes_disagree_is_not_known_if_seen() -> None:
    found = grouping.grouped(
        read("outcome=attended seen=met", "outcome=did_not_attend seen=not_met kind=office")
    )
    assert [(group.fold, group.seen) for group in found.groups] == [(True, met.NOT_KNOWN)]


def test_words_that_would_join_two_visits_of_one_day_through_a_third_are_asked_about() -> None:
    visits = read("time=10:00", f"time=11:00 text={LONG} a", f"source=NOMIS time= text={LONG} a b")
    found = grouping.grouped(visits)
    assert groups(found) == {frozenset({1}), frozenset({2}), frozenset({3})}
    assert len(found.proposed) == 2


def test_three_parts_of_one_event_are_one_whichever_was_written_first() -> None:
    parts = [f"source=OASys text=start {LONG}", f"text={LONG} end"]
    whole = f"source=NOMIS text=start {LONG} end"
    for written in permutations([*parts, whole]):
        assert groups(grouping.grouped(read(*written))) == {frozenset({1, 2, 3})}


def test_what_people_joined_is_one_across_days_and_what_they_parted_is_two() -> None:
    records = read("day=1", "source=NOMIS day=9 text=other words altogether", "source=OASys day=1")
    found = grouping.grouped(records, same=[frozenset({1, 2})], two=[frozenset({1, 3})])
    assert groups(found) == {frozenset({1, 2}), frozenset({3})}
    assert found.proposed == []


def test_a_decision_about_a_record_that_is_not_in_question_changes_nothing() -> None:
    records = read("day=1", "day=2")
    found = grouping.grouped(records, same=[frozenset({1, 7})], two=[frozenset({8, 9})])
    assert found == grouping.grouped(records)


def test_many_records_of_one_day_are_put_together_in_good_time() -> None:
    records = [
        events.record(n, source=("nDelius", "NOMIS")[n % 2], text=f"{n // 2} {LONG} {n // 2}")
        for n in range(200)
    ]
    assert len(grouping.grouped(records).groups) == 100


def test_both_parts_of_long_notes_are_of_the_entry_that_they_were_copied_from() -> None:
    parts = [f"mentions=1 text={sign}*90" for sign in "AB"]
    found = grouping.grouped(read("source= text=A*90 B*90", *parts, "text=C*90"))
    assert groups(found) == {frozenset({1, 2, 3}), frozenset({4})}
