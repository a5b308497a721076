import re
from html import unescape
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from contacts.formats import hits, mask
from contacts.formats.differences import compared
from contacts.formats.sought import read_sought
from contacts.templatetags.diary import _in_marks, beginning, differing, exact, marked


def as_a_browser_reads(page: str) -> str:
    return unescape(page.replace("\r\n", "\n").replace("\r", "\n"))


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_whatever_is_written_is_read_back_exactly(notes):
    shown = exact(notes)
    assert as_a_browser_reads(shown) == notes
    assert not {*'<>"'} & {*shown}


def test_a_bare_carriage_return_is_no_new_line():
    assert exact("a\rb") == "a&#13;b"
    assert exact("a\r\nb") == "a&#13;\nb"


def test_tags_and_entities_stay_words():
    assert exact("<b>&amp;'\"") == "&lt;b&gt;&amp;amp;&#x27;&quot;"


@pytest.mark.parametrize(
    ("notes", "shown"),
    [
        ("Seen.", "Seen."),
        ("His [[aunt]] rang.", 'His <mark class="secret">[[aunt]]</mark> rang.'),
        ("[[a]] b [[c", '<mark class="secret">[[a]]</mark> b <mark class="secret">[[c</mark>'),
        ("a]] b", '<mark class="secret">a]] b</mark>'),
        ("[[<b>\r]]", '<mark class="secret">[[&lt;b&gt;&#13;]]</mark>'),
    ],
)
def test_a_sensitive_passage_is_marked_with_its_brackets(notes, shown):
    assert marked(notes) == shown


@given(st.text(st.sampled_from("ab[]<&\r\n ")))
def test_with_the_marks_taken_away_the_notes_are_as_they_were(notes):
    shown = marked(notes)
    assert shown.replace('<mark class="secret">', "").replace("</mark>", "") == exact(notes)
    assert shown.count("<mark") == sum(run.sensitive for run in mask.runs(notes))


@pytest.mark.parametrize(
    ("notes", "shown"),
    [
        ("an aunt", 'an <mark class="hit">aunt</mark>'),
        ("[[aunt]]", '<mark class="secret">[[<mark class="hit">aunt</mark>]]</mark>'),
        (
            "his [[aunt rang]] x",
            'his <mark class="secret">[[<mark class="hit">aunt</mark> rang]]</mark> x',
        ),
        (
            "a [[b]]",
            '<mark class="hit">a </mark><mark class="secret"><mark class="hit">[[b</mark>]]</mark>',
        ),
    ],
)
def test_what_was_looked_for_in_a_passage_leaves_it_one_passage(notes, shown):
    assert _in_marks(notes, read_sought('aunt "a b"')) == shown


@pytest.mark.parametrize(
    ("notes", "shown"),
    [
        ("Seen.", "Seen."),
        ("0123456789", "0123456789"),
        ("0123456789A", "012345678…"),
        ("01[[his aunt]] rang", '01<mark class="secret">[[his a</mark>…'),
        ("012345678[[his aunt]]", "012345678…"),
        ("[[ab]]cdefghijk", '<mark class="secret">[[ab]]</mark>cde…'),
        ("it was & aunt]] said", '<mark class="secret">it was &amp; </mark>…'),
    ],
)
def test_the_beginning_of_notes_shows_what_is_sensitive_in_the_whole(notes, shown):
    assert beginning(notes, 10) == shown


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ text|exact }}", "&lt;b&gt;"),
        ("{{ text|marked }}", "&lt;b&gt;"),
        ("{{ text|initials }}", "B"),
    ],
)
def test_the_filters_are_there_for_templates_and_keep_them_safe(template, said):
    written = Template("{% load diary %}" + template)
    assert written.render(Context({"text": "<b>"})) == said


LONG = (
    "First words. " + "And more of them. " * 40 + "His [[aunt]] told the landlord. " + "More. " * 80
)


def opening_of(notes, sought=None):
    narrowing = SimpleNamespace(asked={"words": read_sought(sought)} if sought else {})
    page = Template("{% load diary %}{% opening notes %}")
    return page.render(Context({"notes": notes, "narrowing": narrowing}))


def test_long_notes_fold_to_how_they_begin():
    assert opening_of(LONG).startswith("First words. And more")
    assert len(opening_of(LONG)) == 400


def test_long_notes_fold_to_the_words_around_what_is_looked_for():
    shown = opening_of(LONG, "landlords")
    assert (
        '<mark class="secret">[[aunt]]</mark> told the <mark class="hit">landlord</mark>' in shown
    )
    assert "First words" not in shown
    assert opening_of(LONG, "lapwing").startswith("First words. And more")


def test_the_words_around_it_show_that_they_are_within_a_passage():
    notes = f"First words. [[{'And more, ' * 200}his landlord rang. {'And more, ' * 200}]] Last."
    shown = opening_of(notes, "landlord")
    assert shown.startswith('…<mark class="secret">')
    assert shown.endswith("</mark>…")
    assert 'his <mark class="hit">landlord</mark> rang.' in shown
    assert opening_of(f"{notes} ]]").startswith('<mark class="secret">First words.')


@given(st.text(st.sampled_from("a b[]…\n")), st.sampled_from(["a", "b", '"a b"', "c"]))
def test_what_a_fold_shows_is_what_stands_around_what_is_looked_for(notes, sought):
    shown = re.sub("<[^>]+>", "", opening_of(notes * 50, sought))
    assert unescape(shown) == "".join(
        text for text, _ in hits.around(notes * 50, read_sought(sought), 400)
    )


def test_words_of_one_record_alone_are_marked_in_its_notes():
    stretches = compared("On time.\rSaid <b>no</b>.", ["On time."])
    assert differing("On time.\rSaid <b>no</b>.", stretches) == (
        'On time.&#13;<ins class="own">Said &lt;b&gt;no&lt;/b</ins>&gt;.'
    )


def test_words_of_one_record_alone_are_as_sensitive_as_the_passage_they_stand_in():
    notes = "Rang. [[His aunt is ill]]. Bye."
    assert differing(notes, compared(notes, ["Rang. His aunt is well. Bye."])) == (
        'Rang. <mark class="secret">[[His aunt is <ins class="own">ill</ins>]]</mark>. Bye.'
    )


@given(st.text(st.sampled_from("ab[] <\r\n")), st.text(st.sampled_from("ab[] ")))
def test_marking_what_differs_leaves_every_word_as_it_was(notes, other):
    shown = re.sub("</?(mark|ins)[^>]*>", "", differing(notes, compared(notes, [other])))
    assert as_a_browser_reads(shown) == as_a_browser_reads(exact(notes))


def test_what_was_cut_out_shows_what_is_looked_for_and_what_is_sensitive():
    runs = [mask.Run("Rang", False), mask.Run(" … ", False), mask.Run("his aunt", True)]
    template = Template("{% load diary %}{% adds text runs %}")
    asked = SimpleNamespace(asked={"words": read_sought("aunt")})
    text = "".join(run.text for run in runs)
    shown = template.render(Context({"text": text, "runs": runs, "narrowing": asked}))
    assert shown == 'Rang … <mark class="secret">his <mark class="hit">aunt</mark></mark>'


def test_what_feels_off_is_marked_where_it_is_written_also_in_what_is_sensitive():
    page = Template("{% load diary %}{% feels_off notes words %}")
    notes = "Card left. [[?? not <b>like</b> him]] Cold."
    shown = page.render(Context({"notes": notes, "words": "not <b>like</b> him"}))
    assert shown == (
        'Card left. <mark class="secret">[[<mark class="off">?? not &lt;b&gt;like&lt;/b&gt; him'
        "</mark>]]</mark> Cold."
    )


def test_where_words_are_looked_for_only_those_are_marked():
    narrowing = SimpleNamespace(asked={"words": read_sought("card")})
    page = Template("{% load diary %}{% feels_off notes words %}")
    told = {"notes": "Card left. ?? cold", "words": "cold", "narrowing": narrowing}
    assert page.render(Context(told)) == '<mark class="hit">Card</mark> left. ?? cold'
