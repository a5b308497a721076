"""What each page costs at a million contacts, beside a hundredth of that and its bare rows."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from contacts.formats import places
from tests.proofs.bench_measure import Call, compare, skip
from tests.proofs.bench_worlds import PAGE, World

BARE = "the bare query and joined strings"
BARE_TIMELINE = """
SELECT occurred_at, kind, author_name, heading, notes FROM contacts_contact
WHERE person_id = %s AND state IN ('shown', 'withdrawn', 'moved')
ORDER BY occurred_at DESC, id DESC LIMIT 50
"""
# What stands on the page, got by its own statements, and made into one by nothing but joining.
SHOWN = "its entries asked bare and joined to a page"
BARE_LATEST = """
SELECT person.crn, latest.notes FROM contacts_allocation AS held
JOIN contacts_person AS person ON person.id = held.person_id
CROSS JOIN LATERAL (
    SELECT notes FROM contacts_contact AS contact
    WHERE contact.person_id = person.id AND state = 'shown'
    ORDER BY occurred_at DESC LIMIT 1
) AS latest WHERE held.practitioner_id = %s AND held.until IS NULL
"""
BARE_TEAM = """
SELECT latest.* FROM unnest(%s::bigint[]) AS person (id)
CROSS JOIN LATERAL (
    SELECT id, occurred_at, kind, author_name, heading, notes FROM contacts_contact AS contact
    WHERE contact.person_id = person.id AND state IN ('shown', 'withdrawn', 'moved')
    ORDER BY occurred_at DESC, contact.id DESC LIMIT 50
) AS latest ORDER BY latest.occurred_at DESC, latest.id DESC LIMIT 50
"""


def pages(small: World, large: World, wanted: str) -> None:
    for name, address, username, sql, of in (
        ("my-people", "/people/", "scale", BARE_LATEST, "user"),
        ("timeline", "person", "scale", BARE_TIMELINE, "person"),
        ("team-timeline", "/team/timeline/", "scale-spo", BARE_TEAM, "team"),
    ):
        if name.startswith(wanted):
            _page(name, small, large, address, username, sql, of)
    if "timeline-shown".startswith(wanted) or wanted.startswith("timeline-shown"):
        _shown(large)
    if "timeline-page".startswith(wanted) or wanted.startswith("timeline-page"):
        _deep(large)


def _page(
    name: str, small: World, large: World, address: str, username: str, sql: str, of: str
) -> None:
    def shown(world: World) -> Call:
        place = f"/people/{world.person.crn}/" if address == "person" else address
        return lambda: world.get(place, username)

    value = large.team if of == "team" else getattr(large, of).pk
    try:
        compare(
            name,
            shown(large),
            [
                ("", f"the same at {small.size:,}", shown(small)),
                ("-bare", BARE, lambda: large.joined(sql, value)),
            ],
        )
    except LookupError as missing:
        skip(name, str(missing))


def _shown(large: World) -> None:
    page = f"/people/{large.person.crn}/"
    large.use()
    with CaptureQueriesContext(connection) as asked:
        large.get(page)
    sent = [one["sql"] for one in asked]
    statements = [sql for sql in sent if "WITH found" in sql or "json_agg" in sql]

    def joined() -> str:
        rows = [row for sql in statements for row in connection.connection.execute(sql).fetchall()]
        return "".join("<p>".join(escape(str(value)) for value in row) for row in rows)

    compare("timeline-shown", lambda: large.get(page), [("", SHOWN, joined)])


def _deep(large: World) -> None:
    """The 800th page of the one most is written about, and its first."""
    crn, total = large.busiest.crn, large.busiest.contacts.using("default")
    large.use()
    page = min(800, total.on_timeline().count() // PAGE)
    last = total.on_timeline().newest_first()[(page - 1) * PAGE - 1]
    before = places.place(last.occurred_at, last.pk)
    compare(
        f"timeline-page-{page}",
        lambda: large.get(f"/people/{crn}/", before=before),
        [("", "the first of the same person", lambda: large.get(f"/people/{crn}/"))],
    )
    compare(
        "timeline-page-1",
        lambda: large.get(f"/people/{crn}/"),
        [
            ("", BARE, lambda: large.joined(BARE_TIMELINE, large.busiest.pk)),
        ],
    )
