from django.db import migrations

TABLE = """
CREATE TABLE diary_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX diary_cache_expires ON diary_cache (expires);
"""


class Migration(migrations.Migration):
    """Where the limits on guessing passwords are counted, for every worker alike."""

    dependencies = [("contacts", "0004_evidence")]

    operations = [migrations.RunSQL(TABLE, "DROP TABLE diary_cache")]
