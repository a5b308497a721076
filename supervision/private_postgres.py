"""A PostgreSQL of this checkout's own, for the demo and the tests when DATABASE_URL is unset.

It listens on a socket in a folder that only its account may enter, and on no network. Whoever
uses it holds it; it stops when the last one leaves, whatever became of the others.
"""

import contextlib
import fcntl
import os
import shlex
import shutil
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

from supervision.postgres_account import Account, started_as
from supervision.postgres_binaries import NoPostgres, copied, find_binaries
from supervision.postgres_place import CHECKOUT, identity, place_for, short_name

USER = "diary"
DATABASE = "diary"
PATIENCE = 60  # seconds
LONGEST_SOCKET_FOLDER = 80  # a socket's path holds about 100 bytes

# What people write must not reach the server's log, so errors are left to whoever asked.
CONFIGURATION = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_min_messages": "log",
}
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class InUse(RuntimeError):
    """Somebody else holds the cluster, so it cannot be started over."""


class Cluster:
    """One private server: its data, the socket it answers on, and who holds it open."""

    def __init__(self, name: str, *, throwaway: bool = False) -> None:
        self.binaries = find_binaries()
        self.account = Account()
        self.throwaway = throwaway
        # Data belongs to one major version, so each has its own.
        self.place = place_for(self.account) / f"{name}-{self.binaries.major}"
        self.folder = self.place / "server"  # what the server's account may write in
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        self.sockets = self.folder
        if len(os.fsencode(self.folder)) > LONGEST_SOCKET_FOLDER:
            self.sockets = Path("/tmp") / f"contact-diary-{short_name(self.folder)}"  # noqa: S108  (0700)
        self._held: IO[str] | None = None
        self._holder = os.getpid()

    def url(self, database: str = DATABASE) -> str:
        return f"postgresql://{USER}@/{database}?host={quote(str(self.sockets))}"

    def start(self) -> str:
        """Hold the cluster, start it unless it runs, and give back the address of its database."""
        with self._lock():
            self._drop_another_checkouts()
            held = self._held or self._holders()
            fcntl.flock(held, fcntl.LOCK_SH)
            try:
                self._start()
                self._make_database()
            except BaseException:
                held.close()
                self._held = None
                raise
            self._held, self._holder = held, os.getpid()
        return self.url()

    def leave(self) -> None:
        """Let go, and stop the server when nobody else holds it. A forked child leaves nothing."""
        if self._held is None or os.getpid() != self._holder or not self.place.exists():
            return
        with self._lock(), self._held:
            if _only_holder(self._held):
                self._stop()
                if self.throwaway:
                    shutil.rmtree(self.data, ignore_errors=True)
        self._held = None

    def forget(self) -> None:
        """Start over with nothing: the data is gone. Raises InUse while anybody holds it."""
        with self._lock(), self._holders() as holders:
            if not _only_holder(holders):
                raise InUse
            self._stop()
            shutil.rmtree(self.data, ignore_errors=True)

    def running(self) -> bool:
        """True when a server answers: pg_ctl counts one that died and was not buried."""
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as link:
            link.connect(str(self.sockets / ".s.PGSQL.5432"))
            return True
        return False

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        self.place.mkdir(parents=True, exist_ok=True)
        self.place.chmod(0o755 if self.account.is_another else 0o700)
        for folder in (self.folder, self.sockets):
            self.account.own(folder)
        with (self.place / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _holders(self) -> IO[str]:
        return (self.place / "holders").open("a")

    def _drop_another_checkouts(self) -> None:
        """A new clone where an old one stood must not find the old one's people."""
        note, ours = self.place / "checkout", identity(CHECKOUT)
        if note.exists() and note.read_text() != ours:
            self._stop()
            shutil.rmtree(self.data, ignore_errors=True)
        note.write_text(ours)

    def _start(self) -> None:
        if self.running() or self._coming_up():
            return
        if self.throwaway:  # without fsync it may be broken after a power cut
            shutil.rmtree(self.data, ignore_errors=True)
        self._reach_programs()
        if not self.data.exists():
            self._make()
        options = f"-c config_file={shlex.quote(str(self._configuration()))}"
        for _ in range(20):
            done = self._pg_ctl("-l", self.log, "-o", options, "-w", "-t", str(PATIENCE), "start")
            if done == 0:
                return
            if "shared memory block" not in self._last_words():
                break
            time.sleep(0.25)  # a killed server's children are still leaving
        raise NoPostgres(f"The private PostgreSQL did not start: {self._last_words()}")

    def _make(self) -> None:
        half_made = self.folder / "half-made"
        shutil.rmtree(half_made, ignore_errors=True)
        initdb = (self.binaries.folder / "initdb", "-D", half_made, "-U", USER)
        done = self.account.run(*initdb, "--auth=trust", "-E", "UTF8", "--no-sync")
        if done.returncode:
            raise NoPostgres(f"The private PostgreSQL could not be made: {done.stdout[-600:]}")
        half_made.rename(self.data)

    def _configuration(self) -> Path:
        folder = str(self.sockets).replace("'", "''").replace('"', '""')
        settings = CONFIGURATION | (THROWAWAY if self.throwaway else {})
        lines = [f"{name} = '{value}'\n" for name, value in settings.items()]
        lines.append(f"unix_socket_directories = '\"{folder}\"'\n")
        file = self.place / "postgresql.conf"
        file.write_text("".join(lines))
        file.chmod(0o644)
        return file

    def _make_database(self) -> None:
        """Wait until the server takes questions, and see that it has the diary's database."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                with psycopg.connect(self.url("postgres"), autocommit=True) as link:
                    known = link.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
                    if not known.rowcount:
                        link.execute(f"CREATE DATABASE {DATABASE}")
                return
            except psycopg.OperationalError as refused:
                if time.monotonic() > deadline:
                    raise NoPostgres(f"The private PostgreSQL does not answer: {refused}") from None
                time.sleep(0.1)
                self._start()  # where it was seen just before it died

    def _coming_up(self) -> bool:
        """Wait for a server that was started and does not answer yet; clear up after a dead one."""
        pid_file = self.data / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError):
            pid = int(pid_file.read_text().split("\n", 1)[0])
            deadline = time.monotonic() + PATIENCE
            while str(self.data) in started_as(pid) and time.monotonic() < deadline:
                if self.running():
                    return True
                time.sleep(0.1)
        pid_file.unlink(missing_ok=True)
        (self.sockets / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
        return False

    def _stop(self) -> None:
        if self.running():
            self._reach_programs()
            self._pg_ctl("-m", "fast", "-w", "-t", str(PATIENCE), "stop")

    def _pg_ctl(self, *words: str | Path) -> int:
        pg_ctl = self.binaries.folder / "pg_ctl"
        return self.account.run(pg_ctl, "-s", "-D", self.data, *words).returncode

    def _last_words(self) -> str:
        return self.log.read_text(errors="replace")[-600:] if self.log.exists() else "no log"

    def _reach_programs(self) -> None:
        """Root's private folders are closed to the server's account: give it a copy."""
        if self.account.can_run(self.binaries.folder / "postgres"):
            return
        if self.binaries.bundled:
            self.binaries = copied(self.binaries, self.place)


def _only_holder(holders: IO[str]) -> bool:
    try:
        fcntl.flock(holders, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
