"""Functions of the database that the triggers of several tables call.

Each constraint that needs one creates it again and counts it in its digest (`sharing.core.constraints`), so that a
change of the text here is a migration of every table that is guarded with it.
"""

ACTOR = """
CREATE OR REPLACE FUNCTION register_actor() RETURNS bigint LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor text := nullif(current_setting('register.actor', true), '');
    may_act boolean;
BEGIN
    IF actor IS NULL THEN
        RAISE EXCEPTION 'Geweigerd: een wijziging zonder uitvoerder (register.actor).'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF actor ~ '^[0-9]{1,18}$' THEN
        SELECT is_active OR username = 'systeem' INTO may_act FROM cms_user WHERE id = actor::bigint;
    END IF;
    IF may_act IS NULL THEN
        RAISE EXCEPTION 'Geweigerd: uitvoerder % (register.actor) is geen bekend account.', actor
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF NOT may_act THEN
        RAISE EXCEPTION 'Geweigerd: uitvoerder % (register.actor) is een account dat niet actief is.', actor
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN actor::bigint;
END $$"""

# Whether the operator of the installation acts: the command line, and what the installation does itself.
OPERATOR = f"""{ACTOR};
CREATE OR REPLACE FUNCTION register_operator() RETURNS boolean LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM cms_user WHERE id = register_actor() AND username = 'systeem')
$$"""

ACTOR_NEEDED = f"""{ACTOR};
CREATE OR REPLACE FUNCTION register_actor_needed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM register_actor();
    RETURN NULL;
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
