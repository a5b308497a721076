import datetime as dt

from django.db import IntegrityError, connection, transaction

from contacts.formats import clock


def make_audit_partitions(*, months: int) -> list[dt.date]:
    """Give the trail a partition for this month (in UTC) and each of those that follow.

    Months that have one are left alone. Gives back the months, as their first day, that cannot
    have one any more, because entries of theirs are in the default partition already.
    """
    now = clock.now().astimezone(dt.UTC)
    too_late = []
    for later in range(months):
        years, month = divmod(now.month - 1 + later, 12)
        first = dt.date(now.year + years, month + 1, 1)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT public.contacts_make_audit_partition(%s)", [first])
        except IntegrityError:
            too_late.append(first)
    return too_late
