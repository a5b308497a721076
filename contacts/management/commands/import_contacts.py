import json
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction

from contacts.actions.filing import file_contacts
from contacts.actions.importing import read, stage
from contacts.actions.judging import judge
from contacts.formats.date_order import DatesUnclear
from contacts.formats.file_kinds import Unusable
from contacts.formats.row_dates import ORDERS
from contacts.management import typed
from contacts.models import Heap, Source, User

REFUSED = 2  # the file as a whole


class Command(BaseCommand):
    help = "Brings in a CSV file of contacts; the same file again adds nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="Like nDelius; made on its first use.")
        parser.add_argument("--as", dest="acting", metavar="USER")
        parser.add_argument("--dates", choices=ORDERS, default="", help="How they are written.")
        parser.add_argument("--dry-run", action="store_true", help="Counts, and files nothing.")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, file: Path, source: str, **options: Any) -> None:
        by, source = typed.actor(options["acting"]), typed.source(source)
        try:
            counts = load(file, source, by, options["dates"], dry_run=options["dry_run"])
        except (Unusable, DatesUnclear) as refusal:
            self._refuse(str(refusal))
        except OSError as error:
            self._refuse(f"{typed.readable(file.name)} cannot be opened: {error.strerror}.")
        counts = {"rows": sum(counts.values()), **counts}
        if options["as_json"]:
            self.stdout.write(json.dumps(counts))
            return
        called = {"rows": "Rows", **dict(Heap.choices)}
        for heap, rows in counts.items():
            self.stdout.write(f"{called[heap]}: {rows:,}")

    def _refuse(self, sentence: str) -> NoReturn:
        """The sentence alone, without the name of an error before it."""
        self.stderr.write(sentence, style_func=str)
        raise SystemExit(REFUSED)


@transaction.atomic
def load(file: Path, source: str, by: User | None, dates: str, *, dry_run: bool) -> dict[str, int]:
    """All in one transaction, so that a command that is stopped has done nothing."""
    with file.open("rb") as opened, connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 0")  # another file may be under way
        of, _ = Source.objects.get_or_create(name=source)
        batch = stage(source=of, by=by, file=opened, file_name=typed.readable(file.name))
    batch.dates = dates
    read(batch=batch)
    if not dry_run:
        return file_contacts(batch=batch, by=by)
    counts = judge(batch=batch, by=by)
    transaction.set_rollback(True)
    return counts
