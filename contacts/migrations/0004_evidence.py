from django.db import migrations

# Every function names its schemas and looks first in pg_catalog, so that no session can put a
# table, function or operator of its own in the way.
FUNCTIONS = r"""
CREATE FUNCTION contacts_only_these_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'nothing is deleted from %', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    -- Without arguments TG_ARGV is null, and jsonb less null would be null on both sides. Compared
    -- as text, for as jsonb 1.0 equals 1.00.
    IF (to_jsonb(NEW) - coalesce(TG_ARGV, '{}'))::text
        IS DISTINCT FROM (to_jsonb(OLD) - coalesce(TG_ARGV, '{}'))::text
    THEN
        RAISE EXCEPTION 'what % holds is not changed', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION contacts_never_emptied() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'nothing is deleted from %', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION contacts_written_in_this_transaction() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'a row of % names the transaction that writes it', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;

-- Only a moment written out in full: never 'now', nor one that the session's time zone decides.
CREATE FUNCTION contacts_moment(written text) RETURNS timestamptz LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp AS $$
    SELECT CASE WHEN written
        ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$'
        THEN written::timestamptz END
$$;

CREATE FUNCTION contacts_put_right_by_an_amendment() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.contacts_amendment AS amendment
        WHERE amendment.contact_id = NEW.id
        AND amendment.transaction = pg_current_xact_id()::text::bigint
        AND (NEW.kind = OLD.kind
            OR amendment.changed -> 'kind' = jsonb_build_array(OLD.kind, NEW.kind))
        AND (NEW.outcome = OLD.outcome
            OR amendment.changed -> 'outcome' = jsonb_build_array(OLD.outcome, NEW.outcome))
        AND (NEW.minutes IS NOT DISTINCT FROM OLD.minutes
            OR amendment.changed -> 'minutes' = jsonb_build_array(OLD.minutes, NEW.minutes))
        AND (NEW.time_known = OLD.time_known
            OR amendment.changed -> 'time_known'
                = jsonb_build_array(OLD.time_known, NEW.time_known))
        AND (NEW.occurred_at = OLD.occurred_at
            OR (public.contacts_moment(amendment.changed -> 'occurred_at' ->> 0) = OLD.occurred_at
                AND public.contacts_moment(amendment.changed -> 'occurred_at' ->> 1)
                    = NEW.occurred_at
                AND jsonb_array_length(amendment.changed -> 'occurred_at') = 2))
    ) THEN
        RAISE EXCEPTION 'only an amendment puts a contact right'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION contacts_person_changes_by_joining() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM public.contacts_auditentry AS entry
        WHERE entry.transaction = pg_current_xact_id()::text::bigint
        AND entry.act IN ('join_people', 'part_people')
        AND entry.people @> ARRAY[OLD.person_id, NEW.person_id]
    ) THEN
        RAISE EXCEPTION 'a contact changes its person only when two people are joined or parted'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION contacts_make_audit_partition(month date) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    name text := 'contacts_auditentry_' || to_char(month, 'YYYY_MM');
    first date := date_trunc('month', month)::date;
BEGIN
    IF to_regclass('public.' || name) IS NULL THEN
        EXECUTE format(
            'CREATE TABLE public.%I PARTITION OF public.contacts_auditentry'
            ' FOR VALUES FROM (%L) TO (%L)',
            name, first::timestamp AT TIME ZONE 'UTC',
            (first + interval '1 month') AT TIME ZONE 'UTC'
        );
        EXECUTE format(
            'CREATE TRIGGER never_emptied BEFORE TRUNCATE ON public.%I'
            ' FOR EACH STATEMENT EXECUTE FUNCTION public.contacts_never_emptied()', name
        );
    END IF;
END $$;
"""

# The columns that may change, by table; of contacts, some only beside what the last two ask for.
MAY_CHANGE = {
    "contacts_contact": [
        *("state", "lead_id", "seen"),
        *("occurred_at", "time_known", "kind", "outcome", "minutes"),
        "person_id",
    ],
    "contacts_amendment": [],
    "contacts_sourcerecord": [],
    "contacts_auditentry": [],
}

TRIGGERS = "".join(
    f"""
CREATE TRIGGER evidence BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW
    EXECUTE FUNCTION contacts_only_these_change({", ".join(f"'{name}'" for name in columns)});
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT
    EXECUTE FUNCTION contacts_never_emptied();
"""
    for table, columns in MAY_CHANGE.items()
)

# A forged number would let one amendment or entry serve again, in a transaction still to come.
TRIGGERS += "".join(
    f"""
CREATE TRIGGER written_in_this_transaction BEFORE INSERT ON {table} FOR EACH ROW
    WHEN (NEW.transaction <> pg_current_xact_id()::text::bigint)
    EXECUTE FUNCTION contacts_written_in_this_transaction();
"""
    for table in ("contacts_amendment", "contacts_auditentry")
)

MORE = """
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON contacts_auditentry_default FOR EACH STATEMENT
    EXECUTE FUNCTION contacts_never_emptied();
CREATE TRIGGER put_right_by_an_amendment BEFORE UPDATE ON contacts_contact FOR EACH ROW
    WHEN ((OLD.occurred_at, OLD.time_known, OLD.kind, OLD.outcome, OLD.minutes)
        IS DISTINCT FROM (NEW.occurred_at, NEW.time_known, NEW.kind, NEW.outcome, NEW.minutes))
    EXECUTE FUNCTION contacts_put_right_by_an_amendment();
CREATE TRIGGER person_changes_by_joining BEFORE UPDATE ON contacts_contact FOR EACH ROW
    WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id)
    EXECUTE FUNCTION contacts_person_changes_by_joining();
SELECT contacts_make_audit_partition((date '2026-11-01' + n * interval '1 month')::date)
    FROM generate_series(0, 13) AS n;
"""

UNDO = (
    "".join(
        f"DROP TRIGGER evidence ON {table}; DROP TRIGGER never_emptied ON {table};"
        for table in MAY_CHANGE
    )
    + """
DROP TRIGGER put_right_by_an_amendment ON contacts_contact;
DROP TRIGGER person_changes_by_joining ON contacts_contact;
DROP FUNCTION contacts_only_these_change, contacts_never_emptied,
    contacts_written_in_this_transaction, contacts_moment,
    contacts_put_right_by_an_amendment, contacts_person_changes_by_joining,
    contacts_make_audit_partition CASCADE;
"""
)


class Migration(migrations.Migration):
    """The database, not good manners, keeps what was written."""

    dependencies = [("contacts", "0003_words")]

    operations = [migrations.RunSQL(FUNCTIONS + TRIGGERS + MORE, UNDO)]
