import re

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from contacts.formats.passwords import (
    LONGEST,
    CommonWordValidator,
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


@pytest.mark.parametrize(
    "password",
    [
        "password",
        "password1234567",
        "Password1234567",
        "PASSWORD!!!!!!!",
        "password-2026-11",
        " password 12345678 ",
        "qwertyuiop£€.99",
        "welcome20262027",
        "letmein\u00a0123456789",
        "p@ssw0rd1234567",
        "monkey(1)(2)(3)",
    ],
)
def test_a_common_word_is_refused_whatever_digits_or_signs_follow(password):
    with pytest.raises(ValidationError, match="one of the first that anybody would try"):
        CommonWordValidator().validate(password)


@pytest.mark.parametrize(
    "password",
    [
        "a bicycle in the rain",
        "a bicycle in the rain 2026",
        "password bicycle 12",
        "1234567 bicycles",
        "harbour-lantern-42",
        "83920481930571",
        "!?!?!?!?!?!?-+",
        "",
    ],
)
def test_what_holds_no_common_word_alone_is_taken(password):
    CommonWordValidator().validate(password)


def test_each_rule_can_be_told_beforehand():
    assert MaximumLengthValidator().get_help_text() == "At most 128 characters."
    assert "digits or signs after it" in CommonWordValidator().get_help_text()
    assert RepeatedWordValidator().get_help_text() == "Not one word repeated."


def test_a_one_time_password_is_taken_and_is_another_every_time():
    drawn = {one_time() for _ in range(50)}
    assert len(drawn) == 50
    for password in drawn:
        validate_password(password)
        assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", password)
        assert not set(password) & set("ilo01")
