"""What is copied for nDelius is remembered; and what comes back from there is that very entry."""

import datetime as dt

import pytest

from contacts.actions.amendment import amend
from contacts.actions.copying import NothingToCopy, copy_out
from contacts.formats import clock
from contacts.formats.references import reference
from contacts.models import AuditEntry, Contact, CopiedOut, EventPair, State
from contacts.queries.copying import copying
from contacts.queries.entry import entries
from tests.brought import heaps
from tests.events import DAY, NOTE, shown

COLUMNS = [*("CRN", "Contact ID", "Contact Date", "Start Time", "End Time", "Contact Type")]
COLUMNS += ["Officer", "Outcome", "Sensitive", "Notes", "Last Updated By", "Last Updated"]
LONG = " ".join(f"Talked about the {n}th of his plans, and the flat." for n in range(600))
NOTES = [NOTE, "Seen.", "No answer, card left.", "Spoke to his mum.", LONG]


@pytest.fixture
def copy(pat):
    """Pat copies an entry."""

    def pressed(contact: Contact, up_to=None, by=pat):
        return copy_out(contact=contact, by=by, up_to=up_to)

    return pressed


@pytest.fixture
def add(typed, pat):
    """Pat adds to an entry."""

    def added(contact: Contact, notes="He rang back.", token=None, **more):
        return amend(contact=contact, author=pat, token=token or contact.token, notes=notes, **more)

    return added


def test_it_is_remembered_who_copied_when_and_how_far(copy, typed, add, pat, sunday_morning):
    entry = typed()
    copied = copy(entry)
    assert (copied.by, copied.at, copied.up_to) == (pat, clock.now(), None)
    later = add(entry)
    sunday_morning(clock.now() + dt.timedelta(hours=1))
    copied = copy(entry, later)
    assert CopiedOut.objects.get() == copied
    assert (copied.up_to, copied.at) == (later, clock.now())


def test_a_page_from_before_the_later_words_does_not_make_them_new_again(copy, typed, add):
    entry = typed()
    later = add(entry)
    copy(entry, later)
    assert copy(entry).up_to_id == later.pk


def test_it_leaves_an_entry_in_the_trail(copy, typed, pat, person):
    entry = typed()
    copy(entry)
    last = AuditEntry.objects.latest("id")
    assert (last.act, last.user_id, last.people) == ("copy_out", pat.pk, [person.pk])
    assert last.object == f"contact {entry.pk}"


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.MOVED])
def test_of_a_stub_there_is_nothing_to_copy(copy, typed, state):
    entry = typed()
    Contact.objects.filter(pk=entry.pk).update(state=state)
    with pytest.raises(NothingToCopy):
        copy(entry)
    assert not CopiedOut.objects.exists()


def test_nor_of_what_was_not_written_here(copy, add_contact, person, add):
    entry = add_contact(person, author_name="R. Shah")
    with pytest.raises(NothingToCopy):
        copy(entry)
    later = add(entry)
    assert copy(entry, later).up_to == later


def row(entry: Contact, by, *, text: bool) -> list[str]:
    """What nDelius has once somebody pasted each part of an entry and filled in the boxes."""
    copied = copying(contact=entry, viewer=by)
    said = {box.name.title(): box.value for box in copied.boxes}
    rows = []
    for number, part in enumerate(copied.parts):
        pasted = part.text if text else part.notes
        known = {"CRN": entry.person.crn, "Contact ID": f"26{entry.pk}{number}", "Notes": pasted}
        cells = ({"Sensitive": "N", **said} | known).get
        rows.append(",".join(f'"{cells(name, "")}"' for name in COLUMNS))
    return rows


@pytest.mark.parametrize("text", [True, False], ids=["everything", "notes alone"])
@pytest.mark.parametrize("notes", NOTES, ids=lambda notes: notes[:20])
@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("", ""),
        ("office", ""),
        ("office", "attended_not_complied"),
        ("office", "did_not_attend"),
        ("home_visit", ""),
        ("home_visit", "attended"),
        ("phone", ""),
        ("phone", "rearranged"),
        ("message", ""),
        ("other", "acceptable_absence"),
    ],
)
def test_what_was_copied_and_comes_back_is_that_very_entry(
    typed, bring, pat, kind, outcome, notes, text
):
    entry = typed(notes, kind=kind, outcome=outcome, minutes=45)
    before = entries([entry.pk], today=clock.today())[0]
    rows = row(entry, pat, text=text)
    batch = bring(*rows, head=",".join(COLUMNS))
    assert heaps(batch) == {"same_event": len(rows)}
    assert shown() == [["here"] + ["nDelius"] * len(rows)]
    entry.refresh_from_db()
    assert (entry.state, entry.lead, entry.kind) == ("shown", None, kind)
    (after,) = entries([entry.pk], today=clock.today())
    assert (after.what, after.more, after.notes) == (before.what, before.more, before.notes)
    assert after.event.adds == []
    assert len(after.event.also_in) == 1
    come = Contact.objects.exclude(pk=entry.pk)
    assert {(one.kind, one.outcome, one.minutes) for one in come} == {(kind, outcome, 45)}
    assert not EventPair.objects.exists()


def test_another_entry_that_the_notes_speak_of_does_not_keep_it_apart(typed, bring, pat):
    other = typed("Rang.", at=DAY - dt.timedelta(days=3))
    entry = typed(f"As agreed, diary {reference(other.pk)}.")
    bring(*row(entry, pat, text=False), head=",".join(COLUMNS))
    assert shown() == [["here"], ["here", "nDelius"]]


def test_later_words_come_back_with_it_and_are_not_told_twice(typed, add, bring, pat):
    entry = typed("Seen. He is well.")
    add(entry, "Rang the hostel. No reply.")
    bring(*row(entry, pat, text=True), head=",".join(COLUMNS))
    assert shown() == [["here", "nDelius"]]
    assert entries([entry.pk], today=clock.today())[0].event.adds == []


def test_a_change_that_was_copied_as_a_contact_of_its_own_comes_back_to_the_entry(
    typed, add, bring, copy, pat
):
    entry = typed("Seen. He is well.")
    rows = row(entry, pat, text=True)
    copy(entry)
    add(entry, "Rang the hostel. No reply.")
    rows += [one.replace('"26', '"27', 1) for one in row(entry, pat, text=True)]
    bring(*rows, head=",".join(COLUMNS))
    assert shown() == [["here", "nDelius", "nDelius"]]
    assert entries([entry.pk], today=clock.today())[0].event.adds == []


def test_nor_is_a_change_that_was_pasted_below_what_ndelius_had(typed, add, bring, copy, pat):
    entry = typed("Seen. He is well.")
    (before,) = row(entry, pat, text=True)
    bring(before, head=",".join(COLUMNS))
    copy(entry)
    add(entry, "Rang the hostel. No reply.")
    (change,) = copying(contact=entry, viewer=pat).parts
    signed = f"diary {reference(entry.pk)}"
    bring(before.replace(signed, f"{signed}\n\n{change.text}", 1), head=",".join(COLUMNS))
    assert shown() == [["here", "nDelius", "nDelius"]]
    assert entries([entry.pk], today=clock.today())[0].event.adds == []


def test_what_somebody_else_adds_in_ndelius_is_still_told(typed, bring, pat):
    entry = typed()
    (come,) = row(entry, pat, text=True)
    bring(come.replace(NOTE, f"{NOTE} He lost the keys again."), head=",".join(COLUMNS))
    (told,) = entries([entry.pk], today=clock.today())[0].event.adds
    assert told.text == "He lost the keys again."


def test_a_contact_of_the_same_hour_that_was_not_copied_stays_apart(typed, bring, pat, person):
    entry = typed()
    other = f'"{person.crn}","1","12/03/2026","10:40","","","","","N","{NOTE}","",""'
    bring(*row(entry, pat, text=False), other, head=",".join(COLUMNS))
    assert shown() == [["here", "nDelius"], ["nDelius"]]
