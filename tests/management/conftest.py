from collections.abc import Callable

import pytest
from django.core.management import execute_from_command_line


@pytest.fixture
def manage(db, capsys, monkeypatch) -> Callable[..., tuple[int, str, str]]:
    """Runs a command as it is typed: what it ended with, what it printed, what it complained of."""
    # A command closes its connections when it ends, and this one is the test's.
    monkeypatch.setattr("django.core.management.base.connections.close_all", lambda: None)

    def run(*typed: str) -> tuple[int, str, str]:
        code = 0
        try:
            execute_from_command_line(["manage.py", *typed])
        except SystemExit as end:
            code = end.code
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run
