"""What an administrator types of users, teams and PDUs, and a mark of what a form showed."""

import hashlib
import json
import re
import unicodedata

LONGEST_NAME = 100
LONGEST_USERNAME = 150

# ASCII alone, because upper and lower case of other letters do not always lead back and forth:
# two usernames could then be one at sign-in.
_USERNAME = re.compile(r"[A-Za-z0-9_.@+-]+")
_PHONE = re.compile(r"\+?[0-9][0-9 ()-]*")
_FEWEST_DIGITS, _LONGEST_PHONE = 7, 30


def read_name(typed: str) -> str:
    """A name on one line: any white space, however wide, is one space, and accents are composed.

    So that two names that look alike are one. Raises ValueError for a name that is empty, longer
    than 100 characters, or holds what cannot be seen: a control, a zero-width space, a NUL.
    """
    name = unicodedata.normalize("NFC", " ".join(typed.split()))
    if not name:
        raise ValueError("Write a name.")
    if not name.isprintable():
        raise ValueError("Give the name that colleagues know, in characters that can be seen.")
    if len(name) > LONGEST_NAME:
        raise ValueError(f"Give a name of at most {LONGEST_NAME} characters.")
    return name


def read_username(typed: str) -> str:
    """A username as it is: nothing is trimmed or put in lower case.

    Raises ValueError for one that is empty, longer than 150 characters, or of other characters
    than ASCII letters, digits and @ . + - _.
    """
    if not typed:
        raise ValueError("Write a username.")
    if not _USERNAME.fullmatch(typed):
        raise ValueError(
            "Make the username of letters without accents, digits and @ . + - _ alone."
        )
    if len(typed) > LONGEST_USERNAME:
        raise ValueError("Choose another username: this one is too long.")
    return typed


def read_phone(typed: str) -> str:
    """A telephone number as it is written, "0113 496 0101" or "+44 113 496 0101".

    Full-width digits become plain ones and any white space one space. Raises ValueError for what
    a telephone could not ring: fewer than seven digits, more than 30 characters, or letters.
    """
    number = unicodedata.normalize("NFKC", " ".join(typed.split()))
    digits = sum(character.isdigit() for character in number)
    fits = len(number) <= _LONGEST_PHONE and digits >= _FEWEST_DIGITS
    if not fits or not _PHONE.fullmatch(number):
        raise ValueError("Give one number to ring, like 0113 496 0101.")
    return number


def version_of(*shown: object) -> str:
    """A mark of some values as a form showed them: another mark, and they have changed since.

    Sixteen hexadecimal digits of SHA-256. The values are texts, numbers, truths, lists or None.
    """
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]
