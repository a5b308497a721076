"""The diary's own name for an entry, as exports and other systems carry it: "D7Q4K2"."""

import re

# Digits and letters that nobody takes for one another: no I, L, O or U.
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHORTEST = 5
_LONGEST = 13  # signs that any id of PostgreSQL takes
_REFERENCE = re.compile(rf"D([{_SIGNS}]{{{_SHORTEST},{_LONGEST}}})")
# As copying out writes it, "diary D7Q4K2", in brackets or not, whatever was done to its capitals;
# in small letters a digit is asked for, or it would be found in "a diary detected".
_SMALL = rf"(?i:d(?=[a-z]{{0,{_LONGEST}}}[0-9])[{_SIGNS}]{{{_SHORTEST},{_LONGEST}}})"
MENTION = re.compile(
    rf"[(\[]?\b(?i:diary)\s+({_REFERENCE.pattern.replace('(', '(?:')}|{_SMALL})\b[)\]]?", re.ASCII
)


def _in_sql(signs: int) -> str:
    """As bytes, since those are found by their place without counting characters before them."""
    each = (
        f"substring('{_SIGNS}'::bytea FROM 1 + ({{id}}::bigint >> {5 * place} & 31)::int FOR 1)"
        for place in reversed(range(signs))
    )
    return f"encode({' || '.join(each)}, 'escape')"


# `reference` in SQL: `REFERENCE.format(id="contact.id")`.
REFERENCE = (
    f"'D' || CASE WHEN {{id}} < {len(_SIGNS) ** _SHORTEST} THEN {_in_sql(_SHORTEST)} "
    f"ELSE ltrim({_in_sql(_LONGEST)}, '{_SIGNS[0]}') END"
)


def reference(id: int) -> str:
    """The reference of the contact with this id, a D and five signs or more."""
    signs, left = "", id
    while left:
        left, sign = divmod(left, len(_SIGNS))
        signs = _SIGNS[sign] + signs
    return "D" + signs.rjust(_SHORTEST, _SIGNS[0])


def read_reference(text: str) -> int | None:
    """The id that a reference names, or None where it is none; never raises."""
    match = _REFERENCE.fullmatch(text)
    if not match:
        return None
    named = 0
    for sign in match[1]:
        named = named * len(_SIGNS) + _SIGNS.index(sign)
    return named if reference(named) == text else None


def mentioned(notes: str) -> frozenset[int]:
    """The ids of the entries that a text names as copying out does, "diary D7Q4K2".

    Capitals mean nothing there. Never raises; a word that is no reference names none. Empty for
    nearly every text, in well under a microsecond.
    """
    if "diary" not in notes.casefold():
        return frozenset()
    found = (read_reference(match[1].upper()) for match in MENTION.finditer(notes))
    return frozenset(named for named in found if named is not None)


def signed(notes: str) -> tuple[str, int | None]:
    """Notes without the reference that copying out ends them with, and the id which that names.

    It stands by itself, below an empty line. The notes as they are and None where none does. Never
    raises.
    """
    body, _, last = notes.rstrip().rpartition("\n")
    match = MENTION.fullmatch(last.strip())
    if match is None or not body.rstrip(" \t\r").endswith("\n"):
        return notes, None
    named = read_reference(match[1].upper())
    return (notes, None) if named is None else (body.rstrip(), named)


def named(notes: str) -> frozenset[int]:
    """The ids of the entries that a text is about: what was copied out is of the one it ends with.

    Whatever else it mentions, its author wrote of. Any other text is of all that it mentions.
    """
    found = mentioned(notes)
    if len(found) > 1:
        _, copied = signed(notes)
        return found if copied is None else frozenset({copied})
    return found
