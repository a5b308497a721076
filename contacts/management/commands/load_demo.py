import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from contacts.formats import clock
from contacts.management.made_up.load import PASSWORD, demo_users, load
from contacts.management.made_up.sources.bring import bring
from contacts.models import Act, AuditEntry, User


class Command(BaseCommand):
    """Two years of notes about made-up people. Loads once, and never beside real ones."""

    help = "Loads the made-up data of the demo into an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--today", type=dt.date.fromisoformat, help="the day it ends before")

    def handle(self, *args: Any, today: dt.date | None, **options: Any) -> None:
        if not AuditEntry.objects.filter(act=Act.MADE_UP_DATA).exists():
            if User.objects.exists():
                raise CommandError("This database is in use: made-up data goes into an empty one.")
            make(today or clock.today())
        for username, what in demo_users():
            self.stdout.write(f"  {username:8} {what}")
        self.stdout.write(f"Password for every demo user: {PASSWORD}")


@transaction.atomic
def make(today: dt.date) -> None:
    """All of it or nothing; the files of other systems come as to a diary that is in use."""
    bring(load(today), today)
