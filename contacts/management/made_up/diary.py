"""What was written about the made-up people: stories told in order, and the everyday between."""

import datetime as dt
import random
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from contacts.formats import clock
from contacts.management.made_up.people import Life
from contacts.management.made_up.texts import Filling, Passage, passages, threads

# No page of fifty may show a passage twice, of a person or of a team.
APART = 56
ANY = "any"
CLOSED = {(12, 25), (12, 26), (1, 1)}
# Stories that only fit where somebody's supervision ends or their officer leaves.
NOT_TOLD = {"ending", "handover"}
FIRST = "start"
MISSED = {"did_not_attend", "acceptable_absence", "unacceptable_absence"}
FAR = {"phone", "message"}


@dataclass(frozen=True)
class Event:
    """One thing that happened, as somebody wrote it down."""

    life: Life
    at: dt.datetime
    passage: Passage
    notes: str
    filling: Filling
    last: bool  # so that it stands on the list of whoever holds them


@dataclass
class Story:
    """How far one person's threads have been told."""

    filling: Filling
    waiting: list[deque[Passage]]
    told: deque[str]


class Diary:
    """Two years of notes about everybody, in the order in which they were written."""

    def __init__(self, rng: random.Random, today: dt.date) -> None:
        self.rng, self.today = rng, today
        self.stories: dict[int, Story] = {}
        self.lately: dict[int | None, deque[str]] = defaultdict(lambda: deque(maxlen=APART))
        self.listed: dict[int | None, set[str]] = defaultdict(set)
        self.everyday: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages():
            if passage.thread == "everyday":
                self.everyday[passage.setting].append(passage)

    def events(self, lives: list[Life]) -> Iterator[Event]:
        moments = [(at, number) for number, life in enumerate(lives) for at in self._days(life)]
        last = dict(sorted((number, at) for at, number in moments))
        for at, number in sorted(moments):
            life, story = lives[number], self._story(number, lives[number])
            passage = self._next(life, story, at.date(), last=at == last[number])
            notes = story.filling.fill(passage.text, passage.thread, at.date())
            yield Event(life, at, passage, notes, story.filling, last=at == last[number])

    def _days(self, life: Life) -> Iterator[dt.datetime]:
        """Moments on working days, in office hours."""
        for number in range(life.contacts):
            day = self.working(self._day(life, number))
            minute = self.rng.randint(9 * 12, 17 * 12) * 5
            time = dt.time(minute // 60, minute % 60, tzinfo=clock.LONDON)
            yield dt.datetime.combine(max(day, life.starts), time).astimezone(dt.UTC)

    def working(self, day: dt.date) -> dt.date:
        """That day, or one in the week before it when nobody is in the office."""
        if (day.month, day.day) in CLOSED:
            day -= dt.timedelta(days=14)
        weekday = day.weekday()
        return day - dt.timedelta(days=self.rng.randint(weekday - 4, weekday) if weekday > 4 else 0)

    def _day(self, life: Life, number: int) -> dt.date:
        """Any day since they started; few while contact is suspended, three just after release."""
        if life.setting == "released" and life.changed and number < 3:
            return life.changed + dt.timedelta(days=2 + 2 * number)
        day = life.starts + dt.timedelta(days=self.rng.randrange((self.today - life.starts).days))
        if life.setting == "suspended" and life.changed and day > life.changed:
            return life.changed - dt.timedelta(days=self.rng.randint(0, 60))
        return day

    def _story(self, number: int, life: Life) -> Story:
        if number not in self.stories:
            first = life.person.preferred_name or life.person.first_name
            names = [name for name in threads() if self._fits(name, life)]
            chosen = [FIRST, *self.rng.sample(names, min(len(names), self.rng.randint(4, 7)))]
            self.stories[number] = Story(
                Filling(self.rng, first, life.pronoun),
                [deque(threads()[name]) for name in chosen],
                deque(maxlen=APART),
            )
        return self.stories[number]

    def _fits(self, thread: str, life: Life) -> bool:
        settings = {"community", ANY, self._setting(life, self.today)}
        told = thread not in {FIRST, *NOT_TOLD}
        return told and all(passage.setting in settings for passage in threads()[thread])

    def _setting(self, life: Life, day: dt.date) -> str:
        if life.changed is None or day < (life.inside or life.changed):
            return "community"
        if life.inside:
            return "custody" if day < life.changed else "release"
        return life.setting

    def _next(self, life: Life, story: Story, day: dt.date, *, last: bool) -> Passage:
        """The next of a story when its time has come, else something of every day."""
        setting, told = self._setting(life, day), {*story.told, *self.lately[self._team(life)]}
        listed = self.listed[life.holder.pk if life.holder else None]
        if last:
            told |= listed
        self.rng.shuffle(story.waiting)
        story.waiting.sort(key=lambda thread: not thread or thread[0].thread != FIRST)
        for thread in story.waiting:
            if thread and self.rng.random() < 0.8 and self._can(thread[0], setting, told, life):
                return self._tell(life, story, thread.popleft(), listed if last else set())
        choice = [
            passage
            for passage in (*self.everyday[setting], *self.everyday[ANY])
            if self._can(passage, setting, told, life)
        ]
        choice = choice or self._rest(story, setting, listed if last else set())
        return self._tell(life, story, self.rng.choice(choice), listed if last else set())

    def _rest(self, story: Story, setting: str, listed: set[str]) -> list[Passage]:
        """With few texts for where somebody is: those untold about them, if told in the team."""
        pool = [*self.everyday[setting], *self.everyday[ANY]]
        untold = [passage for passage in pool if passage.id not in story.told]
        return [passage for passage in untold if passage.id not in listed] or untold or pool

    def _can(self, passage: Passage, setting: str, told: set[str], life: Life) -> bool:
        if setting == "release" and passage.outcome not in MISSED and passage.kind not in FAR:
            return False  # released, and not met since
        return passage.setting in {setting, ANY} and passage.id not in told

    def _tell(self, life: Life, story: Story, passage: Passage, listed: set[str]) -> Passage:
        story.told.append(passage.id)
        listed.add(passage.id)
        self.lately[self._team(life)].append(passage.id)
        return passage

    def _team(self, life: Life) -> int | None:
        return life.person.team_id
