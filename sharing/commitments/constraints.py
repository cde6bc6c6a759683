"""What the database itself refuses about promises."""

from django.db.models import Model

from sharing.core.constraints import TriggerConstraint


class WithdrawnInTime(TriggerConstraint):
    """Promises that hold are never withdrawn: the next version takes their place.

    A minute is kept in hand, so that a transaction that is slow, or a clock that is behind, takes nothing back that
    held already.
    """

    def sql(self, model: type[Model]) -> str:
        table = model._meta.db_table
        return f"""
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    promised record;
BEGIN
    SELECT version, in_force_from INTO promised FROM sharing_commitmentset WHERE id = NEW.commitments_id;
    IF promised.in_force_from <= clock_timestamp() + interval '1 minute' THEN
        RAISE EXCEPTION 'Geweigerd: de toezeggingen van versie % gelden al.', promised.version
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""
