from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contacts.actions.grants import grant_application
from contacts.actions.refused import Refused


class Command(BaseCommand):
    help = (
        "Lets a database role do what the web application needs, and no more. "
        "Run it as the owner of the tables, and again after every migrate."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="An existing role that owns nothing.")

    def handle(self, *, role: str, **options: Any) -> None:
        if not role.isprintable():
            raise CommandError("There is no database role of that name.")
        try:
            grant_application(role=role)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{role} may now do what the web application needs, and no more.")
