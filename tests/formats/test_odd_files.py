"""Every bad and odd file of the table gets what the table says, with one clear sentence."""

import io
import re

import pytest

from contacts.formats import columns, csv_files
from contacts.formats.csv_files import Row, Unusable
from tests.formats import make_odd_files

ODD = make_odd_files.odd_files()


@pytest.mark.parametrize("odd", ODD, ids=[odd["name"] for odd in ODD])
def test_an_odd_file_gets_what_it_should(odd):
    file = io.BytesIO(make_odd_files.content(odd))
    sentence, read, unreadable = "", "", ""
    try:
        table = csv_files.read(file)
        columns.find(table.names, odd["about"])
        rows = [isinstance(row, Row) for row in table.rows]
        read, unreadable = str(rows.count(True)), str(rows.count(False))
    except Unusable as refused:
        sentence = str(refused)
    assert (sentence, read, unreadable) == (odd["sentence"], odd["rows"], odd["unreadable"])


def test_there_are_many_and_each_has_its_name():
    assert len({odd["name"] for odd in ODD}) == len(ODD) >= 120
    assert all(re.fullmatch(r"[a-z0-9_]+", odd["name"]) for odd in ODD)


def test_a_sentence_is_short_and_names_no_machinery():
    for odd in ODD:
        assert len(odd["sentence"]) < 200, odd["name"]
        assert not re.search(r"[Ee]rror|[Cc]odec|0x|None|\bb'", odd["sentence"]), odd["name"]


def test_the_files_are_made_alike_each_time(tmp_path):
    made = make_odd_files.make(tmp_path)
    first = {name: path.read_bytes() for name, path in made.items()}
    assert {
        name: path.read_bytes() for name, path in make_odd_files.make(tmp_path).items()
    } == first
    assert sum(len(data) for data in first.values()) < 20_000_000
