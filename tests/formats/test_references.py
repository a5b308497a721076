import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats.references import read_reference, reference


@pytest.mark.parametrize(("id", "written"), [(1, "D00001"), (33, "D00011"), (32**5, "D100000")])
def test_an_entry_has_a_reference_of_a_d_and_five_signs_or_more(id, written):
    assert reference(id) == written


@given(st.integers(1, 2**63 - 1))
def test_a_reference_leads_back_to_its_entry(id):
    assert read_reference(reference(id)) == id


@given(st.text(max_size=16))
def test_what_is_no_reference_names_no_entry(text):
    found = read_reference(text)
    assert found is None or reference(found) == text


@pytest.mark.parametrize("text", ["", "D", "D0001", "d00001", "D0000I", "D000001", "X00001"])
def test_a_reference_is_written_in_one_way(text):
    assert read_reference(text) is None
