import pytest

from contacts.formats import clock
from contacts.models import EventPair

pytestmark = pytest.mark.django_db


def test_a_pair_is_found_from_either_end(person, pat, add_contact):
    one, other, third = (add_contact(person, pat) for _ in range(3))
    pair = EventPair.objects.create(one=one, other=other)
    for some, others in (([one.pk], [other.pk, third.pk]), ([other.pk], [one.pk])):
        assert EventPair.objects.between(some, others).get() == pair
    assert not EventPair.objects.between([one.pk], [third.pk])


def test_what_is_answered_is_open_no_longer(person, pat, add_contact):
    one, other = (add_contact(person, pat) for _ in range(2))
    pair = EventPair.objects.create(one=one, other=other)
    assert EventPair.objects.open().get() == pair
    pair.answer, pair.decided_by, pair.decided_at = EventPair.Answer.TWO, pat, clock.now()
    pair.save()
    assert not EventPair.objects.open()
