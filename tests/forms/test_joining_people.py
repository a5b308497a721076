import pytest

from contacts.formats import clock
from contacts.forms.joining_people import JoinForm, OtherForm, PartForm
from contacts.models import PersonJoin


@pytest.fixture
def other(add_person, team):
    return add_person(crn="X482999", team=team)


def test_another_record_is_named_by_its_crn_however_it_is_typed(person, other, sam):
    form = OtherForm({"other": " x482999 "}, person=person, by=sam)
    assert form.is_valid()
    assert form.cleaned_data["other"] == other


def test_whom_they_may_not_join_is_nobody(person, other, pat):
    form = OtherForm({"other": other.crn}, person=person, by=pat)
    assert form.errors == {"other": ["There is no record with this CRN that you can join."]}


def test_who_holds_is_one_of_those_who_do(pat, priya, sam):
    assert JoinForm({}, holding=[]).is_valid()
    assert not JoinForm({}, holding=[pat, priya]).is_valid()
    assert not JoinForm({"holder": sam.pk}, holding=[pat, priya]).is_valid()
    assert JoinForm({"holder": pat.pk}, holding=[pat, priya]).is_valid()


def test_a_record_is_parted_from_the_one_it_is_joined_to(person, other, add_person):
    join = PersonJoin.objects.create(kept=person, joined=other, joined_at=clock.now())
    assert PartForm({"join": join.pk}, person=person).is_valid()
    assert not PartForm({"join": join.pk}, person=add_person()).is_valid()
    assert not PartForm({}, person=person).is_valid()


def test_where_they_differ_somebody_has_to_have_checked():
    form = JoinForm({}, holding=[], differ=["date of birth", "PNC number"])
    assert form.errors == {
        "checked": ["These may be two people. Check, then tick that they are one person."]
    }
    assert form["checked"].help_text == "They differ in date of birth and PNC number."
    ticked = JoinForm({"checked": "on"}, holding=[], differ=["date of birth"])
    assert ticked.is_valid()
    assert ticked.cleaned_data == {}
