"""What was planned in the diary of `world.py`: ahead, passed, and taken off every page."""

import datetime as dt

from contacts.formats import clock
from contacts.models import Appointment, ImportBatch, Person, Source, SourceRecord

State = Appointment.State
HOUR = dt.timedelta(hours=1)


def planned_of(person: Person) -> dict[str, Appointment]:
    """By the names the tests use: one that is next, and one that passed after every entry, with a
    sensitive passage in it.

    The rest are of both kinds and in every state that no page shows.
    """
    source, _ = Source.objects.get_or_create(name="nDelius")
    batch = ImportBatch.objects.create(source=source, loaded_at=clock.now())
    ahead, passed = clock.now() + 2 * HOUR, clock.now() - dt.timedelta(days=16)
    kept = [("ahead", ahead, State.PLANNED), ("passed", passed, State.PLANNED)]
    for state in set(State) - {State.PLANNED}:
        kept += [(f"ahead{state}", ahead - HOUR, state), (f"passed{state}", passed, state)]
    made = {}
    for name, at, state in kept:
        record = SourceRecord.objects.create(
            source=source, batch=batch, digest=name.encode(), raw={}
        )
        made[name] = Appointment.objects.create(
            person=person,
            at=at,
            state=state,
            source_record=record,
            heading=f"zq{name}headingqz",
            notes=f"zq{name}qz [[zq{name}passageqz]]",
            author_name=f"zq{name}authorqz",
        )
    names = {"planned": "ahead", "unwritten": "passed", "kept": f"ahead{State.KEPT}"}
    return {name: made[of] for name, of in names.items()}
