import sys
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contacts.actions.refused import Refused
from contacts.actions.users import add_user
from contacts.management import typed
from contacts.models import Role


class Command(BaseCommand):
    help = "Lets somebody sign in. Asks for their password twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--name", required=True, help="As colleagues know them.")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--team", help="Its name. Without a team they serve no PDU.")
        parser.add_argument(
            "--password-stdin",
            action="store_true",
            help="Reads the password from the first line of standard input.",
        )

    def handle(self, *, username: str, name: str, role: str, **options: Any) -> None:
        team = typed.team(options["team"])
        password = _first_line() if options["password_stdin"] else _asked_twice()
        try:
            user = add_user(
                username=username, name=name, role=role, team=team, password=password, by=None
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{user.name} can now sign in as {user.username}.")


def _first_line() -> str:
    try:
        return sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError as unreadable:
        raise CommandError("Send the password as UTF-8 text.") from unreadable


def _asked_twice() -> str:
    if not sys.stdin.isatty():
        raise CommandError("There is no terminal to ask on: use --password-stdin.")
    try:
        password, again = getpass("Password: "), getpass("The same again: ")
    except (EOFError, KeyboardInterrupt) as left:
        raise CommandError("No password was given, so nobody was added.") from left
    if password != again:
        raise CommandError("The two passwords differ, so nobody was added.")
    return password
