from contacts.formats import clock
from contacts.models import PersonJoin


def test_what_was_parted_can_be_joined_again(person, add_person):
    two = {"kept": person, "joined": add_person(), "joined_at": clock.now()}
    PersonJoin.objects.create(**two, parted_at=clock.now())
    assert PersonJoin.objects.create(**two).parted_at is None
