"""What the database itself asks of letters that were made (`sharing.core.constraints`)."""

from django.db.models import Model

from sharing.core.constraints import JudgesUpdates, quote
from sharing.core.functions import ACTOR


class LetterStands(JudgesUpdates):
    """A letter is made by who does that, now; of what was made only the day and way of sending are added.

    It was not sent before it was made, and what was sent is not unsent. ``columns`` are those that stay.
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        new, old = (", ".join(f"{row}.{quote(name)}" for name in self.columns) for row in ("NEW", "OLD"))
        return f"""{ACTOR};
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    refused text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.made_by_id := register_actor();
        NEW.made_at := clock_timestamp();
        IF NEW.sent_on IS NOT NULL THEN
            refused := 'wordt eerst gemaakt en daarna verstuurd';
        END IF;
    ELSIF ({new}) IS DISTINCT FROM ({old}) THEN
        refused := 'verandert niet meer; maak een nieuwe brief';
    ELSIF OLD.sent_on IS NOT NULL AND NEW.sent_on IS NULL THEN
        refused := 'is verstuurd; dat verandert niet meer';
    ELSIF NEW.sent_on < (NEW.made_at AT TIME ZONE 'Europe/Amsterdam')::date THEN
        refused := 'is niet verstuurd voor de dag waarop die is gemaakt';
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: brief ' || NEW.id || ' ' || refused || '.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""
