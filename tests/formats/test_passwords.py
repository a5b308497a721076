import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from contacts.formats.passwords import (
    LONGEST,
    MaximumLengthValidator,
    RepeatedWordValidator,
    one_time,
)


def test_a_password_of_128_characters_is_taken_and_one_more_is_not():
    MaximumLengthValidator().validate("x" * LONGEST)
    with pytest.raises(ValidationError, match="Use at most 128 characters"):
        MaximumLengthValidator().validate("x" * (LONGEST + 1))


@pytest.mark.parametrize(
    "password",
    ["aaaaaaaaaaaa", "abababababab", "passwordpassword", "PassPass", "ééé", "123123123123", "  "],
)
def test_a_word_said_over_and_over_is_refused(password):
    with pytest.raises(ValidationError, match="not one word repeated"):
        RepeatedWordValidator().validate(password)


@pytest.mark.parametrize(
    "password",
    ["a", "abcabcabcab", "passwordPassword", "correct horse battery", "aab", "abaab", "no no"],
)
def test_what_only_looks_repeated_is_taken(password):
    RepeatedWordValidator().validate(password)


def test_each_rule_can_be_told_beforehand():
    assert MaximumLengthValidator().get_help_text() == "At most 128 characters."
    assert RepeatedWordValidator().get_help_text() == "Not one word repeated."


def test_a_one_time_password_is_taken_and_is_another_every_time():
    drawn = {one_time() for _ in range(50)}
    assert len(drawn) == 50
    for password in drawn:
        validate_password(password)
        assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", password)
        assert not set(password) & set("ilo01")
