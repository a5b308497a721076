DO $$
DECLARE ours regclass;
BEGIN
    FOR ours IN SELECT oid FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
    LOOP
        EXECUTE format('ALTER TABLE %s SET (autovacuum_enabled = false)', ours);
    END LOOP;
END $$
