import random

import pytest

from contacts.formats.date_order import ROWS_NAMED, DateOrder, DatesUnclear, read_as
from contacts.formats.row_dates import DAY_FIRST, MONTH_FIRST, YEAR_FIRST


def order_of(*values: str, chosen: str = "") -> str:
    order = DateOrder(chosen)
    for row, value in enumerate(values, start=2):
        order.see(row, value)
    return order.settle()


@pytest.mark.parametrize(
    ("values", "order"),
    [
        ([], DAY_FIRST),
        (["", "yesterday"], DAY_FIRST),
        (["03/04/2026", "05/06/2026 10:15"], DAY_FIRST),
        (["03/04/2026", "25/03/2026"], DAY_FIRST),
        (["25.3.26"], DAY_FIRST),
        (["2026-03-25", "2026-03-25T10:15:00Z", "2026/03/26"], YEAR_FIRST),
        (["2026-03-25", "", "30/02/2026", "26-03-04", "25/25/2026"], YEAR_FIRST),
        (["30/02/2026", "31/04/2026", "02/30/2026", "13/13/2026", "00/00/2026"], DAY_FIRST),
        (["03/25/0026", "25/03/2026"], DAY_FIRST),
        (["03/25/20261", "003/25/2026", "03/25-2026", "25/03/2026"], DAY_FIRST),
    ],
)
def test_the_order_of_a_file_is_that_of_all_its_dates(values: list[str], order: str) -> None:
    assert order_of(*values) == order


@pytest.mark.parametrize(
    ("values", "rows", "said"),
    [
        (["03/25/2026"], (2,), "Row 2: 03/25/2026 is no date day first, 25 March 2026 month first"),
        (
            ["25/03/2026", "3/25/26"],
            (2, 3),
            "row 2: 25/03/2026 is 25 March 2026 day first, no date",
        ),
        (
            ["03/04/2026", "03/25/2026", "04/30/2026 10:15"],
            (2, 3, 4),
            (
                "Rows 3 and 4: 03/25/2026 is no date day first, 25 March 2026 month first; "
                "row 2: 03/04/2026 is 3 April 2026 day first, 4 March 2026 month first"
            ),
        ),
        (
            ["2026-03-25", "03/04/2026"],
            (2, 3),
            (
                "Row 2 begins with the year, like 2026-03-25; "
                "row 3: 03/04/2026 is 3 April 2026 day first, 4 March 2026 month first"
            ),
        ),
        (["25/03/2026", "2026-03-25"], (2, 3), "25 March 2026 day first, no date month first"),
        (["2026-03-25", "03/25/2026"], (2, 3), "no date day first, 25 March 2026 month first"),
    ],
)
def test_dates_that_can_be_read_two_ways_are_refused_with_rows_and_both_readings(
    values: list[str], rows: tuple[int, ...], said: str
) -> None:
    with pytest.raises(DatesUnclear) as refused:
        order_of(*values)
    assert said in str(refused.value)
    assert str(refused.value).endswith("Choose which way round the dates of this file are.")
    assert refused.value.rows == rows


@pytest.mark.parametrize("chosen", [YEAR_FIRST, DAY_FIRST, MONTH_FIRST])
def test_an_order_that_was_chosen_is_taken(chosen: str) -> None:
    assert order_of("03/25/2026", "2026-03-25", "25/03/2026", chosen=chosen) == chosen


def test_one_american_date_among_many_is_found_and_the_rows_named_are_few() -> None:
    values = ["01/02/2026"] * 2000
    values[random.Random(4).randrange(2000)] = "12/31/2026"
    with pytest.raises(DatesUnclear) as refused:
        order_of(*values)
    assert values.index("12/31/2026") + 2 in refused.value.rows
    with pytest.raises(DatesUnclear) as refused:
        order_of(*["12/31/2026"] * 50, *["2026-12-31"] * 50)
    assert len(refused.value.rows) == 2 * ROWS_NAMED


def test_words_beside_a_date_are_never_said_again() -> None:
    with pytest.raises(DatesUnclear) as refused:
        order_of("03/25/2026 Secret\nnote", "2026-03-25 Secret note")
    assert "ecret" not in str(refused.value)


@pytest.mark.parametrize(
    ("values", "order", "said"),
    [
        (["", "2026-04-03", "03/04/2026 10:30"], "", "day first: 03/04/2026 is 3 April 2026."),
        (["03/04/2026"], "month_first", "month first: 03/04/2026 is 4 March 2026."),
        (["2026-04-03", "soon"], "", ""),
        (["03/04/2026"], "year_first", ""),
    ],
)
def test_how_a_file_is_read_is_said_by_its_first_date_that_could_be_read_otherwise(
    values, order, said
):
    assert read_as(values, order) == (f"Dates are read {said}" if said else "")
