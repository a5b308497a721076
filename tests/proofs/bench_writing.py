"""What it costs to write: a contact recorded, one saved until it stands on the page, a draft kept.

Each beside the same statements sent bare, and a save beside the page that it gives back.
"""

import itertools
import uuid
from collections.abc import Callable, Iterator

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.proofs.bench_measure import say, together
from tests.proofs.bench_worlds import World

NOTES = "Seen at home, on his own. Agreed he rings housing options today."
LONG = (NOTES + " ") * 30  # some 2,000 characters
RECORD_AT_MOST, DRAFT_AT_MOST = 14, 10
HTMX = {"HX-Request": "true"}
BARE = "the same statements sent bare"
Send = Callable[[], str]  # gives back the token that it sent


def writing(large: World, wanted: str) -> None:
    for name, measure in {"record": _record, "save": _save, "draft": _draft}.items():
        if name.startswith(wanted) or wanted.startswith(name):
            large.use()
            measure(large)


def _record(large: World) -> None:
    record = _saves(large, {}, 303)
    statements, token = _sent(record)
    asked = len(statements)
    say("record-statements", asked, "statements", asked / RECORD_AT_MOST, "the 14 it may take")
    ours, bare = together(record, lambda: _send(statements, token))
    say("record", ours, "ms", ours / bare, BARE)


def _save(large: World) -> None:
    """From Save to the entry on the page, as far as the server goes."""
    save = _saves(large, HTMX, 200)
    page = f"/people/{large.person.crn}/"
    statements, token = _sent(save)
    ours, bare, shown = together(
        save, lambda: _send(statements, token), lambda: large.get(page, words="")
    )
    say("save", ours, "ms", ours / shown, "the timeline's page")
    say("save-bare", ours, "ms", ours / bare, BARE)


def _draft(large: World) -> None:
    """A note of 2,000 characters that is being written, sent once more after each pause."""
    client, address = large.clients["scale"], f"/people/{large.person.crn}/drafts/"
    turns, token = itertools.count(1), str(uuid.uuid4())
    page = uuid.uuid4().hex

    def keep() -> str:
        turn = next(turns)
        known = {"token": token, "page": page, "turn": turn, "kind": "home_visit"}
        answer = client.post(address, {"notes": f"{LONG}{turn}", **known}, headers=HTMX)
        assert answer.status_code == 200
        return token

    statements, _ = _sent(keep)
    asked = len(statements)
    say("draft-statements", asked, "statements", asked / DRAFT_AT_MOST, "the 10 it may take")
    ours, bare = together(keep, lambda: _send(statements, token, again=token))
    say("draft", ours, "ms", ours / bare, BARE)
    large.user.drafts.using("default").filter(token=token).delete()


def _saves(large: World, headers: dict[str, str], status: int) -> Send:
    """Each in words of its own: what was written twice about somebody on a day is asked about."""
    client, address = large.clients["scale"], f"/people/{large.person.crn}/contacts/"
    numbers = itertools.count(10_000)

    def save() -> str:
        token = str(uuid.uuid4())
        sent = {"notes": f"{NOTES} Letter {next(numbers)} came.", "token": token}
        assert client.post(address, sent, headers=headers).status_code == status
        return token

    return save


def _sent(send: Send) -> tuple[list[str], str]:
    """The statements of one, and the token in them."""
    send()
    with CaptureQueriesContext(connection) as asked:
        token = send()
    return [one["sql"] for one in asked], token


def _send(statements: list[str], token: str, again: str = "") -> None:
    """The same again under a fresh token, written both as text and as PostgreSQL keeps it."""
    fresh = uuid.UUID(again) if again else uuid.uuid4()
    for statement in _retold(statements, token, fresh):
        connection.connection.execute(statement)


def _retold(statements: list[str], token: str, fresh: uuid.UUID) -> Iterator[str]:
    for statement in statements:
        again = statement.replace(token, str(fresh)).replace("%", "%%")
        yield again.replace(token.replace("-", ""), fresh.hex)
