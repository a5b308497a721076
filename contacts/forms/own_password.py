from typing import Any

from django import forms

from contacts.formats.passwords import LONGEST


def _box() -> forms.PasswordInput:
    return forms.PasswordInput({"autocomplete": "new-password", "maxlength": LONGEST})


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
