import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.functions.comparison
from django.db import migrations, models

import contacts.models.amendment

TABLE = """
CREATE TABLE contacts_auditentry (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    user_id bigint,
    username text NOT NULL,
    role text NOT NULL,
    act text NOT NULL,
    people bigint[] NOT NULL,
    object text NOT NULL,
    detail jsonb NOT NULL,
    request_id text NOT NULL,
    address text NOT NULL,
    transaction bigint NOT NULL DEFAULT (pg_current_xact_id())::text::bigint,
    chain bigint,
    hash bytea,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE SEQUENCE contacts_auditentry_id_seq OWNED BY contacts_auditentry.id;
ALTER TABLE contacts_auditentry
    ALTER COLUMN id SET DEFAULT nextval('contacts_auditentry_id_seq');
CREATE INDEX audit_people ON contacts_auditentry USING gin (people);
CREATE INDEX audit_user ON contacts_auditentry (user_id, at DESC);
CREATE TABLE contacts_auditentry_default PARTITION OF contacts_auditentry DEFAULT;
"""


class Migration(migrations.Migration):
    """The trail of who did what, partitioned by month; Django cannot say that by itself."""

    dependencies = [("contacts", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(TABLE, "DROP TABLE contacts_auditentry")],
            state_operations=[
                migrations.CreateModel(
                    name="AuditEntry",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        ("at", models.DateTimeField()),
                        ("user_id", models.BigIntegerField(null=True)),
                        ("username", models.TextField()),
                        ("role", models.TextField(blank=True)),
                        ("act", models.TextField()),
                        (
                            "people",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(), default=list, size=None
                            ),
                        ),
                        ("object", models.TextField(blank=True)),
                        ("detail", models.JSONField(default=dict)),
                        ("request_id", models.TextField(blank=True)),
                        ("address", models.TextField(blank=True)),
                        (
                            "transaction",
                            models.BigIntegerField(
                                db_default=django.db.models.functions.comparison.Cast(
                                    django.db.models.functions.comparison.Cast(
                                        contacts.models.amendment.CurrentTransaction(),
                                        models.TextField(),
                                    ),
                                    models.BigIntegerField(),
                                ),
                                editable=False,
                            ),
                        ),
                        ("chain", models.BigIntegerField(null=True)),
                        ("hash", models.BinaryField(null=True)),
                    ],
                    options={
                        "indexes": [
                            django.contrib.postgres.indexes.GinIndex(
                                fields=["people"], name="audit_people"
                            ),
                            models.Index(fields=["user_id", "-at"], name="audit_user"),
                        ],
                    },
                ),
            ],
        )
    ]
