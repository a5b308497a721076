"""What the page says of a file while it is being taken out."""

import datetime as dt
from dataclasses import dataclass

from contacts.formats import clock
from contacts.models import User
from contacts.models.export_progress import How, HowFar, how_far, newest

QUIET = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Progress:
    """A sentence, and what is asked next.

    `running` is whether to ask again, `complete` whether all of it has gone out; `of` is the file
    that is followed and `after` the newest one of which it has been told, so that the end of an
    older file is not taken for this one's.
    """

    said: str
    running: bool = False
    complete: bool = False
    of: str = ""
    after: str = ""


def progress(user: User, *, of: str = "", after: str = "") -> Progress:
    """How far the file `of` has come, or without that the one that was begun after `after`.

    Of the reader's own files alone; of nobody in them is anything said. Three statements at most.
    """
    if not of:
        of = newest(user)
        if of in ("", after):
            return Progress("Beginning.", running=True, after=after)
    far = how_far(user, of)
    if far is None:
        said = "How far it came is not known. The last line of the file says if it is incomplete."
        return Progress(said, after=of)
    running, complete = far.how == How.BEGUN, far.how == How.ENDED
    return Progress(_said(far), running, complete, of=of if running else "", after=of)


def _said(far: HowFar) -> str:
    rows = "1 row" if far.rows == 1 else f"{far.rows:,} rows"
    if far.how == How.ENDED:
        return f"Your file is complete: {rows}."
    if far.how == How.BROKEN_OFF:
        return f"Broken off after {rows}: take it out again."
    said = f"Taken out so far: {rows}."
    if clock.now() - far.told_at > QUIET:
        said += " Nothing has come for a minute: see whether your browser is still downloading."
    return said
