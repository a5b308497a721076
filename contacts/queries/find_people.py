"""People looked for by name, number or date of birth, among those a reader may open."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from contacts.formats import clock, days
from contacts.formats.likeness import likeness
from contacts.formats.names import Wanted, read_wanted
from contacts.models import Act, Allocation, Person, User
from contacts.models.person import PersonQuerySet

MOST = 20  # people shown
NEAREST = 300  # names compared letter by letter

# Trigrams find who may be meant, roughly, so that no list of names leaves the database; `likeness`
# then decides, with names folded by the one `fold`. Folding here need not be as exact as that.
NEAR = """
SELECT named.id FROM (
    SELECT person.id, lower(unaccent(translate(normalize(concat_ws(
        ' ', preferred_name, first_name, last_name, also.names), NFKC), %(apostrophes)s, '')))
        AS names
    FROM contacts_person AS person
    LEFT JOIN (
        SELECT person_id, string_agg(names, ' ') AS names
        FROM (
            SELECT person_id, concat_ws(' ', first_name, last_name) AS names
            FROM contacts_alias WHERE person_id = ANY(%(people)s)
            UNION ALL
            SELECT joined_into_id, concat_ws(' ', preferred_name, first_name, last_name)
            FROM contacts_person WHERE joined_into_id = ANY(%(people)s)
        ) AS other GROUP BY person_id
    ) AS also ON also.person_id = person.id
    WHERE person.id = ANY(%(people)s)
    OFFSET 0
) AS named
CROSS JOIN LATERAL (
    SELECT min(near) AS least, sum(near) AS near
    FROM (
        SELECT word_similarity(word, named.names) AS near FROM unnest(%(words)s::text[]) AS word
    ) AS one
) AS each
WHERE each.least >= %(least)s
ORDER BY each.near DESC, named.id LIMIT %(nearest)s
"""
LEAST = 0.2  # of a word's trigrams: two swapped letters of four leave two in five
APOSTROPHES = "'`´\u02bb\u02bc\u2018\u2019\u201b\uff07"


@dataclass(frozen=True)
class FoundPerson:
    """One person who may be meant."""

    id: int
    crn: str
    called: str
    also: str  # other names, where what was typed is not in the first
    born: str
    held: str


@dataclass(frozen=True)
class Found:
    """Those who may be meant, nearest first, and whether there are more."""

    people: list[FoundPerson]
    more: bool

    @property
    def ids(self) -> list[int]:
        return [person.id for person in self.people]


def find_people(*, user: User, find: str) -> Found:
    """At most 20 people whom this user may open and who are like what was typed.

    Numbers and dates of birth fit exactly, names nearly (see `likeness`), in any order, aliases
    and preferred names too, and those of records that were joined. Six statements at most. Somebody
    the user may not open is never found, by whatever is typed. Never raises; nothing typed finds
    nobody.
    """
    today = clock.today()
    wanted = read_wanted(find, today)
    if not wanted:
        return Found([], more=False)
    known = _known_by(wanted, Person.objects.visible_to(user, Act.FIND_PEOPLE))
    found = _nearest(wanted.words, known) if wanted.words else _by_name(known)
    held = Allocation.objects.on(today).filter(person__in=[person.pk for person in found[:MOST]])
    holders = dict(held.values_list("person", "practitioner__name"))
    shown = [_person(one, wanted.words, holders.get(one.pk), today) for one in found[:MOST]]
    return Found(shown, more=len(found) > MOST)


def _known_by(wanted: Wanted, people: PersonQuerySet) -> PersonQuerySet:
    given = {
        "crn": wanted.crn,
        "prison_number": wanted.prison_number,
        "pnc": wanted.pnc,
        "date_of_birth": wanted.date_of_birth,
    }
    asked = {name: value for name, value in given.items() if value}
    # Of a record that was joined to theirs each fits, too.
    joined = Person.objects.joined().filter(**asked, joined_into=OuterRef("pk"))
    return people.filter(Q(**asked) | Q(Exists(joined))) if asked else people


def _by_name(people: PersonQuerySet) -> list[Person]:
    return list(people.order_by("last_name", "first_name", "pk")[: MOST + 1])


def _nearest(words: tuple[str, ...], people: PersonQuerySet) -> list[Person]:
    """Those like what was typed, nearest first; among equals by family name."""
    asked: dict[str, Any] = {
        "people": list(people.values_list("pk", flat=True)),
        "words": list(words),
        "least": LEAST,
        "nearest": NEAREST,
        "apostrophes": APOSTROPHES,
    }
    with connection.cursor() as cursor:
        cursor.execute(NEAR, asked)
        near = [pk for (pk,) in cursor.fetchall()]
    found = Person.objects.filter(pk__in=near).prefetch_related("aliases", "joined_records")
    scored = [(likeness(words, _every_name(person)), person) for person in found]
    scored.sort(key=lambda one: (-one[0], one[1].last_name, one[1].first_name, one[1].pk))
    return [person for score, person in scored if score]


def _every_name(person: Person) -> str:
    return " ".join([person.preferred_name, person.full_name, *_other_names(person)])


def _other_names(person: Person) -> list[str]:
    """Their aliases, and what they are called in records that were joined to theirs."""
    aliases = [f"{alias.first_name} {alias.last_name}".strip() for alias in person.aliases.all()]
    joined = [(one.full_name, one.called) for one in person.joined_records.all()]
    return [*aliases, *dict.fromkeys(name for names in joined for name in names)]


def _person(
    person: Person, words: tuple[str, ...], holder: str | None, today: dt.date
) -> FoundPerson:
    born = person.date_of_birth
    return FoundPerson(
        id=person.pk,
        crn=person.crn,
        called=person.called,
        also=_also(person, words),
        born=f"{days.short_day(born, dt.date.min)} ({days.age(born, today)})" if born else "",
        held=f"with {holder}" if holder else "nobody holds them",
    )


def _also(person: Person, words: tuple[str, ...]) -> str:
    """The other names by which somebody was found."""
    if not words or likeness(words, person.called):
        return ""
    first = [person.full_name] if person.full_name != person.called else []
    names = [*first, *_other_names(person)]
    return ", ".join(name for name in names if any(likeness((word,), name) for word in words))
