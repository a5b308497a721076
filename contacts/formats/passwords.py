"""What a password may be: long, not too long to hash, not common. No composition rules."""

from typing import Any

from django.core.exceptions import ValidationError

LONGEST = 128


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
