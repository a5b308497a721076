from contacts.formats.exported_events import Beneath, Other, Told, beneath, standing

AT, LATER = "2026-03-12T13:55:00+00:00", "2026-03-13T09:00:00+00:00"
NOMIS = Other(
    "Ann Bell",
    AT,
    "NOMIS",
    "18238",
    AT,
    True,
    "Key worker session",
    "Office",
    "45",
    "Attended",
    "Seen on the wing.",
    None,
    False,
)


def notes(*others: Other, of: str = "Seen.", later: tuple[Told, ...] = ()) -> list[str]:
    return [one.notes for one in beneath(of, later, others)]


def test_another_record_says_where_it_stands_and_its_words() -> None:
    (row,) = beneath("Seen.", [], [NOMIS])
    said = (
        "Also in NOMIS, 18238: Thursday 12 March 2026, 13:55. Key worker session, 45 min, Attended."
    )
    assert row == Beneath("Ann Bell", AT, f"{said}\nSeen on the wing.")


def test_what_is_said_in_the_same_words_is_not_said_twice() -> None:
    (row,) = notes(NOMIS, of="Seen on the wing.")
    assert row.endswith("Attended.\nThe same words.")


def test_a_record_without_words_says_only_that_it_is_there() -> None:
    bare = NOMIS._replace(notes="", heading="", kind="", minutes="", outcome="", time_known=False)
    assert notes(bare, of="") == ["Also in NOMIS, 18238: Thursday 12 March 2026."]


def test_where_a_source_called_it_nothing_its_kind_is_said() -> None:
    (row,) = notes(NOMIS._replace(heading="", minutes="", outcome=""))
    assert row.startswith("Also in NOMIS, 18238: Thursday 12 March 2026, 13:55. Office.\n")


def test_what_was_typed_here_and_what_came_before_are_told_apart() -> None:
    typed = NOMIS._replace(source="", id="D00012")
    assert notes(typed)[0].startswith("Also written here, D00012: ")
    assert notes(NOMIS._replace(earlier=True))[0].startswith("Earlier in NOMIS, 18238: ")


def test_later_words_follow_the_record_that_they_are_about() -> None:
    here = Told("Pat Okonjo", LATER, "Rang back.", False)
    there = ("Bob Cole", LATER, "Moved wing.", False)
    rows = beneath("Seen.", [here], [NOMIS._replace(later=[there]), NOMIS._replace(id="9")])
    assert [(one.author, one.notes[:17]) for one in rows] == [
        ("Pat Okonjo", "Rang back."),
        ("Ann Bell", "Also in NOMIS, 18"),
        ("Bob Cole", "Moved wing."),
        ("Ann Bell", "Also in NOMIS, 9:"),
    ]


def test_what_was_added_to_both_in_the_same_words_is_said_once() -> None:
    same = ("Pat Okonjo", LATER, "Rang back.", False)
    rows = notes(NOMIS._replace(later=[same]), later=(Told(*same),))
    assert [row[:10] for row in rows] == ["Rang back.", "Also in NO"]


def test_words_that_replace_stand_and_have_no_row() -> None:
    first, second = (Told("P", LATER, words, True) for words in ("Better.", "Best."))
    assert standing("Seen.", [first, second]) == ("Best.", True)
    assert standing("Seen.", []) == ("Seen.", False)
    replaced = NOMIS._replace(later=[("P", LATER, "Better.", True)])
    (row,) = notes(replaced, later=(first,))
    assert row.endswith("\nBetter.")
