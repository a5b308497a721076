"""Where a private PostgreSQL keeps its files, and whose checkout they belong to."""

import contextlib
import hashlib
import os
import uuid
from pathlib import Path

from supervision.postgres_account import Account
from supervision.postgres_binaries import NoPostgres

CHECKOUT = Path(__file__).resolve().parent.parent


def place_for(account: Account) -> Path:
    """In the checkout; for root where the server's account can go, under a name from its path."""
    if not account.is_another:
        return CHECKOUT / ".local"
    place = Path("/var/tmp") / f"contact-diary-{short_name(CHECKOUT)}"  # noqa: S108  (owner checked)
    place.mkdir(exist_ok=True)
    if place.is_symlink() or place.stat().st_uid != os.geteuid():
        raise NoPostgres(f"{place} belongs to somebody else: move it away and try again.")
    place.chmod(0o755)
    return place


def short_name(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:10]


def identity(checkout: Path) -> str:
    """What tells this checkout from an earlier one in the same place: a word drawn once."""
    note = checkout / ".local" / "checkout"
    if not note.exists():
        note.parent.mkdir(exist_ok=True)
        drawn = note.with_name(uuid.uuid4().hex)
        drawn.write_text(drawn.name)
        with contextlib.suppress(FileExistsError):
            os.link(drawn, note)
        drawn.unlink()
    return note.read_text()
