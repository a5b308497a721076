"""Who may do what to whom: the one table, and the lists that beat it."""

from django.db import models
from django.db.models import Q


class Role(models.TextChoices):
    PRACTITIONER = "practitioner", "Practitioner"
    SPO = "spo", "Senior probation officer"
    ADMIN = "admin", "Administrator"


class Act(models.TextChoices):
    """Everything that is written into the audit trail, in the words the trail shows."""

    SIGN_IN = "sign_in", "Signed in"
    SIGN_IN_REFUSED = "sign_in_refused", "Sign-in refused"
    SIGN_OUT = "sign_out", "Signed out"
    REFUSED = "refused", "No record they could open"
    MY_PEOPLE = "my_people", "Looked at their own people"
    HIDE_NAMES = "hide_names", "Changed how their list is shown"
    OPEN_TIMELINE = "open_timeline", "Opened the timeline"
    OPEN_CONTACT = "open_contact", "Opened an entry"
    SEARCH_PEOPLE = "search_people", "Searched the notes of their own people"
    FIND_PEOPLE = "find_people", "Looked for people"
    AWAY = "away", "Looked at who is away"
    SAY_AWAY = "say_away", "Said that somebody is away"
    BE_BACK = "be_back", "Said that somebody is back"
    TEAM = "team", "Looked over the team"
    TEAM_TIMELINE = "team_timeline", "Read the team's timeline"
    PRINT = "print", "Printed the timeline"
    WHO_LOOKED = "who_looked", "Looked at who looked"
    SEE_ACCESS = "see_access", "Looked at who may see"
    RECORD_CONTACT = "record_contact", "Recorded a contact"
    AMEND = "amend", "Added to an entry"
    REPLACE_WORDS = "replace_words", "Replaced the words of an entry"
    NOTE_FOLLOW_UP = "note_follow_up", "Noted what is still to do"
    CHANGE_FOLLOW_UP = "change_follow_up", "Said whether something is still to do"
    WRITE_REPLY = "write_reply", "Wrote the reply to what was asked"
    RAISE_CONCERN = "raise_concern", "Said that something feels off"
    TAKE_BACK_CONCERN = "take_back_concern", "Took back that something feels off"
    CLOSE_CONCERN = "close_concern", "Wrote what became of something that felt off"
    MARK_DECISION = "mark_decision", "Said whether an entry is a decision"
    ASK_TALK = "ask_talk", "Asked for a talk"
    TAKE_BACK_TALK = "take_back_talk", "Took back asking for a talk"
    CLOSE_TALK = "close_talk", "Said that a talk was had"
    MOVE_APPOINTMENT = "move_appointment", "Moved an appointment"
    CANCEL_APPOINTMENT = "cancel_appointment", "Cancelled an appointment"
    PUT_BACK_APPOINTMENT = "put_back_appointment", "Put back a cancelled appointment"
    COPY_OUT = "copy_out", "Copied an entry for nDelius"
    JOIN_EVENTS = "join_events", "Joined two records of one event"
    PART_EVENTS = "part_events", "Parted records of an event"
    KEEP_APART = "keep_apart", "Said they are two events"
    SET_ACCESS = "set_access", "Limited who may see"
    LIFT_ACCESS = "lift_access", "Lifted a limit on who may see"
    SEE_JOINS = "see_joins", "Looked at which records are one person"
    JOIN_PEOPLE = "join_people", "Joined two person records"
    PART_PEOPLE = "part_people", "Parted two person records"
    KEEP_USERS = "keep_users", "Looked at the users"
    ADD_USER = "add_user", "Added a user"
    IMPORT_CONTACTS = "import_contacts", "Brought in records of contacts"
    IMPORT_PEOPLE = "import_people", "Brought in a file of people"
    SEE_IMPORT = "see_import", "Looked at files that are brought in"
    BRING_IN = "bring_in", "Brought a file in to be read"
    DECIDE_IMPORT = "decide_import", "Decided what becomes of a file"
    ANSWER_WHO = "answer_who", "Said whether a file is about this person"
    UNDO_IMPORT = "undo_import", "Took back what a file brought in"
    SEE_EXPORT = "see_export", "Looked at what can be taken out"
    EXPORT_CONTACTS = "export_contacts", "Took out contacts"
    CHANGE_USER = "change_user", "Changed a user"
    RESET_PASSWORD = "reset_password", "Gave a user a one-time password"
    DEACTIVATE_USER = "deactivate_user", "Deactivated a user"
    REACTIVATE_USER = "reactivate_user", "Reactivated a user"
    ASKED_PASSWORD = "asked_password", "Was asked for a password of their own"
    OWN_PASSWORD = "own_password", "Chose their own password"
    KEEP_TEAMS = "keep_teams", "Looked at the teams"
    ADD_PDU = "add_pdu", "Added a PDU"
    CHANGE_PDU = "change_pdu", "Changed a PDU"
    ADD_TEAM = "add_team", "Added a team"
    CHANGE_TEAM = "change_team", "Changed a team"
    WITHOUT_A_TEAM = "without_a_team", "Looked at people without a team"
    GIVE_TEAM = "give_team", "Gave a person a team"
    MADE_UP_DATA = "made_up_data", "Loaded made-up data"


class Reach(models.IntegerChoices):
    """How far an act goes; each reaches everything the one before it does."""

    NONE = 0
    OWN = 1  # holds, covers or works alongside now
    SERVED = 2  # own, or the person's team is of a PDU that the user's team serves
    OPEN = 3  # served, or handed on within 28 days
    ALL = 4


_PRACTICE = {Role.PRACTITIONER: Reach.OPEN, Role.SPO: Reach.OPEN}
_ADMINISTRATION = {Role.ADMIN: Reach.ALL}

# What is not in the table reaches nobody.
REACH: dict[str, dict[Role, Reach]] = {
    Act.MY_PEOPLE: {Role.PRACTITIONER: Reach.OWN, Role.SPO: Reach.OWN},
    Act.SEARCH_PEOPLE: {Role.PRACTITIONER: Reach.OWN, Role.SPO: Reach.OWN},
    Act.FIND_PEOPLE: _PRACTICE,
    Act.AWAY: {Role.PRACTITIONER: Reach.OWN, Role.SPO: Reach.SERVED},
    Act.TEAM: {Role.SPO: Reach.SERVED},
    Act.TEAM_TIMELINE: {Role.SPO: Reach.SERVED},
    Act.PRINT: _PRACTICE,
    Act.WHO_LOOKED: {Role.PRACTITIONER: Reach.OWN, Role.SPO: Reach.SERVED, Role.ADMIN: Reach.ALL},
    Act.SEE_ACCESS: {Role.SPO: Reach.SERVED},
    Act.SET_ACCESS: {Role.SPO: Reach.SERVED},
    Act.LIFT_ACCESS: {Role.SPO: Reach.SERVED},
    Act.SEE_JOINS: {Role.SPO: Reach.SERVED, Role.ADMIN: Reach.ALL},
    Act.JOIN_PEOPLE: {Role.SPO: Reach.SERVED, Role.ADMIN: Reach.ALL},
    Act.PART_PEOPLE: {Role.SPO: Reach.SERVED, Role.ADMIN: Reach.ALL},
    Act.OPEN_TIMELINE: _PRACTICE,
    Act.OPEN_CONTACT: _PRACTICE,
    Act.RECORD_CONTACT: _PRACTICE,
    Act.AMEND: _PRACTICE,
    Act.REPLACE_WORDS: _PRACTICE,
    Act.NOTE_FOLLOW_UP: _PRACTICE,
    Act.CHANGE_FOLLOW_UP: _PRACTICE,
    Act.WRITE_REPLY: _PRACTICE,
    Act.RAISE_CONCERN: _PRACTICE,
    Act.TAKE_BACK_CONCERN: _PRACTICE,
    Act.CLOSE_CONCERN: _PRACTICE,
    Act.MARK_DECISION: _PRACTICE,
    Act.ASK_TALK: _PRACTICE,
    Act.TAKE_BACK_TALK: _PRACTICE,
    Act.CLOSE_TALK: {Role.SPO: Reach.SERVED},
    Act.MOVE_APPOINTMENT: _PRACTICE,
    Act.CANCEL_APPOINTMENT: _PRACTICE,
    Act.PUT_BACK_APPOINTMENT: _PRACTICE,
    Act.COPY_OUT: _PRACTICE,
    Act.JOIN_EVENTS: _PRACTICE,
    Act.PART_EVENTS: _PRACTICE,
    Act.KEEP_APART: _PRACTICE,
    Act.KEEP_USERS: _ADMINISTRATION,
    Act.KEEP_TEAMS: _ADMINISTRATION,
    Act.WITHOUT_A_TEAM: _ADMINISTRATION,
    Act.GIVE_TEAM: _ADMINISTRATION,
    Act.SEE_IMPORT: _ADMINISTRATION,
    Act.EXPORT_CONTACTS: _ADMINISTRATION,
}

# To these nobody on whose record a list of either kind is in force exists, whoever is named.
NEVER_LIMITED = {Act.KEEP_USERS, Act.WITHOUT_A_TEAM, Act.GIVE_TEAM}

# By these a reader has seen somebody's notes.
SHOWS_NOTES = [
    Act.MY_PEOPLE,
    Act.SEARCH_PEOPLE,
    Act.TEAM_TIMELINE,
    Act.PRINT,
    Act.OPEN_TIMELINE,
    Act.OPEN_CONTACT,
    Act.RECORD_CONTACT,
    Act.AMEND,
    Act.REPLACE_WORDS,
    Act.CHANGE_FOLLOW_UP,
    Act.RAISE_CONCERN,
    Act.TAKE_BACK_CONCERN,
    Act.ASK_TALK,
    Act.TAKE_BACK_TALK,
    Act.COPY_OUT,
    Act.EXPORT_CONTACTS,
]


def reach(role: str, act: str) -> Reach:
    return REACH.get(act, {}).get(Role(role), Reach.NONE)


def for_administrators(act: str) -> bool:
    """The table gives it to them alone: for anybody else the page does not exist."""
    return set(REACH.get(act, {})) == {Role.ADMIN}


class AccessRuleQuerySet(models.QuerySet["AccessRule"]):
    def in_force(self) -> "AccessRuleQuerySet":
        return self.filter(lifted_at=None)

    def exclusions(self) -> "AccessRuleQuerySet":
        return self.in_force().filter(kind=AccessRule.Kind.EXCLUSION)

    def restrictions(self) -> "AccessRuleQuerySet":
        return self.in_force().filter(kind=AccessRule.Kind.RESTRICTION)


class AccessRule(models.Model):
    """Limited access (LAO): one user named on one person's list. Beats every role, everywhere."""

    class Kind(models.TextChoices):
        EXCLUSION = "exclusion", "May not see"
        RESTRICTION = "restriction", "Only those named may see"

    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="access_rules")
    user = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=Kind)
    set_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    objects = AccessRuleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["exclusion", "restriction"]), name="access_rule_kind"
            ),
            models.UniqueConstraint(
                fields=["person", "user", "kind"],
                condition=Q(lifted_at=None),
                name="access_rule_named_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
