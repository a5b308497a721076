from contacts.models import Role, User


def test_a_user_without_a_password_cannot_sign_in(pat):
    assert not pat.has_usable_password()


def test_a_password_is_kept_as_a_hash(db):
    user = User.objects.create_user("tess", "a quiet word", name="Tess Amoah", role=Role.SPO)
    assert user.check_password("a quiet word")
    assert "quiet" not in user.password


def test_capitals_in_a_username_do_not_matter(pat):
    assert User.objects.get_by_natural_key("PAT") == pat
