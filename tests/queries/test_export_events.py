import datetime as dt

from contacts.formats import clock
from contacts.formats.periods import Period
from contacts.queries.export import Exported, Wanted
from tests.taken_out import read


def test_an_event_is_of_one_day_whatever_days_its_records_are_of(
    seen_within_the_test, ada, person, pat, add_contact
):
    now = clock.now()
    lead = add_contact(person, pat, notes="1", occurred_at=now)
    earlier = now - dt.timedelta(days=1)
    add_contact(person, pat, notes="2", occurred_at=earlier, state="joined", lead=lead)
    day = clock.london_day(now)
    for period, out in ((Period(day, day), "12"), (Period(None, day - dt.timedelta(days=1)), "")):
        rows = read(b"".join(Exported(Wanted(period=period), ada)))
        assert "".join(row["notes"] for row in rows) == out
