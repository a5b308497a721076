"""How long somebody stays signed in, and what a session keeps to count it by.

All of it is in whole seconds, and `kept` is whatever the session holds.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

IDLE = 20 * 60  # since a person last did something
AT_MOST = 10 * 60 * 60  # since they signed in
NOTED_EVERY = 60  # so that not every page costs a write: idle may be a minute less, never more

SIGNED_IN, ACTIVE = "signed_in_at", "active_at"

LOCKED = "Locked after 20 minutes"
SIGNED_OUT = "Signed out after 10 hours"


def begun(now: dt.datetime) -> dict[str, int]:
    """What a session keeps from the moment that somebody signs in."""
    return dict.fromkeys((SIGNED_IN, ACTIVE), int(now.timestamp()))


def noted(kept: Mapping[str, Any], now: dt.datetime) -> dict[str, int]:
    """What it keeps anew when a person does something; nothing, within a minute of the last."""
    at = int(now.timestamp())
    return {ACTIVE: at} if at - kept.get(ACTIVE, 0) >= NOTED_EVERY else {}


def ended(kept: Mapping[str, Any], now: dt.datetime) -> str:
    """Why nothing is shown any more, in the words that people read; empty while all is well.

    A session that does not say since when is taken for one that nobody has used for long.
    """
    if not left(kept, now):
        return LOCKED
    return SIGNED_OUT if now.timestamp() - kept.get(SIGNED_IN, 0) >= AT_MOST else ""


def left(kept: Mapping[str, Any], now: dt.datetime) -> int:
    """How many seconds it lasts if nobody does anything."""
    return max(0, kept.get(ACTIVE, 0) + IDLE - int(now.timestamp()))
