from typing import Any

from django.core.management.base import BaseCommand

from contacts.actions.rebuild import rebuild_words


class Command(BaseCommand):
    help = "Makes again what search reads, from every contact and amendment."

    def handle(self, **options: Any) -> None:
        pieces = 0
        for batch in rebuild_words():
            pieces += batch.written
            self.stderr.write(f"Contact {batch.reached} of {batch.last}", style_func=str)
        self.stdout.write(f"Pieces of text that search reads: {pieces}.")
