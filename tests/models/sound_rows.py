"""For each model a row that the database takes, to be spoilt in one place by the test."""

import datetime as dt
import uuid

from contacts.models import (
    AccessRule,
    Allocation,
    Alongside,
    Amendment,
    Appointment,
    BatchRow,
    Concern,
    Contact,
    Cover,
    Decision,
    Draft,
    EventPair,
    FollowUp,
    Person,
    PersonJoin,
    SourceRecord,
    Standing,
    Talk,
    User,
    WhoIsIt,
)

DAY = dt.date(2026, 11, 20)
ONE_DAY = dt.timedelta(days=1)


def sound(there, now):
    """For each model a row that the database takes."""
    about = {"person": there["person"], "author": there["pat"]}
    theirs = {"person": there["person"], "user": there["pat"]}
    brought = {"source": there["source"], "batch": there["another"]}
    other, spell = there["other"], {"person": there["other"], "since": DAY}
    away = {"practitioner": there["pat"], "said_by": there["pat"], "said_at": now}
    away |= {"since": DAY, "until": DAY + ONE_DAY}
    said = {"author": there["pat"], "recorded_at": now, "notes": "Seen."}
    return {
        Contact: {**about, **said, "occurred_at": now},
        Amendment: {**said, "contact": there["contact"]},
        Person: {"crn": "X999999", "first_name": "Dean", "last_name": "Hartley"},
        User: {"username": "tess", "name": "Tess Amoah", "role": "spo"},
        AccessRule: {**theirs, "kind": "exclusion", "set_at": now},
        Allocation: {**spell, "practitioner": there["pat"]},
        Alongside: {**spell, "user": there["pat"]},
        Cover: {**away, "covered_by": there["priya"]},
        Appointment: {**about, "at": now, "read_in": there["contact"]},
        Standing: {**spell, "what": "custody", "source": there["source"]},
        PersonJoin: {"kept": other, "joined": there["person"], "joined_at": now},
        WhoIsIt: {"source": there["source"], "person": other, "named": "Ann Cole"},
        SourceRecord: {**brought, "digest": b"2", "raw": {}},
        BatchRow: {"batch": there["another"], "record": there["record"]},
        EventPair: {"one": there["contact"], "other": there["further"]},
        **sound_open(there, now),
        Draft: {**theirs, "token": uuid.uuid4(), "saved_at": now},
    }


def sound_open(there, now):
    """The same of what is kept open."""
    person, pat, contact = (there[name] for name in ("person", "pat", "contact"))
    promised = {"author": pat, "who": "person", "words": "bring it", "promised_at": now}
    return {
        FollowUp: {"person": person, "contact": contact, **promised},
        Concern: {"person": person, "raised_by": pat, "raised_at": now},
        Talk: {"person": person, "asked_by": pat, "asked_at": now},
        Decision: {"contact": contact, "marked_by": pat, "marked_at": now},
    }
