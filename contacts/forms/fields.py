"""The boxes of every form: what was typed is read by a format, and refused in a sentence."""

import re
import uuid
from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import DjangoTemplates
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils.html import format_html, format_html_join

from contacts.actions.draft import Known
from contacts.actions.refused import Refused, TokenSpent
from contacts.formats import texts
from contacts.formats.form_places import read_form_place
from contacts.formats.texts import TYPED_LIMIT

AnyForm = TypeVar("AnyForm", bound=forms.Form)

# Besides the notes, what a form says for our sake.
OF_A_DRAFT = ("draft", "version", "page")
OF_READINGS = ("shown", "take")  # the keys of what was read, and of what is taken of it
NOT_FIELDS = {"csrfmiddlewaretoken", "token", "whose", "notes", "turn", "place"}
NOT_FIELDS |= {*OF_A_DRAFT, *OF_READINGS}
LARGEST = 2**31 - 1  # that the database counts to
READING = re.compile(r"[a-z_]{4,10}-[0-9a-f]{12}(?:-[1-9][0-9]{0,3})?")
MOST_READINGS = 200
NOT_AS_PLANNED = "now"
PLANNED = re.compile(rf"[0-9]{{1,18}}|{NOT_AS_PLANNED}")


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


class MarkField(forms.UUIDField):
    """What a page goes by, where it has one; what is no such thing is none."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            return None


class PlannedField(forms.Field):
    """Whether it was as planned, by the id of that, or "now"; what is neither says nothing."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def to_python(self, value: str | None) -> str:
        return value if value and PLANNED.fullmatch(value) else ""


class CountField(forms.IntegerField):
    """A number that a page counts by itself: nobody types it, and what is none is none."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.HiddenInput)

    def to_python(self, value: Any) -> int | None:
        try:
            count = super().to_python(value)
        except ValidationError:
            return None
        return None if count is None else min(max(count, 0), LARGEST)


class KeysField(forms.Field):
    """By which a page names readings, each once; what is no such name is none."""

    def __init__(self) -> None:
        super().__init__(required=False, widget=forms.MultipleHiddenInput)

    def to_python(self, value: Any) -> list[str]:
        named = [value] if isinstance(value, str) else value or []
        return list(dict.fromkeys(filter(READING.fullmatch, named[:MOST_READINGS])))


def words(**attrs: Any) -> forms.Textarea:
    usual = {"class": "govuk-textarea words", "spellcheck": "true", "data-limit": TYPED_LIMIT}
    return forms.Textarea({**usual, **attrs})


def line(**attrs: Any) -> forms.TextInput:
    return forms.TextInput({"class": "govuk-input", "autocomplete": "off", **attrs})


class KeptForm(forms.Form):
    """Its words are kept as a draft while they are written, and saved once."""

    token = TokenField()
    # What the page knows of its draft: the token it is kept under, where that is another, its
    # version, and which page this is.
    draft = MarkField()
    version = CountField()
    page = MarkField()

    def known(self) -> Known | None:
        """What the page knew of its draft, where it said anything of it."""
        said = {name: self.cleaned_data[name] for name in ("version", "page")}
        return Known(**said) if any(name in self.data for name in said) else None

    def said(self) -> dict[str, Any]:
        """What is saved, by which token, and what was known of its draft."""
        said = {name: it for name, it in self.cleaned_data.items() if name not in OF_A_DRAFT}
        return {**said, "known": self.known()}


def with_a_fresh_token(sent: QueryDict) -> QueryDict:
    """The same words as a form that has saved nothing yet: that by which they are a draft already,
    where the one they were sent in had been used."""
    fresh = sent.copy()
    fresh["token"] = sent.get("draft") or str(uuid.uuid4())
    fresh["draft"] = ""
    return fresh


def to_try_again(sent: QueryDict, refused: Refused) -> QueryDict:
    """The same words once more: by the token that their draft has, unless that is spent."""
    return with_a_fresh_token(sent) if isinstance(refused, TokenSpent) else sent


def to_send_again(form: AnyForm) -> AnyForm:
    """A form whose page was out of date, with all that was typed in it, and why it stands there."""
    form.add_error(None, "Not saved yet: you signed in after this page was opened. Save once more.")
    return form


def words_left(sent: QueryDict) -> dict[str, Any] | None:
    """What a form held that cannot be saved now, as it may be kept until it can; None where there
    is nothing in it, or nothing that could be kept.
    """
    try:
        notes = texts.read_notes(sent.get("notes", ""))
    except ValueError:
        return None
    typed = {name: str(value) for name, value in sent.items() if name not in NOT_FIELDS}
    place = read_form_place(sent.get("place", ""))
    fields: dict[str, Any] = {
        name: value
        for name, value in typed.items()
        if (value or place) and "\0" not in name + value
    }
    fields |= {name: keys for name in OF_READINGS if (keys := _keys(sent, name))}
    token = TokenField().to_python(sent.get("draft") or sent.get("token"))
    return {"token": token, "notes": notes, "fields": fields, "place": place}


def _keys(sent: QueryDict, name: str) -> list[str]:
    return KeysField().to_python(sent.getlist(name))


class VersionedForm(forms.Form):
    """Changes what others may be changing too: it carries a mark of what was shown."""

    version = forms.CharField(required=False, widget=forms.HiddenInput)

    def refuse(self, refused: Refused, *, version: str) -> None:
        """Say why, and take what is typed as an answer to what stands now."""
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        sent["version"] = version
        self.data = sent
        self.add_error(refused.field or None, str(refused))


class Flat(DjangoTemplates):
    """Writes the commonest boxes itself, as Django's templates would.

    They render one template for each box, one for its attributes and two for each of its options:
    a sixth of what the timeline's page took.
    """

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if write := WRITTEN.get(template_name.removeprefix("django/forms/widgets/")):
            return write(context["widget"])
        return super().render(template_name, context, request)


def _input(widget: dict[str, Any]) -> str:
    value = flatatt({} if widget["value"] is None else {"value": str(widget["value"])})
    attrs = flatatt(widget["attrs"])
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], value, attrs
    )


def _textarea(widget: dict[str, Any]) -> str:
    # The first new line is not part of the words.
    attrs, value = flatatt(widget["attrs"]), widget["value"] or ""
    return format_html('<textarea name="{}"{}>\n{}</textarea>', widget["name"], attrs, value)


def _select(widget: dict[str, Any]) -> str:
    options = [option for _, group, _ in widget["optgroups"] for option in group]
    written = [(str(one["value"]), flatatt(one["attrs"]), one["label"]) for one in options]
    inside = format_html_join("", '<option value="{}"{}>{}</option>', written)
    attrs = flatatt(widget["attrs"])
    return format_html('<select name="{}"{}>{}</select>', widget["name"], attrs, inside)


WRITTEN: dict[str, Callable[[dict[str, Any]], str]] = {
    "text.html": _input,
    "hidden.html": _input,
    "checkbox.html": _input,
    "radio_option.html": _input,
    "textarea.html": _textarea,
    "select.html": _select,
}
