from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contacts.actions.access import limit_access
from contacts.actions.refused import Refused
from contacts.management import typed
from contacts.models import AccessRule


class Command(BaseCommand):
    help = "Limits who may see a person: names those who may not, or the only ones who may."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("crn")
        parser.add_argument("kind", choices=AccessRule.Kind.values)
        parser.add_argument("usernames", nargs="+", metavar="username")
        parser.add_argument(
            "--as", dest="acting", metavar="USER", help="Who sets it; on every restriction."
        )

    def handle(self, *, crn: str, kind: str, usernames: list[str], **options: Any) -> None:
        person, by = typed.person(crn), typed.actor(options["acting"])
        users = [typed.user(username) for username in usernames]
        try:
            added = limit_access(person=person, kind=kind, users=users, by=by)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        names = ", ".join(f"{user.name} ({user.username})" for user in added)
        what = AccessRule.Kind(kind).label.lower()
        self.stdout.write(
            f"Now on the list of {person.crn}, {what}: {names}."
            if added
            else f"All of them are on that list of {person.crn} already."
        )
