"""What things cost, each as a ratio of the least it could cost, measured in one run.

Prints one line a figure: NAME figure unit (ratio R of WHAT). The data are the made-up ones.
"""

import os
import statistics
import sys
import time
import uuid
from collections.abc import Callable

import django
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.test import Client

from supervision.private_postgres import Cluster

BARE_TIMELINE = """
SELECT occurred_at, kind, author_name, heading, notes FROM contacts_contact
WHERE person_id = %s AND state IN ('shown', 'withdrawn', 'moved')
ORDER BY occurred_at DESC, id DESC LIMIT 50
"""
BARE_LATEST = """
SELECT person.crn, latest.notes FROM contacts_allocation AS held
JOIN contacts_person AS person ON person.id = held.person_id
CROSS JOIN LATERAL (
    SELECT notes FROM contacts_contact AS contact
    WHERE contact.person_id = person.id AND state = 'shown'
    ORDER BY occurred_at DESC LIMIT 1
) AS latest WHERE held.practitioner_id = %s AND held.until IS NULL
"""
BARE_INSERT = """
INSERT INTO contacts_contact (person_id, author_id, author_name, occurred_at, time_known,
    recorded_at, kind, outcome, sensitive, heading, notes, token, state, seen)
VALUES (%s, %s, '', now(), true, now(), '', '', false, '', %s, %s, 'shown', 'not_known')
"""
NOTES = "Seen at home, on his own. Agreed he rings housing options today."


def median(call: Callable[[], object], times: int = 40) -> float:
    """Milliseconds, the first few calls left out."""
    took = []
    for number in range(times + 5):
        begun = time.perf_counter()
        call()
        if number >= 5:
            took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took)


def bare(sql: str, *values: object) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return ["".join(map(str, row)) for row in cursor.fetchall()] if cursor.description else []


def measures(person: object, user: object, client: Client) -> dict[str, tuple]:
    page = f"/people/{person.crn}/"

    def record() -> None:
        client.post(f"{page}contacts/", {"notes": NOTES, "token": str(uuid.uuid4())})

    return {
        "timeline": (
            lambda: client.get(page),
            lambda: bare(BARE_TIMELINE, person.pk),
            "the bare query and joined strings",
        ),
        "my-people": (
            lambda: client.get("/people/"),
            lambda: bare(BARE_LATEST, user.pk),
            "the bare query and joined strings",
        ),
        "record": (
            record,
            lambda: bare(BARE_INSERT, person.pk, user.pk, NOTES, uuid.uuid4()),
            "the bare insert",
        ),
    }


def main(wanted: str = "") -> None:
    call_command("migrate", verbosity=0)
    begun = time.perf_counter()
    call_command("load_demo", stdout=sys.stderr)
    loading = time.perf_counter() - begun
    bare("ANALYZE")
    user = apps.get_model("contacts.User").objects.get(username="pat")
    person = apps.get_model("contacts.Person").objects.get(pk=busiest())
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    for name, (ours, least, what) in measures(person, user, client).items():
        if name.startswith(wanted):
            cost, floor = median(ours), median(least)
            print(f"{name} {cost:.1f} ms (ratio {cost / floor:.1f} of {what})")
    if "load-demo".startswith(wanted):
        print(f"load-demo {loading:.1f} s (ratio {loading / 30:.2f} of the 30 s it may take)")


def busiest() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM contacts_contact GROUP BY 1 ORDER BY count(*) DESC")
        return cursor.fetchone()[0]


if __name__ == "__main__":
    cluster = Cluster("bench", throwaway=True)
    os.environ["DATABASE_URL"] = cluster.start()
    django.setup()
    try:
        main(*sys.argv[1:2])
    finally:
        connection.close()
        cluster.leave()
