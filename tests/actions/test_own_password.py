import pytest

from contacts.actions.own_password import choose_password
from contacts.actions.refused import Refused
from contacts.models import Act, AuditEntry

TOLD, OWN = "kd7m-xw3q-p9hn-zt4c", "a bicycle in the rain"


@pytest.fixture
def pat(pat):
    pat.set_password(TOLD)
    pat.password_is_one_time = True
    pat.save()
    return pat


def test_ones_own_password_takes_the_place_of_the_one_told(pat):
    choose_password(user=pat, password=OWN)
    pat.refresh_from_db()
    assert pat.check_password(OWN)
    assert not pat.password_is_one_time
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.username, entry.detail) == (Act.OWN_PASSWORD, "pat", {})


def test_the_password_one_has_is_not_chosen_again(pat):
    pat.password_is_one_time = False
    with pytest.raises(Refused, match="than the one you have"):
        choose_password(user=pat, password=TOLD)


@pytest.mark.parametrize(
    ("password", "said"), [(TOLD, "another password than"), ("short", "at least 12")]
)
def test_what_others_know_or_guess_is_refused(pat, password, said):
    with pytest.raises(Refused, match=said):
        choose_password(user=pat, password=password)
    pat.refresh_from_db()
    assert pat.check_password(TOLD)
    assert pat.password_is_one_time
