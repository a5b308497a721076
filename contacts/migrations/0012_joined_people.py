import django.db.models.deletion
from django.db import migrations, models

# A record that was joined to another takes nothing any more: what is written at the same moment
# must not be left where nobody would find it.
SQL = """
CREATE FUNCTION contacts_none_of_joined_people() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM public.contacts_person AS person
        JOIN added ON added.person_id = person.id
        WHERE person.joined_into_id IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'the record of this person was joined to another'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER none_of_joined_people AFTER INSERT ON contacts_contact
    REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION contacts_none_of_joined_people();
"""

UNDO = """
DROP TRIGGER none_of_joined_people ON contacts_contact;
DROP FUNCTION contacts_none_of_joined_people;
"""


class Migration(migrations.Migration):
    """The records of one person are joined, and parted again."""

    dependencies = [("contacts", "0011_same_event")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="joined_into",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="joined_records",
                to="contacts.person",
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(
                condition=models.Q(("joined_into__isnull", False)),
                fields=["joined_into"],
                name="person_joined_into",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("joined_into", models.F("id")), _negated=True),
                name="person_joined_into_another",
            ),
        ),
        migrations.AlterField(
            model_name="personjoin",
            name="joined",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="joins_into",
                to="contacts.person",
            ),
        ),
        migrations.RunSQL(SQL, UNDO),
    ]
