from django.db import connection, transaction

from contacts.formats import clock
from contacts.models import Amendment


def test_it_knows_the_transaction_that_wrote_it(contact, pat):
    with transaction.atomic(), connection.cursor() as cursor:
        amendment = Amendment.objects.create(
            contact=contact, author=pat, recorded_at=clock.now(), notes="Rang back."
        )
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        [this] = cursor.fetchone()
    amendment.refresh_from_db()
    assert amendment.transaction == this
