"""Where a form other than a new contact's is: its address below the person's page."""

import re

_ID = r"([1-9][0-9]{0,17})"
# What each is of, and what is written in it, in the words of a list.
_FORMS = {
    rf"contacts/{_ID}/amend/": ("contact", "added to an entry"),
    rf"contacts/{_ID}/replace/": ("contact", "other words for an entry"),
    rf"to-do/{_ID}/reply/": ("follow_up", "a reply"),
    rf"concerns/{_ID}/": ("concern", "what became of it"),
    rf"talks/{_ID}/": ("talk", "what was said"),
}


def read_form_place(typed: str) -> str:
    """The place, where it is that of one of these forms; else none, as a new contact's has."""
    return typed if _found(typed) else ""


def of_what(place: str) -> tuple[str, int]:
    """The name and the id of what the form is about; of no form, of nothing."""
    found = _found(place)
    return (found[0], found[2]) if found else ("", 0)


def written_in(place: str) -> str:
    """What somebody writes there; empty where it is a new contact."""
    found = _found(place)
    return found[1] if found else ""


def _found(place: str) -> tuple[str, str, int] | None:
    for form, (what, words) in _FORMS.items():
        if match := re.fullmatch(form, place):
            return what, words, int(match[1])
    return None
