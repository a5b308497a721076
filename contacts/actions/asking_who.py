"""Where a source calls somebody otherwise than we do, somebody is asked whether it is the same."""

from collections import defaultdict
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
            if disagrees(named, born, names=person.names(), dates=person.births())
        ]
        WhoIsIt.objects.bulk_create(asked, ignore_conflicts=True)
