import pytest

from contacts.models import AccessRule, AuditEntry


@pytest.fixture(autouse=True)
def everybody(person, pat, priya, sam):
    """The person, whoever holds them, a colleague and their SPO."""


def test_an_exclusion_is_set_and_the_names_printed(manage):
    code, out, err = manage("set_access", "x482913", "exclusion", "PRIYA")
    assert (code, err) == (0, "")
    assert out == "Now on the list of X482913, may not see: Priya Nair (priya).\n"
    assert AccessRule.objects.get().user.username == "priya"
    assert AuditEntry.objects.get().username == "command line"


def test_whoever_sets_a_restriction_is_named_too(manage):
    out = manage("set_access", "X482913", "restriction", "pat", "--as", "sam")[1]
    assert "only those named may see: Pat Okonjo (pat), Sam Whitlock (sam)." in out
    assert AuditEntry.objects.get().username == "sam"


def test_setting_it_again_says_so(manage):
    manage("set_access", "X482913", "exclusion", "priya")
    code, out, _ = manage("set_access", "X482913", "exclusion", "priya")
    assert (code, out) == (0, "All of them are on that list of X482913 already.\n")


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["X482913", "restriction", "pat"], "Say who sets the restriction"),
        (["X999999", "exclusion", "pat"], "There is no person with the CRN X999999."),
        (["Dean", "exclusion", "pat"], "Write a CRN as a letter and six digits"),
        (["X482913", "warning", "pat"], "invalid choice: 'warning'"),
        (["X482913", "exclusion", "nobody"], "There is no user called nobody."),
        (["X482913", "exclusion", "\udce9"], "There is no user called"),
        (["X482913", "exclusion", "pat", "--as", "nobody"], "There is no user called nobody."),
        (["X482913", "exclusion", "pat", "sam"], "Nobody who answers for X482913 could open"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(manage, typed, sentence):
    code, out, err = manage("set_access", *typed)
    assert code
    assert not out
    assert sentence in err
    assert "Traceback" not in err
    assert not AccessRule.objects.exists()


def test_somebody_deactivated_sets_nothing(manage, sam):
    sam.is_active = False
    sam.save()
    assert (
        "can no longer sign in"
        in manage("set_access", "X482913", "restriction", "pat", "--as", "sam")[2]
    )
