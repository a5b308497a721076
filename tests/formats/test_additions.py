import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contacts.formats import additions, clock
from contacts.formats.additions import Added, Glued

DASHES = "-" * 57
NDELIUS = f"\n{DASHES}\nComment added by Tom Ash on 29/10/2024 at 09:30\n"
NOMIS = " ...[ASH_GEN updated the case notes on 2017/04/10 14:57:26] "
NOMIS_DAY_FIRST = " ...[ASH_GEN updated the case notes on 10-04-2017 14:57:26] "


def at(*when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=dt.UTC)


def test_a_comment_glued_in_by_ndelius_is_its_authors_and_dated() -> None:
    assert additions.split(f"He agreed to come.{NDELIUS}Email sent") == Glued(
        "He agreed to come.", (Added("Tom Ash", at(2024, 10, 29, 9, 30), "Email sent", NDELIUS),)
    )


@pytest.mark.parametrize("glue", [NOMIS, NOMIS_DAY_FIRST])
def test_what_a_prison_adds_is_dated_in_london_time(glue: str) -> None:
    assert additions.split(f"Quiet today{glue}Quiet still") == Glued(
        "Quiet today", (Added("ASH_GEN", at(2017, 4, 10, 13, 57, 26), "Quiet still", glue),)
    )


def test_additions_keep_their_order_whoever_made_them() -> None:
    glued = additions.split(f"a{NOMIS}b{NDELIUS}c\n\nd{NDELIUS}e{NOMIS_DAY_FIRST}f")
    assert glued.first == "a"
    assert [added.notes for added in glued.additions] == ["b", "c\n\nd", "e", "f"]


def test_line_ends_of_another_system_are_read_and_kept() -> None:
    text = f"a{NDELIUS}b".replace("\n", "\r\n")
    glued = additions.split(text)
    assert (glued.first, glued.additions[0].notes) == ("a", "b")
    assert additions.join(glued) == text


def test_a_comment_on_an_entry_without_words_has_nothing_before_it() -> None:
    glued = additions.split(f"{NDELIUS.lstrip()}Email sent")
    assert (glued.first, glued.additions[0].notes) == ("", "Email sent")


def test_of_an_hour_that_comes_twice_the_first_is_meant() -> None:
    (added,) = additions.split(f"a{NDELIUS}b".replace("29/10/2024 at 09", "27/10/2024 at 01"))[1]
    assert added.written_at == at(2024, 10, 27, 0, 30)


@pytest.mark.parametrize(
    "text",
    [
        "",
        DASHES,
        f"a\n{DASHES}\nb",
        f"a{NDELIUS}",
        f"a{NDELIUS} \n\t",
        f"a{NDELIUS}b".replace("29/10", "30/02"),
        f"a{NDELIUS}b".replace("29/10", "10/29"),
        f"a{NDELIUS}b".replace("2024", "0026"),
        f"a{NDELIUS}b".replace("09:30", "24:00"),
        f"a{NDELIUS}b".replace("09:30", "25:61"),
        f"a{NDELIUS}b".replace("29/10/2024 at 09:30", "31/03/2024 at 01:30"),
        f"a{NDELIUS}b".replace("Tom Ash", ""),
        f"a{NDELIUS}b".replace("Tom Ash", " "),
        f"a{NDELIUS}b".replace("\nComment", " Comment"),
        f"a{NDELIUS}b".replace("\nComment", "\n\nComment"),
        f"a-{NDELIUS.lstrip()}b",
        f"a\n-{NDELIUS.lstrip()}b",
        f"a{NDELIUS}b".replace(DASHES, DASHES[1:]),
        "a\nComment added by Tom Ash on 29/10/2024 at 09:30\nb",
        f"a{NDELIUS}b".replace("29", "２９"),
        f"a{NOMIS}",
        f"a{NOMIS}b".replace("2017/04/10", "2017/04/31"),
        f"a{NOMIS}b".replace("2017/04/10", "2017-04-10"),
        f"a{NOMIS}b".replace("14:57:26", "14:57:60"),
        f"a{NOMIS}b".replace("14:57:26", "14:57"),
        f"a{NOMIS}b".replace(" ...", "..."),
        f"a{NOMIS}b".replace("] ", "]"),
        f"a{NOMIS}b".replace("ASH_GEN", ""),
        "a ...[ASH_GEN updated the case notes on 2024/0",
    ],
)
def test_what_only_looks_like_an_addition_is_left_where_it_stands(text: str) -> None:
    assert additions.split(text) == Glued(text)


def test_who_and_when_with_no_words_after_stays_with_the_words_before() -> None:
    empty = NDELIUS.replace("Tom", "Ann").removeprefix("\n")
    glued = additions.split(f"a{NDELIUS}b\n{empty}{NDELIUS.removeprefix(chr(10))}c{NDELIUS}")
    assert [added.author for added in glued.additions] == ["Tom Ash", "Tom Ash"]
    assert [added.notes for added in glued.additions] == [f"b\n{empty}", f"c{NDELIUS}"]


_PIECES = st.sampled_from(
    [
        *(NDELIUS, NOMIS, NOMIS_DAY_FIRST, NDELIUS.lstrip(), NDELIUS.rstrip(), DASHES),
        *("\n", "\r\n", "\r", "-", " ", "...[", "]", "Comment added by ", "30/02/2026"),
    ]
)
GLUED_TEXTS = st.lists(_PIECES | st.text(max_size=8), max_size=12).map("".join)


@given(GLUED_TEXTS | st.text())
@example(NDELIUS * 2)
def test_what_was_taken_apart_is_put_back_to_the_byte(text: str) -> None:
    glued = additions.split(text)
    assert additions.join(glued) == text
    for added in glued.additions:
        assert added.author
        assert added.notes.strip()
        assert added.written_at.tzinfo is dt.UTC


@given(st.text(st.characters(exclude_categories=["Cs"])), GLUED_TEXTS)
def test_words_in_any_script_go_in_and_out(words: str, text: str) -> None:
    glued = additions.split(words + text)
    assert additions.join(glued).encode() == (words + text).encode()


@pytest.mark.parametrize(
    ("old", "new", "rest"),
    [
        ("Seen.", "Seen.", ""),
        ("", "Seen.", "Seen."),
        ("Seen.", "Seen. Quiet.", " Quiet."),
        ("Seen", "Seen\nLater: quiet", "\nLater: quiet"),
        ("Seen", "Seen, quiet", ", quiet"),
        ("Seen", f"Seen{NDELIUS}Quiet", f"{NDELIUS}Quiet"),
        ("Seen", f"Seen{NOMIS}Quiet", f"{NOMIS}Quiet"),
        ("Seen \n", "Seen\nQuiet", "\nQuiet"),
        ("Seen\n", "Seen\n\nQuiet", "\nQuiet"),
        ("Seen", "Not seen", None),
        ("Seen. Quiet.", "Seen.", None),
        ("Seen at 1", "Seen at 10", None),
        ("Seen at 10", "Seen at 10.30", None),
        ("Seen at 10", "Seen at 10:30", None),
        ("He can", "He can't", None),
        ("He can", "He can’t", None),
        ("well", "well-being", None),
        ("cafe", "cafe\u0301", None),
        ("He attend", "He attended", None),
    ],
)
def test_a_newer_version_adds_to_an_older_or_says_something_else(
    old: str, new: str, rest: str | None
) -> None:
    assert additions.begins_with(old, new) == rest


@given(st.text(), st.text())
def test_old_words_and_the_rest_are_the_newer_version(old: str, rest: str) -> None:
    found = additions.begins_with(old, old + rest)
    assert found in (None, rest)
    assert additions.begins_with(old, old) == ""


SAMPLE = Path(__file__).with_name("glued_notes.csv")


def test_real_forms_of_glued_notes_are_taken_apart() -> None:
    with SAMPLE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            notes = row["notes"].replace("<dashes>", DASHES)
            glued = additions.split(notes)
            said = [(added.author, _london(added.written_at)) for added in glued.additions]
            wanted = [tuple(one.split(" @ ")) for one in row["added"].split("; ") if one]
            assert said == wanted, notes
            assert additions.join(glued) == notes


def _london(when: dt.datetime) -> str:
    return when.astimezone(clock.LONDON).strftime("%Y-%m-%d %H:%M:%S")
