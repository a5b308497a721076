from contacts import audit
from contacts.models import Act, User


def signed_in(*, user: User) -> None:
    """Write down that somebody signed in."""
    audit.record(Act.SIGN_IN, user=user)


def refused(*, username: str) -> None:
    """Write down a sign-in that failed, under the name that was typed, cut at 150 characters.

    A NUL, which no username has and the trail could not keep, is written as U+FFFD.
    """
    typed = username[:150].replace("\0", "\N{REPLACEMENT CHARACTER}")
    audit.record(Act.SIGN_IN_REFUSED, user=None, username=typed or "(none)")


def signed_out(*, user: User) -> None:
    """Write down that somebody signed out."""
    audit.record(Act.SIGN_OUT, user=user)
