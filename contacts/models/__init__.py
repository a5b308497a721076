from contacts.models.access import AccessRule, Act, Reach, Role
from contacts.models.allocation import Allocation, Alongside
from contacts.models.amendment import Amendment
from contacts.models.appointment import Appointment
from contacts.models.audit_entry import AuditEntry
from contacts.models.concern import Concern
from contacts.models.contact import Contact, Kind, Outcome, Seen, State
from contacts.models.copied_out import CopiedOut
from contacts.models.cover import Cover
from contacts.models.decision import Decision
from contacts.models.draft import Draft
from contacts.models.event_pair import EventPair
from contacts.models.follow_up import FollowUp
from contacts.models.person import Person
from contacts.models.person_fact import Alias, PersonFact
from contacts.models.person_join import PersonJoin
from contacts.models.source import BatchRow, ImportBatch, Source, SourceRecord
from contacts.models.staging import Heap, PeopleHeap, ReadRow, StagedRow
from contacts.models.standing import Standing
from contacts.models.talk import Talk
from contacts.models.team import PDU, Team
from contacts.models.user import User
from contacts.models.who_is_it import WhoIsIt
from contacts.models.words import Words

__all__ = [
    "PDU",
    "AccessRule",
    "Act",
    "Alias",
    "Allocation",
    "Alongside",
    "Amendment",
    "Appointment",
    "AuditEntry",
    "BatchRow",
    "Concern",
    "Contact",
    "CopiedOut",
    "Cover",
    "Decision",
    "Draft",
    "EventPair",
    "FollowUp",
    "Heap",
    "ImportBatch",
    "Kind",
    "Outcome",
    "PeopleHeap",
    "Person",
    "PersonFact",
    "PersonJoin",
    "Reach",
    "ReadRow",
    "Role",
    "Seen",
    "Source",
    "SourceRecord",
    "StagedRow",
    "Standing",
    "State",
    "Talk",
    "Team",
    "User",
    "WhoIsIt",
    "Words",
]
