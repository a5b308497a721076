"""The made-up people, offices and facts are enough, distinct and nobody's own."""

import csv
import unicodedata
from collections import Counter
from pathlib import Path

from contacts.models.access import Role

MADE_UP = Path(__file__).parents[2] / "contacts" / "management" / "made_up"


def rows(name: str) -> list[dict[str, str]]:
    with (MADE_UP / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_person_has_a_name_of_their_own():
    names = [(row["first_name"], row["last_name"]) for row in rows("names.csv")]
    assert len(names) >= 560
    assert len(set(names)) == len(names)


def test_two_people_have_nearly_the_same_name():
    names = {(row["first_name"], row["last_name"]) for row in rows("names.csv")}
    assert {("Mohammed", "Iqbal"), ("Mohamed", "Iqbal")} <= names


def test_names_come_with_accents_and_apostrophes_composed():
    text = (MADE_UP / "names.csv").read_text(encoding="utf-8")
    assert all(letter in text for letter in "éóŁÇăĐñü'")
    assert sum(not row["last_name"].isascii() for row in rows("names.csv")) >= 60
    assert text == unicodedata.normalize("NFC", text)


def test_pronouns_are_the_three_the_notes_can_use():
    assert set(Counter(row["pronoun"] for row in rows("names.csv"))) == {"he", "she", "they"}


def test_the_cast_is_there():
    staff = {row["username"]: row for row in rows("staff.csv")}
    assert {"pat", "priya", "olu", "sam", "ada"} <= set(staff)
    roles = Counter(row["role"] for row in staff.values())
    assert roles == {Role.PRACTITIONER: 8, Role.SPO: 2, Role.ADMIN: 1}
    assert staff["pat"]["team"] == staff["priya"]["team"] == staff["sam"]["team"]


def test_teams_belong_to_two_units_and_ring_numbers_nobody_has():
    teams = rows("teams.csv")
    known = {row["team"] for row in teams}
    assert {row["team"] for row in rows("staff.csv")} - {""} == known
    assert len(known) == 3
    assert len({row["pdu"] for row in teams}) == 2
    assert all(row["duty_phone"].startswith("07700 900") for row in teams)


def test_later_additions_are_enough_and_each_said_once():
    texts = [row["text"] for row in rows("amendments.csv")]
    assert len(texts) >= 40
    assert len(set(texts)) == len(texts)


def test_system_made_rows_have_their_heading():
    automatic = {row["heading"] for row in rows("headings.csv") if row["automatic"]}
    assert {row["heading"] for row in rows("automatic.csv")} == automatic


def test_no_table_of_facts_is_empty():
    for name in ("alerts", "conditions", "rosh", "tiers", "addresses", "places"):
        assert rows(f"{name}.csv"), name
