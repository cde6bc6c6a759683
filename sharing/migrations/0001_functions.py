"""What the triggers of all registers call."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

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
END $$
"""

NO_TRUNCATE = """
CREATE OR REPLACE FUNCTION register_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Geweigerd: TRUNCATE van % zou rijen wissen zonder historie.', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        BtreeGistExtension(),
        migrations.RunSQL(ACTOR, "DROP FUNCTION register_actor()"),
        migrations.RunSQL(NO_TRUNCATE, "DROP FUNCTION register_no_truncate()"),
    ]
