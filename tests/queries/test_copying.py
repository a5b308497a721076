import datetime as dt

import pytest

from contacts.actions.copying import copy_out
from contacts.formats import clock
from contacts.formats.ndelius import without_marks
from contacts.models import Amendment, Contact, CopiedOut, ImportBatch, Source, State
from contacts.queries.copying import Copying, copying

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def write(add_contact, person, pat):
    """Pat's entry of this morning."""

    def written(notes="On time.", **known) -> Contact:
        usual = {"kind": "office", "outcome": "attended", "minutes": 45}
        return add_contact(person, pat, notes=notes, **{**usual, **known})

    return written


@pytest.fixture
def add(pat, sunday_morning):
    """Later words, an hour after whatever went before."""

    def added(contact: Contact, notes="He rang back.", author=pat, **known) -> Amendment:
        sunday_morning(clock.now() + HOUR)
        known = {"contact": contact, "recorded_at": clock.now(), "author": author, **known}
        return Amendment.objects.create(notes=notes, **known)

    return added


@pytest.fixture
def came(sunday_morning):
    """A record that a system gave, an hour after whatever went before."""

    def from_a_system(contact: Contact, name="nDelius") -> Contact:
        source, _ = Source.objects.get_or_create(name=name)
        batch = ImportBatch.objects.create(source=source, loaded_at=clock.now())
        digest = str(contact.pk).encode()
        batch.records.create(source=source, contact=contact, digest=digest, raw={})
        return contact

    return from_a_system


@pytest.fixture
def read(pat):
    def offered(contact: Contact, viewer=pat, **asked) -> Copying | None:
        return copying(contact=contact, viewer=viewer, **asked)

    return offered


def words(offered: Copying) -> list[str]:
    return [without_marks(part.text) for part in offered.parts]


def test_what_was_just_written_is_offered_whole(read, write):
    offered = read(write())
    assert (offered.said, offered.press, offered.whole) == ("", "Copy for nDelius", True)
    assert words(offered) == ["On time."]
    assert (offered.up_to, offered.done) == (None, "Copied.")
    assert dict(offered.boxes) == {
        "Contact date": "22/11/2026",
        "Start time": "10:15",
        "End time": "11:00",
        "Contact type": "Planned Office Visit (NS)",
        "Outcome": "Attended - Complied",
    }


def test_what_stands_is_copied_and_whose_the_later_words_are(read, write, add, priya):
    entry = write("Came with his dauhgter.")
    add(entry, "Came with his daughter.", replaces=True)
    last = add(entry, "He rang me.", author=priya, changed={"kind": ["phone", "office"]})
    (one,) = read(entry).parts
    added = "Comment added by Priya Nair on 22/11/2026 at 13:00\nHe rang me."
    assert one.notes.startswith(f"Came with his daughter.\n\n{added}\n\n")
    assert read(entry).up_to == last.pk


def test_what_was_only_put_right_needs_no_words_where_ndelius_had_nothing(read, write, add):
    entry = write()
    add(entry, "", changed={"kind": ["phone", "office"]})
    assert words(read(entry)) == ["On time."]


def test_whoever_copies_the_entry_of_somebody_else_says_whose_it_is(read, write, priya, pat):
    entry = write()
    assert dict(read(entry, viewer=priya).boxes)["Officer"] == "Pat Okonjo"
    assert "Officer" not in dict(read(entry, viewer=pat).boxes)


@pytest.mark.parametrize("by", ["the entry", "another record of the event"])
def test_an_entry_is_sensitive_where_any_record_of_the_event_is(read, write, add_contact, by):
    entry = write(sensitive=by == "the entry")
    if by != "the entry":
        joined = {"state": State.JOINED, "lead": entry, "author_name": "R. Shah"}
        add_contact(entry.person, sensitive=True, **joined)
    assert dict(read(entry).boxes)["Sensitive"] == "yes"


def test_passages_are_copied_whole_and_spoken_of(read, write, add):
    offered = read(write("His [[aunt]] rang."))
    assert words(offered) == ["His [[aunt]] rang."]
    assert offered.passages
    assert offered.done == "Copied, with what is marked sensitive."
    entry = write()
    add(entry, "[[His aunt]] rang.")
    assert read(entry).passages


def test_who_copied_it_and_when_is_told_once_ndelius_has_it(read, write, priya, pat):
    entry = write()
    copy_out(contact=entry, by=priya, up_to=None)
    offered = read(entry)
    assert offered.said == "nDelius has this: copied by Priya Nair, today, 11:00."
    assert (offered.parts, offered.passages) == ([], False)
    again = read(entry, whole=True)
    assert (words(again), again.press) == (["On time."], "Copy for nDelius")


def test_an_amended_entry_offers_only_the_change(read, write, add, pat, priya):
    entry = write()
    first = add(entry, "Known before.")
    copy_out(contact=entry, by=pat, up_to=first)
    add(entry, "He rang me.", author=priya)
    offered = read(entry)
    assert (offered.said, offered.press) == (
        "nDelius has this, one change since.",
        "Copy the change",
    )
    assert offered.parts[0].notes.startswith("Comment added by Priya Nair on 22/11/2026 at 13:00\n")
    assert words(offered) == ["He rang me."]
    last = add(entry, "Again.")
    assert read(entry).said == "nDelius has this, 2 changes since."
    assert words(read(entry)) == ["He rang me.\n\nAgain."]
    assert read(entry).up_to == last.pk
    copy_out(contact=entry, by=pat, up_to=last)
    assert read(entry).parts == []


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"kind": ["phone", "office"]}, "kind was Phone"),
        ({"outcome": ["", "attended"]}, "outcome was not said"),
        ({"outcome": ["did_not_attend", ""]}, "outcome was Did not attend, reason awaited"),
        ({"minutes": [20, 45]}, "length was 20 minutes"),
        (
            {"occurred_at": ["2026-07-03T13:30:00+00:00", "2026-11-22T11:00:00+00:00"]},
            "time was 03/07/2026 at 14:30",
        ),
        (
            {
                "occurred_at": ["2026-07-02T23:00:00+00:00", "2026-11-22T11:00:00+00:00"],
                "time_known": [False, True],
            },
            "time was 03/07/2026",
        ),
        ({"time_known": [True, False]}, "time was 00:00"),
        (
            {"kind": ["phone", "office"], "minutes": [None, 45]},
            "kind was Phone, length was not said",
        ),
    ],
)
def test_what_was_put_right_is_told_in_words_that_keep(read, write, add, pat, changed, told):
    entry = write()
    copy_out(contact=entry, by=pat, up_to=None)
    add(entry, "", changed=changed)
    assert words(read(entry)) == [f"Put right: {told}."]
    add(entry, "More.", changed=changed)
    assert words(read(entry))[0].endswith(f"More.\nPut right: {told}.")


def test_of_words_put_in_the_place_of_others_the_last_are_told(read, write, add, pat):
    entry = write()
    copy_out(contact=entry, by=pat, up_to=None)
    add(entry, "On tyme, alone.", replaces=True)
    add(entry, "On time, alone.", replaces=True)
    assert words(read(entry)) == [
        "These words stand in the place of those before:\nOn time, alone."
    ]
    assert words(read(entry, whole=True)) == ["On time, alone."]


@pytest.mark.parametrize("name", ["nDelius", "Delius", "NATIONAL DELIUS"])
def test_what_ndelius_brought_offers_nothing_but_what_was_added_here(
    read, add_contact, person, came, add, name
):
    entry = came(add_contact(person, author_name="R. Shah"), name)
    assert read(entry) is None
    assert read(entry, whole=True) is None
    add(entry, "As told.", author=None, author_name="R. Shah")
    assert read(entry) is None
    add(entry, "He rang me.")
    offered = read(entry)
    assert (offered.said, words(offered)) == (
        "nDelius has this, one change since.",
        ["He rang me."],
    )


def test_nor_does_an_entry_that_ndelius_has_a_record_of(read, write, add_contact, came, add):
    entry = write()
    add(entry, "Before it came.")
    joined = {"state": State.JOINED, "lead": entry, "author_name": "R. Shah"}
    came(add_contact(entry.person, **joined))
    assert read(entry) is None
    add(entry, "After it came.")
    assert words(read(entry)) == ["After it came."]


def test_a_record_of_another_system_says_nothing_of_ndelius(read, write, add_contact, came, add):
    entry = write()
    joined = {"state": State.JOINED, "lead": entry, "author_name": "R. Shah"}
    came(add_contact(entry.person, **joined), "NOMIS")
    assert words(read(entry)) == ["On time."]
    theirs = came(add_contact(entry.person, author_name="R. Shah"), "NOMIS")
    assert read(theirs) is None
    add(theirs, "Rang the wing.")
    offered = read(theirs)
    assert (offered.said, offered.press) == ("", "Copy for nDelius")
    assert words(offered) == ["Rang the wing."]


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.MOVED, State.JOINED])
def test_a_stub_and_what_is_shown_with_another_offer_nothing(read, write, state):
    lead = write() if state == State.JOINED else None
    assert read(write(state=state, lead=lead)) is None


def test_it_takes_one_statement_however_much_was_added(read, write, add, django_assert_num_queries):
    entry = write()
    for _ in range(3):
        add(entry)
    entry = Contact.objects.get(pk=entry.pk)
    with django_assert_num_queries(1):
        read(entry)
    assert not CopiedOut.objects.exists()
