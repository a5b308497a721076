"""Notes are sent to a server that is killed meanwhile: each is kept once, as it was written."""

import contextlib
import datetime as dt
import random
import time
import uuid
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlencode, urlsplit

from contacts.models import PDU, Act, Allocation, AuditEntry, Contact, Draft, Person, Team, User
from tests.cast import CAST, NORTH
from tests.served import PATIENCE, Served, serving
from tests.test_hard_strings import written

RIGHT = "correct-horse-battery"
WRITERS = ("pat", "priya", "pat", "priya")  # each at two machines
PEOPLE = 20
MARK = "Lapwing"  # stands in every note, and must be in no log
PAUSE = 0.1  # seconds; a page waits longer, and gives up as little
CUT_OFF = 0.1  # so many hang up before they are answered
WAYS = {
    "server": Served.kill_server,
    "worker": Served.kill_worker,
    "database": Served.kill_database,
    "connection": Served.kill_connection,
}


@dataclass
class Note:
    """One form, and what came of sending it."""

    writer: str
    crn: str
    notes: str
    token: str = field(default_factory=lambda: str(uuid.uuid4()))
    draft: bool = False  # it was kept as one before
    tries: int = 0
    sent_last: dt.datetime | None = None
    saved: int | None = None  # the contact that it was answered with

    @property
    def kept_as(self) -> tuple[str, str, str]:
        return self.writer, self.crn, self.notes.replace("\r\n", "\n")


@dataclass(frozen=True)
class Outcome:
    """What was acknowledged beside what there is."""

    kills: Counter[str]
    sent: int
    sent_again: int
    answers_lost: int  # of notes that had been saved
    drafts_kept: int
    wrong: dict[str, int]

    def __str__(self) -> str:
        killed = ", ".join(f"{what} {times}" for what, times in self.kills.items())
        wrong = ", ".join(f"{what} {count}" for what, count in self.wrong.items())
        return (
            f"{self.sent:,} sent, {self.sent_again:,} times again, {self.drafts_kept:,} kept as "
            f"drafts before; killed: {killed}; saved and not acknowledged: {self.answers_lost}; "
            f"{wrong}"
        )


class Browser:
    """Somebody signed in, who sends forms as a page does."""

    def __init__(self, port: int, username: str) -> None:
        self.port, self.cookies = port, SimpleCookie()
        self._ask("GET", "/sign-in/")
        status, _ = self.send("/sign-in/", login=username, password=RIGHT)
        assert status == 302, status

    def send(self, address: str, *, hang_up: bool = False, **said: str) -> tuple[int, str]:
        body = urlencode({**said, "csrfmiddlewaretoken": self.cookies["csrf"].value})
        return self._ask("POST", address, body, hang_up=hang_up)

    def _ask(
        self, method: str, address: str, body: str | None = None, *, hang_up: bool = False
    ) -> tuple[int, str]:
        """Status and where it leads. Raises OSError or HTTPException where there is no answer."""
        link = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        known = "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())
        form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": known}
        with contextlib.closing(link):
            link.request(method, address, body, form)
            if hang_up:
                raise ConnectionAbortedError
            answer = link.getresponse()
            answer.read()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                self.cookies.load(cookie)
            return answer.status, answer.headers.get("Location", "")


def _peopled() -> list[str]:
    """Whom the notes are about, and who write them."""
    team = Team.objects.create(name="North one", pdu=PDU.objects.create(**NORTH))
    users = []
    for username in sorted(set(WRITERS)):
        name, role = CAST[username]
        known = {"name": name, "role": role, "team": team}
        users.append(User.objects.create_user(username, password=RIGHT, **known))
    crns = [f"X{482000 + number}" for number in range(PEOPLE)]
    for number, crn in enumerate(crns):
        known = {"first_name": "Dean", "last_name": "Hartley", "team": team}
        person = Person.objects.create(crn=crn, **known)
        holder = users[number % len(users)]
        Allocation.objects.create(person=person, practitioner=holder, since=dt.date(2024, 5, 1))
    return crns


def _notes(many: int, crns: list[str]) -> list[Note]:
    """No two alike; now and then with several lines, or as long as may be."""
    hard, found = written(), []
    for number in range(many):
        words = f"{MARK} {number}. {hard[number % len(hard)]}"
        words += "\r\nAgreed: he rings.\r\n" * (number % 3)
        if number % 40 == 7:
            words = (words + " é😀" * 20_000)[:50_000]
        found.append(Note(WRITERS[number % len(WRITERS)], crns[number % len(crns)], words))
    return found


def _send_all(served: Served, all_notes: list[Note], kills: list[str]) -> Counter[str]:
    """Every note until it is acknowledged, while somebody kills this and that. How often."""
    browsers, killed = [Browser(served.port, writer) for writer in WRITERS], Counter[str]()
    with ThreadPoolExecutor(len(browsers)) as pool:
        writers = [
            pool.submit(_send_each, browser, all_notes[at :: len(browsers)], random.Random(at))
            for at, browser in enumerate(browsers)
        ]
        for number, what in enumerate(kills):
            at = len(all_notes) * (number + served.rng.uniform(0, 0.9)) / len(kills)
            _wait_for(at, all_notes, writers)
            time.sleep(served.rng.uniform(0, 0.1))
            WAYS[what](served)
            killed[what] += 1
        for writer in writers:
            writer.result()
    return killed


def _wait_for(many: float, all_notes: list[Note], writers: list[Future]) -> None:
    while sum(one.saved is not None for one in all_notes) < many:
        for writer in writers:
            if writer.done():
                writer.result()  # what went wrong
        time.sleep(0.01)


def _send_each(browser: Browser, own: list[Note], rng: random.Random) -> None:
    for number, one in enumerate(own):
        if number % 3 == 0:
            _keep(browser, one)
        while one.saved is None:
            one.tries, one.sent_last = one.tries + 1, dt.datetime.now(dt.UTC)
            one.saved = _send(browser, one, hang_up=one.tries == 1 and rng.random() < CUT_OFF)
            if one.saved is None:
                time.sleep(PAUSE)


def _keep(browser: Browser, one: Note) -> None:
    """As a page does while it is typed; where it fails there is no draft."""
    said = {"notes": one.notes, "token": one.token}
    with contextlib.suppress(OSError, HTTPException):
        status, _ = browser.send(f"/people/{one.crn}/drafts/", **said)
        assert status == 303 or status >= 500, status
        one.draft = status == 303


def _send(browser: Browser, one: Note, *, hang_up: bool = False) -> int | None:
    """The contact it was saved as; None where a page would try again by itself."""
    said = {"notes": one.notes, "token": one.token}
    try:
        status, to = browser.send(f"/people/{one.crn}/contacts/", hang_up=hang_up, **said)
    except (OSError, HTTPException):
        return None
    assert status == 303 or status >= 500, status
    return int(parse_qs(urlsplit(to).query)["saved"][0]) if status == 303 else None


def _send_again(served: Served, all_notes: list[Note]) -> None:
    """The same form with the same words is answered with the same contact, ever after."""
    browsers = {writer: Browser(served.port, writer) for writer in set(WRITERS)}
    for number, one in enumerate(all_notes):
        if one.tries > 1 or number % 10 == 0:
            assert _send(browsers[one.writer], one) == one.saved, number


def _outcome(all_notes: list[Note], kills: Counter[str]) -> Outcome:
    rows = Contact.objects.values_list("pk", "author__username", "person__crn", "notes")
    kept = {pk: tuple(said) for pk, *said in rows}
    found = [one for one in all_notes if one.saved in kept]
    saved = {one.saved for one in found}
    recorded = dict(Contact.objects.values_list("pk", "recorded_at"))
    entries = AuditEntry.objects.filter(act=Act.RECORD_CONTACT)
    logged = Counter(entries.values_list("object", flat=True))
    once = {about for about, times in logged.items() if times == 1}
    return Outcome(
        kills=kills,
        sent=len(all_notes),
        sent_again=sum(one.tries - 1 for one in all_notes),
        answers_lost=sum(recorded[one.saved] < one.sent_last for one in found if one.tries > 1),
        drafts_kept=sum(one.draft for one in all_notes),
        wrong={
            "missing": len(all_notes) - len(saved),
            "twice": len(kept) - len(saved),
            "altered": sum(kept[one.saved] != one.kept_as for one in found),
            "not logged once": len({f"contact {pk}" for pk in kept} ^ once),
            "drafts left": Draft.objects.count(),
        },
    )


def sent_while_killed(ways: Sequence[str], many: int, kills: int) -> Outcome:
    """What becomes of so many notes while that is killed, by turns, so often.

    Wants the database unblocked. Asserts that it was set to keep what it acknowledges, that a note
    sent again is answered as before, and that no log has a word of any.
    """
    with serving() as served:
        with served.used():
            for name in ("fsync", "full_page_writes", "synchronous_commit"):
                assert served.shows(name) == "on", name
            all_notes = _notes(many, _peopled())
        served.start()
        killed = _send_all(served, all_notes, [ways[at % len(ways)] for at in range(kills)])
        _send_again(served, all_notes)
        with served.used():
            found = _outcome(all_notes, killed)
        for log in (served.log, served.cluster.log):
            assert MARK not in log.read_text(errors="replace")
        return found
