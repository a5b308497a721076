from django.db import migrations, models


class Migration(migrations.Migration):
    """A password that an administrator told somebody is changed before anything is opened."""

    dependencies = [("contacts", "0006_search")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="password_is_one_time",
            field=models.BooleanField(default=False),
        ),
    ]
