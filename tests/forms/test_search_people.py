from django.http import QueryDict

from contacts.forms.search_people import SearchPeopleForm
from contacts.queries.interleaved import Whose

PEOPLE = [Whose(4, "X482913", "Dean Hartley")]


def form_of(query):
    form = SearchPeopleForm(QueryDict(query), people=PEOPLE)
    form.is_valid()
    return form


def test_everything_narrows_and_no_name_of_a_person_stands_in_an_address():
    query = "words=rent&person=X482913&when=3/3/2026&author=Nair&kind=phone&source=NOMIS&met=on"
    form = form_of(query)
    assert [chip.words for chip in form.chips] == [
        *("rent", "Dean Hartley, X482913", "3 March"),
        *("by Nair", "Phone", "from NOMIS", "Met only"),
    ]
    assert form.query() == (
        "?words=rent&person=X482913&when=3+March+2026&author=Nair&kind=phone&source=NOMIS&met=True"
    )


def test_the_only_thing_asked_is_not_advised_to_be_left_out():
    """Without it nothing would be asked, and nothing shown."""
    assert form_of("words=rent").would_match(lambda _: True) == []
    both = form_of("words=rent&kind=phone").would_match(lambda _: True)
    assert [chip.words for chip in both] == ["rent", "Phone"]


def test_no_text_is_an_error():
    for odd in ("%00", "%22", "*", "-", "9" * 5000, "%F0%9F%98%80"):
        form = form_of(f"words={odd}&when={odd}&author={odd}&kind={odd}&source={odd}&person={odd}")
        form.narrowed()
        assert form.neighbours == []
