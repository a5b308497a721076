from contacts.models import BatchRow, ImportBatch, SourceRecord


def test_each_row_is_kept_word_for_word_under_its_crn(people_file):
    people_file("Phone,colour", "x000001, Stuart ,Wetherby,07700 900111,red")
    record = SourceRecord.objects.get()
    assert (record.foreign_id, record.contact) == ("X000001", None)
    assert record.raw == {
        "crn": "x000001",
        "first_name": " Stuart ",
        "last_name": "Wetherby",
        "Phone": "07700 900111",
        "colour": "red",
    }


def test_a_row_is_kept_once_and_held_by_every_batch_that_had_it(people_file):
    row = "X000001,Stuart,Wetherby,1"
    filed = people_file("phone", row, row)
    assert (filed.counts["new"], filed.counts["already_here"]) == (1, 1)
    people_file("phone", row)
    assert SourceRecord.objects.count() == 1
    held = BatchRow.objects.order_by("pk").values_list("batch_id", flat=True)
    assert [*held] == [*ImportBatch.objects.order_by("pk").values_list("pk", flat=True)]


def test_the_same_row_of_another_source_is_another(people_file):
    for source in ("nDelius", "OASys"):
        filed = people_file("phone", "X000001,Stuart,Wetherby,1", source=source)
    assert filed.counts["already_here"] == 1
    assert SourceRecord.objects.count() == 2


def test_what_a_person_lacked_is_filled_and_nothing_else_is_touched(person, people_file):
    columns = "preferred_name,date_of_birth,pnc,prison_number"
    people_file(columns, "X482913,DEAN,Hartley,Deano,13/04/1991,54/18147w,A1234BC")
    person.refresh_from_db()
    assert (person.first_name, person.preferred_name, str(person.date_of_birth)) == (
        *("Dean", "Deano", "1991-04-12"),
    )
    assert (person.pnc, person.prison_number, person.team.name) == (
        *("1954/0018147W", "A1234BC", "North one"),
    )
