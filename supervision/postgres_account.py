"""Who the private PostgreSQL runs as: PostgreSQL refuses to be root, so root hands it on."""

import contextlib
import os
import pwd
import subprocess
import sys
from pathlib import Path
from typing import Any

from supervision.postgres_binaries import NoPostgres

PATIENCE = 120  # seconds


class Account:
    """The account that owns a cluster: whoever runs this, or for root one of the system's."""

    def __init__(self) -> None:
        self.entry = None if os.geteuid() else _system_account()

    @property
    def is_another(self) -> bool:
        return self.entry is not None

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        """One of PostgreSQL's programs as this account; what it said is in `stdout`."""
        become: dict[str, Any] = {}
        if self.entry:
            become = {"user": self.entry.pw_uid, "group": self.entry.pw_gid, "extra_groups": []}
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_"))}
        environment["LC_ALL"] = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"
        try:
            return subprocess.run(  # noqa: S603  (a program of PostgreSQL's, no shell)
                [str(part) for part in command],
                env=environment,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=PATIENCE,
                **become,
            )
        except (OSError, subprocess.SubprocessError) as failed:
            raise NoPostgres(f"{command[0]} could not be run: {failed}") from failed

    def can_run(self, program: Path) -> bool:
        with contextlib.suppress(NoPostgres):
            return self.run(program, "--version").returncode == 0
        return False

    def own(self, folder: Path) -> None:
        """Make a folder that nobody else may enter: that is what lets the server trust."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o755)
        allowed = {os.geteuid(), self.entry.pw_uid if self.entry else os.geteuid()}
        if folder.is_symlink() or folder.stat().st_uid not in allowed:
            raise NoPostgres(f"{folder} belongs to somebody else: move it away and try again.")
        if self.entry:
            os.chown(folder, self.entry.pw_uid, self.entry.pw_gid)
        folder.chmod(0o700)


def _system_account() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise NoPostgres("PostgreSQL does not run as root: use another account, or set DATABASE_URL.")


def started_as(pid: int) -> str:
    """The command line of a live process; empty when it is gone or nobody has buried it."""
    if Path("/proc/self/cmdline").exists():
        with contextlib.suppress(OSError):
            words = Path(f"/proc/{pid}/cmdline").read_bytes()
            return words.replace(b"\0", b" ").decode(errors="replace")
        return ""
    shown = subprocess.run(  # noqa: S603  (ps, with a number)
        ["/bin/ps", "-o", "stat=,args=", "-p", str(pid)],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return "" if shown.startswith("Z") else shown
