"""What it costs to read a note while it is typed: one of 2,000 characters, and the longest.

The short ones stand beside the 2 ms that they may take, in shorthand and in prose; the longest that
may be typed beside as many short ones as it would make. No database is asked.
"""

import datetime as dt
from functools import partial

from contacts.formats.readings import read_note
from tests.proofs.bench_measure import say, together

MAY_TAKE = 2.0  # ms, of LENGTH characters
LENGTH, LONGEST = 2_000, 50_000
NOW = dt.datetime(2026, 3, 10, 16, 20, tzinfo=dt.UTC)
CALLED = ("Dean",)
OPENING = (
    "HV 40m yesterday 14:30. Seen with Tanya and the baby, flat cold. He says the letter came but "
    "he has not opened it. I will chase housing about the boiler. Next Thurs 12th 2pm.\n"
    "asked: police for call-outs\n?? would not have me in the kitchen\n"
)
PROSE = (
    "He came in on time and said that work goes well, but the council never replied to him. We "
    "went through the licence again; \"it's not as if I'd go there\", he said. His mum rang last "
    "week, he will not ring her back if he can help it. No drink since Sunday, AA on Tuesday.\n"
)


def note(opening: str, length: int) -> str:
    return (opening + PROSE * (length // len(PROSE) + 1))[:length]


def readings(name: str) -> None:
    """A figure for each note whose name begins so."""
    short, plain, long = note(OPENING, LENGTH), note("", LENGTH), note(OPENING, LONGEST)
    read = partial(read_note, now=NOW, called=CALLED)
    # Apart from the long ones, after which a busy machine would let others go first.
    usual, prose = together(lambda: read(short), lambda: read(plain))
    longest, as_long = together(
        lambda: read(long), lambda: [read(short) for _ in range(LONGEST // LENGTH)]
    )
    if "reading".startswith(name):
        say("reading", usual, "ms", usual / MAY_TAKE, f"the {MAY_TAKE:.0f} ms it may take")
    if "reading-prose".startswith(name):
        say("reading-prose", prose, "ms", prose / MAY_TAKE, f"the {MAY_TAKE:.0f} ms it may take")
    if "reading-longest".startswith(name):
        say("reading-longest", longest, "ms", longest / as_long, "as many short notes")
