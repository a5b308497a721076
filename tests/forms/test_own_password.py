import pytest

from contacts.forms.own_password import ChangePasswordForm, OwnPasswordForm

GOOD = " a bicycle in the rain "


def test_a_password_typed_twice_is_taken_with_its_spaces():
    form = OwnPasswordForm({"password": GOOD, "again": GOOD})
    assert form.is_valid()
    assert form.cleaned_data["password"] == GOOD


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("", "", "Write a password."),
        (GOOD, "", "Write the same password again."),
        (GOOD, GOOD.strip(), "The two passwords differ. Write both again."),
        ("x" * 129, "x" * 129, "Use at most 128 characters."),
        ("a bicycle\0in the rain", "a bicycle\0in the rain", "Null characters are not allowed."),
    ],
)
def test_what_cannot_be_is_refused_and_never_sent_back(password, again, said):
    form = OwnPasswordForm({"password": password, "again": again})
    assert not form.is_valid()
    assert said in str(form.errors)
    assert "bicycle" not in str(form)


@pytest.mark.parametrize(("current", "right"), [("nine lanterns", True), ("nine lantern", False)])
def test_another_is_taken_only_with_the_one_before(rf, pat, current, right):
    pat.set_password("nine lanterns")
    pat.save()
    request = rf.post("/own-password/")
    request.user = pat
    sent = {"current": current, "password": GOOD, "again": GOOD}
    form = ChangePasswordForm(sent, request=request)
    assert list(form.fields) == ["current", "password", "again"]
    assert form.is_valid() == right
    assert list(form.errors) == ([] if right else ["current"])
