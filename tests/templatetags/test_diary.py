from html import unescape

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from contacts.templatetags.diary import exact


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
    ("template", "said"),
    [("{{ text|exact }}", "&lt;b&gt;"), ("{{ text|initials }}", "B")],
)
def test_the_filters_are_there_for_templates_and_keep_them_safe(template, said):
    written = Template("{% load diary %}" + template)
    assert written.render(Context({"text": "<b>"})) == said
