from contacts.forms.find_people import FindForm


def test_whatever_is_typed_is_looked_for_and_nothing_is_refused():
    for typed in ("", "har", "x" * 10_000, "\0", "a\0b", "<b>", "%"):
        form = FindForm({"find": typed})
        assert form.is_valid()
        assert "\0" not in form.typed
        assert len(form.typed) <= 100


def test_what_was_typed_stands_in_the_box_again():
    assert 'value="12/4/1991"' in str(FindForm({"find": "12/4/1991"})["find"])
