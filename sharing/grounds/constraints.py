"""What the database itself refuses about the introduction of grounds."""

from django.db.models import Model

from sharing.core.constraints import JudgesUpdates, quote
from sharing.core.functions import OPERATOR


class LongerByTwo(JudgesUpdates):
    """Missing grounds only warn for longer when somebody proposed that day and somebody else confirms it.

    The day comes with an upgrade, by the operator; nobody else adds or deletes it.
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""{OPERATOR};
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor bigint := register_actor();
    refused text;
BEGIN
    IF TG_OP IN ('INSERT', 'DELETE') THEN
        IF NOT register_operator() THEN
            refused := 'deze dag komt en gaat niet met de hand; noem een eerdere dag';
        END IF;
    ELSIF NEW.warn_until > OLD.warn_until AND (
            OLD.wanted_until IS DISTINCT FROM NEW.warn_until OR OLD.wanted_by_id = actor
            OR NEW.wanted_until IS NOT NULL) THEN
        refused := 'langer alleen waarschuwen doen twee personen: de een stelt een dag voor, een ander bevestigt die';
    ELSIF NEW.wanted_until IS NOT NULL AND NEW.wanted_by_id <> actor
            AND (NEW.wanted_until, NEW.wanted_by_id) IS DISTINCT FROM (OLD.wanted_until, OLD.wanted_by_id) THEN
        refused := 'een voorstel is van wie het doet, niet van een ander';
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION 'Geweigerd: %.', refused
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""
