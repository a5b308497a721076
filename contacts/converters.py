"""What the parts of an address may look like. Anything else is an unknown address."""

from contacts.formats import identifiers


class CRNConverter:
    regex = "[A-Za-z][0-9]{6}"

    def to_python(self, value: str) -> str:
        return identifiers.read_crn(value)

    def to_url(self, value: str) -> str:
        return value


class IdConverter:
    """Ids as PostgreSQL counts them: a longer number would be an error in the database."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)
