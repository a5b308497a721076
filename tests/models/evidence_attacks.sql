-- Ways to change history. Above each, its name and the SQLSTATE with which it must be refused:
-- 42501 the role has no right to, 23001 a trigger of ours says no. "owner" is whoever owns the
-- tables without being a superuser; where it is missing, only an owner could do this at all.
-- Each statement is sent by itself; a line that does not begin one is indented.

-- the words of a contact are written over
-- application 42501, owner 23001
UPDATE contacts_contact SET notes = 'Never came.' WHERE id = 31;

-- the words of every contact are written over
-- application 42501, owner 23001
UPDATE contacts_contact SET notes = '';

-- a contact is deleted
-- application 42501, owner 23001
DELETE FROM contacts_contact WHERE id = 31;

-- every amendment is deleted
-- application 42501, owner 23001
DELETE FROM contacts_amendment;

-- every source record is deleted
-- application 42501, owner 23001
DELETE FROM contacts_sourcerecord;

-- the trail is deleted
-- application 42501, owner 23001
DELETE FROM contacts_auditentry;

-- a contact gets another author
-- application 42501, owner 23001
UPDATE contacts_contact SET author_id = 12 WHERE id = 31;

-- a contact from a source gets another author
-- application 42501, owner 23001
UPDATE contacts_contact SET author_name = 'Somebody' WHERE id = 32;

-- a contact from a source is said to be typed here
-- application 42501, owner 23001
UPDATE contacts_contact SET author_id = 12, author_name = '' WHERE id = 32;

-- a contact is said to be recorded earlier
-- application 42501, owner 23001
UPDATE contacts_contact SET recorded_at = recorded_at - interval '1 day' WHERE id = 31;

-- a contact is said to be written a microsecond earlier
-- application 42501, owner 23001
UPDATE contacts_contact SET written_at = written_at - interval '1 microsecond' WHERE id = 31;

-- when it was written is forgotten
-- application 42501, owner 23001
UPDATE contacts_contact SET written_at = NULL WHERE id = 31;

-- a form's token is set free
-- application 42501, owner 23001
UPDATE contacts_contact SET token = NULL WHERE id = 31;

-- what the source called it is changed
-- application 42501, owner 23001
UPDATE contacts_contact SET heading = 'Appointment, failed to attend' WHERE id = 32;

-- sensitive becomes ordinary
-- application 42501, owner 23001
UPDATE contacts_contact SET sensitive = false WHERE id = 32;

-- a contact gets another number
-- application 42501, owner 23001
UPDATE contacts_contact SET id = 999 WHERE id = 31;

-- a space is added at the end of the words
-- application 42501, owner 23001
UPDATE contacts_contact SET notes = notes || ' ' WHERE id = 31;

-- the words change beside a state that may
-- application 42501, owner 23001
UPDATE contacts_contact SET state = 'withdrawn', notes = '' WHERE id = 31;

-- the words change beside an amendment that says so
-- application 42501, owner 23001
BEGIN;
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (31, 11, '', now(), 'x', '{"notes": ["Came on time.", "Never came."]}', true);
UPDATE contacts_contact SET notes = 'Never came.' WHERE id = 31;
COMMIT;

-- the kind changes without an amendment
-- application 23001, owner 23001
UPDATE contacts_contact SET kind = 'phone' WHERE id = 31;

-- the outcome changes without an amendment
-- application 23001, owner 23001
UPDATE contacts_contact SET outcome = 'did_not_attend' WHERE id = 31;

-- the minutes change without an amendment
-- application 23001, owner 23001
UPDATE contacts_contact SET minutes = NULL WHERE id = 31;

-- when it occurred changes without an amendment
-- application 23001, owner 23001
UPDATE contacts_contact SET occurred_at = occurred_at - interval '1 hour' WHERE id = 31;

-- whether the time is known changes without an amendment
-- application 23001, owner 23001
UPDATE contacts_contact SET time_known = true WHERE id = 32;

-- the kind changes beside an amendment of an earlier transaction
-- application 23001, owner 23001
UPDATE contacts_contact SET kind = 'phone' WHERE id = 33;

-- the kind changes beside an amendment of another contact
-- application 23001, owner 23001
BEGIN;
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (33, 11, '', now(), '', '{"kind": ["office", "phone"]}', false);
UPDATE contacts_contact SET kind = 'phone' WHERE id = 31;
COMMIT;

-- the kind changes beside an amendment with another from
-- application 23001, owner 23001
BEGIN;
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (31, 11, '', now(), '', '{"kind": ["video", "phone"]}', false);
UPDATE contacts_contact SET kind = 'phone' WHERE id = 31;
COMMIT;

-- the kind changes beside an amendment with another to
-- application 23001, owner 23001
BEGIN;
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (31, 11, '', now(), '', '{"kind": ["office", "video"]}', false);
UPDATE contacts_contact SET kind = 'phone' WHERE id = 31;
COMMIT;

-- the kind changes beside an amendment in words alone
-- application 23001, owner 23001
BEGIN;
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (31, 11, '', now(), 'It was by phone.', '{}', false);
UPDATE contacts_contact SET kind = 'phone' WHERE id = 31;
COMMIT;

-- the outcome changes beside an amendment of the kind
-- application 23001, owner 23001
BEGIN;
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (31, 11, '', now(), '', '{"kind": ["office", "phone"]}', false);
UPDATE contacts_contact SET kind = 'phone', outcome = '' WHERE id = 31;
COMMIT;

-- the minutes change beside an amendment of the kind
-- application 23001, owner 23001
BEGIN;
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (31, 11, '', now(), '', '{"kind": ["office", "phone"]}', false);
UPDATE contacts_contact SET kind = 'phone', minutes = 45 WHERE id = 31;
COMMIT;

-- whether the time is known changes beside an amendment of the kind
-- application 23001, owner 23001
BEGIN;
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (32, 11, '', now(), '', '{"kind": ["", "phone"]}', false);
UPDATE contacts_contact SET kind = 'phone', time_known = true WHERE id = 32;
COMMIT;

-- two amendments each say half of a change
-- application 23001, owner 23001
BEGIN;
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES
    (31, 11, '', now(), '', '{"kind": ["office", "phone"]}', false),
    (31, 11, '', now(), '', '{"outcome": ["attended", ""]}', false);
UPDATE contacts_contact SET kind = 'phone', outcome = '' WHERE id = 31;
COMMIT;

-- an amendment says that it occurred now, whenever that is
-- application 23001, owner 23001
BEGIN;
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (31, 11, '', now(), '', '{"occurred_at": ["2026-11-20T10:00:00+00:00", "now"]}', false);
UPDATE contacts_contact SET occurred_at = now() WHERE id = 31;
COMMIT;

-- an amendment names a time that the session's time zone decides
-- application 23001, owner 23001
BEGIN;
SET LOCAL timezone = 'Asia/Tokyo';
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (31, 11, '', now(), '', '{"occurred_at": ["2026-11-20T19:00:00", "2026-11-20T12:00:00"]}',
    false);
UPDATE contacts_contact SET occurred_at = '2026-11-20 12:00:00+09' WHERE id = 31;
COMMIT;

-- an amendment gives three times, so that nobody can say which it was
-- application 23001, owner 23001
BEGIN;
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (31, 11, '', now(), '',
    '{"occurred_at": ["2026-11-20T10:00:00Z", "2026-11-20T12:00:00Z", "2026-11-20T13:00:00Z"]}',
    false);
UPDATE contacts_contact SET occurred_at = '2026-11-20 12:00Z' WHERE id = 31;
COMMIT;

-- the amendment is rolled back to a savepoint before the change
-- application 23001, owner 23001
BEGIN;
SAVEPOINT before;
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (31, 11, '', now(), '', '{"kind": ["office", "phone"]}', false);
ROLLBACK TO before;
UPDATE contacts_contact SET kind = 'phone' WHERE id = 31;
COMMIT;

-- the amendment comes after the change
-- application 23001, owner 23001
BEGIN;
UPDATE contacts_contact SET kind = 'phone' WHERE id = 31;
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (31, 11, '', now(), '', '{"kind": ["office", "phone"]}', false);
COMMIT;

-- the amendment is deleted again once it has served
-- application 42501, owner 23001
BEGIN;
INSERT INTO contacts_amendment
    (id, contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
VALUES (499, 31, 11, '', now(), '', '{"kind": ["office", "phone"]}', false);
UPDATE contacts_contact SET kind = 'phone' WHERE id = 31;
DELETE FROM contacts_amendment WHERE id = 499;
COMMIT;

-- an amendment is written for a transaction still to come
-- application 23001, owner 23001
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces, transaction)
VALUES (31, 11, '', now(), '', '{"kind": ["office", "phone"]}', false,
    pg_current_xact_id()::text::bigint + 1);

-- an entry of the trail is written for a transaction still to come
-- application 23001, owner 23001
INSERT INTO contacts_auditentry
    (at, username, role, act, people, object, detail, request_id, address, transaction)
VALUES (now(), 'pat', '', 'join_people', '{21,22}', '', '{}', '', '',
    pg_current_xact_id()::text::bigint + 1);

-- a contact moves to another person without a join
-- application 23001, owner 23001
UPDATE contacts_contact SET person_id = 22 WHERE id = 32;

-- a contact moves beside a join of one person alone
-- application 23001, owner 23001
BEGIN;
INSERT INTO contacts_auditentry
    (at, username, role, act, people, object, detail, request_id, address)
VALUES (now(), 'pat', '', 'join_people', '{22}', '', '{}', '', '');
UPDATE contacts_contact SET person_id = 22 WHERE id = 31;
COMMIT;

-- a contact moves beside an entry of another act
-- application 23001, owner 23001
BEGIN;
INSERT INTO contacts_auditentry
    (at, username, role, act, people, object, detail, request_id, address)
VALUES (now(), 'pat', '', 'amend', '{21,22}', '', '{}', '', '');
UPDATE contacts_contact SET person_id = 22 WHERE id = 31;
COMMIT;

-- a contact moves, its words too, beside a join
-- application 42501, owner 23001
BEGIN;
INSERT INTO contacts_auditentry
    (at, username, role, act, people, object, detail, request_id, address)
VALUES (now(), 'pat', '', 'join_people', '{21,22}', '', '{}', '', '');
UPDATE contacts_contact SET person_id = 22, notes = '' WHERE id = 31;
COMMIT;

-- two people swap their numbers, and so their histories
-- application 42501
UPDATE contacts_person SET id = 43 - id WHERE id IN (21, 22);

-- a person gets another number
-- application 42501, owner 23503
UPDATE contacts_person SET id = 99 WHERE id = 21;

-- a person is deleted
-- application 42501, owner 23503
DELETE FROM contacts_person WHERE id = 21;

-- an author is deleted
-- application 42501, owner 23503
DELETE FROM contacts_user WHERE id = 11;

-- the words of an amendment are written over
-- application 42501, owner 23001
UPDATE contacts_amendment SET notes = 'Brought nothing.' WHERE id = 41;

-- what an amendment put right is written over
-- application 42501, owner 23001
UPDATE contacts_amendment SET changed = '{"kind": ["office", "video"]}' WHERE id = 42;

-- an amendment is made to replace
-- application 42501, owner 23001
UPDATE contacts_amendment SET replaces = true WHERE id = 41;

-- an amendment goes to another contact
-- application 42501, owner 23001
UPDATE contacts_amendment SET contact_id = 33 WHERE id = 41;

-- an amendment is taken into this transaction
-- application 42501, owner 23001
UPDATE contacts_amendment SET transaction = pg_current_xact_id()::text::bigint WHERE id = 42;

-- a source record is written over
-- application 42501, owner 23001
UPDATE contacts_sourcerecord SET raw = '{"wing": "C", "length": 1.0}';

-- a number in a source record is written otherwise
-- application 42501, owner 23001
UPDATE contacts_sourcerecord SET raw = '{"wing": "B", "length": 1.00}';

-- a source record loses its contact
-- application 42501, owner 23001
UPDATE contacts_sourcerecord SET contact_id = NULL;

-- a source record goes to another batch's contact
-- application 42501, owner 23001
UPDATE contacts_sourcerecord SET contact_id = 31, digest = '\x02';

-- an entry of the trail names somebody else
-- application 42501, owner 23001
UPDATE contacts_auditentry SET username = 'priya', user_id = 12 WHERE id = 61;

-- an entry of the trail forgets whom it is about
-- application 42501, owner 23001
UPDATE contacts_auditentry SET people = '{}' WHERE id = 61;

-- an entry of the trail is put into another month
-- application 42501, owner 23001
UPDATE contacts_auditentry SET at = '2026-12-05 10:30Z' WHERE id = 61;

-- an entry of the trail is put into the default partition
-- application 42501, owner 23001
UPDATE contacts_auditentry SET at = '2019-12-05 10:30Z' WHERE id = 61;

-- an entry of the default partition is put into a month
-- application 42501, owner 23001
UPDATE contacts_auditentry SET at = '2026-11-05 10:30Z' WHERE id = 62;

-- a partition is updated directly
-- application 42501, owner 23001
UPDATE contacts_auditentry_2026_11 SET username = 'priya';

-- the default partition is updated directly
-- application 42501, owner 23001
UPDATE contacts_auditentry_default SET username = 'priya';

-- a partition is deleted from directly
-- application 42501, owner 23001
DELETE FROM contacts_auditentry_2026_11;

-- the default partition is deleted from directly
-- application 42501, owner 23001
DELETE FROM contacts_auditentry_default;

-- an entry is forged in a partition directly
-- application 42501, owner 23001
INSERT INTO contacts_auditentry_2026_11
    (at, username, role, act, people, object, detail, request_id, address, transaction)
VALUES ('2026-11-20Z', 'pat', '', 'amend', '{21}', '', '{}', '', '', 1);

-- contacts are emptied
-- application 42501, owner 0A000
TRUNCATE contacts_contact;

-- contacts are emptied and all that hangs on them
-- application 42501, owner 23001
TRUNCATE contacts_contact CASCADE;

-- amendments are emptied together with the words of search
-- application 42501, owner 23001
TRUNCATE contacts_amendment, contacts_words, contacts_copiedout, contacts_followup, contacts_concern,
    contacts_talk;

-- source records are emptied
-- application 42501, owner 23001
TRUNCATE contacts_sourcerecord CASCADE;

-- the trail is emptied
-- application 42501, owner 23001
TRUNCATE contacts_auditentry;

-- a partition of the trail is emptied
-- application 42501, owner 23001
TRUNCATE contacts_auditentry_2026_11;

-- a partition of the trail is emptied by itself, its numbers begun again
-- application 42501, owner 23001
TRUNCATE ONLY contacts_auditentry_2026_11 RESTART IDENTITY;

-- the default partition of the trail is emptied
-- application 42501, owner 23001
TRUNCATE contacts_auditentry_default;

-- people are emptied and all that hangs on them
-- application 42501, owner 23001
TRUNCATE contacts_person CASCADE;

-- batches are emptied and all that hangs on them
-- application 42501, owner 23001
TRUNCATE contacts_importbatch CASCADE;

-- PDUs are emptied and all that hangs on them
-- application 42501, owner 23001
TRUNCATE contacts_pdu CASCADE;

-- a partition is dropped
-- application 42501
DROP TABLE contacts_auditentry_2026_11;

-- a partition is detached
-- application 42501
ALTER TABLE contacts_auditentry DETACH PARTITION contacts_auditentry_2026_11;

-- a partition is detached while others go on
-- application 42501
ALTER TABLE contacts_auditentry DETACH PARTITION contacts_auditentry_2026_11 CONCURRENTLY;

-- a table of one's own is attached to the trail
-- application 42501
CREATE TEMP TABLE another (LIKE contacts_auditentry);
ALTER TABLE contacts_auditentry ATTACH PARTITION another
    FOR VALUES FROM ('2030-01-01Z') TO ('2030-02-01Z');

-- a partition is made
-- application 42501
SELECT contacts_make_audit_partition('2030-01-01');

-- a table of one's own inherits from contacts
-- application 42501
CREATE TEMP TABLE another () INHERITS (contacts_contact);

-- every trigger is switched off
-- application 42501
ALTER TABLE contacts_contact DISABLE TRIGGER ALL;

-- the users' triggers are switched off
-- application 42501
ALTER TABLE contacts_amendment DISABLE TRIGGER USER;

-- one trigger is switched off
-- application 42501
ALTER TABLE contacts_contact DISABLE TRIGGER evidence;

-- a trigger of a partition is switched off
-- application 42501
ALTER TABLE contacts_auditentry_2026_11 DISABLE TRIGGER never_emptied;

-- a trigger is left to replicas
-- application 42501
ALTER TABLE contacts_contact ENABLE REPLICA TRIGGER evidence;

-- a trigger is dropped
-- application 42501
DROP TRIGGER evidence ON contacts_contact;

-- a trigger gets another name
-- application 42501
ALTER TRIGGER evidence ON contacts_contact RENAME TO gone;

-- a trigger of one's own comes first
-- application 42501
CREATE FUNCTION pg_temp.swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER aaa BEFORE INSERT ON contacts_auditentry
    FOR EACH ROW EXECUTE FUNCTION pg_temp.swallow();

-- a trigger's function is written again
-- application 42501
CREATE OR REPLACE FUNCTION public.contacts_only_these_change() RETURNS trigger
    LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';

-- a trigger's function gets another search path
-- application 42501
ALTER FUNCTION contacts_put_right_by_an_amendment() SET search_path = pg_temp;

-- a trigger's function is dropped with its triggers
-- application 42501
DROP FUNCTION contacts_never_emptied() CASCADE;

-- contacts are dropped
-- application 42501
DROP TABLE contacts_contact CASCADE;

-- everything is dropped
-- application 42501
DROP SCHEMA public CASCADE;

-- an extension is dropped with what needs it
-- application 42501
DROP EXTENSION unaccent CASCADE;

-- the words lose their column
-- application 42501
ALTER TABLE contacts_contact DROP COLUMN notes;

-- the words change with the type of their column
-- application 42501
ALTER TABLE contacts_contact ALTER COLUMN notes TYPE text USING '';

-- contacts get another name, and a view takes their place
-- application 42501
ALTER TABLE contacts_contact RENAME TO gone;

-- contacts go to another schema
-- application 42501
ALTER TABLE contacts_contact SET SCHEMA pg_temp;

-- contacts get another owner
-- application 42501
ALTER TABLE contacts_contact OWNER TO {application};

-- all tables get another owner
-- application 42501
REASSIGN OWNED BY {owner} TO {application};

-- all that the owner has is dropped
-- application 42501
DROP OWNED BY {owner} CASCADE;

-- foreign keys are made to follow
-- application 42501
ALTER TABLE contacts_amendment ADD FOREIGN KEY (contact_id) REFERENCES contacts_contact
    ON UPDATE CASCADE ON DELETE CASCADE;

-- a table of one's own deletes by cascade
-- application 42501
CREATE TEMP TABLE mine (id bigint PRIMARY KEY);
ALTER TABLE contacts_contact ADD FOREIGN KEY (person_id) REFERENCES mine ON DELETE CASCADE;

-- a rule turns an insertion into nothing
-- application 42501
CREATE RULE nothing AS ON INSERT TO contacts_auditentry DO INSTEAD NOTHING;

-- a rule turns an update of drafts into one of contacts
-- application 42501
CREATE RULE elsewhere AS ON UPDATE TO contacts_draft
    DO INSTEAD UPDATE contacts_contact SET notes = '';

-- row security hides what was done
-- application 42501
ALTER TABLE contacts_auditentry ENABLE ROW LEVEL SECURITY;

-- the right to delete is taken
-- application 42501
GRANT ALL ON contacts_contact TO {application};
DELETE FROM contacts_contact;

-- the right to delete is taken by default
-- application 42501
ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT ALL ON TABLES TO {application};

-- the owner is joined
-- application 42501
GRANT {owner} TO {application};

-- the owner is become
-- application 42501
SET ROLE {owner};
DELETE FROM contacts_contact;

-- the session is given to the owner
-- application 42501
SET SESSION AUTHORIZATION {owner};
DELETE FROM contacts_contact;

-- the role is left for whoever signed in
-- application 42501, owner 23001
RESET SESSION AUTHORIZATION;
RESET ROLE;
DELETE FROM contacts_auditentry;

-- triggers are silenced for the session
-- application 42501, owner 42501
SET session_replication_role = replica;
DELETE FROM contacts_contact;

-- triggers are silenced by a function call
-- application 42501, owner 42501
SELECT set_config('session_replication_role', 'replica', true);

-- triggers are silenced for the role
-- application 42501, owner 42501
ALTER ROLE CURRENT_USER SET session_replication_role = replica;

-- triggers are silenced for the server
-- application 42501, owner 42501
ALTER SYSTEM SET session_replication_role = replica;

-- the switch that one trigger library has is tried
-- application 42501, owner 23001
SELECT set_config('pgtrigger.ignore', '{contacts_contact:evidence}', false);
DELETE FROM contacts_contact;

-- the switch of that library is tried by its own name
-- application 23001, owner 23001
SET pgtrigger.ignore = '{evidence,put_right_by_an_amendment}';
UPDATE contacts_contact SET kind = 'phone' WHERE id = 31;

-- the catalogue of triggers is edited
-- application 42501, owner 42501
UPDATE pg_catalog.pg_trigger SET tgenabled = 'D';

-- the catalogue of tables is edited
-- application 42501, owner 42501
UPDATE pg_catalog.pg_class SET relhastriggers = false WHERE relname = 'contacts_contact';

-- the catalogue is opened for editing
-- application 42501, owner 42501
SET allow_system_table_mods = on;

-- a temporary table stands before the amendments
-- application 23001, owner 23001
CREATE TEMP TABLE contacts_amendment AS SELECT * FROM public.contacts_amendment;
INSERT INTO pg_temp.contacts_amendment (contact_id, changed, transaction)
VALUES (31, '{"kind": ["office", "phone"]}', pg_current_xact_id()::text::bigint);
SET search_path = pg_temp, public;
UPDATE public.contacts_contact SET kind = 'phone' WHERE id = 31;

-- a temporary table stands before the trail
-- application 23001, owner 23001
CREATE TEMP TABLE contacts_auditentry (transaction bigint, act text, people bigint[]);
INSERT INTO pg_temp.contacts_auditentry
VALUES (pg_current_xact_id()::text::bigint, 'join_people', '{21,22}');
UPDATE public.contacts_contact SET person_id = 22 WHERE id = 31;

-- a temporary function says another transaction
-- application 23001, owner 23001
CREATE FUNCTION pg_temp.pg_current_xact_id() RETURNS xid8 LANGUAGE sql
    AS 'SELECT transaction::text::xid8 FROM public.contacts_amendment WHERE id = 42';
SET search_path = pg_temp, pg_catalog, public;
UPDATE contacts_contact SET kind = 'phone' WHERE id = 33;

-- a temporary function compares as it likes
-- application 42501, owner 23001
CREATE FUNCTION pg_temp.to_jsonb(anyelement) RETURNS jsonb LANGUAGE sql AS $$SELECT '{}'::jsonb$$;
SET search_path = pg_temp, pg_catalog, public;
UPDATE contacts_contact SET notes = '' WHERE id = 31;

-- a temporary operator says that all is equal
-- application 23001, owner 23001
CREATE FUNCTION pg_temp.same(text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE OPERATOR pg_temp.= (LEFTARG = text, RIGHTARG = text, FUNCTION = pg_temp.same);
SET search_path = pg_temp, pg_catalog, public;
UPDATE contacts_contact SET kind = 'phone' WHERE id OPERATOR(pg_catalog.=) 31;

-- a temporary type stands before a moment
-- application 23001, owner 23001
CREATE DOMAIN pg_temp.timestamptz AS text;
CREATE DOMAIN pg_temp.bigint AS text;
UPDATE public.contacts_contact SET occurred_at = pg_catalog.now() WHERE id = 31;

-- a table of one's own is made where the functions look
-- application 42501
CREATE TABLE public.mine (id bigint);

-- a function of one's own is made where the functions look
-- application 42501
CREATE FUNCTION public.to_jsonb(anyelement) RETURNS jsonb LANGUAGE sql AS $$SELECT '{}'::jsonb$$;

-- a function is made in the catalogue
-- application 42501, owner 42501
CREATE FUNCTION pg_catalog.contacts_mine() RETURNS integer LANGUAGE sql AS 'SELECT 1';

-- a schema of one's own is made
-- application 42501
CREATE SCHEMA mine;

-- contacts are made part of an extension, to be dropped with it
-- application 42501
ALTER EXTENSION unaccent ADD TABLE contacts_contact;

-- an event trigger is made
-- application 42501, owner 42501
CREATE FUNCTION pg_temp.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION pg_temp.watch();

-- a clash of numbers becomes an update of the words
-- application 42501, owner 23001
INSERT INTO contacts_contact
    (id, person_id, author_id, author_name, occurred_at, time_known, recorded_at, kind, outcome,
     sensitive, heading, notes, state, seen)
VALUES (31, 21, 11, '', now(), true, now(), '', '', false, '', 'Never came.', 'shown', 'met')
ON CONFLICT (id) DO UPDATE SET notes = EXCLUDED.notes;

-- a clash of tokens becomes an update of the kind
-- application 23001, owner 23001
INSERT INTO contacts_contact
    (person_id, author_id, author_name, occurred_at, time_known, recorded_at, kind, outcome,
     sensitive, heading, notes, token, state, seen)
VALUES (21, 11, '', now(), true, now(), 'phone', '', false, '', 'Never came.',
    '00000000-0000-0000-0000-000000000031', 'shown', 'met')
ON CONFLICT ON CONSTRAINT contact_saved_once DO UPDATE SET kind = EXCLUDED.kind;

-- a clash of numbers becomes an update of the trail
-- application 42501, owner 23001
INSERT INTO contacts_auditentry
    (id, at, username, role, act, people, object, detail, request_id, address)
VALUES (61, '2026-11-20 10:30Z', 'priya', '', 'amend', '{}', '', '{}', '', '')
ON CONFLICT (id, at) DO UPDATE SET username = EXCLUDED.username;

-- a contact is recorded again under its number
-- application 23505, owner 23505
INSERT INTO contacts_contact
    (id, person_id, author_id, author_name, occurred_at, time_known, recorded_at, kind, outcome,
     sensitive, heading, notes, state, seen)
VALUES (31, 21, 11, '', now(), true, now(), '', '', false, '', 'Never came.', 'shown', 'met');

-- an entry of the trail is written again under its number
-- application 23505, owner 23505
INSERT INTO contacts_auditentry
    (id, at, username, role, act, people, object, detail, request_id, address)
VALUES (61, '2026-11-20 10:30Z', 'priya', '', 'amend', '{}', '', '{}', '', '');

-- a merge updates
-- application 42501, owner 23001
MERGE INTO contacts_contact AS contact USING (VALUES (31)) AS other (id) ON contact.id = other.id
WHEN MATCHED THEN UPDATE SET notes = '';

-- a merge deletes
-- application 42501, owner 23001
MERGE INTO contacts_amendment AS amendment USING (VALUES (41)) AS other (id)
    ON amendment.id = other.id
WHEN MATCHED THEN DELETE;

-- a merge puts the kind right without an amendment
-- application 23001, owner 23001
MERGE INTO contacts_contact AS contact USING (VALUES (31)) AS other (id) ON contact.id = other.id
WHEN MATCHED THEN UPDATE SET kind = 'phone';

-- an update takes its words from another contact
-- application 42501, owner 23001
UPDATE contacts_contact AS contact SET notes = other.notes
FROM contacts_contact AS other WHERE contact.id = 31 AND other.id = 33;

-- a deletion uses another table
-- application 42501, owner 23001
DELETE FROM contacts_contact USING contacts_person
WHERE contacts_person.id = contacts_contact.person_id;

-- a common table expression deletes
-- application 42501, owner 23001
WITH gone AS (DELETE FROM contacts_amendment RETURNING *) SELECT count(*) FROM gone;

-- a common table expression amends and changes in one statement
-- application 23001, owner 23001
WITH changed AS (UPDATE contacts_contact SET kind = 'phone' WHERE id = 31 RETURNING id)
INSERT INTO contacts_amendment
    (contact_id, author_id, author_name, recorded_at, notes, changed, replaces)
SELECT id, 11, '', now(), '', '{"kind": ["office", "phone"]}', false FROM changed;

-- a row is returned while it is deleted and put back otherwise
-- application 42501, owner 23001
WITH gone AS (DELETE FROM contacts_contact WHERE id = 33 RETURNING *)
INSERT INTO contacts_contact SELECT * FROM gone;

-- an explanation is asked of a deletion that runs
-- application 42501, owner 23001
EXPLAIN ANALYZE DELETE FROM contacts_sourcerecord;

-- a copy out holds an update
-- application 42501, owner 23001
COPY (UPDATE contacts_contact SET notes = '' RETURNING id) TO STDOUT;

-- a copy out holds a deletion
-- application 42501, owner 23001
COPY (DELETE FROM contacts_auditentry RETURNING id) TO STDOUT;

-- a copy goes to a file of the server
-- application 42501, owner 42501
COPY contacts_contact TO '/tmp/contacts';

-- a copy runs a program of the server
-- application 42501, owner 42501
COPY contacts_contact TO PROGRAM 'cat';

-- a file of the server is read as a large object
-- application 42501, owner 42501
SELECT lo_import('/etc/hostname');

-- a file of the server is read
-- application 42501, owner 42501
SELECT pg_read_file('postgresql.conf');

-- a folder of the server is looked through
-- application 42501, owner 42501
SELECT pg_ls_dir('base');

-- a library is loaded into the server
-- application 42501, owner 42501
CREATE FUNCTION pg_temp.call(text) RETURNS integer LANGUAGE c AS 'libc.so.6', 'system';

-- a view is updated
-- application 42501, owner 23001
CREATE TEMP VIEW mine AS SELECT * FROM contacts_contact;
UPDATE mine SET notes = '';

-- a view with a rule is updated
-- application 42501, owner 23001
CREATE TEMP VIEW mine AS SELECT id, notes FROM contacts_contact;
CREATE RULE through AS ON UPDATE TO mine DO INSTEAD
    UPDATE contacts_contact SET notes = NEW.notes WHERE id = OLD.id;
UPDATE mine SET notes = '';

-- a trigger on a table of one's own deletes
-- application 42501, owner 23001
CREATE TEMP TABLE mine (id bigint);
CREATE FUNCTION pg_temp.also() RETURNS trigger LANGUAGE plpgsql
    AS 'BEGIN DELETE FROM public.contacts_contact; RETURN NEW; END';
CREATE TRIGGER also AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION pg_temp.also();
INSERT INTO mine VALUES (1);

-- a cursor's row is updated
-- application 42501, owner 23001
BEGIN;
DECLARE each CURSOR FOR SELECT * FROM contacts_contact WHERE id = 31 FOR UPDATE;
FETCH each;
UPDATE contacts_contact SET notes = '' WHERE CURRENT OF each;
COMMIT;

-- a prepared statement updates
-- application 42501, owner 23001
PREPARE later AS UPDATE contacts_contact SET notes = $1;
EXECUTE later ('');

-- a block updates and lets nobody know
-- application 42501, owner 23001
DO $$
    BEGIN
        UPDATE contacts_contact SET notes = '';
    EXCEPTION WHEN division_by_zero THEN NULL;
    END $$;

-- a block builds its statement
-- application 42501, owner 23001
DO $$ BEGIN EXECUTE format('DELETE FROM %I', 'contacts_auditentry'); END $$;

-- a procedure commits between
-- application 42501, owner 23001
CREATE PROCEDURE pg_temp.go() LANGUAGE plpgsql
    AS 'BEGIN COMMIT; DELETE FROM public.contacts_contact; COMMIT; END';
CALL pg_temp.go();

-- a function runs with its maker's rights
-- application 42501, owner 23001
CREATE FUNCTION pg_temp.go() RETURNS void LANGUAGE sql SECURITY DEFINER
    AS 'DELETE FROM public.contacts_contact';
SELECT pg_temp.go();

-- a contact is changed in the transaction that records it
-- application 42501, owner 23001
BEGIN;
INSERT INTO contacts_contact
    (id, person_id, author_id, author_name, occurred_at, time_known, recorded_at, kind, outcome,
     sensitive, heading, notes, state, seen)
VALUES (399, 21, 11, '', now(), true, now(), '', '', false, '', 'First.', 'shown', 'met');
UPDATE contacts_contact SET notes = 'Second.' WHERE id = 399;
COMMIT;

-- an entry of the trail is deleted in the transaction that writes it
-- application 42501, owner 23001
BEGIN;
INSERT INTO contacts_auditentry
    (id, at, username, role, act, people, object, detail, request_id, address)
VALUES (699, now(), 'pat', '', 'open_timeline', '{21}', '', '{}', '', '');
DELETE FROM contacts_auditentry WHERE id = 699;
COMMIT;

-- a refused change is tried again after a savepoint
-- application 42501, owner 23001
BEGIN;
SAVEPOINT before;
DELETE FROM contacts_contact WHERE id = 33;
ROLLBACK TO before;
UPDATE contacts_contact SET notes = '';
COMMIT;

-- the numbers of the trail begin again
-- application 42501
SELECT setval('contacts_auditentry_id_seq', 1);

-- the numbers of contacts begin again
-- application 42501
ALTER TABLE contacts_contact ALTER COLUMN id RESTART WITH 31;

-- a query is run as if to be written out
-- application 0A000, owner 0A000
SELECT query_to_xml('DELETE FROM contacts_contact RETURNING id', true, false, '');

-- a query is run as if to count its words
-- application 0A000, owner 0A000
SELECT * FROM ts_stat('WITH gone AS (DELETE FROM contacts_words RETURNING vector) TABLE gone');

-- what was promised is put otherwise
-- application 42501, owner 23001
UPDATE contacts_followup SET words = 'nothing' WHERE id = 71;

-- somebody else promised it
-- application 42501, owner 23001
UPDATE contacts_followup SET who = 'person' WHERE id = 71;

-- what was promised is put otherwise as it is closed
-- application 42501, owner 23001
UPDATE contacts_followup SET state = 'done', closed_at = now(), closed_by_id = 11, words = 'x'
    WHERE id = 71;

-- what was promised is deleted
-- application 42501, owner 23001
DELETE FROM contacts_followup WHERE id = 71;

-- what was promised is emptied
-- application 42501, owner 23001
TRUNCATE contacts_followup;

-- what was promised moves to another person
-- application 23001, owner 23001
UPDATE contacts_followup SET person_id = 22 WHERE id = 71;

-- what feels off is put otherwise
-- application 42501, owner 23001
UPDATE contacts_concern SET words = 'all is well' WHERE id = 72;

-- somebody else said that something feels off
-- application 42501, owner 23001
UPDATE contacts_concern SET raised_by_id = 12 WHERE id = 73;

-- when it was said that something feels off is changed
-- application 42501, owner 23001
UPDATE contacts_concern SET raised_at = now() WHERE id = 73;

-- something that feels off is deleted
-- application 42501, owner 23001
DELETE FROM contacts_concern WHERE id = 73;

-- what became of it is forgotten
-- application 23001, owner 23001
UPDATE contacts_concern SET closed_at = NULL, closed_by_id = NULL, what_became_of_it_id = NULL
    WHERE id = 72;

-- what was answered is said to be taken back
-- application 23001, owner 23001
UPDATE contacts_concern SET taken_back_at = now() WHERE id = 72;

-- what feels off goes to another entry
-- application 23001, owner 23001
UPDATE contacts_concern SET contact_id = 32 WHERE id = 72;

-- what feels off moves to another person
-- application 23001, owner 23001
UPDATE contacts_concern SET person_id = 22 WHERE id = 73;

-- a talk is asked for by somebody else
-- application 42501, owner 23001
UPDATE contacts_talk SET asked_by_id = 12 WHERE id = 74;

-- a talk is asked for about another entry
-- application 23001, owner 23001
UPDATE contacts_talk SET contact_id = 32 WHERE id = 74;

-- a talk is deleted
-- application 42501, owner 23001
DELETE FROM contacts_talk;

-- a decision is marked by somebody else
-- application 42501, owner 23001
UPDATE contacts_decision SET marked_by_id = 12 WHERE id = 75;

-- a mark that was taken back stands again
-- application 23001, owner 23001
UPDATE contacts_decision SET taken_back_at = NULL, taken_back_by_id = NULL WHERE id = 75;

-- a decision is deleted
-- application 42501, owner 23001
DELETE FROM contacts_decision WHERE id = 75;
