"""A destruction is proposed by one and approved by another, in the database as well (ADR 0050)."""
# ruff: noqa: S608 - the names in these statements are ours

from django.db.models import Model

from sharing.core.constraints import TriggerConstraint, quote
from sharing.core.functions import ACTOR
from sharing.retention.door import ERASE, ERASE_RECORDS

# What a proposal says; it does not change once it was made.
_SAID = (
    *("basis", "rule_id", "term", "request_id", "requests", "explanation", "counts", "total", "manifest"),
    *("proposed_by_id", "proposed_at"),
)
_APPROVED = ("approved_by_id", "approved_at")


def _cells(row: str, names: tuple[str, ...]) -> str:
    return ", ".join(f"{row}.{name}" for name in names)


def _changed(names: tuple[str, ...]) -> str:
    return f"({_cells('NEW', names)}) IS DISTINCT FROM ({_cells('OLD', names)})"


class DestroyedByTwo(TriggerConstraint):
    """A destruction is proposed by who does that, approved by another, and carried out by ``register_erase`` only.

    That function checks once more what the application checked: two people, the list as both saw it, nothing changed
    since, nothing kept longer, and for an early one the decision it rests on.
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""{ACTOR};
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    actor bigint := register_actor();
    refused text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.proposed_by_id IS DISTINCT FROM actor THEN
            refused := 'wordt voorgesteld door wie dat doet, niet namens een ander';
        ELSIF NEW.approved_by_id IS NOT NULL OR NEW.declined_by_id IS NOT NULL OR NEW.carried_out_at IS NOT NULL THEN
            refused := 'wordt eerst voorgesteld en daarna goedgekeurd';
        END IF;
    ELSIF {_changed(_SAID)} THEN
        refused := 'verandert niet; trek het voorstel in en doe een nieuw';
    ELSIF OLD.declined_by_id IS NOT NULL OR OLD.carried_out_at IS NOT NULL THEN
        refused := 'is al afgedaan';
    ELSIF OLD.approved_by_id IS NOT NULL AND {_changed(_APPROVED)} THEN
        refused := 'is al goedgekeurd';
    ELSIF NEW.approved_by_id IS NOT NULL AND OLD.approved_by_id IS NULL AND (NEW.approved_by_id <> actor
            OR actor = OLD.proposed_by_id) THEN
        refused := 'wordt goedgekeurd door een ander dan wie het voorstelde, en door wie dat doet';
    ELSIF NEW.declined_by_id IS NOT NULL AND NEW.declined_by_id <> actor THEN
        refused := 'gaat niet door op naam van wie dat besluit';
    ELSIF NEW.carried_out_at IS NOT NULL AND current_user <> (
            SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = TG_RELID) THEN
        refused := 'wordt uitgevoerd door de database zelf';
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: vernietiging ' || NEW.id || ' ' || refused || '.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name};
{ERASE_RECORDS};
{ERASE}"""

    def undo(self, model: type[Model]) -> str:
        return (
            f"DROP FUNCTION IF EXISTS {self.name}() CASCADE;\n"
            "DROP FUNCTION IF EXISTS register_erase(bigint);\n"
            "DROP FUNCTION IF EXISTS register_erase_records(jsonb)"
        )
