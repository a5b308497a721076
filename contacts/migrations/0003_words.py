from django.db import migrations

# A vector holds 16,383 positions and one megabyte, so a long text is cut into pieces of 30,000
# characters; each reaches 1,000 into the next, so that no word or phrase is lost at a cut.
# PostgreSQL reads "flat/landlord" and "end.Next" as one word and "10-11" as a negative number, so
# the signs that join words are spaces to it; replace() costs a twentieth of what translate() does.
# Its names are bound here, once, and the triggers look first in pg_catalog: no session can put a
# table, function or operator of its own in the way.
JOINED = "substr(notes, 1 + 30000 * n, 31000)"
for sign in "/.-+@<&~":
    JOINED = f"replace({JOINED}, '{sign}', ' ')"

PIECES = f"""
CREATE FUNCTION contacts_pieces(notes text)
RETURNS TABLE (piece smallint, vector tsvector) LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT n::smallint, to_tsvector('public.diary', {JOINED})
    FROM generate_series(0, (length(notes) - 1) / 30000) AS n
    WHERE notes <> '';
END;
"""

SQL = """
CREATE FUNCTION contacts_words_of_contacts() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.contacts_words (person_id, contact_id, piece, vector)
    SELECT added.person_id, added.id, pieces.piece, pieces.vector
    FROM added, LATERAL public.contacts_pieces(added.notes) AS pieces;
    RETURN NULL;
END $$;

CREATE FUNCTION contacts_words_of_amendments() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.contacts_words (person_id, contact_id, amendment_id, piece, vector)
    SELECT contact.person_id, contact.id, added.id, pieces.piece, pieces.vector
    FROM added
    JOIN public.contacts_contact AS contact ON contact.id = added.contact_id,
    LATERAL public.contacts_pieces(added.notes) AS pieces;
    RETURN NULL;
END $$;

CREATE FUNCTION contacts_words_follow_person() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.contacts_words SET person_id = NEW.person_id WHERE contact_id = NEW.id;
    RETURN NULL;
END $$;

CREATE TRIGGER words AFTER INSERT ON contacts_contact REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION contacts_words_of_contacts();
CREATE TRIGGER words AFTER INSERT ON contacts_amendment REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION contacts_words_of_amendments();
CREATE TRIGGER words_follow_person AFTER UPDATE OF person_id ON contacts_contact
    FOR EACH ROW WHEN (OLD.person_id IS DISTINCT FROM NEW.person_id)
    EXECUTE FUNCTION contacts_words_follow_person();
"""

UNDO = """
DROP TRIGGER words ON contacts_contact;
DROP TRIGGER words ON contacts_amendment;
DROP TRIGGER words_follow_person ON contacts_contact;
DROP FUNCTION contacts_words_of_contacts, contacts_words_of_amendments,
    contacts_words_follow_person, contacts_pieces;
"""


class Migration(migrations.Migration):
    """The words of every contact and amendment are found as soon as they are there."""

    dependencies = [("contacts", "0002_audit_trail")]

    operations = [migrations.RunSQL(PIECES + SQL, UNDO)]
