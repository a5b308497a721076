import pytest

from contacts.formats import headers
from contacts.formats.file_kinds import Unusable


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("NOMS ID", "noms_id", True),
        ("Case Note ID", " CaseNoteId ", True),
        ("\ufeffCRN", "crn", True),
        ("ＣＲＮ", "CRN", True),
        ("Start-Time", "start time", True),
        ("crn", "сrn", False),
        ("#", "*", False),
        ("id", "ids", False),
    ],
)
def test_names_are_one_whatever_their_case_spacing_and_width(one, other, same):
    assert (headers.key(one) == headers.key(other)) is same


@pytest.mark.parametrize(
    ("line", "delimiter"),
    [
        ("sep=;\r\n", ";"),
        ("SEP=,\n", ","),
        ("sep=\t\n", "\t"),
        ('"sep=;"', ";"),
        ("crn,sep=\n", None),
    ],
)
def test_a_first_line_may_name_the_delimiter(line, delimiter):
    assert headers.delimiter_named(line) == delimiter


@pytest.mark.parametrize("line", ["sep=|\n", "sep=\n", "sep=a\n"])
def test_a_delimiter_that_is_not_read_is_refused(line):
    with pytest.raises(Unusable, match=r"^The first line names a separator\."):
        headers.delimiter_named(line)


@pytest.mark.parametrize(
    ("row", "delimiter"),
    [
        ("crn,occurred,notes\n", ","),
        ("crn;occurred;notes, all\n", ";"),
        ('crn\t"a,b,c,d"\tnotes\n', "\t"),
        ("notes\n", ","),
        ("a,b;c\n", ","),
    ],
)
def test_the_delimiter_is_told_from_the_row_of_names(row, delimiter):
    assert headers.delimiter_of(row) == delimiter


@pytest.mark.parametrize(
    ("names", "sentence"),
    [
        (["crn", "crn"], "Columns 1 and 2 are both called “crn”."),
        (["Contact ID", "x", "contact_id"], "Columns 1 and 3 are both called “contact_id”."),
        (["crn", " \u200b"], "Column 2 has no name."),
        (["crn", "\u3000＝1"], "The name of column 2 begins like a formula."),
        (["X123456", "notes"], "The first row has to be the names of the columns."),
        (["crn", "2026-03-03 10:00"], "The first row has to be the names of the columns."),
        (["crn", "03/03/2026"], "The first row has to be the names of the columns."),
        (["crn", "n" * 101], "The first row has to be the names of the columns."),
    ],
)
def test_what_cannot_be_a_name_is_refused_with_its_column(names, sentence):
    with pytest.raises(Unusable) as refused:
        headers.check(names, len(names))
    assert str(refused.value).startswith(sentence)


def test_names_of_any_wording_are_taken():
    headers.check(["CRN", "Date of 1st contact", "e-mail", "№", "日付", "notes\nin full"], 6)


def test_more_columns_than_any_file_has_are_refused_with_the_count():
    with pytest.raises(Unusable, match=r"^The file has 5,000 columns; the diary takes 200\.$"):
        headers.check(["crn"], 5_000)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Last  Updated", "“Last Updated”"),
        ("a\nb\x1b[31m\u202ec", "“a b[31mc”"),
        ("n" * 50, f"“{'n' * 39}…”"),
    ],
)
def test_a_name_in_a_sentence_is_short_visible_and_on_one_line(name, shown):
    assert headers.shown(name) == shown
