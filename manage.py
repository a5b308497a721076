#!/usr/bin/env python
"""The diary's commands. Without DATABASE_URL they run on the checkout's own PostgreSQL."""

import atexit
import os
import signal
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from supervision.private_postgres import Cluster, NoPostgres


def main() -> None:
    os.environ.setdefault("STATEMENT_TIMEOUT", "0")  # a command takes as long as it needs
    if os.environ.get("DATABASE_URL") or sys.argv[1:2] == ["work"]:  # a server never makes its own
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supervision.settings")
    else:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "supervision.settings_demo")
        use_private_postgres()
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as refusal:
        sys.exit(str(refusal))


def use_private_postgres() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        cluster = Cluster("dev")
        atexit.register(cluster.leave)
        os.environ["DATABASE_URL"] = cluster.start()
    except NoPostgres as nothing:
        sys.exit(str(nothing))
    os.environ.setdefault("PGHOST", str(cluster.sockets))  # for psql, which `dbshell` starts


if __name__ == "__main__":
    main()
