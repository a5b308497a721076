from contacts.formats.lists_changed import in_words, named

CALLED = {"exclusion": "May not see", "restriction": "Only those named may see"}


def test_each_list_that_changed_is_told_by_who_was_added_and_who_lifted():
    changed = {"exclusion": [["pat"], ["priya", "bo"]], "restriction": [["sam"], ["sam"]]}
    assert named(changed) == {"pat", "priya", "bo"}
    assert in_words(changed, {"priya": "Priya Nair", "pat": "Pat Okonjo"}, CALLED) == [
        "May not see: added Priya Nair, bo",
        "May not see: lifted Pat Okonjo",
    ]


def test_nothing_that_changed_is_nothing_to_tell():
    assert (named({}), in_words({}, {}, CALLED)) == (set(), [])
