from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, QueryDict

from contacts.formats.passwords import LONGEST
from contacts.models import User

TOO_LONG = f"No password is longer than {LONGEST} characters."


class ClosedToSignUp(DefaultAccountAdapter):
    """Users are added by an administrator; nobody makes an account for themselves."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": "The username or the password is not right.",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Nobody where the user is deactivated: such a try counts like any other that is wrong."""
        user = super().authenticate(request, **credentials)
        if user is None or user.is_active:
            return user
        self.pre_authenticate(request, **credentials)  # for the password was right: count it again
        return None


class SignInForm(LoginForm):
    """Username and password. The answer is the same whether or not there is such a user.

    Of whoever signs in `again`, to go on in a session that was locked, the username stands there.
    """

    def __init__(
        self, sent: QueryDict | None = None, *, request: HttpRequest, again: User | None = None
    ) -> None:
        super().__init__(sent, request=request, initial={"login": again.username} if again else {})
        for name, label in (("login", "Username"), ("password", "Password")):
            field = self.fields[name]
            field.label, field.help_text = label, ""
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = f"Write your {label.lower()}."
        if again:
            self.fields["password"].widget.attrs["autofocus"] = True
        # So that nobody makes us hash what cannot be a password.
        self.fields["password"].validators.append(MaxLengthValidator(LONGEST, TOO_LONG))
        self.fields["password"].widget.attrs["maxlength"] = LONGEST
