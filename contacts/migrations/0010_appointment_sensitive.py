from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('contacts', '0009_one_index_each'),
    ]

    operations = [
        migrations.AddField(
            model_name='appointment',
            name='sensitive',
            field=models.BooleanField(default=False),
        ),
    ]
