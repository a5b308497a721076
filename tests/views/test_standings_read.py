"""Where a person stands, read in a note: shown, taken with one press, and taken back."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contacts.models import Contact, Draft, Person, Source, Standing, State
from tests.reading import hidden, text_of

HTMX = {"HX-Request": "true"}
NOTES = "TC from duty, 10m. Remanded to HMP Leeds."
IN_LEEDS = "In custody, HMP Leeds, from today"
HEAD = "In custody, HMP Leeds, since 22 November · Entry of 22 November"


def tick(page) -> str:
    """Of where the person stands."""
    return re.search(r'name="take"[^>]* value="(standing-[0-9a-f]+)"([^>]*)>', page.text)


@pytest.fixture
def save(press, read):
    def saved(notes=NOTES, *, htmx=False, **more):
        answer = press("contacts/", headers=HTMX if htmx else None, notes=notes, **more)
        return answer if htmx else read(answer.url.rpartition("/")[2])

    return saved


@pytest.fixture
def pressed(press):
    def pressed(page, name: str, htmx=False, **more):
        key = re.search(r'value="(standing-[0-9a-f]+)"', page.text)[1]
        where = f"contacts/{Contact.objects.earliest('pk').pk}/readings/"
        return press(where, headers=HTMX if htmx else None, **{name: key}, **more)

    return pressed


def test_it_stands_unticked_under_the_box_and_its_tick_is_kept_with_the_draft(keep, opened):
    first = keep(NOTES)
    key, more = tick(first).groups()
    assert "checked" not in more
    assert f'{IN_LEEDS}</span> <span class="readings__press">press to take it' in first.text
    sent = {"shown": [key], "take": [key], "version": hidden(first, "version")}
    assert "checked" in tick(keep(NOTES, **sent))[2]
    assert key in Draft.objects.get().fields["take"]
    assert "checked" in tick(opened())[2]
    assert not Standing.objects.exists()


def test_ticked_it_is_saved_with_the_entry_and_stands_at_the_head_at_once(keep, save, person):
    key = tick(keep(NOTES))[1]
    page = save(htmx=True, shown=[key], take=[key])
    assert HEAD in text_of(page)
    contact = person.contacts.get()
    assert (
        f'<a class="govuk-link" href="/people/{person.crn}/contacts/{contact.pk}/">Entry'
        in page.text
    )
    assert person.standings.get().contact == contact
    assert f"{IN_LEEDS} undo" in text_of(page)


def test_never_ticked_it_is_not_saved(keep, save, person):
    save(htmx=True, shown=[tick(keep(NOTES))[1]])
    assert not Standing.objects.exists()


def test_without_javascript_it_is_offered_taken_and_undone_with_a_press_each(
    save, pressed, read, person
):
    page = save()
    assert not Standing.objects.exists()
    assert f"Not taken from your words: {IN_LEEDS} take it" in text_of(page)
    for name, stands in (("take", True), ("undo", False), ("take", True)):
        answer = pressed(page, name)
        assert answer.status_code == 303
        page = read(answer.url.rpartition("/")[2])
        assert (HEAD in text_of(page)) is stands
        assert (f"Not taken from your words: {IN_LEEDS}" in text_of(page)) is not stands
    assert person.standings.count() == 2


def test_in_place_the_head_is_answered_with_the_press(save, pressed):
    page = save()
    answer = pressed(page, "take", htmx=True)
    assert re.search(r'id="now"[^>]* hx-swap-oob="true"', answer.text)
    assert HEAD in text_of(answer)
    assert HEAD not in text_of(pressed(page, "undo", htmx=True))


def test_my_people_stands_in_the_group_it_belongs_to_at_once(save, pressed, as_, pat, person):
    def in_custody():
        page = as_(pat).get("/people/").text
        return person.crn in page[page.index("In custody") :] if "In custody" in page else False

    page = save()
    assert not in_custody()
    pressed(page, "take")
    assert in_custody()
    pressed(page, "undo")
    assert not in_custody()


def test_the_entrys_own_page_says_so_and_whoever_wrote_it_may_take_it_back(
    save, pressed, read, priya, person
):
    pressed(save(), "take")
    where = f"contacts/{person.contacts.get().pk}/"
    said = "Taken from these words: In custody, HMP Leeds, from today"
    page = read(where)
    assert f"{said} Take it back" in text_of(page)
    assert said in text_of(read(where, by=priya))
    assert "Take it back" not in text_of(read(where, by=priya))
    assert pressed(page, "undo").status_code == 303
    assert said not in text_of(read(where))


def test_nobody_else_takes_it_or_takes_it_back(save, press, pressed, priya, person):
    page = save()
    assert pressed(page, "take", by=priya).status_code == 422
    assert not Standing.objects.exists()
    pressed(page, "take")
    assert pressed(page, "undo", by=priya).status_code == 422
    assert person.standings.get().taken_back_at is None


def test_a_release_ends_custody(save, pressed, read, person):
    source = Source.objects.create(name="nDelius")
    leeds = {"place": "HMP Leeds", "since": "2026-09-01", "source": source}
    Standing.objects.create(person=person, what="custody", **leeds)
    page = save("Released yesterday from HMP Leeds.")
    assert "Not taken from your words: Released from HMP Leeds, yesterday" in text_of(page)
    answer = pressed(page, "take")
    words = text_of(read(answer.url.rpartition("/")[2]))
    assert "Not met since release on 21 November (1 day)" in words
    assert "In the community, since 21 November · Entry of 22 November" in words
    pressed(page, "undo")
    assert "In custody, HMP Leeds, since 1 September" in text_of(read())


def test_an_entry_that_is_read_no_more_says_nothing_of_it(save, pressed, read):
    pressed(save(), "take")
    Contact.objects.update(state=State.WITHDRAWN)
    assert "In custody" not in text_of(read())


def test_the_trail_says_from_what_to_what(keep, save, pressed, read):
    key = tick(keep(NOTES))[1]
    page = save(shown=[key], take=[key])
    changed = "where they stand from In the community to In custody"
    assert changed in text_of(read("who-looked/"))
    pressed(page, "undo")
    assert "where they stand from In custody to In the community" in text_of(read("who-looked/"))


def test_what_is_asked_does_not_grow_with_what_is_known(keep, person):
    source = Source.objects.create(name="nDelius")

    def asked(version):
        with CaptureQueriesContext(connection) as queries:
            answer = keep(NOTES, version=version)
        return hidden(answer, "version"), len(queries)

    version, _ = asked("")
    version, before = asked(version)
    for month in range(1, 10):
        spell = {"since": f"2026-0{month}-01", "until": f"2026-0{month}-20", "source": source}
        Standing.objects.create(person=Person.objects.get(pk=person.pk), what="custody", **spell)
    assert asked(version)[1] == before
