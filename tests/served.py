"""The diary as it is served for real: gunicorn and its workers, and a PostgreSQL of its own.

Unlike the one of the tests, it keeps on disk what it said it kept. Both can be ended at any moment
without a chance to tidy up.
"""

import contextlib
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import dj_database_url
import psycopg
from django.core.management import call_command
from django.db import connections

from supervision.private_postgres import DATABASE, Cluster

HOUSE = Path(__file__).parent.parent
WORKERS, THREADS = 3, 4  # as README has it
PATIENCE = 120  # seconds, on a machine that has much else to do
BOOTED = re.compile(r"Booting worker with pid: (\d+)")
# One at work rather than one that waits, where there is one.
AT_WORK = """
SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()
ORDER BY state = 'active' DESC, state <> 'idle' DESC, random() LIMIT 1
"""


class Served:
    """The server and its database."""

    def __init__(self) -> None:
        self.cluster = Cluster(f"served-{uuid.uuid4().hex[:8]}")
        self.log = self.cluster.place / "served.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.rng = random.Random(6)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    @contextlib.contextmanager
    def used(self) -> Iterator[None]:
        """As if its database were the only one; only while nobody kills it."""
        before = connections["default"]
        connections["default"] = ours = before.copy()
        known = dj_database_url.parse(self.cluster.url())
        options = {**ours.settings_dict["OPTIONS"], **known.get("OPTIONS", {})}
        ours.settings_dict |= {**known, "OPTIONS": options}
        try:
            yield
        finally:
            ours.close()
            connections["default"] = before

    def start(self) -> None:
        begun = self.log.stat().st_size if self.log.exists() else 0
        where = ["--bind", f"127.0.0.1:{self.port}", "--no-control-socket"]
        how = ["--workers", str(WORKERS), "--threads", str(THREADS), *where]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "supervision.wsgi", *how],
                cwd=HOUSE,
                env={**os.environ, "DATABASE_URL": self.cluster.url()},
                start_new_session=True,
                stdout=log,
                stderr=log,
            )
        self.begun, self.ended = begun, set[int]()
        self.wait()

    def wait(self) -> None:
        """Until it answers, and its database does."""
        until = time.monotonic() + PATIENCE
        while not self._is_ready():
            assert time.monotonic() < until, self.log.read_text()[-2000:]
            time.sleep(0.05)

    def _is_ready(self) -> bool:
        link = HTTPConnection("127.0.0.1", self.port, timeout=5)
        with contextlib.closing(link), contextlib.suppress(OSError):
            link.request("GET", "/readyz")
            return link.getresponse().status == 200
        return False

    def kill_server(self) -> None:
        """All of it, at once; and another is started."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.start()

    def kill_worker(self) -> None:
        """One of those that the server has started, which starts another by itself."""
        with self.log.open("rb") as log:
            log.seek(self.begun)
            booted = set(map(int, BOOTED.findall(log.read().decode()))) - self.ended
        self.ended.add(worker := self.rng.choice(sorted(booted)))
        os.kill(worker, signal.SIGKILL)

    def kill_database(self) -> None:
        """The server itself; and it is started again."""
        pid = (self.cluster.data / "postmaster.pid").read_text().split("\n", 1)[0]
        os.kill(int(pid), signal.SIGKILL)
        self.cluster.start()
        self.wait()

    def kill_connection(self) -> None:
        """Whoever answers a request; the database then ends all others, and starts by itself."""
        with psycopg.connect(self.cluster.url(), autocommit=True) as link:
            found = link.execute(AT_WORK, [DATABASE]).fetchone()
        assert found, "nobody was connected"
        os.kill(found[0], signal.SIGKILL)
        self.wait()

    def shows(self, name: str) -> str:
        """How the database is set for whoever signs in to it as the diary does."""
        with connections["default"].cursor() as cursor:
            cursor.execute(f"SHOW {name}")
            return cursor.fetchone()[0]

    def stop(self) -> None:
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@contextlib.contextmanager
def serving() -> Iterator[Served]:
    """One that is gone afterwards, with all that was kept."""
    served = Served()
    try:
        served.cluster.start()
        with served.used():
            call_command("migrate", verbosity=0)
            call_command("createcachetable", verbosity=0)
        yield served
    finally:
        served.stop()
        served.cluster.leave()
        served.cluster.forget()
        shutil.rmtree(served.cluster.place)
