import uuid
from html.parser import HTMLParser

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import QueryDict

from contacts.actions.refused import Refused, TokenSpent
from contacts.forms.fields import (
    WRITTEN,
    Flat,
    ReadField,
    TokenField,
    line,
    to_send_again,
    to_try_again,
    with_a_fresh_token,
    words,
    words_left,
)
from contacts.models import Contact


def shout(typed: str) -> str:
    if not typed:
        raise ValueError("Write something.")
    return typed.upper()


class Form(forms.Form):
    said = ReadField(shout, label="Said", widget=words(rows=3))
    token = TokenField()


def test_what_is_typed_is_read_by_its_format_and_not_stripped():
    form = Form({"said": "  hello\n"})
    assert form.is_valid()
    assert form.cleaned_data["said"] == "  HELLO\n"


def test_what_a_format_refuses_is_refused_in_its_own_sentence():
    for sent in ({}, {"said": ""}):
        assert Form(sent).errors == {"said": ["Write something."]}


def test_a_field_that_nobody_must_fill_is_not_marked_as_required():
    assert "required" not in str(Form()["said"])


def test_each_form_has_a_token_of_its_own():
    first, second = Form()["token"].value(), Form()["token"].value()
    assert uuid.UUID(first)
    assert first != second


def test_the_token_of_a_form_is_kept_as_it_was_sent():
    token = uuid.uuid4()
    form = Form({"said": "x", "token": str(token)})
    assert form.is_valid()
    assert form.cleaned_data["token"] == token
    assert form["token"].value() == str(token)


def test_a_form_without_a_token_or_with_what_is_none_gets_one():
    for sent in ({}, {"token": ""}, {"token": "x"}, {"token": "\0"}, {"token": "9" * 5_000}):
        form = Form({"said": "x", **sent})
        assert form.is_valid()
        assert isinstance(form.cleaned_data["token"], uuid.UUID)
        assert uuid.UUID(form["token"].value())


def test_the_same_words_can_be_sent_as_another_form():
    sent = QueryDict("said=one&said=two&token=x")
    fresh = with_a_fresh_token(sent)
    assert fresh.getlist("said") == ["one", "two"]
    assert uuid.UUID(fresh["token"])
    assert sent.getlist("token") == ["x"]


def test_a_box_checks_spelling_and_a_line_is_not_filled_in_by_the_browser():
    assert 'spellcheck="true"' in words(rows=3).render("x", "")
    assert 'autocomplete="off"' in line(size=18).render("x", "")


HARD = ["", "\n", "\r\nSeen\r", "<b>&amp;", "\"'", "\u2028é"]
CHOICES = [("", "Any"), ("a<b", "<b>"), ("office", 'Off"ice')]


class Tags(HTMLParser):
    """What a browser makes of some boxes, whatever the order of their attributes."""

    def __init__(self, written):
        super().__init__()
        self.found = []
        self.feed(written)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, sorted(attrs)))

    def handle_data(self, data):
        if self.lasttag == "textarea" or data.strip():
            self.found.append(data if self.lasttag == "textarea" else data.strip())


class Everything(forms.Form):
    words = forms.CharField(widget=forms.Textarea({"rows": 3, "class": "x"}), required=False)
    line = forms.CharField(max_length=9, help_text="Like this", required=False)
    hidden = forms.CharField(widget=forms.HiddenInput, required=False)
    ticked = forms.BooleanField(required=False)
    one = forms.ChoiceField(choices=CHOICES, required=False)
    round = forms.ChoiceField(choices=CHOICES, widget=forms.RadioSelect, required=True)


def boxes(renderer, sent):
    form = Everything(sent, renderer=renderer())
    written = [form[name].as_widget() for name in form.fields if name != "round"]
    return Tags("".join([*written, *(radio.tag() for radio in form["round"])])).found


@pytest.mark.parametrize("typed", HARD)
def test_boxes_are_written_as_django_writes_them(typed):
    sent = {"words": typed, "line": typed, "hidden": typed, "ticked": "on", "one": "a<b"}
    for given in (None, {}, sent, {**sent, "round": "office"}):
        assert boxes(Flat, given) == boxes(DjangoTemplates, given)


def test_what_is_not_written_here_django_renders():
    assert "password.html" not in WRITTEN
    form = forms.Form(renderer=Flat())
    assert forms.PasswordInput().render("p", None, renderer=form.renderer).startswith("<input")


def test_a_form_to_be_sent_again_keeps_what_was_typed_and_says_why_it_stands_there():
    form = to_send_again(Form({"said": "  hello\n"}))
    assert not form.is_valid()
    assert form["said"].value() == "  hello\n"
    assert "you signed in after this page was opened" in form.non_field_errors()[0]


FORM = "6f1c8a52-6f3e-4b1e-9a93-0a0f6c3c0001"


def test_what_was_typed_is_left_apart_from_what_a_form_says_for_our_sake():
    sent = QueryDict(
        f"notes= Seen.%0D%0A&kind=office&minutes=&token={FORM}&whose=1&csrfmiddlewaretoken=x"
    )
    assert words_left(sent) == {
        "token": uuid.UUID(FORM),
        "notes": " Seen.\n",
        "fields": {"kind": "office"},
        "place": "",
    }


def test_of_a_form_that_is_not_a_new_contacts_what_says_nothing_is_left_too():
    left = words_left(QueryDict("notes=Seen.&kind=&minutes=1h&place=contacts/12/amend/&version=3"))
    assert left["place"] == "contacts/12/amend/"
    assert left["fields"] == {"kind": "", "minutes": "1h"}
    assert words_left(QueryDict("notes=Seen.&place=//x.example/"))["place"] == ""


def test_a_form_is_tried_again_by_its_own_token_unless_that_is_spent():
    sent = QueryDict(f"notes=Seen.&token={FORM}&draft=")
    assert to_try_again(sent, Refused("No."))["token"] == FORM
    spent = TokenSpent(Contact())
    assert to_try_again(sent, spent)["token"] != FORM
    kept_apart = QueryDict(f"notes=Seen.&token={uuid.uuid4()}&draft={FORM}")
    fresh = to_try_again(kept_apart, spent)
    assert (fresh["token"], fresh["draft"]) == (FORM, "")


@pytest.mark.parametrize(
    "sent", ["", "notes=", "notes=+%0A", "notes=a%00b", "notes=" + "x" * 50_001]
)
def test_where_there_are_no_words_that_could_be_kept_nothing_is_left(sent):
    assert words_left(QueryDict(sent)) is None


def test_a_field_that_cannot_be_kept_does_not_lose_the_words():
    left = words_left(QueryDict("notes=Seen.&kind=a%00b&token=x"))
    assert (left["notes"], left["fields"]) == ("Seen.", {})
    assert isinstance(left["token"], uuid.UUID)
