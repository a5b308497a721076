import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What may change of each: who closed it and in which words. What is answered or taken back stays so;
# what is still to do may be opened again.
MAY_CHANGE = {
    "contacts_followup": [
        *("state", "closed_at", "closed_by_id", "closed_in_id", "reply_id"),
        "person_id",
    ],
    "contacts_concern": [
        *("contact_id", "closed_at", "closed_by_id", "what_became_of_it_id", "taken_back_at"),
        "person_id",
    ],
    "contacts_talk": [
        *("contact_id", "closed_at", "closed_by_id", "what_was_said_id", "taken_back_at"),
        "person_id",
    ],
    "contacts_decision": ["taken_back_at", "taken_back_by_id"],
}
ABOUT_A_PERSON = ["contacts_followup", "contacts_concern", "contacts_talk"]
AN_ENTRY_COMES_ONCE = ["contacts_concern", "contacts_talk"]


def _arguments(columns):
    return ", ".join(f"'{name}'" for name in columns)


EVIDENCE = "".join(
    f"""
CREATE TRIGGER evidence BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW
    EXECUTE FUNCTION contacts_only_these_change({_arguments(columns)});
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT
    EXECUTE FUNCTION contacts_never_emptied();
"""
    for table, columns in MAY_CHANGE.items()
)
EVIDENCE += "".join(
    f"""
CREATE TRIGGER stays_with_its_entry BEFORE UPDATE ON {table} FOR EACH ROW
    WHEN (OLD.contact_id IS NOT NULL)
    EXECUTE FUNCTION contacts_only_these_change(
        {_arguments(name for name in MAY_CHANGE[table] if name != "contact_id")}
    );
CREATE TRIGGER stays_closed BEFORE UPDATE ON {table} FOR EACH ROW
    WHEN (OLD.closed_at IS NOT NULL OR OLD.taken_back_at IS NOT NULL)
    EXECUTE FUNCTION contacts_only_these_change('person_id');
"""
    for table in AN_ENTRY_COMES_ONCE
)
EVIDENCE += """
CREATE TRIGGER stays_closed BEFORE UPDATE ON contacts_decision FOR EACH ROW
    WHEN (OLD.taken_back_at IS NOT NULL) EXECUTE FUNCTION contacts_only_these_change();
"""
EVIDENCE += "".join(
    f"""
CREATE TRIGGER person_changes_by_joining BEFORE UPDATE ON {table} FOR EACH ROW
    WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id)
    EXECUTE FUNCTION contacts_person_changes_by_joining();
CREATE TRIGGER none_of_joined_people AFTER INSERT ON {table} REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION contacts_none_of_joined_people();
"""
    for table in ABOUT_A_PERSON
)
# They are about whoever their entry is about, also once it is another record of the same person.
FOLLOW = """
CREATE FUNCTION contacts_open_things_follow_person() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.contacts_followup SET person_id = NEW.person_id WHERE contact_id = NEW.id;
    UPDATE public.contacts_concern SET person_id = NEW.person_id WHERE contact_id = NEW.id;
    UPDATE public.contacts_talk SET person_id = NEW.person_id WHERE contact_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER open_things_follow_person AFTER UPDATE OF person_id ON contacts_contact
    FOR EACH ROW WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id)
    EXECUTE FUNCTION contacts_open_things_follow_person();
"""
UNDO = """
DROP TRIGGER open_things_follow_person ON contacts_contact;
DROP FUNCTION contacts_open_things_follow_person;
"""
UNDO += "".join(
    f"DROP TRIGGER evidence ON {table}; DROP TRIGGER never_emptied ON {table};"
    for table in MAY_CHANGE
)
UNDO += "".join(f"DROP TRIGGER stays_with_its_entry ON {table};" for table in AN_ENTRY_COMES_ONCE)
UNDO += "".join(
    f"DROP TRIGGER stays_closed ON {table};"
    for table in [*AN_ENTRY_COMES_ONCE, "contacts_decision"]
)
UNDO += "".join(
    f"DROP TRIGGER person_changes_by_joining ON {table};"
    f"DROP TRIGGER none_of_joined_people ON {table};"
    for table in ABOUT_A_PERSON
)


class Migration(migrations.Migration):
    """What was promised, what feels off, what was decided, and who asked for a talk."""

    dependencies = [
        ("contacts", "0017_lapsed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Concern",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.TextField(blank=True)),
                ("raised_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="contacts.contact",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerns",
                        to="contacts.person",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "what_became_of_it",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="contacts.amendment",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None), ("taken_back_at", None)),
                        fields=["person"],
                        name="concern_open",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        fields=("contact",),
                        name="concern_of_an_entry",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("words", ""), ("contact__isnull", False), _connector="OR"
                        ),
                        name="concern_with_words_is_of_an_entry",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None),
                                ("closed_by", None),
                                ("what_became_of_it", None),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("contact__isnull", False),
                                ("taken_back_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="concern_closed_with_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("marked_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="contacts.contact",
                    ),
                ),
                (
                    "marked_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        fields=("contact",),
                        name="decision_marked_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_at", None), ("taken_back_by", None)),
                            models.Q(
                                ("taken_back_at__isnull", False), ("taken_back_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="decision_taken_back_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "who",
                    models.TextField(
                        choices=[
                            ("practitioner", "Whoever wrote it"),
                            ("person", "The person"),
                            ("other", "Somebody else, who was asked"),
                        ]
                    ),
                ),
                ("named", models.TextField(blank=True)),
                ("words", models.TextField()),
                ("promised_at", models.DateTimeField()),
                (
                    "state",
                    models.TextField(
                        choices=[("open", "Open"), ("done", "Done"), ("taken_back", "Not meant")],
                        default="open",
                    ),
                ),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_in",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.contact",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="contacts.contact",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="contacts.person",
                    ),
                ),
                (
                    "reply",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replies_to",
                        to="contacts.amendment",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "open")),
                        fields=["person"],
                        name="follow_up_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("who", "other"), ("named", ""), _connector="XOR"),
                        name="follow_up_names_who_was_asked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("who__in", ["practitioner", "person", "other"])),
                        name="follow_up_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="follow_up_says_what"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None),
                                ("closed_by", None),
                                ("closed_in", None),
                                ("reply", None),
                                ("state", "open"),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("state__in", ["done", "taken_back"]),
                            ),
                            _connector="OR",
                        ),
                        name="follow_up_open_or_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_in", None),
                            ("reply", None),
                            ("state", "done"),
                            ("who", "other"),
                            _negated=True,
                        ),
                        name="follow_up_awaited_until_a_reply",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Talk",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talks",
                        to="contacts.contact",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talks",
                        to="contacts.person",
                    ),
                ),
                (
                    "what_was_said",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="talks_had",
                        to="contacts.amendment",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None), ("taken_back_at", None)),
                        fields=["person"],
                        name="talk_open",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None), ("closed_by", None), ("what_was_said", None)
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("closed_by__isnull", False),
                                ("taken_back_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="talk_closed_by_somebody",
                    )
                ],
            },
        ),
        migrations.RunSQL(EVIDENCE + FOLLOW, UNDO),
    ]
