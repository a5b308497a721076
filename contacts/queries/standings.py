"""What a note says of where the person stands, beside what is known of it."""

import datetime as dt
from collections.abc import Iterable

from contacts.formats import clock
from contacts.formats.reading import NewStanding, Reading
from contacts.formats.standings import Spell, begins, in_words, is_news
from contacts.models import Contact, Person, Standing


def with_news_alone(
    readings: Iterable[Reading], *, person: Person, occurred: dt.date
) -> list[Reading]:
    """These readings, of where the person stands only what is not known already, and since when.

    `occurred` is the London day of what they tell of. One statement, where a standing is read.
    """
    found, today = [], clock.today()
    for one in readings:
        if not isinstance(one.value, NewStanding):
            found.append(one)
        elif _is_news(one.value, person, occurred, today):
            found.append(one._replace(said=in_words(one, occurred, today)))
    return found


def stands(contact: Contact, said: NewStanding) -> bool | None:
    """Whether it was taken from the entry; None where it was not and is known already."""
    if contact.standings.filter(taken_back_at=None).exists():
        return True
    on, today = clock.london_day(contact.occurred_at), clock.today()
    return False if _is_news(said, contact.person, on, today) else None


def _is_news(said: NewStanding, person: Person, occurred: dt.date, today: dt.date) -> bool:
    begun = Standing.objects.filter(person=person).begun(today)
    spells = [Spell(*one) for one in begun.values_list(*Spell._fields)]
    return is_news(said, spells, on=begins(said, occurred), today=today)
