"""Where a source calls somebody otherwise than we do, somebody is asked whether it is the same."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.backends.utils import CursorWrapper

from contacts.formats.who_disagrees import disagrees
from contacts.models import Person, WhoIsIt
from contacts.models.heaps import CALLED

AT_ONCE = 2_000  # people


def ask_who(cursor: CursorWrapper, told: dict[str, Any]) -> None:
    """Ask of each name and date of birth of a batch that are not the person's, once a source.

    `told` is what `judging.asked` gives. What was asked or answered before stays as it is.
    """
    cursor.execute(CALLED, told)
    said = defaultdict(list)
    for person, named, born in cursor.fetchall():
        said[person].append((named, born))
    ids = sorted(said)
    for start in range(0, len(ids), AT_ONCE):
        some = Person.objects.filter(pk__in=ids[start : start + AT_ONCE])
        asked = [
            WhoIsIt(source_id=told["source"], person=person, named=named, born=born)
            for person in some.prefetch_related("aliases", "joined_records")
            for named, born in said[person.pk]
            if _disagrees(person, named, born)
        ]
        WhoIsIt.objects.bulk_create(asked, ignore_conflicts=True)


def _disagrees(person: Person, named: str, born: Any) -> bool:
    records = [person, *person.joined_records.all()]
    dates = {one.date_of_birth for one in records if one.date_of_birth}
    return disagrees(named, born, names=list(_names(person, records)), dates=dates)


def _names(person: Person, records: list[Person]) -> Iterator[tuple[str, str]]:
    for one in records:
        yield one.first_name, one.last_name
        if one.preferred_name:
            yield one.preferred_name, one.last_name
    for alias in person.aliases.all():
        yield alias.first_name, alias.last_name
