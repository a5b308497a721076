import pytest

from contacts.actions.events import join_events
from contacts.actions.joining_people import join_people, part_people
from contacts.actions.undoing import undo_import
from contacts.models import Appointment, Contact
from contacts.queries.timeline import timeline

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = (
    f"X482913,2026-03-03,{notes},1" for notes in ("Rang.", "Rang. Rang again.", "Rang thrice.")
)
PLANNED = "X482913,2026-12-24,Bring the letter.,1"
LATER = "X482913,2027-01-07,Bring the letter.,1"
HAPPENED = "X482913,2026-11-20,He brought the letter.,1"


def stands():
    """What is shown, and the notes of what is shown with it, oldest first."""
    shown = Contact.objects.filter(state="shown").order_by("pk")
    return [
        (one.notes, list(one.joined.order_by("pk").values_list("notes", flat=True)))
        for one in shown
    ]


def planned():
    return list(Appointment.objects.order_by("pk").values_list("state", "kept_by__notes"))


@pytest.mark.parametrize("files", [[[FIRST], [SECOND], [THIRD]], [[FIRST, SECOND, THIRD]]])
def test_the_newest_version_is_shown_in_the_place_of_the_older_ones(bring, person, files):
    for rows in files:
        bring(*rows)
    assert stands() == [("Rang thrice.", ["Rang.", "Rang. Rang again."])]
    page = timeline(person=person)
    assert [(one.notes, len(one.event.earlier)) for one in page.entries] == [("Rang thrice.", 2)]


def test_a_version_that_comes_again_adds_nothing_and_takes_no_place(bring, person):
    for row in (FIRST, SECOND, FIRST):
        bring(row)
    assert stands() == [("Rang. Rang again.", ["Rang."])]


def test_versions_of_different_people_are_never_joined(bring, person, add_person):
    add_person(crn="X100001")
    bring(FIRST)
    bring("X100001,2026-03-03,Rang. Rang again.,1")
    bring("X100001,2026-03-03,Rang thrice.,1", SECOND)
    assert stands() == [("Rang thrice.", ["Rang. Rang again."]), ("Rang. Rang again.", ["Rang."])]


def test_versions_of_different_sources_are_none_of_each_other(bring, person):
    bring(FIRST)
    bring(SECOND, source="NOMIS")
    assert stands() == [("Rang.", []), ("Rang. Rang again.", [])]


def test_rows_without_an_id_are_no_versions(bring, person):
    for notes in ("Rang.", "Rang again."):
        bring(f"X482913,2026-03-03,{notes}", head="crn,occurred,notes")
    assert stands() == [("Rang.", []), ("Rang again.", [])]


def test_what_was_shown_with_the_older_is_shown_with_the_newer(bring, person, pat):
    bring(FIRST)
    bring("X482913,2026-03-04,He rang.,1", source="NOMIS")
    first, other = Contact.objects.order_by("pk")
    join_events(contact=first, other=other, by=pat)
    bring(SECOND)
    assert stands() == [("Rang. Rang again.", ["Rang.", "He rang."])]


def test_where_the_older_is_shown_with_something_else_so_is_the_newer(
    bring, person, pat, add_contact
):
    bring(FIRST)
    typed = add_contact(person, pat, notes="Dean rang.")
    join_events(contact=typed, other=Contact.objects.get(notes="Rang."), by=pat)
    bring(SECOND)
    assert stands() == [("Dean rang.", ["Rang.", "Rang. Rang again."])]


def test_what_was_withdrawn_is_left_alone(bring, person):
    bring(FIRST)
    Contact.objects.update(state="withdrawn")
    bring(SECOND)
    assert stands() == [("Rang. Rang again.", [])]
    assert Contact.objects.get(notes="Rang.").state == "withdrawn"


def test_what_was_planned_is_kept_by_what_a_later_version_says_happened(bring, person):
    bring(PLANNED)
    assert planned() == [("planned", None)]
    bring(HAPPENED)
    assert planned() == [("kept", "He brought the letter.")]
    assert stands() == [("He brought the letter.", [])]


def test_what_is_planned_anew_was_moved(bring, person):
    bring(PLANNED)
    bring(LATER)
    assert planned() == [("moved", None), ("planned", None)]


@pytest.mark.parametrize("files", [[[PLANNED], [LATER], [HAPPENED]], [[PLANNED, LATER, HAPPENED]]])
def test_all_in_one_file_or_in_turn_it_comes_to_the_same(bring, person, files):
    for rows in files:
        bring(*rows)
    assert planned() == [("moved", None), ("kept", "He brought the letter.")]


def test_what_another_person_did_keeps_no_appointment(bring, person, add_person):
    add_person(crn="X100001")
    bring(PLANNED)
    bring(HAPPENED.replace("X482913", "X100001"))
    assert planned() == [("planned", None)]


def test_what_somebody_cancelled_stays_so(bring, person):
    bring(PLANNED)
    Appointment.objects.update(state="cancelled")
    bring(HAPPENED)
    assert planned() == [("cancelled", None)]


def test_what_was_planned_is_again_when_what_kept_or_moved_it_is_taken_back(bring, person):
    bring(PLANNED)
    moved, happened = bring(LATER), bring(HAPPENED)
    assert planned() == [("moved", None), ("kept", "He brought the letter.")]
    undo_import(batch=happened, by=None)
    assert planned() == [("moved", None), ("planned", None)]
    undo_import(batch=moved, by=None)
    assert planned() == [("planned", None), ("undone", None)]


def test_what_comes_back_is_kept_by_what_was_there_meanwhile(bring, person):
    batch = bring(PLANNED)
    bring(HAPPENED)
    undo_import(batch=batch, by=None)
    assert planned() == [("undone", None)]
    bring(PLANNED)
    assert planned() == [("kept", "He brought the letter.")]


@pytest.mark.parametrize("row", [LATER, HAPPENED])
def test_what_a_row_about_another_person_said_came_of_the_planned_is_nothing_to_it(
    bring, person, add_person, sam, row
):
    other = add_person(crn="X482999")
    of_other = PLANNED.replace("X482913", "X482999")
    bring(of_other)
    join = join_people(kept=person, joined=other, by=sam)
    bring(row)
    assert planned()[0][0] in ("moved", "kept")
    part_people(join=join, by=sam)
    assert planned()[0] == ("planned", None)
    bring(row.replace("X482913", "X482999"))
    assert planned()[0][0] in ("moved", "kept")
