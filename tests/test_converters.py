"""What an address may be made of."""

import pytest
from django.urls import Resolver404, resolve, reverse


@pytest.mark.parametrize("typed", ["X482913", "x482913"])
def test_a_crn_in_an_address_may_be_typed_in_either_case(typed):
    assert resolve(f"/people/{typed}/").kwargs == {"crn": "X482913"}


@pytest.mark.parametrize(
    "typed",
    [
        "X48291",
        "X4829133",
        "482913",
        "XX82913",
        "X48291O",
        "X４８２９１３",
        "Ｘ482913",
        "X482913\n",
        "",
    ],
)
def test_anything_else_is_not_a_crn(typed):
    with pytest.raises(Resolver404):
        resolve(f"/people/{typed}/contacts/")


@pytest.mark.parametrize("typed", ["1", "42", "9" * 18])
def test_an_entry_is_named_by_its_number(typed):
    assert resolve(f"/people/X482913/contacts/{typed}/").kwargs["id"] == int(typed)


@pytest.mark.parametrize("typed", ["0", "01", "-1", "1.0", "٣", "9" * 19, "abc", "1\n"])
def test_a_number_that_no_entry_can_have_is_an_unknown_address(typed):
    with pytest.raises(Resolver404):
        resolve(f"/people/X482913/contacts/{typed}/")


def test_addresses_are_written_as_they_are_read():
    written = reverse("contact", args=["X482913", 42])
    assert written == "/people/X482913/contacts/42/"
    assert resolve(written).kwargs == {"crn": "X482913", "id": 42}
