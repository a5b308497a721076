import datetime as dt

import pytest

from contacts import audit
from contacts.models import Act


def test_a_year_is_made_unless_told_otherwise(manage):
    assert manage("make_audit_partitions")[1:] == (
        "Months with a partition of their own: 12.\n",
        "",
    )


def test_a_month_that_cannot_have_one_is_named(manage, sunday_morning):
    sunday_morning(dt.datetime(2031, 3, 2, tzinfo=dt.UTC))
    audit.record(Act.SIGN_IN, user=None)
    code, out, err = manage("make_audit_partitions", "--months", "2")
    assert (code, out) == (0, "Months with a partition of their own: 1.\n")
    assert err == "March 2031 has entries already, which stay in the default partition.\n"


@pytest.mark.parametrize("months", ["0", "-1", "121", "many"])
def test_too_few_or_too_many_is_said_in_a_sentence(manage, months):
    code, out, err = manage("make_audit_partitions", f"--months={months}")
    assert code
    assert not out
    assert "1 to 120 months" in err or "invalid int value" in err
