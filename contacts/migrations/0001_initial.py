import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.contrib.postgres.operations import (
    BtreeGistExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations, models

import contacts.models.allocation
import contacts.models.amendment

# English stems without stop words: "Will", "no", "not" and "off" are words people look for.
SEARCH = """
CREATE TEXT SEARCH DICTIONARY diary_stem (TEMPLATE = snowball, LANGUAGE = english);
CREATE TEXT SEARCH CONFIGURATION diary (COPY = simple);
ALTER TEXT SEARCH CONFIGURATION diary
    ALTER MAPPING FOR asciiword, asciihword, hword_asciipart WITH diary_stem;
ALTER TEXT SEARCH CONFIGURATION diary
    ALTER MAPPING FOR word, hword, hword_part WITH unaccent, diary_stem;
"""
NO_SEARCH = """
DROP TEXT SEARCH CONFIGURATION diary;
DROP TEXT SEARCH DICTIONARY diary_stem;
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        migrations.RunSQL(SEARCH, NO_SEARCH),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("username", models.CharField(max_length=150, unique=True)),
                ("name", models.TextField()),
                (
                    "role",
                    models.TextField(
                        choices=[
                            ("practitioner", "Practitioner"),
                            ("spo", "Senior probation officer"),
                            ("admin", "Administrator"),
                        ]
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("initials_only", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="PDU",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField(unique=True)),
                ("duty_manager_phone", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("crn", models.CharField(max_length=7, unique=True)),
                ("first_name", models.TextField()),
                ("last_name", models.TextField()),
                ("preferred_name", models.TextField(blank=True)),
                ("date_of_birth", models.DateField(null=True)),
                ("pnc", models.TextField(blank=True)),
                ("prison_number", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField(unique=True)),
                ("columns", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("author_name", models.TextField(blank=True)),
                ("occurred_at", models.DateTimeField()),
                ("time_known", models.BooleanField(default=True)),
                ("written_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "kind",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("office", "Office"),
                            ("home_visit", "Home visit"),
                            ("phone", "Phone"),
                            ("video", "Video"),
                            ("message", "Message"),
                            ("other", "Other"),
                        ],
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField(null=True)),
                (
                    "outcome",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("attended", "Attended"),
                            ("attended_not_complied", "Attended, did not comply"),
                            ("did_not_attend", "Did not attend, reason awaited"),
                            ("acceptable_absence", "Acceptable absence"),
                            ("unacceptable_absence", "Unacceptable absence"),
                            ("rearranged", "Rearranged"),
                        ],
                    ),
                ),
                ("sensitive", models.BooleanField(default=False)),
                ("heading", models.TextField(blank=True)),
                ("notes", models.TextField(blank=True)),
                ("token", models.UUIDField(null=True)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("shown", "Shown"),
                            ("joined", "Shown with another record of the same event"),
                            ("withdrawn", "Withdrawn"),
                            ("moved", "Moved to another person"),
                            ("undone", "Its import was undone"),
                        ],
                        default="shown",
                    ),
                ),
                (
                    "seen",
                    models.TextField(
                        choices=[
                            ("met", "Met"),
                            ("not_met", "Not met"),
                            ("not_known", "Not known if seen"),
                            ("about", "About the person, not with them"),
                            ("remote", "Not face to face"),
                        ]
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "lead",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined",
                        to="contacts.contact",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="contacts.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Amendment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("author_name", models.TextField(blank=True)),
                ("written_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("notes", models.TextField(blank=True)),
                ("changed", models.JSONField(default=dict)),
                ("replaces", models.BooleanField(default=False)),
                ("token", models.UUIDField(null=True)),
                (
                    "transaction",
                    models.BigIntegerField(
                        db_default=django.db.models.functions.comparison.Cast(
                            django.db.models.functions.comparison.Cast(
                                contacts.models.amendment.CurrentTransaction(), models.TextField()
                            ),
                            models.BigIntegerField(),
                        ),
                        editable=False,
                    ),
                ),
                (
                    "author",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="amendments",
                        to="contacts.contact",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("loaded_at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "loaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="batches",
                        to="contacts.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.UUIDField()),
                ("notes", models.TextField(blank=True)),
                ("fields", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Alongside",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alongside",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alongside",
                        to="contacts.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "practitioner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="allocations",
                        to="contacts.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Alias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("first_name", models.TextField(blank=True)),
                ("last_name", models.TextField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aliases",
                        to="contacts.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AccessRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.TextField(
                        choices=[
                            ("exclusion", "May not see"),
                            ("restriction", "Only those named may see"),
                        ]
                    ),
                ),
                ("set_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="access_rules",
                        to="contacts.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PersonJoin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("joined_at", models.DateTimeField()),
                ("parted_at", models.DateTimeField(null=True)),
                ("what_was_whose", models.JSONField(default=dict)),
                (
                    "joined",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joined_into",
                        to="contacts.person",
                    ),
                ),
                (
                    "joined_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="joins",
                        to="contacts.person",
                    ),
                ),
                (
                    "parted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PersonFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.TextField(
                        choices=[
                            ("phone", "Phone"),
                            ("address", "Address"),
                            ("order", "Order or licence"),
                            ("conditions", "Conditions"),
                            ("rosh", "RoSH"),
                            ("rosh_to_whom", "RoSH to whom"),
                            ("mappa", "MAPPA"),
                            ("tier", "Tier"),
                            ("safety_alert", "Safety alert"),
                        ]
                    ),
                ),
                ("value", models.TextField(blank=True)),
                ("starts", models.DateField(null=True)),
                ("ends", models.DateField(null=True)),
                ("as_at", models.DateField()),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="contacts.importbatch",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="contacts.person",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SourceRecord",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("foreign_id", models.TextField(blank=True)),
                ("digest", models.BinaryField()),
                ("raw", models.JSONField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="contacts.importbatch",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="source_records",
                        to="contacts.contact",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="records",
                        to="contacts.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="BatchRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="contacts.importbatch",
                    ),
                ),
                (
                    "record",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="contacts.sourcerecord",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("time_known", models.BooleanField(default=True)),
                (
                    "kind",
                    models.TextField(
                        blank=True,
                        choices=[
                            ("office", "Office"),
                            ("home_visit", "Home visit"),
                            ("phone", "Phone"),
                            ("video", "Video"),
                            ("message", "Message"),
                            ("other", "Other"),
                        ],
                    ),
                ),
                ("heading", models.TextField(blank=True)),
                ("notes", models.TextField(blank=True)),
                ("author_name", models.TextField(blank=True)),
                (
                    "state",
                    models.TextField(
                        choices=[
                            ("planned", "Planned"),
                            ("moved", "Moved"),
                            ("cancelled", "Cancelled"),
                            ("kept", "Kept"),
                        ],
                        default="planned",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments_kept",
                        to="contacts.contact",
                    ),
                ),
                (
                    "read_in",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments_read",
                        to="contacts.contact",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="contacts.person",
                    ),
                ),
                (
                    "source_record",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointment",
                        to="contacts.sourcerecord",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.TextField(
                        choices=[
                            ("community", "In the community"),
                            ("custody", "In custody"),
                            ("hospital", "In hospital"),
                            ("suspended", "Contact suspended"),
                            ("recalled", "Recalled"),
                            ("ended", "Supervision ended"),
                        ]
                    ),
                ),
                ("place", models.TextField(blank=True)),
                ("reason", models.TextField(blank=True)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("expected_release", models.DateField(null=True)),
                (
                    "batch",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="contacts.importbatch",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="contacts.contact",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="standings",
                        to="contacts.person",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.source",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField(unique=True)),
                (
                    "pdu",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="contacts.pdu",
                    ),
                ),
                (
                    "serves",
                    models.ManyToManyField(blank=True, related_name="served_by", to="contacts.pdu"),
                ),
            ],
        ),
        migrations.AddField(
            model_name="person",
            name="team",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="contacts.team",
            ),
        ),
        migrations.AddField(
            model_name="user",
            name="team",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="users",
                to="contacts.team",
            ),
        ),
        migrations.CreateModel(
            name="Words",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("piece", models.PositiveSmallIntegerField()),
                ("vector", django.contrib.postgres.search.SearchVectorField()),
                ("hash", models.BinaryField(null=True)),
                (
                    "amendment",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.amendment",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="words",
                        to="contacts.contact",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contacts.person",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.UniqueConstraint(
                fields=("author", "token"), name="amendment_saved_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(("author", None), ("author_name", ""), _connector="XOR"),
                name="amendment_one_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("notes", ""), _negated=True),
                    models.Q(("changed", {}), _negated=True),
                    _connector="OR",
                ),
                name="amendment_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="amendment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaces", False), models.Q(("notes", ""), _negated=True), _connector="OR"
                ),
                name="amendment_replaces_with_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="draft",
            constraint=models.UniqueConstraint(
                fields=("user", "person", "token"), name="draft_of_one_form"
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("state__in", ["shown", "withdrawn", "moved"])),
                fields=["person", "-occurred_at", "-id"],
                name="contact_timeline",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("seen", "met"), ("state", "shown")),
                fields=["person", "-occurred_at", "-id"],
                name="contact_last_met",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("state", "joined")), fields=["lead"], name="contact_joined"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(
                fields=("author", "token"), name="contact_saved_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("author", None), ("author_name", ""), _connector="XOR"),
                name="contact_one_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("notes", ""), _negated=True), ("token", None), _connector="OR"
                ),
                name="contact_typed_here_says_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("author__isnull", False), ("token", None), _connector="OR"),
                name="contact_typed_by_a_user",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lead__isnull", False), ("state", "joined")),
                    models.Q(models.Q(("state", "joined"), _negated=True), ("lead", None)),
                    _connector="OR",
                ),
                name="contact_joined_has_a_lead",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(("lead", models.F("id")), _negated=True),
                name="contact_leads_others",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["", "office", "home_visit", "phone", "video", "message", "other"])
                ),
                name="contact_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        [
                            "",
                            "attended",
                            "attended_not_complied",
                            "did_not_attend",
                            "acceptable_absence",
                            "unacceptable_absence",
                            "rearranged",
                        ],
                    )
                ),
                name="contact_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["shown", "joined", "withdrawn", "moved", "undone"])
                ),
                name="contact_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("seen__in", ["met", "not_met", "not_known", "about", "remote"])
                ),
                name="contact_seen",
            ),
        ),
        migrations.AddConstraint(
            model_name="alongside",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="alongside_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="alongside",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("person", "="),
                    ("user", "="),
                    (contacts.models.allocation.Days("since", "until"), "&&"),
                ],
                name="alongside_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until", None), ("until__gte", models.F("since")), _connector="OR"
                ),
                name="allocation_ends_after",
            ),
        ),
        migrations.AddConstraint(
            model_name="allocation",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[
                    ("person", "="),
                    (contacts.models.allocation.Days("since", "until"), "&&"),
                ],
                name="allocation_one_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["exclusion", "restriction"])),
                name="access_rule_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="accessrule",
            constraint=models.UniqueConstraint(
                condition=models.Q(("lifted_at", None)),
                fields=("person", "user", "kind"),
                name="access_rule_named_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="personjoin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("parted_at", None)),
                fields=("joined",),
                name="person_joined_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="personjoin",
            constraint=models.CheckConstraint(
                condition=models.Q(("kept", models.F("joined")), _negated=True),
                name="person_join_of_two",
            ),
        ),
        migrations.AddIndex(
            model_name="personfact",
            index=models.Index(fields=["person", "what", "-as_at", "-id"], name="fact_latest"),
        ),
        migrations.AddConstraint(
            model_name="sourcerecord",
            constraint=models.UniqueConstraint(
                fields=("source", "foreign_id", "digest"), name="source_record_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="batchrow",
            constraint=models.UniqueConstraint(fields=("batch", "record"), name="batch_row_once"),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["person", "-at", "-id"], name="appointment_of_person"),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("author", None), ("author_name", ""), _connector="XOR"),
                name="appointment_one_author",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("read_in__isnull", False), ("source_record", None)),
                    models.Q(("read_in", None), ("source_record__isnull", False)),
                    _connector="OR",
                ),
                name="appointment_from_a_record_or_a_contact",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(fields=["person", "-since", "-id"], name="standing_latest"),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "what__in",
                        ["community", "custody", "hospital", "suspended", "recalled", "ended"],
                    )
                ),
                name="standing_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contact__isnull", False), ("source", None)),
                    models.Q(("contact", None), ("source__isnull", False)),
                    _connector="OR",
                ),
                name="standing_from_a_source_or_a_contact",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(("crn__regex", "^[A-Z][0-9]{6}$")), name="person_crn"
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("prison_number", ""),
                    ("prison_number__regex", "^[A-Z][0-9]{4}[A-Z]{2}$"),
                    _connector="OR",
                ),
                name="person_prison_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pnc", ""), ("pnc__regex", "^[0-9]{4}/[0-9]{7}[A-Z]$"), _connector="OR"
                ),
                name="person_pnc",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("username"), name="user_username_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["practitioner", "spo", "admin"])), name="user_role"
            ),
        ),
        migrations.AddIndex(
            model_name="words",
            index=models.Index(fields=["person", "hash"], name="words_same"),
        ),
    ]
