"""The network goes, hangs or cuts an answer, the server restarts: no word is lost, none twice."""

import re
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from playwright.sync_api import Page, expect

from contacts.models import Draft
from journeys.conftest import MARK, WORDS
from journeys.hands import PHONE, Hands
from journeys.wire import CARRIES, CUTS, DROPS, HANGS, Wire

pytestmark = pytest.mark.parametrize("way", [PHONE], ids=lambda way: way.name, indirect=True)

SOON = '{"timeout": 1500}'  # instead of the seconds for which a page waits for an answer
# htmx and the browser both tell the console, and are meant to.
TOLD = ["htmx:", "Failed to load resource: net::ERR_", r".*[Ss]tatus (of|Error Code) 503 "]


@pytest.fixture
def wire(live_server) -> Iterator[Wire]:
    wire = Wire(live_server.url)
    yield wire
    wire.stop()


@pytest.fixture
def opened(pats, person, wire) -> Hands:
    """Pat has a person's page open, over a wire that may fail."""
    pats.expected += TOLD
    pats.open(f"{wire.address}/people/{person.crn}/")
    pats.page.evaluate(
        "soon => { for (const waits of document.querySelectorAll('[hx-request]'))"
        " waits.setAttribute('hx-request', soon) }",
        SOON,
    )
    return pats


def box(page: Page):
    return page.get_by_label("What happened?")


def under(page: Page):
    return page.locator("#kept .kept__how")


def trouble(page: Page):
    return page.locator(".box .trouble")


@pytest.fixture(params=[DROPS, HANGS, CUTS])
def fails(request) -> str:
    return request.param


def test_a_draft_is_kept_once_it_can_be_and_meanwhile_the_page_says_that_it_is_not(
    opened, wire, fails, pat
):
    page = opened.page
    wire.does = fails
    opened.write(box(page), WORDS)
    expect(under(page)).to_contain_text("Not kept: still trying, keep this page open.")
    device = "phone" if opened.way.width < 500 else "computer"
    expect(under(page)).to_contain_text(f"Nothing is kept on this {device}.")
    wire.does = CARRIES
    expect(under(page)).to_have_text("Draft kept 11:00")
    assert [one.notes for one in pat.drafts.all()] == [WORDS]


def test_what_is_typed_meanwhile_is_kept_too_and_in_the_same_draft(opened, wire, fails, pat):
    page = opened.page
    opened.write(box(page), "Seen at home")
    expect(under(page)).to_have_text("Draft kept 11:00")
    wire.does = fails
    opened.write(box(page), "Seen at home, kettle")
    expect(under(page)).to_contain_text("Not kept")
    opened.write(box(page), WORDS)
    wire.does = CARRIES
    expect(under(page)).to_have_text("Draft kept 11:00")
    expect(page.locator("#told")).to_be_empty()
    assert [one.notes for one in pat.drafts.all()] == [WORDS]


def test_a_save_that_did_not_get_through_is_tried_again_until_it_does(
    opened, wire, fails, person, pat
):
    page = opened.page
    opened.write(box(page), WORDS)
    wire.does = fails
    opened.press_button("Save for")
    expect(trouble(page)).to_have_text(
        "Not saved: no connection. Your words are still here."
        " Trying again by itself: keep this page open."
    )
    expect(box(page)).to_have_value(WORDS)
    wire.does = CARRIES
    expect(page.get_by_role("status").filter(has_text="Saved for")).to_be_visible()
    expect(box(page)).to_have_value("")
    assert [one.notes for one in person.contacts.all()] == [WORDS]
    assert not pat.drafts.exists()


def test_it_is_tried_less_and_less_often(opened, wire):
    page = opened.page
    page.evaluate("""() => {
      window.tried = [];
      document.addEventListener("htmx:beforeSend", (event) =>
        event.detail.elt.matches(".box") && window.tried.push(performance.now()));
    }""")
    wire.does = DROPS
    opened.write(box(page), WORDS)
    opened.press_button("Save for")
    for _ in range(60):
        if len(page.evaluate("window.tried")) > 3:
            break
        page.wait_for_timeout(500)
    first, second, third, fourth = page.evaluate("window.tried")[:4]
    assert second - first >= 1_000
    assert third - second >= 2_000
    assert fourth - third >= 4_000


def test_what_is_tried_again_says_that_nobody_asked_for_it(opened, wire):
    """Else a page that tries all night would keep whoever left it signed in."""
    page, sent = opened.page, []
    page.on("request", lambda request: sent.append(request))
    opened.write(box(page), WORDS)
    expect(under(page)).to_have_text("Draft kept 11:00")
    wire.does = DROPS
    with page.expect_request(lambda one: "by-itself" in one.headers):
        opened.write(box(page), f"{WORDS} And more.")
        expect(under(page)).to_contain_text("Not kept")
    opened.press_button("Save for")
    expect(trouble(page)).to_contain_text("Trying again by itself")
    wire.does = CARRIES
    expect(page.get_by_role("status").filter(has_text="Saved for")).to_be_visible()
    pressed, *again = ["by-itself" in one.headers for one in sent if one.url.endswith("/contacts/")]
    assert not pressed
    assert again
    assert all(again)


def test_words_that_change_meanwhile_wait_for_save_to_be_pressed(opened, wire, person):
    page = opened.page
    opened.write(box(page), WORDS)
    wire.does = DROPS
    opened.press_button("Save for")
    expect(trouble(page)).to_contain_text("Trying again by itself")
    opened.write(box(page), f"{WORDS} And")
    expect(trouble(page)).to_contain_text("Press Save again")
    wire.does = CARRIES
    expect(under(page)).to_have_text("Draft kept 11:00")
    assert not person.contacts.exists()
    opened.press_button("Save for")
    expect(page.get_by_role("status").filter(has_text="Saved for")).to_be_visible()
    assert person.contacts.get().notes == f"{WORDS} And"


def test_what_was_saved_though_nobody_was_told_is_asked_about_once_the_words_differ(
    opened, wire, person, pat
):
    """Its answer was cut, and Pat wrote on: both wordings are there, and she says what becomes."""
    page = opened.page
    opened.write(box(page), WORDS)
    wire.does = CUTS
    opened.press_button("Save for")
    expect(trouble(page)).to_contain_text("Not saved: no connection.")
    opened.write(box(page), f"{WORDS} And more.")
    wire.does = CARRIES
    expect(page.get_by_role("alert").filter(has_text="These words differ")).to_be_visible()
    expect(under(page)).to_have_text("Draft kept 11:00")
    expect(box(page)).to_have_value(f"{WORDS} And more.")
    opened.press_button("Save for")
    expect(page.locator(".differs")).to_contain_text("save as another contact below, or add to")
    opened.press_button("Add to that one")
    expect(page.locator(".amend__notes")).to_have_text(f"{WORDS} And more.")
    assert person.contacts.get().notes == WORDS
    assert not pat.drafts.exists()


def test_a_page_that_holds_words_nobody_else_has_asks_before_it_goes(opened, wire):
    page = opened.page
    wire.does = DROPS
    opened.write(box(page), WORDS)
    expect(under(page)).to_contain_text("Not kept")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    with page.expect_event("dialog"):
        page.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    expect(box(page)).to_have_value(WORDS)
    wire.does = CARRIES
    expect(under(page)).to_have_text("Draft kept 11:00")


@pytest.fixture
def database() -> Iterator[psycopg.Connection]:
    """Beside the one of the tests, so that it can be shut to everybody else."""
    known = connection.get_connection_params()
    asked = {name: known[name] for name in ("host", "port", "user", "password") if name in known}
    with psycopg.connect(dbname="postgres", autocommit=True, **asked) as beside:
        yield beside
        shut(beside, open_=True)


def shut(database: psycopg.Connection, *, open_: bool) -> None:
    """Nobody gets into the database of the tests, and whoever is in it is out; but for them."""
    name = connection.settings_dict["NAME"]
    database.execute(f'ALTER DATABASE "{name}" WITH ALLOW_CONNECTIONS {open_}')
    database.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> %s",
        [name, connection.connection.info.backend_pid],
    )


def test_while_the_database_is_down_the_words_stay_and_are_saved_once_it_is_back(
    opened, person, pat, database
):
    page = opened.page
    shut(database, open_=False)
    opened.write(box(page), WORDS)
    expect(under(page)).to_contain_text("Not kept: still trying")
    opened.press_button("Save for")
    expect(trouble(page)).to_contain_text("Not saved: the diary is not available just now.")
    expect(box(page)).to_have_value(WORDS)
    shut(database, open_=True)
    expect(page.get_by_role("status").filter(has_text="Saved for")).to_be_visible(timeout=40_000)
    assert [one.notes for one in person.contacts.all()] == [WORDS]
    assert not Draft.objects.filter(user=pat).exists()


def test_nothing_of_it_is_kept_in_the_browser(opened, wire):
    page = opened.page
    wire.does = DROPS
    opened.write(box(page), WORDS)
    expect(under(page)).to_contain_text("Not kept")
    stored = page.evaluate(
        "async () => JSON.stringify([localStorage, sessionStorage, history.state,"
        " await indexedDB.databases(), 'caches' in window && await caches.keys(), document.cookie])"
    )
    assert not re.search(MARK, stored, re.IGNORECASE)
    wire.does = CARRIES
    expect(under(page)).to_have_text("Draft kept 11:00")
