from contacts.formats import clock
from contacts.models import BatchRow, ImportBatch, Source, SourceRecord


def test_the_same_id_with_other_words_is_a_version_of_its_own(db):
    source = Source.objects.create(name="nDelius")
    batch = ImportBatch.objects.create(source=source, loaded_at=clock.now())
    for digest in (b"first", b"second"):
        SourceRecord.objects.create(
            source=source, foreign_id="12-1", digest=digest, batch=batch, raw={}
        )
    assert source.records.filter(foreign_id="12-1").count() == 2


def test_a_row_that_two_files_held_is_named_by_both(db):
    source = Source.objects.create(name="nDelius")
    first, again = (
        ImportBatch.objects.create(source=source, loaded_at=clock.now()) for _ in range(2)
    )
    record = SourceRecord.objects.create(source=source, digest=b"1", batch=first, raw={})
    for batch in (first, again):
        BatchRow.objects.create(batch=batch, record=record)
    assert record.rows.count() == 2
