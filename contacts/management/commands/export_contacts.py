import os
import signal
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contacts.actions.exporting import TakenOut, take_out
from contacts.formats import clock
from contacts.formats.periods import Period, read_ends
from contacts.management import typed
from contacts.models import Act, Person, Reach, User
from contacts.models.access import reach
from contacts.queries.export import Exported, Wanted, exportable


class Command(BaseCommand):
    help = "Takes contacts out into a CSV file; the command line takes out no LAO person."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("-o", dest="file", type=Path, required=True, metavar="FILE")
        parser.add_argument("--as", dest="acting", metavar="USER")
        parser.add_argument("--purpose", default="", metavar="TEXT", help="Kept in the trail.")
        parser.add_argument("--from", dest="first", default="", metavar="DAY")
        parser.add_argument("--to", dest="last", default="", metavar="DAY")
        parser.add_argument("--team", metavar="NAME")
        parser.add_argument("--practitioner", metavar="USER", help="Whose people they are today.")
        parser.add_argument("--crn")
        parser.add_argument("--sensitive", action="store_true", help="Sensitive entries as well.")
        parser.add_argument("--passages", action="store_true", help="Sensitive passages as well.")

    def handle(self, *, file: Path, purpose: str, **options: Any) -> None:
        by = _administrator(options["acting"])
        wanted = Wanted(
            period=_period(options["first"], options["last"]),
            team=typed.team(options["team"]),
            practitioner=typed.user(options["practitioner"]) if options["practitioner"] else None,
            person=_person(options["crn"], by),
            sensitive=options["sensitive"],
            passages=options["passages"],
        )
        rows = Exported(wanted, by)
        with _opened(file) as opened:
            taken = take_out(rows=rows, by=by, purpose=purpose, chosen=wanted.chosen())
            _write(taken, opened)
        if not taken.complete:
            raise CommandError(f"{typed.readable(file.name)} is incomplete: see its last line.")
        self.stdout.write(f"Taken out: {rows.rows:,} rows.")


def _administrator(username: str | None) -> User | None:
    by = typed.actor(username)
    if by and reach(by.role, Act.EXPORT_CONTACTS) is Reach.NONE:
        raise CommandError(f"Only an administrator takes contacts out, and {by.username} is none.")
    return by


def _period(first: str, last: str) -> Period:
    try:
        return read_ends(first, last, clock.today())
    except ValueError as refusal:
        raise CommandError(str(refusal)) from refusal


def _person(crn: str | None, by: User | None) -> Person | None:
    """Somebody whom the actor may not see is as unknown as anybody else."""
    if crn is None:
        return None
    found = typed.person(crn)
    if not exportable(by=by).filter(pk=found.pk).exists():
        raise CommandError(f"There is no person with the CRN {found.crn}.")
    return found


def _opened(file: Path) -> BinaryIO:
    """For nobody else on this machine to read."""
    try:
        return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
    except OSError as error:
        said = f"{typed.readable(file.name)} cannot be written: {error.strerror}."
        raise CommandError(said) from error


def _write(taken: TakenOut, file: BinaryIO) -> None:
    """Being told to stop ends the file like Ctrl+C does: with a line that says so."""
    before = signal.signal(signal.SIGTERM, _stop)
    try:
        for piece in taken:
            file.write(piece)
    except BaseException:
        file.write(taken.break_off())
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _stop(number: int, _frame: object) -> None:
    raise SystemExit(128 + number)
