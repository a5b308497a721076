import pytest

from contacts.models import AccessRule, Act, AuditEntry


@pytest.fixture(autouse=True)
def lists(person, pat, priya, sam, olu, manage):
    manage("set_access", "X482913", "exclusion", "priya", "olu")
    manage("set_access", "X482913", "restriction", "pat", "--as", "sam")


def left() -> set[str]:
    rules = AccessRule.objects.in_force().select_related("user")
    return {f"{rule.kind} {rule.user.username}" for rule in rules}


def test_all_is_lifted_and_the_names_printed(manage):
    code, out, err = manage("lift_access", "x482913")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "No longer on the exclusion list of X482913: Olu Adeyemi (olu).",
        "No longer on the exclusion list of X482913: Priya Nair (priya).",
        "No longer on the restriction list of X482913: Pat Okonjo (pat).",
        "No longer on the restriction list of X482913: Sam Whitlock (sam).",
    ]
    assert left() == set()


def test_one_kind_is_lifted(manage):
    manage("lift_access", "X482913", "restriction", "--as", "sam")
    assert left() == {"exclusion priya", "exclusion olu"}
    entry = AuditEntry.objects.latest("pk")
    assert (entry.act, entry.username) == (Act.LIFT_ACCESS, "sam")


def test_one_user_is_lifted_from_whatever_list(manage):
    manage("lift_access", "X482913", "priya")
    assert left() == {"exclusion olu", "restriction pat", "restriction sam"}


def test_one_user_is_lifted_from_one_list(manage):
    manage("lift_access", "X482913", "restriction", "pat")
    assert left() == {"exclusion priya", "exclusion olu", "restriction sam"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["X482913", "exclusion", "pat"], "No such list of X482913 names Pat Okonjo."),
        (["X482913", "nobody"], "There is no user called nobody."),
        (["X999999"], "There is no person with the CRN X999999."),
        (["X482913", "restriction", "sam", "pat"], None),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(manage, typed, sentence):
    code, _, err = manage("lift_access", *typed)
    assert bool(code) is bool(sentence)
    assert (sentence or "") in err
    assert "Traceback" not in err


def test_the_last_who_answers_stays_on_a_restriction(manage):
    manage("set_access", "X482913", "restriction", "priya", "--as", "sam")
    code, _, err = manage("lift_access", "X482913", "restriction", "pat", "sam")
    assert code == 1
    assert "Nobody who answers for X482913" in err
    assert len(left()) == 5
