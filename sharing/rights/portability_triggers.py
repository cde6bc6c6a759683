"""What the database itself asks of files that persons take along (`sharing.core.constraints`)."""

from django.db.models import Model

from sharing.core.constraints import JudgesUpdates, quote
from sharing.core.functions import ACTOR
from sharing.rights.choices import IN_FAVOUR, RightKind

DELIVERY = ("delivered_to", "recipient_id", "delivered_on", "delivered_way", "disclosure_number")


class PortableStands(JudgesUpdates):
    """A file is made of a request for portability that was granted, by who does that; only its delivery is added, once.

    ``columns`` are those that stay.
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        new, old = (", ".join(f"{row}.{quote(name)}" for name in self.columns) for row in ("NEW", "OLD"))
        told, was = (", ".join(f"{row}.{quote(name)}" for name in DELIVERY) for row in ("NEW", "OLD"))
        favour = ", ".join(f"'{one.value}'" for one in sorted(IN_FAVOUR))
        return f"""{ACTOR};
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    refused text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.made_by_id := register_actor();
        NEW.made_at := clock_timestamp();
        IF NOT EXISTS (SELECT 1 FROM sharing_rightsrequest r WHERE r.id = NEW.request_id
                AND r.kind = '{RightKind.PORTABILITY.value}' AND r.decision IN ({favour})
                AND r.dossier IS NOT NULL) THEN
            refused := 'hoort bij een toegewezen verzoek om overdracht met een dossiernummer';
        ELSIF NEW.delivered_to <> '' THEN
            refused := 'wordt eerst gemaakt en daarna overgedragen';
        END IF;
    ELSIF ({new}) IS DISTINCT FROM ({old}) THEN
        refused := 'verandert niet meer; maak een nieuw bestand';
    ELSIF OLD.delivered_to <> '' AND ({told}) IS DISTINCT FROM ({was}) THEN
        refused := 'is al overgedragen; dat verandert niet meer';
    ELSIF NEW.delivered_on < (NEW.made_at AT TIME ZONE 'Europe/Amsterdam')::date THEN
        refused := 'is niet overgedragen voor de dag waarop het is gemaakt';
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: het bestand met gegevens om mee te nemen ' || refused || '.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours
