import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.formats import clock
from contacts.models import AccessRule, Allocation, Role
from contacts.queries.users import kept, users


def names(found) -> list[tuple]:
    return [(one.name, one.pdu, [row.name for row in one.users]) for one in found]


def test_users_stand_by_pdu_and_team_and_by_name(priya, pat, olu, ada, add_user):
    add_user("rae", "Rae Moss", Role.PRACTITIONER, None)
    add_user("aled", "áled Parry", Role.SPO, pat.team)
    assert names(users()) == [
        ("North one", "North", ["Ada Kowalczyk", "áled Parry", "Pat Okonjo", "Priya Nair"]),
        ("South one", "South", ["Olu Adeyemi"]),
        ("", "", ["Rae Moss"]),
    ]


def test_each_is_shown_with_role_and_what_is_unusual_of_their_sign_in(pat, priya, sam, olu):
    pat.set_password("a bicycle in the rain")
    sam.set_password("a bicycle in the rain")
    sam.password_is_one_time = True
    olu.is_active = False
    for user in (pat, sam, olu):
        user.save()
    shown = {row.username: (row.role, row.exception) for team in users() for row in team.users}
    assert shown == {
        "pat": ("Practitioner", ""),
        "priya": ("Practitioner", "No password"),
        "sam": ("Senior probation officer", "One-time password"),
        "olu": ("Practitioner", "Deactivated"),
    }


@pytest.mark.parametrize(
    ("find", "found"),
    [
        ("okon", ["Pat Okonjo"]),
        ("OLU", ["Olu Adeyemi"]),
        ("senior", ["Sam Whitlock"]),
        ("north", ["Pat Okonjo", "Sam Whitlock"]),
        ("South one", ["Olu Adeyemi"]),
        ("nobody", []),
    ],
)
def test_the_list_is_narrowed_by_name_role_or_team(pat, sam, olu, find, found):
    assert [row.name for team in users(find=find) for row in team.users] == found


@pytest.fixture
def hold(add_person, pat):
    def held(last_name, since=-9, until=None, **known):
        person, today = add_person(last_name=last_name, **known), clock.today()
        Allocation.objects.create(
            person=person,
            practitioner=pat,
            since=today + dt.timedelta(since),
            until=until if until is None else today + dt.timedelta(until),
        )
        return person

    return held


def test_whom_a_user_holds_now_or_soon_is_named_by_crn_and_name(pat, ada, hold):
    hold("Cole", crn="X100001")
    hold("Adeyinka", crn="X100002", since=3, preferred_name="Zed")
    hold("Moss", crn="X100003", since=-9, until=0)
    shown = kept(user=pat, viewer=ada)
    assert [(one.crn, one.called) for one in shown.held] == [
        ("X100001", "Dean Cole"),
        ("X100002", "Zed Adeyinka"),
    ]
    assert shown.ids == [one.id for one in shown.held]
    assert (shown.name, shown.username, shown.active) == ("Pat Okonjo", "pat", True)


def test_nobody_off_caseloads_has_to_be_found_a_colleague(pat, ada, hold, stands):
    stands(hold("Moss"), "ended", "2026-10-01")
    assert kept(user=pat, viewer=ada).held == []


@pytest.mark.parametrize("kind", AccessRule.Kind.values)
def test_nothing_tells_of_anybody_with_limited_access(pat, ada, priya, hold, kind):
    hold("Cole")
    before = kept(user=pat, viewer=ada)
    hidden = hold("Hidden")
    for user in (priya, ada):
        AccessRule.objects.create(person=hidden, user=user, kind=kind, set_at=clock.now())
    assert kept(user=pat, viewer=ada) == before


def test_nobody_but_an_administrator_is_told_whom_others_hold(pat, sam, hold):
    hold("Cole", team=pat.team)
    assert kept(user=pat, viewer=sam).held == []


def test_the_user_is_read_again(pat, ada):
    pat.name = "not saved"
    assert kept(user=pat, viewer=ada).name == "Pat Okonjo"


def test_sixty_users_and_people_cost_what_one_does(pat, ada, hold, add_user, team):
    counts = []
    for rounds in (range(1), range(1, 60)):
        for number in rounds:
            add_user(f"u{number}", f"User {number}", Role.PRACTITIONER, team)
            hold(f"Name {number}")
        with CaptureQueriesContext(connection) as asked:
            users()
            kept(user=pat, viewer=ada)
        counts.append(len(asked))
    assert counts == [3, 3]
