import argparse
import datetime as dt
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contacts.formats import clock
from contacts.management.made_up.load import PASSWORD
from contacts.management.scale.load import load
from contacts.management.scale.people import ADMIN_SIGN_IN, SIGN_IN, SPO_SIGN_IN
from contacts.models import Person, Source, User

EVERY = 5  # seconds


class Command(BaseCommand):
    """As much as a region holds, to see what the diary costs there. Never beside real people."""

    help = "Loads made-up data by the million into an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=_at_least_one, required=True)
        parser.add_argument("--contacts", type=_at_least_one, required=True)
        parser.add_argument("--today", type=dt.date.fromisoformat, help="the day it ends before")

    def handle(self, *, people: int, contacts: int, today: dt.date | None, **options: Any) -> None:
        if User.objects.exists() or Person.objects.exists() or Source.objects.exists():
            raise CommandError("This database is in use: made-up data goes into an empty one.")
        self.begun = self.last = time.monotonic()
        self.done = 0
        load(today=today or clock.today(), people=people, contacts=contacts, told=self.told)
        took = time.monotonic() - self.begun
        self.stdout.write(
            f"{people:,} people and {contacts:,} contacts in {took:.0f} s,"
            f" {contacts / took:,.0f} contacts a second."
        )
        self.stdout.write(f"Sign in as {SIGN_IN}, {SPO_SIGN_IN} or {ADMIN_SIGN_IN}.")
        self.stdout.write(f"Password for every made-up user: {PASSWORD}")

    def told(self, more: int) -> None:
        self.done += more
        if time.monotonic() - self.last >= EVERY:
            self.last = time.monotonic()
            rate = self.done / (self.last - self.begun)
            self.stderr.write(f"{self.done:,} contacts, {rate:,.0f} a second", style_func=str)


def _at_least_one(typed: str) -> int:
    if not typed.isdecimal() or not int(typed):
        raise argparse.ArgumentTypeError("Give a whole number of at least 1.")
    return int(typed)
