"""What a password may be: long, not too long to hash, not common. No composition rules."""

import secrets
import string
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

LONGEST = 128

# Without letters and digits that are taken for one another when read out or copied down.
_READABLE = "abcdefghjkmnpqrstuvwxyz23456789"

_NO_LETTERS = string.digits + string.punctuation + string.whitespace + "£€\u00a0"


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


class CommonWordValidator(CommonPasswordValidator):
    """Refuses the 20,000 commonest passwords, and any of them with digits or signs after it.

    "password1234567" is tried as soon as "password" is. The list is Django's.
    """

    def validate(self, password: str, user: Any = None) -> None:
        whole = password.lower().strip()
        if {whole, whole.rstrip(_NO_LETTERS)} & self.passwords:
            raise ValidationError(
                "Choose another: this is one of the first that anybody would try.",
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        return "Not a common password, nor one with digits or signs after it."


class RepeatedWordValidator:
    """Refuses a short word or run said over and over: "passwordpassword", "abcabcabcabc"."""

    def validate(self, password: str, user: Any = None) -> None:
        # A text made of repeats stands inside itself doubled, before its own end.
        if (password * 2).find(password, 1) < len(password):
            raise ValidationError("Use a password that is not one word repeated.")

    def get_help_text(self) -> str:
        return "Not one word repeated."
