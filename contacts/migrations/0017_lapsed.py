from django.db import migrations, models


class Migration(migrations.Migration):
    """What was said of two records as one is read no more once they are parted."""

    dependencies = [("contacts", "0016_draft_page")]

    operations = [
        migrations.AddField(
            model_name="personfact",
            name="lapsed",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="standing",
            name="lapsed",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]
