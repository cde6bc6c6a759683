"""Functions of the database that the triggers of several tables call.

Each constraint that needs one creates it again and counts it in its digest (`sharing.core.constraints`), so that a
change of the text here is a migration of every table that is guarded with it.
"""

ACTOR = """
CREATE OR REPLACE FUNCTION register_actor() RETURNS bigint LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor text := nullif(current_setting('register.actor', true), '');
BEGIN
    IF actor IS NULL THEN
        RAISE EXCEPTION 'Geweigerd: een wijziging van het register zonder uitvoerder (register.actor).'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF actor !~ '^[0-9]{1,18}$' OR NOT EXISTS (SELECT 1 FROM cms_user WHERE id = actor::bigint) THEN
        RAISE EXCEPTION 'Geweigerd: uitvoerder % (register.actor) is geen bekend account.', actor
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN actor::bigint;
END $$"""

NO_TRUNCATE = """
CREATE OR REPLACE FUNCTION register_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Geweigerd: TRUNCATE van % zou rijen wissen zonder historie.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$"""

APPEND_ONLY = """
CREATE OR REPLACE FUNCTION register_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Geweigerd: % op % zou bewijs wijzigen of wissen.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$"""
