import pytest
from django.http import QueryDict

from contacts.formats import clock
from contacts.forms.export import ExportForm
from contacts.models import AccessRule


@pytest.fixture
def form(ada):
    def fill(**sent: str) -> ExportForm:
        query = QueryDict(mutable=True)
        query.update({"purpose": "An audit", **sent})
        return ExportForm(query, user=ada)

    return fill


def test_only_the_purpose_is_asked_for(form):
    filled = form()
    assert filled.is_valid()
    assert not filled.wanted().of_few
    assert form(purpose=" \x00 ").errors == {"purpose": ["Say what the file is for."]}
    assert form(purpose="x" * 201).errors == {"purpose": ["Say it in 200 characters."]}


def test_everything_narrows(form, person, pat, team):
    filled = form(
        dates="3/3/2026 to 14/3/2026",
        team=str(team.pk),
        practitioner=str(pat.pk),
        crn=" x482913 ",
        sensitive="on",
        passages="on",
    )
    assert filled.is_valid(), filled.errors
    assert filled.wanted().chosen() == {
        "from": "2026-03-03",
        "until": "2026-03-14",
        "team": "North one",
        "practitioner": "pat",
        "crn": "X482913",
        "sensitive_entries": True,
        "sensitive_passages": True,
    }


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"crn": "Dean"}, "Write a CRN as a letter and six digits"),
        ({"dates": "whenever"}, "Write it like"),
        ({"team": "0"}, "Choose a team from the list."),
        ({"practitioner": "0"}, "Choose somebody from the list of names."),
    ],
)
def test_what_cannot_be_read_is_said(form, sent, sentence):
    ((errors),) = form(**sent).errors.values()
    assert sentence in errors[0]


def test_nobody_can_tell_somebody_hidden_from_nobody(form, person, sam):
    AccessRule.objects.create(person=person, user=sam, kind="restriction", set_at=clock.now())
    hidden, absent = form(crn="X482913"), form(crn="Z999999")
    assert hidden.errors == absent.errors
    assert hidden.errors["crn"] == ["There is no record with this CRN that you can take out."]
