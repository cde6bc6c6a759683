"""What the database itself refuses about an agreement and its successor, whatever the route and whoever saves first."""

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from sharing.core.constraints import TriggerConstraint, quote

TERMINATED_BEFORE = _("De opzegdatum ligt voor de eerste dag van de overeenkomst.")
TERMINATED_AFTER = _(
    "De opzegdatum ligt na de laatste dag van de overeenkomst; dan is zij al afgelopen. Kies een eerdere dag, of laat "
    "het veld leeg."
)
# Sentences of the database are Dutch: they are read by who works with it directly, too.
KEPT_SIGNED = (
    "Een ondertekende overeenkomst wordt niet verwijderd: zij bewijst wat er is afgesproken. Vul bij “Opgezegd per” of "
    "“Tot en met” de laatste dag in; dan geldt zij daarna niet meer."
)
KEPT_DOCUMENT = (
    "Een bewaard document van een overeenkomst wordt niet verwijderd. Is het niet meer het geldende, kies dan bij dat "
    "document een nieuw bestand; de vorige versie blijft leesbaar."
)
# Also when the signing day was taken away again.
EVER_SIGNED = (
    "EXISTS (SELECT 1 FROM sharing_historicalagreement h WHERE h.id = OLD.id AND h.signed_on IS NOT NULL) "
    "OR EXISTS (SELECT 1 FROM sharing_historicalagreementdocument d WHERE d.agreement_id = OLD.id)"
)
# What a change can make wrong: a save of anything else is not judged again.
_JUDGED = "first_day, last_day, terminated_per, signed_on, replaces_id"
_TOGETHER = (
    "Overeenkomsten % en % volgen elkaar op en zouden op dezelfde dag gelden. Laat de eerste eindigen voordat de "
    "tweede begint."
)
_AFTER_THE_END = "Overeenkomst % is opgezegd per %, na haar laatste dag %. Kies een eerdere dag."


class Successive(TriggerConstraint):
    """Signed agreements of which one replaces the other never hold on the same day, nor do two that replace the same.

    A draft holds on no day. A termination after the agreed last day is refused as well: there is nothing left to end.
    What was stored before this rule is judged at its next change of these dates, not at an upgrade.

    Judged when a change is complete, so that a predecessor may make room for its successor in any order. The
    predecessor is locked first: of two saves at the same time the second sees what the first one stored.
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    one {table}%ROWTYPE;
    other {table}%ROWTYPE;
BEGIN
    PERFORM 1 FROM {table} WHERE id = NEW.replaces_id FOR NO KEY UPDATE;
    SELECT * INTO one FROM {table} WHERE id = NEW.id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF one.terminated_per > one.last_day THEN
        RAISE EXCEPTION '{_AFTER_THE_END}',
            one.reference, to_char(one.terminated_per, 'DD-MM-YYYY'), to_char(one.last_day, 'DD-MM-YYYY')
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF one.signed_on IS NULL THEN
        RETURN NULL;
    END IF;
    SELECT o.* INTO other FROM {table} o
        WHERE o.signed_on IS NOT NULL AND o.id <> one.id
            AND (o.id = one.replaces_id OR o.replaces_id = one.id OR o.replaces_id = one.replaces_id)
            AND daterange(o.first_day, least(o.last_day, o.terminated_per), '[]')
                && daterange(one.first_day, least(one.last_day, one.terminated_per), '[]')
        ORDER BY o.first_day, o.id LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '{_TOGETHER}', one.reference, other.reference
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER {self.name} AFTER INSERT OR UPDATE OF {_JUDGED} ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""

    def undo(self, model: type[Model]) -> str:
        return f"DROP FUNCTION IF EXISTS {self.name}() CASCADE"
