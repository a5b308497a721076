import pytest

from contacts.formats import file_kinds


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        (b"PK\x03\x04 [Content_Types].xml xl/workbook.xml", "This is an Excel workbook."),
        (b"PK\x03\x04 [Content_Types].xml", "This is an Excel workbook."),
        (b"PK\x03\x04 [Content_Types].xml word/document.xml", "This is a Word document."),
        (b"PK\x03\x04 contacts.csv", "This is a zip file."),
        (b"\x1f\x8b\x08", "This is a gzip file."),
        (b"%PDF-1.7", "This is a PDF."),
    ],
)
def test_a_file_that_is_no_text_is_known_by_its_first_bytes(head, sentence):
    with pytest.raises(file_kinds.Unusable) as refused:
        file_kinds.refuse_bytes(head)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(
    ("head", "sentence"),
    [
        ("\ufeff\n <!DOCTYPE HTML>", "This is a web page."),
        ('[ \n {"crn"', "This is a JSON file."),
        ("{}", "This is a JSON file."),
    ],
)
def test_text_of_another_kind_is_known_by_its_first_characters(head, sentence):
    with pytest.raises(file_kinds.Unusable) as refused:
        file_kinds.refuse_text(head)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize("head", ["", "crn,occurred,notes\n", "[CRN];[Notes]\n", "BZh,notes\n"])
def test_names_of_columns_are_let_through(head):
    file_kinds.refuse_bytes(head.encode())
    file_kinds.refuse_text(head)


def test_what_is_refused_is_a_value_error():
    assert issubclass(file_kinds.Unusable, ValueError)
