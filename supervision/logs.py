"""What the logs may say: that something failed and where, never a word of what was written."""

import logging
import traceback
from types import TracebackType
from typing import Any

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutWords(logging.Formatter):
    """Keeps an error's class, SQLSTATE and places in the code, and drops its text.

    PostgreSQL puts the failing row into its message, and a row holds notes.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # where another formatter keeps the text of an error
        return super().format(record)

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802  (logging's own name)
        error, told = ei[1], list[BaseException]()
        lines = []
        while error is not None and error not in told:
            told.append(error)  # one error may be the cause of its own cause
            sqlstate: Any = getattr(error, "sqlstate", None)
            lines.append(f"{type(error).__module__}.{type(error).__qualname__} {sqlstate or ''}")
            lines += [
                f"  {place.filename}:{place.lineno} {place.name}"
                for place in traceback.extract_tb(error.__traceback__)
            ]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)
