"""What the database itself asks of telling recipients (AVG art. 19)."""
# ruff: noqa: S608 - the names in these statements are ours

from django.db.models import Model

from sharing.core.constraints import JudgesUpdates, quote
from sharing.core.functions import ACTOR
from sharing.rights.choices import IN_FAVOUR, TOLD_TO_RECIPIENTS

_KINDS = ", ".join(f"'{one.value}'" for one in sorted(TOLD_TO_RECIPIENTS))
_GRANTED = ", ".join(f"'{one.value}'" for one in sorted(IN_FAVOUR))
# A request of the row ``r`` of which whoever received the data hears.
HEARD_OF = f"r.kind IN ({_KINDS}) AND r.decision IN ({_GRANTED}) AND r.on_behalf_of_id IS NULL"
# Whether a recipient of what that request is about was neither told nor excepted: ``recipients.untold`` in SQL.
UNTOLD = f"""{HEARD_OF} AND EXISTS (SELECT 1 FROM sharing_disclosure v WHERE v.dossier = r.dossier
                AND v.voided_at IS NULL AND v.on_behalf_of_id IS NULL AND v.disclosed_at <= r.decided_at
                AND (cardinality(r.data_categories) = 0 OR v.data_categories && r.data_categories)
                AND NOT EXISTS (SELECT 1 FROM sharing_recipientnotice n
                    JOIN sharing_party told ON told.id = n.recipient_id
                    JOIN sharing_party got ON got.id = v.recipient_id
                    WHERE n.request_id = r.id
                    AND coalesce(told.merged_into_id, told.id) = coalesce(got.merged_into_id, got.id)))"""


class NoticeStands(JudgesUpdates):
    """A notice is of a decision that we took in the person's favour, not before it, and in the name of who decides.

    What a recipient acknowledged stays, and who was told is not made somebody who need not hear it.
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""{ACTOR};
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor bigint := register_actor();
    decided date;
    refused text;
BEGIN
    SELECT (r.decided_at AT TIME ZONE 'Europe/Amsterdam')::date INTO decided FROM sharing_rightsrequest r
        WHERE r.id = NEW.request_id AND {HEARD_OF};
    IF decided IS NULL THEN
        refused := 'hoort bij een verzoek om verbetering, aanvulling, wissing of beperking dat wij toewezen';
    ELSIF NEW.told_on < decided OR NEW.excepted_on < decided THEN
        refused := 'is niet van voor het besluit';
    ELSIF TG_OP = 'UPDATE' AND (NEW.request_id, NEW.recipient_id) IS DISTINCT FROM
            (OLD.request_id, OLD.recipient_id) THEN
        refused := 'blijft bij het verzoek en de ontvanger waarvoor zij is';
    ELSIF TG_OP = 'UPDATE' AND OLD.told_on IS NOT NULL AND NEW.told_on IS NULL THEN
        refused := 'is gedaan; zij wordt geen uitzondering meer';
    ELSIF TG_OP = 'UPDATE' AND OLD.acknowledged_on IS NOT NULL
            AND (NEW.told_on, NEW.told_way, NEW.address, NEW.acknowledged_on) IS DISTINCT FROM
            (OLD.told_on, OLD.told_way, OLD.address, OLD.acknowledged_on) THEN
        refused := 'is door de ontvanger bevestigd; zij verandert niet meer';
    ELSIF NEW.exception <> '' AND NEW.excepted_by_id <> actor AND (TG_OP = 'INSERT' OR
            (NEW.exception, NEW.explanation, NEW.excepted_by_id, NEW.excepted_on) IS DISTINCT FROM
            (OLD.exception, OLD.explanation, OLD.excepted_by_id, OLD.excepted_on)) THEN
        refused := 'blijft achterwege door wie dat besluit, niet namens een ander';
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: een kennisgeving aan een ontvanger ' || refused || '.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""
