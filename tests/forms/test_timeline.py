import pytest
from django.http import QueryDict

from contacts.forms.timeline import TimelineForm


def form(asked: str) -> TimelineForm:
    return TimelineForm(QueryDict(asked))


def test_nothing_asked_narrows_nothing():
    assert form("").asked == {}
    assert form("words=+&when=&author=+&kind=&source=").asked == {}


def test_what_is_asked_is_shown_as_chips_each_with_the_address_without_it():
    dates = "when=since+1+March+2026"
    asked = form(f"words=flat&{dates}&author=Nair&kind=phone&source=NOMIS&met=on&decisions=on")
    shown = [chip.words for chip in asked.chips]
    assert shown == [
        *("flat", "since 1 March", "by Nair", "Phone", "from NOMIS", "Met only", "Decisions only"),
    ]
    assert "words=" not in asked.chips[0].without
    assert "kind=phone" in asked.chips[0].without


def test_what_is_not_understood_narrows_nothing_and_is_said():
    asked = form("words=flat&when=some+time&kind=letter")
    assert [chip.words for chip in asked.chips] == ["flat"]
    assert asked.errors["when"]


def test_no_text_is_an_error():
    for odd in ("%00", "%22", "*", "-", "9" * 5000, "%F0%9F%98%80"):
        form(f"words={odd}&when={odd}&author={odd}&kind={odd}&source={odd}&met={odd}").narrowed()


@pytest.mark.parametrize("field", ["when", "author", "kind", "source", "met", "decisions"])
def test_the_fold_stays_open_while_something_in_it_narrows_the_list(field):
    assert form(f"words=flat&{field}={'phone' if field == 'kind' else 'March'}").unfolded
    assert not form(f"words=flat&{field}=").unfolded


def test_the_fold_stays_open_for_what_is_not_understood_in_it_alone():
    assert form("when=whenever").unfolded
    assert not form("words=%25").unfolded
