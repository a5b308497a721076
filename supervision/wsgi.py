"""What gunicorn serves. It never starts a database: without DATABASE_URL it refuses."""

import os
import signal
import threading
from types import FrameType

from django.core.wsgi import get_wsgi_application

from contacts.formats import stopping

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supervision.settings")
application = get_wsgi_application()


def end_files_on(number: int) -> None:
    """When the server is told to stop, a file that is going out says so in its last line."""
    before = signal.getsignal(number)

    def told(number: int, frame: FrameType | None) -> None:
        stopping.told.set()
        if callable(before):
            before(number, frame)

    if callable(before):
        signal.signal(number, told)


if threading.current_thread() is threading.main_thread():
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT):
        end_files_on(number)
