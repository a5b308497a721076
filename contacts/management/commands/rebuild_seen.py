from typing import Any

from django.core.management.base import BaseCommand

from contacts.actions.rebuild import rebuild_seen


class Command(BaseCommand):
    help = "Reads again, for every contact, whether the person was met."

    def handle(self, **options: Any) -> None:
        changed = 0
        for batch in rebuild_seen():
            changed += batch.written
            self.stderr.write(f"Contact {batch.reached} of {batch.last}", style_func=str)
        self.stdout.write(f"Contacts that say otherwise than before: {changed}.")
