from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contacts.actions.access import lift_access
from contacts.actions.refused import Refused
from contacts.management import typed
from contacts.models import AccessRule


class Command(BaseCommand):
    help = "Lifts limits on who may see a person: all, those of one kind, or those named."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("crn")
        parser.add_argument(
            "what", nargs="*", help="exclusion or restriction, and the usernames; without any, all."
        )
        parser.add_argument("--as", dest="acting", metavar="USER", help="Who lifts it.")

    def handle(self, *, crn: str, what: list[str], **options: Any) -> None:
        person, by = typed.person(crn), typed.actor(options["acting"])
        kind = what[0] if what and what[0] in AccessRule.Kind.values else None
        users = [typed.user(username) for username in what[1 if kind else 0 :]]
        try:
            lifted = lift_access(person=person, kind=kind, users=users, by=by)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        for rule in lifted:
            self.stdout.write(
                f"No longer on the {rule.kind} list of {person.crn}: "
                f"{rule.user.name} ({rule.user.username})."
            )
