import uuid

from contacts.formats import clock
from contacts.models import Draft, Role


def test_drafts_go_with_their_user(add_user, person):
    tess = add_user("tess", "Tess Amoah", Role.SPO, None)
    Draft.objects.create(user=tess, person=person, token=uuid.uuid4(), saved_at=clock.now())
    tess.delete()
    assert not Draft.objects.exists()


def test_two_forms_about_one_person_are_two_drafts(person, pat):
    for _ in range(2):
        Draft.objects.create(user=pat, person=person, token=uuid.uuid4(), saved_at=clock.now())
    assert pat.drafts.count() == 2
