from typing import Any

from contacts import audit
from contacts.formats.periods import Period
from contacts.models import Act, Person, User


def printed(*, person: Person, user: User, period: Period, sensitive: bool, passages: bool) -> None:
    """Write down that a printout was made: of which days, and whether with what is sensitive.

    Days are ISO 8601, null where the period is open. Raises NotRecorded, and then nothing may be
    handed out.
    """
    detail: dict[str, Any] = {
        "from": period.from_ and period.from_.isoformat(),
        "until": period.until and period.until.isoformat(),
        "sensitive_entries": sensitive,
        "sensitive_passages": passages,
    }
    audit.record(Act.PRINT, user=user, people=[person], detail=detail)
