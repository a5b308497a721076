from contacts import audit
from contacts.models import Act, User


def signed_in(*, user: User) -> None:
    """Write down that somebody signed in."""
    audit.record(Act.SIGN_IN, user=user)


def refused(*, username: str) -> None:
    """Write down a sign-in that failed, under the name that was typed, cut at 150 characters."""
    audit.record(Act.SIGN_IN_REFUSED, user=None, username=username[:150] or "(none)")


def signed_out(*, user: User) -> None:
    """Write down that somebody signed out."""
    audit.record(Act.SIGN_OUT, user=user)
