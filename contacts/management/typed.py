"""What is typed after a command, looked up; what there is not is said in a sentence."""

from django.core.management.base import CommandError

from contacts.formats import identifiers
from contacts.models import Person, Team, User


def user(username: str) -> User:
    """The user of this name, whatever the case of its letters."""
    found = User.objects.filter(username__iexact=readable(username)).first()
    if found is None:
        raise CommandError(f"There is no user called {readable(username)}.")
    return found


def actor(username: str | None) -> User | None:
    """Whoever the command is run for, who must still be able to sign in; None is the terminal."""
    if username is None:
        return None
    acting = user(username)
    if not acting.is_active:
        raise CommandError(f"{acting.username} can no longer sign in, so not act either.")
    return acting


def person(crn: str) -> Person:
    try:
        crn = identifiers.read_crn(crn)
    except ValueError as refusal:
        raise CommandError(str(refusal)) from refusal
    found = Person.objects.filter(crn=crn).first()
    if found is None:
        raise CommandError(f"There is no person with the CRN {crn}.")
    return found


def team(name: str | None) -> Team | None:
    if name is None:
        return None
    found = Team.objects.filter(name=readable(name)).first()
    if found is None:
        raise CommandError(f"There is no team called {readable(name)}.")
    return found


def source(name: str) -> str:
    """The name of a source, as its records will show it."""
    if not name.strip() or not name.isprintable():
        raise CommandError("Name the source in characters that can be shown.")
    return name.strip()


def readable(text: str) -> str:
    """Bytes that are not text arrive as halves of characters, which no database takes."""
    return text if text.isprintable() else ascii(text)
