from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contacts.actions.partitions import make_audit_partitions

MOST = 120


class Command(BaseCommand):
    help = "Gives the trail a partition for this month and for those that follow."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--months", type=int, default=12, help="How many, this one included.")

    def handle(self, *, months: int, **options: Any) -> None:
        if not 1 <= months <= MOST:
            raise CommandError(f"Ask for 1 to {MOST} months.")
        too_late = make_audit_partitions(months=months)
        for month in too_late:
            self.stderr.write(
                f"{month:%B %Y} has entries already, which stay in the default partition."
            )
        self.stdout.write(f"Months with a partition of their own: {months - len(too_late)}.")
