import json
from pathlib import Path

import pytest

from contacts.models import AuditEntry, ImportBatch, Person, Source

SAMPLE = Path(__file__).parent.parent / "sample_people.csv"
FIVE = {"rows": 5, "new": 5, "already_here": 0, "changed": 0, "to_check": 0, "unreadable": 0}


@pytest.fixture(autouse=True)
def cast(pat, priya, olu):
    """Those whom the sample file names."""


@pytest.fixture
def file(tmp_path):
    """A file of this text."""

    def file(text: str | bytes) -> str:
        path = tmp_path / "people.csv"
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return str(path)

    return file


def test_the_counts_come_as_json_and_add_up(manage):
    code, out, err = manage("import_people", str(SAMPLE), "--json")
    assert (code, json.loads(out), err) == (0, FIVE, "")
    again = json.loads(manage("import_people", str(SAMPLE), "--json")[1])
    assert again == {**FIVE, "new": 0, "already_here": 5}
    assert [*Source.objects.values_list("name", flat=True)] == ["people file"]
    assert AuditEntry.objects.first().username == "command line"


def test_people_are_told_in_words_and_what_to_look_at_line_by_line(manage, person, file):
    text = "crn,first_name,last_name,tier\nX482913,Dan,Hartley,B2\nX1,A,B,\nX000001,,B,\n"
    code, out, _ = manage("import_people", file(text))
    assert code == 0
    assert out == (
        "Rows: 3\nNew: 0\nAlready here: 0\nChanged: 0\nPlease check: 1\nCannot be read: 2\n"
        "\nPlease check:\nLine 2, X482913 Dan Hartley: "
        "The diary has the name Dean Hartley; the file Dan Hartley.\n"
        "\nCannot be read:\nLine 3: Write a CRN as a letter and six digits, like X123456.\n"
        "Line 4: There is no first name.\n"
    )


def test_a_long_list_is_cut_and_says_so(manage, file):
    rows = "".join(f"X{number},A,B\n" for number in range(25))
    out = manage("import_people", file(f"crn,first_name,last_name\n{rows}"))[1]
    assert out.count("Line ") == 20
    assert out.endswith("And 5 more.\n")


def test_it_is_brought_in_by_whoever_it_is_run_for_from_the_source_named(manage, ada):
    manage("import_people", str(SAMPLE), "--as", "ADA", "--source", "nDelius")
    batch = ImportBatch.objects.get()
    assert (batch.loaded_by, batch.source.name, batch.what, batch.file_name, batch.state) == (
        *(ada, "nDelius", "people"),
        *("sample_people.csv", "filed"),
    )
    assert AuditEntry.objects.get().username == "ada"


def test_dates_are_read_as_somebody_says(manage, file):
    text = file("crn,first_name,last_name,date of birth\nX000001,A,B,03/25/1990\n")
    assert manage("import_people", text)[0] == 2
    assert manage("import_people", text, "--dates", "month_first")[0] == 0
    assert str(Person.objects.get().date_of_birth) == "1990-03-25"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file is empty."),
        ("crn,first_name,last_name\n", "The file has names of columns and no rows below them."),
        ("crn,first_name\nX000001,A\n", "There is no column for: last name (last_name)."),
        ("crn,crn,first_name,last_name\nX000001,,A,B\n", "both called"),
        ("crn,first_name,last_name,surname\nX000001,A,B,C\n", "are both read as last name"),
        ("crn,first_name,last_name,dob\nX000001,A,B,03/25/1990\n", "no date day first"),
        ('crn,first_name,last_name\nX000001,A,"B\n', "is never closed"),
        (b"PK\x03\x04[Content_Types].xml xl/workbook.xml", "Save it as CSV UTF-8 first"),
        (b"crn,first_name,last_name\nX000001,A,B\x00\n", "holds a NUL"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_a_sentence(manage, file, content, sentence):
    code, out, err = manage("import_people", file(content), "--json")
    assert (code, out) == (2, "")
    assert sentence in err
    assert "Traceback" not in err
    assert not Person.objects.exists()
    assert not ImportBatch.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (["nowhere.csv"], "nowhere.csv cannot be opened: No such file or directory."),
        (["/"], "cannot be opened: Is a directory."),
        ([str(SAMPLE), "--as", "nobody"], "There is no user called nobody."),
        ([str(SAMPLE), "--source", " "], "Name the source in characters that can be shown."),
        ([str(SAMPLE), "--source", "\udce9"], "Name the source in characters that can be shown."),
        (["\udce9.csv"], "cannot be opened"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(manage, typed, sentence):
    code, out, err = manage("import_people", *typed)
    assert code
    assert not out
    assert sentence in err
    assert "Traceback" not in err


def test_a_load_that_breaks_off_has_done_nothing(manage, monkeypatch):
    def broken(**_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("contacts.actions.people_file.file_waiting", broken)
    assert manage("import_people", str(SAMPLE))[0] == 2
    assert not Person.objects.exists()
    assert not AuditEntry.objects.exists()


def test_whoever_may_be_here_twice_is_said_beside_the_counts(manage, person, file):
    rows = "".join(f"X4829{n},Deen,Hartley,12/04/1991\n" for n in range(40, 50))
    text = f"crn,first_name,last_name,date_of_birth\n{rows}"
    code, out, err = manage("import_people", file(text), "--json")
    assert (code, json.loads(out)) == (0, {**FIVE, "rows": 10, "new": 10})
    assert err.startswith("Look whether these are one person. Nothing was joined.\nLine 2: X482940")
    assert "Line 2: X482940 Deen Hartley, born 12 April 1991, may be X482913 Dean" in err
    assert err.endswith("more.\n")
