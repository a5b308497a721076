"""Whatever is kept of somebody, no answer changes for a reader to whom they do not exist.

The same questions are asked before it is written and after: the answers are the same, byte for
byte, in what they show, count, suggest and refuse.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterator

import pytest
from django.http import HttpResponse

from contacts.formats import clock
from contacts.models import (
    AccessRule,
    Alias,
    Allocation,
    Amendment,
    Contact,
    ImportBatch,
    Person,
    PersonFact,
    Source,
    SourceRecord,
    Team,
    User,
)
from tests import open_things
from tests.world import World, word
from tests.world_made_once import signed_in

WORD = word("kestrel")
CRN, PNC, PRISON = "X900001", "1954/0018147W", "A1234BC"
BORN = dt.date(1987, 6, 5)
# To whom each does not exist: by another PDU, by role, by exclusion, by restriction.
HIDDEN = [
    *(("olu", "dean"), ("ada", "dean"), ("pat", "excluded"), ("pat", "both")),
    *(("sam", "excludedspo"), ("pat", "restricted"), ("priya", "restricted")),
]
# Whose page each asks for besides: somebody they may open, where there is anybody.
OPENED = {"olu": "away", "ada": None, "pat": "dean", "sam": "dean", "priya": "hana"}
SEARCHES = [
    *(WORD, f'"{WORD} rang"', "zqkes*", f"-{WORD}", f"rang -{WORD}", "house"),
]
SEARCHED = ("search-people", "team-timeline", "timeline")
LISTS = [(name, None) for name in ("my-people", "find-people", "team", *SEARCHED[:2])]
# What two answers to the same question differ in: a form's own marks.
DRAWN = re.compile(r'(name="(?:csrfmiddlewaretoken|token)" value=")[^"]+')


@pytest.fixture
def world(same_world: World) -> World:
    return same_world


def seen(response: HttpResponse) -> tuple[int, str, list[tuple[str, str]]]:
    return response.status_code, DRAWN.sub(r"\1", response.text), sorted(response.items())


def narrowings() -> Iterator[dict[str, str]]:
    yield from ({"words": words} for words in SEARCHES)
    yield from ({"words": WORD, name: asked} for name, asked in (("kind", "phone"), ("met", "on")))
    yield from ({name: WORD} for name in ("author", "source", "practitioner", "when", "person"))
    yield from ({"kind": "message"}, {"when": "today"}, {"decisions": "on"})


def answers(world: World, who: str, crn: str = CRN) -> list[tuple]:
    """To everything that a reader may ask, of lists and of somebody whom they may open."""
    client, person = signed_in(world, who), OPENED[who]
    named = [*LISTS, *([("timeline", person), ("printing", person)] if person else [])]
    asked = [(world.address(*one), {}) for one in named]
    asked += [
        (world.address(*one), narrowing)
        for one in named
        if one[0] in SEARCHED
        for narrowing in (*narrowings(), {"person": crn})
    ]
    given = [seen(client.get(address, query)) for address, query in asked]
    typed = [WORD, "Kestrel", crn, PNC, PRISON, "5/6/1987", "Lee", "Lee Zq", "zqk"]
    given += [
        seen(client.post(world.address(list_, None), {"find": find}, follow=True))
        for list_, looked_for in (("my-people", typed[:3]), ("find-people", typed))
        for find in looked_for
    ]
    assert {one[0] for one in given} <= {200, 422}
    return given


def write_about(person: Person, author: User) -> None:
    """A word of theirs in every place that is read or searched."""
    now = {"recorded_at": clock.now()}
    source = Source.objects.create(name=WORD)
    batch = ImportBatch.objects.create(source=source, loaded_at=clock.now())
    marked = f"Seen. House. {WORD} rang. [[{WORD}]]"
    usual = {"person": person, "occurred_at": clock.now(), "notes": marked, **now}
    typed = Contact.objects.create(author=author, token=uuid.uuid4(), kind="message", **usual)
    for notes, replaces in (("[[More", False), (WORD, True)):
        Amendment.objects.create(
            contact=typed, author=author, notes=f"{notes} {WORD}", replaces=replaces, **now
        )
    Contact.objects.create(author=author, token=uuid.uuid4(), sensitive=True, **usual)
    for state in ({}, {"state": "joined", "lead": typed}, {"state": "withdrawn"}):
        given = Contact.objects.create(author_name=WORD, **usual, **state)
        SourceRecord.objects.create(
            source=source, batch=batch, contact=given, digest=str(given.pk).encode(), raw={}
        )
    open_things.follow_up(typed, WORD), open_things.asked(typed, WORD, WORD)
    open_things.concern(person, author, typed, words=WORD), open_things.concern(person, author)
    open_things.talk(person, author, typed), open_things.decision(typed, author)
    for what in PersonFact.What.values:
        PersonFact.objects.create(
            person=person, what=what, value=WORD, source=source, as_at=clock.today()
        )


def name(person: Person) -> None:
    """Names and numbers that fit what is looked for."""
    person.last_name, person.preferred_name, person.date_of_birth = WORD, "Kestrel", BORN
    person.pnc, person.prison_number = PNC, PRISON
    person.save()
    Alias.objects.create(person=person, last_name="Kestrel")


@pytest.mark.parametrize(("who", "person"), HIDDEN)
def test_what_is_written_about_somebody_changes_no_answer(world, who, person):
    crn = world.people[person].crn
    before = answers(world, who, crn)
    write_about(world.people[person], world.users["gone"])
    name(world.people[person])
    assert answers(world, who, crn) == before


@pytest.mark.parametrize("who", ["pat", "sam", "priya", "olu", "ada"])
@pytest.mark.parametrize("kind", AccessRule.Kind.values)
def test_somebody_new_changes_no_answer(world, who, kind):
    """Though they are of the team, and held by the reader's own practitioner, or the reader."""
    before = answers(world, who)
    holders = {"pat": "pat", "sam": "olu", "olu": "olu"}
    team = Team.objects.get(pk=world.users[who].team_id)
    person = Person.objects.create(crn=CRN, first_name="Lee", last_name=WORD, team=team)
    Allocation.objects.create(
        person=person,
        practitioner=world.users[holders.get(who, "priya")],
        since=clock.today() - dt.timedelta(days=9),
    )
    named = world.users[who if kind == "exclusion" else "court"]
    AccessRule.objects.create(person=person, user=named, kind=kind, set_at=clock.now())
    write_about(person, world.users["gone"])
    name(person)
    assert answers(world, who) == before


@pytest.mark.parametrize(
    ("who", "person", "told"), [("pat", "dean", 25), ("sam", "dean", 40), ("olu", "away", 5)]
)
def test_of_somebody_whom_the_reader_may_see_these_questions_tell(world, who, person, told):
    """Else the sameness above would say nothing."""
    before = answers(world, who, world.people[person].crn)
    write_about(world.people[person], world.users["gone"])
    name(world.people[person])
    after = answers(world, who, world.people[person].crn)
    assert sum(one != other for one, other in zip(before, after, strict=True)) > told
