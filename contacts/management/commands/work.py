import os
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from contacts.actions.working import work_once

PAUSE = 1  # seconds
GENTLE = 10  # of 19: whoever waits for a page waits no longer because a file is read


class Command(BaseCommand):
    help = "Reads and files what was brought in, as it comes; runs until it is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Until nothing is left to do.")

    def handle(self, *, once: bool, **options: Any) -> None:
        if not once:
            os.nice(GENTLE)
        while True:
            try:
                while work_once():
                    pass
            except OperationalError as error:  # the database is away: it is asked again
                self.stderr.write(f"The database does not answer: {type(error).__name__}.")
            if once:
                return
            close_old_connections()
            time.sleep(PAUSE)
