import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Where a person stands is taken from the words of an entry, and may be taken back."""

    dependencies = [("contacts", "0019_appointment_moved_from")]

    operations = [
        migrations.AddField(
            model_name="standing",
            name="taken_back_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="standing",
            name="taken_back_by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.CheckConstraint(
                condition=models.Q(taken_back_at=None, taken_back_by=None)
                | models.Q(
                    contact__isnull=False, taken_back_at__isnull=False, taken_back_by__isnull=False
                ),
                name="standing_taken_back_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.UniqueConstraint(
                condition=models.Q(taken_back_at=None, contact__isnull=False),
                fields=["contact"],
                name="standing_of_an_entry_once",
            ),
        ),
    ]
