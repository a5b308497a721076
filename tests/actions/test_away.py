import datetime as dt

import pytest

from contacts.actions.away import be_back, say_away
from contacts.actions.refused import Refused
from contacts.formats import clock
from contacts.formats.spells import Spell
from contacts.models import Act, AuditEntry, Cover

TODAY = dt.date(2026, 11, 22)
FRIDAY = Spell(TODAY, TODAY + dt.timedelta(days=6))


def test_pat_is_away_and_priya_covers_and_the_trail_says_so(pat, priya):
    cover = say_away(practitioner=pat, spell=FRIDAY, covered_by=priya, by=pat)
    assert (cover.practitioner, cover.covered_by, cover.said_by) == (pat, priya, pat)
    assert (cover.since, cover.until) == FRIDAY
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.people, entry.object) == (Act.SAY_AWAY, [], f"user {pat.pk}")
    assert entry.detail == {
        "since": "2026-11-22",
        "until": "2026-11-28",
        "covered_by": f"user {priya.pk}",
    }


def test_said_twice_it_is_said_once(pat, priya):
    both = [say_away(practitioner=pat, spell=FRIDAY, covered_by=priya, by=pat) for _ in range(2)]
    assert both[0] == both[1]
    assert Cover.objects.count() == AuditEntry.objects.count() == 1


def test_nobody_is_away_twice_on_one_day(pat, priya, sam):
    say_away(practitioner=pat, spell=FRIDAY, covered_by=priya, by=pat)
    for spell, covers in ((FRIDAY, sam), (Spell(TODAY, FRIDAY.until + dt.timedelta(1)), priya)):
        with pytest.raises(Refused, match=r"^Pat Okonjo is away on some of those days already"):
            say_away(practitioner=pat, spell=spell, covered_by=covers, by=sam)
    after = Spell(FRIDAY.until, FRIDAY.until + dt.timedelta(days=3))
    say_away(practitioner=pat, spell=after, covered_by=sam, by=sam)
    assert Cover.objects.count() == 2


def test_nobody_covers_for_themselves(pat):
    with pytest.raises(Refused, match=r"^Choose somebody else to cover") as refused:
        say_away(practitioner=pat, spell=FRIDAY, covered_by=pat, by=pat)
    assert refused.value.field == "covered_by"


def test_who_is_back_is_back_at_once_and_may_be_away_again(pat, priya, sam):
    cover = say_away(practitioner=pat, spell=FRIDAY, covered_by=priya, by=pat)
    for _ in range(2):
        be_back(cover=cover, by=sam)
    cover.refresh_from_db()
    assert cover.taken_back_at == clock.now()
    acts = AuditEntry.objects.order_by("id").values_list("act", "username")
    assert list(acts) == [(Act.SAY_AWAY, "pat"), (Act.BE_BACK, "sam")]
    say_away(practitioner=pat, spell=FRIDAY, covered_by=None, by=pat)
