"""A throwaway PostgreSQL for the tests, unless DATABASE_URL names one.

Loaded with `-p`, so that it runs before pytest-django reads the settings. The processes that
share a run's tests are given its DATABASE_URL and start nothing.
"""

import atexit
import os
import signal
import sys

import pytest

from supervision.private_postgres import Cluster, NoPostgres

if not os.environ.get("DATABASE_URL"):
    try:
        cluster = Cluster("test", throwaway=True)
        cluster.start()
    except NoPostgres as nothing:
        raise pytest.UsageError(str(nothing)) from nothing
    atexit.register(cluster.leave)
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    # Each run has its own databases, so that two at once do not meet.
    os.environ["DATABASE_URL"] = cluster.url(f"run_{os.getpid()}")
