"""Which way round the dates of a file are written, found from all of them."""

import re
from collections.abc import Iterable

from contacts.formats.days import MONTHS
from contacts.formats.row_dates import DAY_FIRST, MONTH_FIRST, YEAR_FIRST, reading

ROWS_NAMED = 3  # of each kind in a refusal

_WRITTEN = re.compile(
    r"\s*(?:[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}"
    r"|([0-9]{1,2})[/.-]([0-9]{1,2})[/.-](?:[0-9]{4}|[0-9]{2}))(?![0-9])"
)
_EITHER = "either"  # 03/04/2026 is a date both ways

Examples = list[tuple[int, str]]


class DatesUnclear(ValueError):
    """The dates of a file cannot be read until somebody says which way round they are.

    `rows` are a few of those that show it, in the order of the file.
    """

    def __init__(self, said: list[str], examples: Examples) -> None:
        sentence = "; ".join(said)
        start = sentence[0].upper() + sentence[1:]
        super().__init__(f"{start}. Choose which way round the dates of this file are.")
        self.rows = tuple(sorted(row for row, _ in examples))


class DateOrder:
    """Told every date of a file, one after another, it says which way round they are written.

    They are year first or day first, the same way in the whole file, unless one of
    `row_dates.ORDERS` was `chosen`. It keeps a few examples and nothing else: a million rows take
    the room of ten.
    """

    def __init__(self, chosen: str = "") -> None:
        self.chosen = chosen
        self._seen: dict[str, Examples] = {
            order: [] for order in (YEAR_FIRST, DAY_FIRST, MONTH_FIRST, _EITHER)
        }

    def see(self, row: int, value: str) -> None:
        """A date, and the number of its row; what is a date in no order tells nothing.

        About 1 microsecond.
        """
        written = _WRITTEN.match(value)
        if written is None:
            return
        order = _order(written)
        examples = self._seen[order]
        if len(examples) < ROWS_NAMED and examples[-1:] != [(row, written[0].strip())]:
            shown = written[0].strip()
            if order == YEAR_FIRST or reading(shown, DAY_FIRST if order == _EITHER else order):
                examples.append((row, shown))

    def settle(self) -> str:
        """The one order for `read_row_date`; DAY_FIRST where no date tells.

        Raises DatesUnclear, with a sentence that names rows and both readings, where nothing was
        chosen and a date is none day first, or some are year first and others not.
        """
        if self.chosen:
            return self.chosen
        year_first, month_first = self._seen[YEAR_FIRST], self._seen[MONTH_FIRST]
        day_first = self._seen[DAY_FIRST] or self._seen[_EITHER]
        others = month_first or day_first
        if year_first and others:
            verb = "begins" if len(year_first) == 1 else "begin"
            begin = f"{_rows(year_first)} {verb} with the year, like {year_first[0][1]}"
            raise DatesUnclear([begin, _both_ways(others)], year_first + others)
        if month_first:
            also = day_first[:1]
            said = [_both_ways(shown) for shown in (month_first, also) if shown]
            raise DatesUnclear(said, month_first + also)
        return YEAR_FIRST if year_first else DAY_FIRST


def read_as(values: Iterable[str], order: str) -> str:
    """How the first of these dates is read in an order, in a sentence; DAY_FIRST where none is.

    Empty where they are year first, which nobody could read otherwise.
    """
    for written in filter(None, map(_WRITTEN.match, values)):
        if written[1] and order != YEAR_FIRST:
            shown, first = written[0].strip(), "month" if order == MONTH_FIRST else "day"
            return (
                f"Dates are read {first} first: {shown} is {_reading(shown, order or DAY_FIRST)}."
            )
    return ""


def _order(written: re.Match[str]) -> str:
    if written[1] is None:
        return YEAR_FIRST
    if int(written[1]) > 12:
        return DAY_FIRST
    return MONTH_FIRST if int(written[2]) > 12 else _EITHER


def _both_ways(examples: Examples) -> str:
    value = examples[0][1]
    day_first, month_first = _reading(value, DAY_FIRST), _reading(value, MONTH_FIRST)
    return f"{_rows(examples)}: {value} is {day_first} day first, {month_first} month first"


def _reading(value: str, order: str) -> str:
    on = reading(value, order)
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}" if on else "no date"


def _rows(examples: Examples) -> str:
    *rows, last = (str(row) for row, _ in examples)
    return f"rows {', '.join(rows)} and {last}" if rows else f"row {last}"
