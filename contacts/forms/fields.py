"""What somebody typed, read by a format; what it refuses, it refuses in a sentence."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict


class ReadField(forms.Field):
    """One text, handed to `read` exactly as it was typed."""

    def __init__(self, read: Callable[[str], Any], **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.read = read

    def to_python(self, value: str | None) -> Any:
        try:
            return self.read(value or "")
        except ValueError as refusal:
            raise ValidationError(str(refusal)) from refusal


class TokenField(forms.UUIDField):
    """Drawn with each form, so that the same one sent twice saves once.

    Only the words are asked of anybody: a form that comes without a token, or with what is none,
    is a form of its own.
    """

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput, initial=uuid.uuid4)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()

    def bound_data(self, data: Any, initial: Any) -> Any:
        """What a refused form shows again must be a token by which it can be saved once."""
        return self.to_python(data)


def words(**attrs: Any) -> forms.Textarea:
    return forms.Textarea({"class": "govuk-textarea words", "spellcheck": "true", **attrs})


def line(**attrs: Any) -> forms.TextInput:
    return forms.TextInput({"class": "govuk-input", "autocomplete": "off", **attrs})


def with_a_fresh_token(sent: QueryDict) -> QueryDict:
    """The same words as a form that has not been used yet."""
    fresh = sent.copy()
    fresh["token"] = str(uuid.uuid4())
    return fresh
