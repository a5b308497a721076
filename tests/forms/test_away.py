import datetime as dt

import pytest
from django.http import QueryDict

from contacts.formats.spells import Spell
from contacts.forms.away import AwayForm
from contacts.models import Role

TODAY = dt.date(2026, 11, 22)


def sent(by, **typed) -> AwayForm:
    return AwayForm(QueryDict("&".join(f"{name}={it}" for name, it in typed.items())), by=by)


def offered(form, name) -> list[str]:
    return [str(label) for _, label in form.fields[name].choices]


def test_a_practitioner_says_it_of_themselves(pat, priya):
    form = sent(pat, first="today", last="Friday", covered_by=priya.pk, practitioner=priya.pk)
    assert form.is_valid(), form.errors
    spell = Spell(TODAY, dt.date(2026, 11, 28))
    assert form.said() == {"practitioner": pat, "spell": spell, "covered_by": priya}


def test_an_spo_says_it_of_somebody(sam, pat):
    form = sent(sam, first="today", last="today", practitioner=pat.pk)
    assert form.is_valid(), form.errors
    assert form.said()["practitioner"] == pat
    assert form.said()["covered_by"] is None
    assert sent(sam, first="today", last="today").errors["practitioner"] == [
        "Choose somebody from the list."
    ]


def test_whoever_works_in_the_pdus_that_a_team_serves_is_offered(pat, priya, sam, olu, ada):
    names = ["Pat Okonjo, North one", "Priya Nair, North one", "Sam Whitlock, North one"]
    assert offered(AwayForm(by=pat), "covered_by") == ["Nobody yet", *names[1:]]
    assert offered(AwayForm(by=sam), "practitioner") == ["Choose somebody", *names]


def test_nobody_gone_or_of_another_pdu_is_taken(pat, priya, olu):
    priya.is_active = False
    priya.save()
    for other in (priya, olu):
        form = sent(pat, first="today", last="today", covered_by=other.pk)
        assert form.errors["covered_by"] == ["Choose somebody from the list."]


@pytest.mark.parametrize("covered_by", ["x", "\x00", "9" * 40, "-1"])
def test_junk_for_who_covers_is_refused(pat, covered_by):
    assert "covered_by" in sent(pat, first="today", last="today", covered_by=covered_by).errors


def test_an_administrator_is_offered_nobody(ada, add_user):
    assert offered(AwayForm(by=ada), "practitioner") == ["Choose somebody"]
    alone = add_user("tess", "Tess Amoah", Role.PRACTITIONER, None)
    assert offered(AwayForm(by=alone), "covered_by") == ["Nobody yet"]


def test_both_days_are_asked_for_and_the_last_is_not_before_the_first(pat):
    form = sent(pat, first="", last="whenever")
    assert set(form.errors) == {"first", "last"}
    form = sent(pat, first="Friday", last="today")
    assert form.errors["last"] == ["Write a last day that is not before the first."]
