from contacts.models import Amendment, Contact


class Refused(Exception):
    """Nothing was saved; the message says why, and what to do, to whoever asked.

    `field` is what was typed that it is about; empty where it is about no one box.
    """

    def __init__(self, reason: str, *, field: str = "") -> None:
        super().__init__(reason)
        self.field = field


class TokenSpent(Refused):
    """A form was sent again with other words, or about something else than it saved."""

    def __init__(self, saved: Contact | Amendment) -> None:
        super().__init__("This form has already saved other words. Save again to add these.")
        self.saved = saved
