from django.db import migrations, models


class Migration(migrations.Migration):
    """What was joined and what was replaced is found by its own index when notes are searched."""

    dependencies = [("contacts", "0005_cache")]

    operations = [
        migrations.AddIndex(
            model_name="amendment",
            index=models.Index(
                condition=models.Q(("replaces", True)),
                fields=["contact"],
                name="amendment_replacing",
            ),
        ),
        migrations.AddIndex(
            model_name="contact",
            index=models.Index(
                condition=models.Q(("state", "joined")),
                fields=["person"],
                name="contact_joined_of_person",
            ),
        ),
    ]
