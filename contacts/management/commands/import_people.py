import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from contacts.actions.filing import wait_for_others
from contacts.actions.importing import stage
from contacts.actions.people_file import Filed, check_people, file_people
from contacts.actions.people_twice import Likely
from contacts.formats.date_order import DatesUnclear
from contacts.formats.file_kinds import Unusable
from contacts.formats.row_dates import ORDERS
from contacts.management import typed
from contacts.models import ImportBatch, PeopleHeap, Source, User

REFUSED = 2  # the file as a whole
PEOPLE_FILE = "people file"
SHOWN = 20  # rows of each heap that somebody has to look at


class Command(BaseCommand):
    help = "Brings in a CSV file of people; the same file again adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default=PEOPLE_FILE, help="Made on its first use.")
        parser.add_argument("--as", dest="acting", metavar="USER")
        parser.add_argument("--dates", choices=ORDERS, default="", help="How they are written.")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, file: Path, source: str, **options: Any) -> None:
        by = typed.actor(options["acting"])
        try:
            filed = load(file, typed.source(source), by, options["dates"])
        except (Unusable, DatesUnclear) as refusal:
            raise CommandError(str(refusal), returncode=REFUSED) from refusal
        except OSError as error:
            said = f"{ascii(file.name)[1:-1]} cannot be opened: {error.strerror}."
            raise CommandError(said, returncode=REFUSED) from error
        self._warn(filed.likely)
        if options["as_json"]:
            self.stdout.write(json.dumps(filed.counts))
            return
        called = {"rows": "Rows", **dict(PeopleHeap.choices)}
        for heap, rows in filed.counts.items():
            self.stdout.write(f"{called[heap]}: {rows:,}")
        self._show(PeopleHeap.TO_CHECK, filed.to_check)
        unread = [f"Line {line}: {reason}" for line, reason in filed.unreadable]
        self._show(PeopleHeap.UNREADABLE, unread)

    def _warn(self, likely: list[Likely]) -> None:
        """Beside the counts, which other programs read."""
        if likely:
            self.stderr.write("Look whether these are one person. Nothing was joined.")
        for one in likely[:SHOWN]:
            self.stderr.write(f"Line {one.line}: {one}")
        if len(likely) > SHOWN:
            self.stderr.write(f"And {len(likely) - SHOWN:,} more.")

    def _show(self, heap: PeopleHeap, reasons: Sequence[object]) -> None:
        if reasons:
            self.stdout.write(f"\n{heap.label}:")
        for reason in reasons[:SHOWN]:
            self.stdout.write(str(reason))
        if len(reasons) > SHOWN:
            self.stdout.write(f"And {len(reasons) - SHOWN:,} more.")


@transaction.atomic
def load(file: Path, source: str, by: User | None, dates: str) -> Filed:
    """All in one transaction, so that a command that is stopped has done nothing."""
    wait_for_others()
    with file.open("rb") as opened:
        of, _ = Source.objects.get_or_create(name=source)
        name = file.name if file.name.isprintable() else ascii(file.name)
        what = ImportBatch.What.PEOPLE
        batch = stage(source=of, by=by, file=opened, file_name=name, what=what)
    batch.dates = dates
    check_people(batch=batch)
    return file_people(batch=batch, by=by)
