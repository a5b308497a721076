import datetime as dt

import pytest
from django.http import QueryDict

from contacts.formats import clock
from contacts.formats.reading import Moment, NewStanding
from contacts.forms.contact import ContactForm
from contacts.forms.readings import ReadingForm, chips, taken
from contacts.models import Person, Standing

DEAN = Person(first_name="Dean")
VISIT = "HV yesterday 2pm, 40m. Kettle on."
YESTERDAY = dt.datetime(2026, 11, 21, 14, 0, tzinfo=dt.UTC)
ABSENT = "DNA, no reply to text."
PROPOSED = "See again next Thursday 10:30."  # on a Monday: which of the two?
NEXT = "Seen. Next Thursday 26/11 10:30."


def sent(notes, **more):
    form = ContactForm({"notes": notes, **more})
    assert form.is_valid(), form.errors
    return form


def shown(notes, **more):
    return {one.said: one for one in chips(sent(notes, **more), DEAN)}


def key(notes, said):
    return shown(notes)[said].key


def says(notes, **more):
    return taken(sent(notes, **more), DEAN)


@pytest.fixture
def monday(sunday_morning):
    sunday_morning(clock.now() + dt.timedelta(days=1))


def test_what_is_read_stands_ticked_in_reading_order():
    assert [(one.said, one.taken) for one in chips(sent(VISIT), DEAN)] == [
        ("Home visit", True),
        ("yesterday 14:00", True),
        ("40 minutes", True),
    ]


def test_it_stands_so_in_a_form_that_is_shown_and_not_sent_too():
    form = ContactForm(initial={"notes": VISIT})
    assert chips(form, DEAN) == chips(sent(VISIT), DEAN)


def test_an_absence_is_ticked_once_it_is_shown_and_what_is_proposed_waits_for_a_press(monday):
    assert [(one.taken, one.proposed) for one in shown(ABSENT).values()] == [(True, False)]
    assert [(one.taken, one.proposed) for one in shown(PROPOSED).values()] == [(False, True)]


def test_what_was_taken_away_stays_away_whatever_else_is_written():
    visit = key(VISIT, "Home visit")
    after = shown(f"{VISIT} He was low.", shown=[visit], take=[])
    assert not after["Home visit"].taken
    assert after["40 minutes"].taken
    assert shown(VISIT, shown=[visit], take=[visit])["Home visit"].taken


def test_what_somebody_chose_beats_what_is_read_and_that_is_not_shown():
    assert "Home visit" not in shown(VISIT, kind="phone")
    chosen = {"kind": "phone", "occurred": "9am", "minutes": "10"}
    assert shown(VISIT, **chosen) == {}
    assert says(VISIT, **chosen) == {}
    said = sent(VISIT, planned="now", **chosen).what_happened(DEAN)
    assert (said["kind"], said["minutes"], said["occurred_at"].hour) == ("phone", 10, 9)
    assert says(ABSENT, outcome="attended") == {}


def test_what_was_never_shown_is_saved_where_it_can_do_no_harm():
    assert says(VISIT) == {
        "kind": "home_visit",
        "minutes": 40,
        "occurred_at": YESTERDAY,
        "time_known": True,
    }
    assert says(NEXT) == {"planned": Moment(dt.datetime(2026, 11, 26, 10, 30, tzinfo=dt.UTC), True)}


@pytest.mark.parametrize("notes", [ABSENT, "FTA office appt.", "Office. Attended on time."])
def test_no_outcome_is_saved_that_was_never_shown(notes):
    assert "outcome" not in says(notes)


def test_a_shown_absence_is_saved_unless_it_was_taken_away():
    (absent,) = shown(ABSENT).values()
    assert says(ABSENT, shown=[absent.key], take=[absent.key]) == {"outcome": "did_not_attend"}
    assert says(ABSENT, shown=[absent.key], take=[]) == {}


def test_what_is_proposed_is_saved_after_a_press_alone(monday):
    (one,) = shown(PROPOSED).values()
    assert says(PROPOSED) == says(PROPOSED, shown=[one.key]) == {}
    assert says(PROPOSED, shown=[one.key], take=[one.key])["planned"].time_known


def test_what_a_page_takes_that_it_never_showed_counts_for_nothing():
    (absent,) = shown(ABSENT).values()
    assert says(ABSENT, take=[absent.key]) == {}


def test_what_the_words_do_not_say_is_not_taken_by_its_key():
    (absent,) = shown(ABSENT).values()
    assert says("Seen.", shown=[absent.key], take=[absent.key]) == {}


def test_more_than_can_be_saved_is_not_read():
    form = ContactForm({"notes": VISIT + "a" * 50_000})
    assert chips(form, DEAN) == []


def test_windows_line_ends_give_the_same_readings():
    assert shown("HV\r\n40m").keys() == shown("HV\n40m").keys() == {"Home visit", "40 minutes"}


@pytest.fixture
def visit(add_contact, person, pat):
    return add_contact(person, pat, notes=VISIT, kind="home_visit")


def pressed(contact, by, query):
    return ReadingForm(QueryDict(query), contact=contact, by=by)


def test_a_press_names_a_reading_of_the_entrys_own_words(visit, pat):
    press = pressed(visit, pat, f"undo={key(VISIT, 'Home visit')}&shown=kind-000000000000")
    assert press.is_valid()
    assert press.cleaned_data["reading"].value == "home_visit"
    assert (press.cleaned_data["takes"], press.cleaned_data["shown"]) == (
        False,
        ["kind-000000000000"],
    )
    press = pressed(visit, pat, f"take={key(VISIT, '40 minutes')}")
    assert press.is_valid()
    assert press.cleaned_data["takes"]


def test_what_they_do_not_say_is_refused_plainly(visit, pat, priya):
    for by, query in [
        (pat, ""),
        (pat, "undo=kind-000000000000"),
        (pat, "take=%00"),
        (priya, f"undo={key(VISIT, 'Home visit')}"),
    ]:
        form = pressed(visit, by, query)
        assert not form.is_valid()
    assert form.non_field_errors() == ["The words of this entry do not say so: add to it instead."]


OPEN = "Rang him. todo: ring housing\ndone: chased depot\nDecided: weekly.\n?? jumpy"


def test_what_is_kept_open_stands_ticked_and_is_saved_together():
    assert [(one.said, one.taken) for one in chips(sent(OPEN), DEAN)][1:] == [
        ("Promised: you ring housing", True),
        ("Done: chased depot", True),
        ("Decided: weekly", True),
        ("Something feels off", True),
    ]
    noted = says(OPEN)["noted"]
    assert [one.words for one in noted.promised] == ["ring housing"]
    assert (noted.done, noted.concern, noted.decision) == (["chased depot"], "jumpy", True)


def test_what_of_it_was_taken_away_is_not_kept():
    keys = [one.key for one in chips(sent(OPEN), DEAN)]
    (promised,) = [one for one in keys if one.startswith("promised-")]
    noted = says(OPEN, shown=keys, take=[promised])["noted"]
    assert [one.words for one in noted.promised] == ["ring housing"]
    assert (noted.done, noted.concern, noted.decision) == ([], None, False)


def test_what_somebody_else_will_do_waits_for_a_press():
    notes = "Dean will bring his payslip."
    ((_, one),) = shown(notes).items()
    assert (one.taken, one.proposed) == (False, True)
    assert says(notes) == {}
    assert says(notes, shown=[one.key], take=[one.key])["noted"].promised[0].who == "person"


def test_a_decision_that_is_ticked_is_not_read_again():
    assert "Decided: weekly" not in shown(OPEN, decision="on")
    assert sent(OPEN, planned="now", decision="on").what_happened(DEAN)["noted"].decision
    assert not sent("Seen.", planned="now").what_happened(DEAN)["noted"].decision


REMANDED = "TC from duty. Remanded to HMP Leeds."


def test_where_they_stand_waits_for_a_press_and_says_since_when(person):
    (_, one) = chips(sent(REMANDED), person)
    assert (one.said, one.taken, one.proposed) == (
        "In custody, HMP Leeds, from today",
        False,
        True,
    )
    assert "noted" not in taken(sent(REMANDED), person)
    assert "noted" not in taken(sent(REMANDED, shown=[one.key]), person)
    said = taken(sent(REMANDED, shown=[one.key], take=[one.key]), person)
    assert said["noted"].standing == NewStanding("custody", "HMP Leeds")


@pytest.mark.parametrize(
    ("notes", "occurred", "since"),
    [
        (REMANDED, "yesterday 2pm", "from yesterday"),
        (REMANDED, "tomorrow", "from today"),  # which is refused
        (f"HV yesterday 2pm. {REMANDED}", "", "from yesterday"),
        (f"HV yesterday 2pm. {REMANDED}", "9am", "from today"),
        ("Remanded to HMP Leeds yesterday.", "9am", "from yesterday"),
    ],
)
def test_it_is_since_the_day_the_form_will_save(person, notes, occurred, since):
    form = ContactForm({"notes": notes, "occurred": occurred})
    assert chips(form, person)[-1].said == f"In custody, HMP Leeds, {since}"


def test_a_day_that_was_taken_away_is_not_since_when(person):
    notes = f"HV yesterday 2pm. {REMANDED}"
    keys = [one.key for one in chips(sent(notes), person)]
    form = sent(notes, shown=keys, take=[])
    assert chips(form, person)[-1].said == "In custody, HMP Leeds, from today"


def test_what_is_known_already_is_not_offered_nor_taken(person, contact):
    one = chips(sent(REMANDED), person)[-1]
    Standing.objects.create(
        person=person, contact=contact, what="custody", place="HMP Leeds", since="2026-11-01"
    )
    sent_again = sent(REMANDED, shown=[one.key], take=[one.key])
    assert [each.said for each in chips(sent_again, person)] == ["Phone"]
    assert "noted" not in taken(sent_again, person)
