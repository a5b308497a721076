"""Serves the demo: a database, made-up data and a web server, and all of it ends together."""

import argparse
import errno
import os
import signal
import socket
import subprocess
import sys
from typing import Any

from gunicorn import util
from gunicorn.app.base import BaseApplication

from supervision.private_postgres import Cluster, InUse, NoPostgres

SERVER = {
    "workers": 2,
    "threads": 4,
    "worker_class": "gthread",
    "timeout": 60,
    "graceful_timeout": 5,
    "loglevel": "warning",
    "control_socket_disable": True,  # it would be one file for every demo on the machine
}


class Demo(BaseApplication):
    """The web server on an address that was claimed beforehand."""

    cfg: Any  # made by the base class as it starts

    def __init__(self, listener: socket.socket) -> None:
        self.address = "http://{}:{}/".format(*listener.getsockname())
        self.bind = f"fd://{listener.detach()}"
        self.on_hangup = signal.getsignal(signal.SIGHUP)
        super().__init__()

    def load_config(self) -> None:
        for name, value in (SERVER | {"bind": self.bind, "when_ready": self.ready}).items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return util.import_app("supervision.wsgi:application")

    def ready(self, _server: object) -> None:
        signal.signal(signal.SIGHUP, self.on_hangup)  # a closed window ends it, not a reload
        print(f"\nThe contact diary is at {self.address} (Ctrl+C ends it).", flush=True)  # noqa: T201  (it is asked for)


def main() -> None:
    words = argparse.ArgumentParser(prog="script/demo", description=__doc__)
    words.add_argument("--fresh", action="store_true", help="start over with new made-up data")
    fresh = words.parse_args().fresh
    end_when_told_to()
    listener = claim(os.environ.get("PORT") or "8000")
    if os.environ.get("DATABASE_URL"):
        if fresh:
            sys.exit("DATABASE_URL is set: --fresh starts over only with the demo's own database.")
        serve(listener)
    else:
        serve_on_private_postgres(listener, fresh=fresh)


def end_when_told_to() -> None:
    """Being told to stop unwinds like Ctrl+C does, so that the database stops as well."""
    for told in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(told) is not signal.SIG_IGN:
            signal.signal(told, lambda number, _frame: sys.exit(128 + number))


def claim(port: str) -> socket.socket:
    """Take the port before anything else is done, so that a taken one is said at once."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", int(port)))
    except (ValueError, OverflowError):
        sys.exit(f"PORT is {port}: give a number up to 65535.")
    except OSError as refused:
        sys.exit(cannot_listen(port, refused))
    return listener


def cannot_listen(port: int | str, refused: OSError) -> str:
    if refused.errno == errno.EADDRINUSE:
        return f"Port {port} is taken: set PORT to another, as in PORT=8001 ./script/demo."
    return f"Port {port} cannot be used ({refused.strerror}): set PORT to another."


def serve_on_private_postgres(listener: socket.socket, *, fresh: bool) -> None:
    try:
        cluster = Cluster("dev")
        if fresh:
            cluster.forget()
        os.environ["DATABASE_URL"] = cluster.start()
    except InUse:
        sys.exit("Another demo or command is using this data: end it, then run --fresh again.")
    except NoPostgres as nothing:
        sys.exit(str(nothing))
    try:
        serve(listener)
    finally:
        cluster.leave()


def serve(listener: socket.socket) -> None:
    """Migrate and load in a process of their own, whose statements may take their time."""
    environment = os.environ | {"STATEMENT_TIMEOUT": "0"}
    prepare = [sys.executable, "-m", "supervision.prepare_demo"]
    if subprocess.run(prepare, env=environment, check=False).returncode:  # noqa: S603  (ours)
        sys.exit("The demo's data could not be prepared: see above.")
    try:
        listener.listen()
    except OSError as refused:  # another demo claimed the same port at the same moment
        sys.exit(cannot_listen(listener.getsockname()[1], refused))
    work = [sys.executable, "manage.py", "work"]
    worker = subprocess.Popen(work, start_new_session=True)  # noqa: S603  (ours)
    try:
        Demo(listener).run()
    finally:
        worker.terminate()
        worker.wait()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
