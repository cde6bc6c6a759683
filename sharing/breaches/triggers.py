"""What the database itself asks of breaches (`sharing.core.constraints`)."""

from django.db.models import Model

from sharing.core.constraints import JudgesUpdates, quote
from sharing.core.functions import ACTOR

ASSESSMENT = ("risk", "decision", "assess_reason")


class BreachStands(JudgesUpdates):
    """Steps are in their order and in the name of who takes them; not to report and to close takes another person.

    Who registered or assessed a breach neither confirms that it is not reported, nor closes it, nor says that it became
    known later than was written, or that a client is to report it: that takes the clock away.
    What is closed changes by opening it again.
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)

        def changed(names: tuple[str, ...]) -> str:
            new, old = (", ".join(f"{row}.{name}" for name in names) for row in ("NEW", "OLD"))
            return f"({new}) IS DISTINCT FROM ({old})"

        return f"""{ACTOR};
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor bigint := register_actor();
    refused text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.registered_by_id IS DISTINCT FROM actor THEN
            refused := 'wordt vastgelegd door wie dat doet, niet namens een ander';
        ELSIF NEW.decision <> '' OR NEW.reported_at IS NOT NULL OR NEW.closed_at IS NOT NULL THEN
            refused := 'wordt eerst vastgelegd en daarna beoordeeld';
        END IF;
    ELSIF NEW IS NOT DISTINCT FROM OLD THEN
        RETURN NEW;
    ELSIF NEW.registered_by_id IS DISTINCT FROM OLD.registered_by_id THEN
        refused := 'is vastgelegd door wie dat deed';
    ELSIF OLD.closed_at IS NOT NULL AND NEW.closed_at IS NOT NULL THEN
        refused := 'is afgesloten en verandert niet meer; heropen het eerst';
    ELSIF OLD.reported_at IS NOT NULL AND NEW.reported_at IS DISTINCT FROM OLD.reported_at THEN
        refused := 'is gemeld op het moment waarop dat gebeurde';
    ELSIF OLD.client_told_at IS NOT NULL AND NEW.client_told_at IS NULL THEN
        refused := 'is aan de opdrachtgever gemeld; dat wordt niet teruggenomen';
    ELSIF NEW.aware_at > OLD.aware_at AND (actor = OLD.registered_by_id OR actor = OLD.assessed_by_id) THEN
        refused := 'werd volgens uzelf eerder bekend; dat het later was, legt een collega vast';
    ELSIF OLD.on_behalf_of_id IS NULL AND NEW.on_behalf_of_id IS NOT NULL
            AND (actor = OLD.registered_by_id OR actor = OLD.assessed_by_id) THEN
        refused := 'zou hierdoor niet meer binnen 72 uur door ons te melden zijn; dat legt een collega vast';
    ELSIF {changed(ASSESSMENT)} AND NEW.assessed_by_id IS DISTINCT FROM actor THEN
        refused := 'wordt beoordeeld door wie dat doet, niet namens een ander';
    ELSIF OLD.confirmed_by_id IS NOT NULL AND NEW.confirmed_by_id IS NOT NULL
            AND ({changed(ASSESSMENT)} OR NEW.confirmed_by_id <> OLD.confirmed_by_id) THEN
        refused := 'is zo bevestigd; een ander oordeel wordt opnieuw bevestigd';
    ELSIF NEW.confirmed_by_id IS NOT NULL AND OLD.confirmed_by_id IS NULL
            AND (NEW.confirmed_by_id IS DISTINCT FROM actor OR {changed(ASSESSMENT)}
                OR actor = OLD.registered_by_id OR actor = OLD.assessed_by_id) THEN
        refused := 'wordt alleen niet gemeld als een ander dan wie het vastlegde of beoordeelde dat bevestigt';
    ELSIF NEW.closed_at IS NOT NULL AND OLD.closed_at IS NULL
            AND (NEW.closed_by_id IS DISTINCT FROM actor
                OR actor = OLD.registered_by_id OR actor = OLD.assessed_by_id) THEN
        refused := 'wordt afgesloten door een ander dan wie het vastlegde of beoordeelde';
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: datalek ' || NEW.id || ' ' || refused || '.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""


class BeforeClosing(JudgesUpdates):
    """What belongs to a breach is added, changed or taken away while the breach is open."""

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    about bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.breach_id ELSE NEW.breach_id END;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
        END IF;
        IF NEW.breach_id <> OLD.breach_id THEN
            RAISE EXCEPTION 'Geweigerd: dit hoort bij het datalek waarbij het is vastgelegd.'
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
        END IF;
    END IF;
    IF EXISTS (SELECT 1 FROM sharing_breach b WHERE b.id = about AND b.closed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'Geweigerd: dit datalek is afgesloten en verandert niet meer; heropen het eerst.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours
