-- Every row of these tables, and everything that keeps them as they are.
WITH kept AS (
    SELECT oid, relname, relowner, relacl, relrowsecurity, relhasrules FROM pg_class
    WHERE relname LIKE 'contacts\_%' AND relnamespace = 'public'::regnamespace
)
SELECT 'contact', id, contact::text FROM contacts_contact AS contact
UNION ALL SELECT 'amendment', id, amendment::text FROM contacts_amendment AS amendment
UNION ALL SELECT 'record', id, record::text FROM contacts_sourcerecord AS record
UNION ALL SELECT tableoid::regclass::text, id, entry::text FROM contacts_auditentry AS entry
UNION ALL SELECT 'follow-up', id, follow_up::text FROM contacts_followup AS follow_up
UNION ALL SELECT 'concern', id, concern::text FROM contacts_concern AS concern
UNION ALL SELECT 'talk', id, talk::text FROM contacts_talk AS talk
UNION ALL SELECT 'decision', id, decision::text FROM contacts_decision AS decision
UNION ALL SELECT 'person', id, person::text FROM contacts_person AS person
UNION ALL SELECT 'table', oid, kept::text FROM kept
UNION ALL SELECT 'column', attrelid, concat_ws(' ', attname, atttypid::regtype, attacl::text)
    FROM pg_attribute JOIN kept ON attrelid = kept.oid WHERE attnum > 0
UNION ALL SELECT 'trigger', pg_trigger.oid,
        concat_ws(' ', tgenabled, pg_get_triggerdef(pg_trigger.oid))
    FROM pg_trigger JOIN kept ON tgrelid = kept.oid WHERE NOT tgisinternal
UNION ALL SELECT 'foreign key', pg_constraint.oid, pg_get_constraintdef(pg_constraint.oid)
    FROM pg_constraint JOIN kept ON conrelid = kept.oid WHERE contype = 'f'
UNION ALL SELECT 'function', oid, concat_ws(' ', proowner, pg_get_functiondef(oid))
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND probin IS NULL
UNION ALL SELECT 'partition', inhrelid, inhparent::text
    FROM pg_inherits JOIN kept ON inhrelid = kept.oid
UNION ALL SELECT 'rule', pg_rewrite.oid, pg_get_ruledef(pg_rewrite.oid)
    FROM pg_rewrite JOIN kept ON ev_class = kept.oid
UNION ALL SELECT 'schema', oid, concat_ws(' ', nspname, nspacl::text)
    FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%'
UNION ALL SELECT 'setting', setdatabase, concat_ws(' ', setrole, setconfig::text)
    FROM pg_db_role_setting
UNION ALL SELECT 'member', roleid, member::text FROM pg_auth_members
ORDER BY 1, 2, 3;
