import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Where a source calls somebody otherwise than we do, it is asked whether it is the same."""

    dependencies = [
        ('contacts', '0012_joined_people'),
    ]

    operations = [
        migrations.AddField(
            model_name='readrow',
            name='born',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='readrow',
            name='named',
            field=models.TextField(blank=True, db_default=''),
        ),
        migrations.CreateModel(
            name='WhoIsIt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('named', models.TextField(blank=True)),
                ('born', models.DateField(null=True)),
                ('answer', models.TextField(blank=True, choices=[('', 'Nobody has said'), ('same', 'The same person'), ('other', 'Somebody else')])),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.person')),
                ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contacts.source')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('source', 'person', 'named', 'born'), name='who_is_it_asked_once', nulls_distinct=False), models.CheckConstraint(condition=models.Q(('answer__in', ['', 'same', 'other'])), name='who_is_it_answer')],
            },
        ),
    ]
