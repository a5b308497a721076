from typing import Any

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, QueryDict

from contacts.formats.passwords import LONGEST


def _box(autocomplete: str = "new-password") -> forms.PasswordInput:
    return forms.PasswordInput({"autocomplete": autocomplete, "maxlength": LONGEST})


class OwnPasswordForm(forms.Form):
    """A password of one's own, typed twice. What was typed is never sent back."""

    password = forms.CharField(
        label="Your new password",
        help_text="At least 12 characters. Three or four words that nobody would put together do.",
        max_length=LONGEST,
        strip=False,
        widget=_box(),
        error_messages={
            "required": "Write a password.",
            "max_length": f"Use at most {LONGEST} characters.",
        },
    )
    again = forms.CharField(
        label="The same again",
        strip=False,
        widget=_box(),
        error_messages={"required": "Write the same password again."},
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if {"password", "again"} <= cleaned.keys() and cleaned["password"] != cleaned["again"]:
            self.add_error("again", "The two passwords differ. Write both again.")
        return cleaned


class ChangePasswordForm(OwnPasswordForm):
    """Another password for whoever knows the one they have: a page left open is not enough."""

    current = forms.CharField(
        label="Your password now",
        max_length=LONGEST,
        strip=False,
        widget=_box("current-password"),
        error_messages={
            "required": "Write the password you have now.",
            "max_length": "That is not your password now.",
        },
    )

    field_order = ["current", "password", "again"]

    def __init__(self, sent: QueryDict | None = None, *, request: HttpRequest) -> None:
        super().__init__(sent)
        self.request = request

    def clean_current(self) -> str:
        """Guesses count with those at sign-in, and are refused as often."""
        current: str = self.cleaned_data["current"]
        username = self.request.user.get_username()
        known = get_adapter(self.request).authenticate(
            self.request, username=username, password=current
        )
        if known != self.request.user:
            raise ValidationError("That is not your password now.")
        return current
