"""Brings the demo's database up to date: tables, made-up data, and the pages' own files."""

import django
from django.core.management import call_command
from django.db import connection

TURN = 0x6469617279  # any number that nothing else locks


def prepare() -> None:
    """Two demos that start at once take turns; the second finds everything there."""
    turn = connection.copy()
    try:
        with turn.cursor() as cursor:
            cursor.execute("SET lock_timeout = 0")
            cursor.execute("SELECT pg_advisory_lock(%s)", [TURN])
        print("Preparing the database and its made-up data.", flush=True)  # noqa: T201  (read in a terminal)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("load_demo")
    finally:
        turn.close()


if __name__ == "__main__":
    django.setup()
    prepare()
