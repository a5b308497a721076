from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django.http import HttpRequest

from contacts.formats.passwords import LONGEST


class ClosedToSignUp(DefaultAccountAdapter):
    """Users are added by an administrator; nobody makes an account for themselves."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The username or the password is not right.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SignInForm(LoginForm):
    """Username and password. The answer is the same whether or not there is such a user."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("login", "Username"), ("password", "Password")):
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = f"Write your {label.lower()}."
        self.fields["password"].max_length = LONGEST
        self.fields["password"].widget.attrs["maxlength"] = LONGEST

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.user is not None and not self.user.is_active:
            raise ClosedToSignUp().validation_error("username_password_mismatch")
        return cleaned
