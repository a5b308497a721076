"""What a password may be: long, not too long to hash, not common. No composition rules."""

import secrets
from typing import Any

from django.core.exceptions import ValidationError

LONGEST = 128

# Without letters and digits that are taken for one another when read out or copied down.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time() -> str:
    """A password to be told to somebody once, "kd7m-xw3q-p9hn-zt4c": 79 bits of chance."""
    return "-".join("".join(secrets.choice(_READABLE) for _ in range(4)) for _ in range(4))


class MaximumLengthValidator:
    """Refuses what would cost seconds to hash."""

    def validate(self, password: str, user: Any = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(f"Use at most {LONGEST} characters.")

    def get_help_text(self) -> str:
        return f"At most {LONGEST} characters."


class RepeatedWordValidator:
    """Refuses a short word or run said over and over: "passwordpassword", "abcabcabcabc"."""

    def validate(self, password: str, user: Any = None) -> None:
        # A text made of repeats stands inside itself doubled, before its own end.
        if (password * 2).find(password, 1) < len(password):
            raise ValidationError("Use a password that is not one word repeated.")

    def get_help_text(self) -> str:
        return "Not one word repeated."
