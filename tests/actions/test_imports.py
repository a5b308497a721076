import io

import pytest

from contacts.actions.imports import (
    bring_in,
    confirm_import,
    leave_import,
    read_otherwise,
    take_back_import,
)
from contacts.actions.refused import Refused
from contacts.formats.file_kinds import Unusable
from contacts.models import AuditEntry, ImportBatch, ReadRow, Source, StagedRow

pytestmark = pytest.mark.django_db
State = ImportBatch.State
ROW = "X482913,2026-03-03,Seen.,1"


@pytest.fixture
def file(was_read, ada) -> ImportBatch:
    """One that was read and waits for Ada."""
    batch = was_read(ROW, by=ada)
    batch.state = State.READ
    batch.save()
    return batch


def brought(ada, text="crn,occurred,notes\nX482913,2026-03-03,a\n", source="nDelius"):
    told = {"file_name": "a.csv", "what": "contacts", "source": source, "by": ada}
    return bring_in(file=io.BytesIO(text.encode()), **told)


def test_a_source_is_known_whatever_the_case_of_its_letters(ada):
    first, second = brought(ada), brought(ada, source="NDELIUS")
    assert first.source == second.source
    assert (first.state, first.length, first.loaded_by) == (State.WAITING, 1, ada)


def test_a_file_that_turns_out_useless_at_its_end_leaves_nothing(ada):
    text = "crn,occurred,notes\nX482913,2026-03-03,a\n" + 'X482913,2026-03-03,"never closed\n'
    with pytest.raises(Unusable):
        brought(ada, text)
    for model in (Source, ImportBatch, StagedRow, AuditEntry):
        assert not model.objects.exists()


def test_corrections_take_the_place_of_those_of_the_same_columns_alone(file, ada):
    Source.objects.update(columns={"Notes": "heading", "Other": "author"})
    read_otherwise(batch=file, by=ada, columns={"notes": "notes"}, dates="day_first")
    file.refresh_from_db()
    assert (file.state, file.dates) == (State.WAITING, "day_first")
    assert Source.objects.get().columns == {"Other": "author", "notes": "notes"}


def test_a_file_that_is_left_keeps_none_of_its_rows(file, ada):
    file.examples = {"new": [1]}
    file.save()
    leave_import(batch=file, by=ada)
    file.refresh_from_db()
    assert (file.state, file.examples) == (State.LEFT, {})
    assert not ReadRow.objects.exists()
    assert not StagedRow.objects.exists()


def read_it(*, batch, by):
    read_otherwise(batch=batch, by=by, columns={}, dates="")


FROM = {
    read_it: {State.WAITING, State.READ, State.REFUSED},
    leave_import: {State.WAITING, State.READ, State.REFUSED},
    confirm_import: {State.READ},
    take_back_import: {State.FILED},
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("decide", FROM)
def test_each_decision_is_taken_only_where_it_means_something(file, ada, decide, state):
    ImportBatch.objects.update(state=state)
    if state in FROM[decide]:
        decide(batch=file, by=ada)
        assert ImportBatch.objects.get().state != state or state == State.WAITING
        assert AuditEntry.objects.get().detail["state"][0] == state
        return
    with pytest.raises(Refused):
        decide(batch=file, by=ada)
    assert ImportBatch.objects.get().state == state
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("decide", FROM)
def test_what_was_taken_back_is_decided(bring, ada, decide):
    batch = bring(ROW, by=ada)
    ImportBatch.objects.update(undone_at="2026-03-03T10:00Z")
    with pytest.raises(Refused):
        decide(batch=batch, by=ada)


def test_a_decision_writes_over_nothing_the_worker_found_meanwhile(file, ada):
    ImportBatch.objects.update(counts={"new": 1}, columns={"crn": 0})
    confirm_import(batch=file, by=ada)
    found = ImportBatch.objects.get()
    assert (found.counts, found.columns, found.state) == ({"new": 1}, {"crn": 0}, State.CONFIRMED)
