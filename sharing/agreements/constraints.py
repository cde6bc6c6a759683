"""What the database itself refuses about an agreement and its successor, whatever the route and whoever saves first."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
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
_JUDGES = ("first_day", "last_day", "terminated_per", "signed_on", "replaces")
_JUDGED = "first_day, last_day, terminated_per, signed_on, replaces_id"
_TOGETHER = (
    "Overeenkomsten % en % volgen elkaar op en zouden op dezelfde dag gelden. Laat de eerste eindigen voordat de "
    "tweede begint."
)
_CIRCLE = (
    "Bij overeenkomst % schakelt een subverwerker langs een omweg zichzelf in. Kies bij een van hen wie haar echt "
    "inschakelt."
)
_AFTER_THE_END = "Overeenkomst % is opgezegd per %, na haar laatste dag %. Kies een eerdere dag."


class Successive(TriggerConstraint):
    """Signed agreements of which one replaces the other never hold on the same day, nor do two that replace the same.

    A draft holds on no day, and stands between no two: what replaces a draft follows what that draft replaces. A
    termination after the agreed last day is refused as well: there is nothing left to end. What was stored before this
    rule is judged at its next change of these dates, not at an upgrade.

    Judged when a change is complete, so that a predecessor may make room for its successor in any order. The line up to
    the signed predecessor is locked first: of two saves at the same time the second sees what the first one stored.
    """

    def validate(
        self, model: type[Model], instance: Any, exclude: Any = None, using: str = "default", **kwargs: Any
    ) -> None:
        """Raise ValidationError, at the day that is to change, as the database would refuse it."""
        if not set(_JUDGES).isdisjoint(exclude or ()):
            return  # of what could not be read nothing is known yet
        signed = [one for one in _line_of(model, instance) if one.signed_on is not None]
        judged = [instance] if instance.signed_on is not None else signed
        pairs = [(a, b) for a in judged for b in signed if a is not b and _both_hold(a, b)]
        if not pairs:
            return
        one, other = min(pairs, key=lambda pair: (pair[1].first_day, pair[0].first_day))
        first, second = sorted((one, other), key=lambda row: row.first_day)
        field = "signed_on"
        if one is instance:
            field = "last_day" if first is instance else "first_day"
        raise ValidationError({field: _TOGETHER.replace("%", "%s") % (first.reference, second.reference)})

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    one {table}%ROWTYPE;
    other {table}%ROWTYPE;
    above {table}%ROWTYPE;
    top bigint := NEW.id;
    next bigint := NEW.replaces_id;
    passed bigint[] := ARRAY[NEW.id];
BEGIN
    WHILE next IS NOT NULL AND next <> ALL (passed) LOOP
        SELECT * INTO above FROM {table} WHERE id = next FOR NO KEY UPDATE;
        top := next;
        passed := passed || next;
        EXIT WHEN above.signed_on IS NOT NULL;
        next := above.replaces_id;
    END LOOP;
    SELECT * INTO one FROM {table} WHERE id = NEW.id;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF one.terminated_per > one.last_day THEN
        RAISE EXCEPTION '{_AFTER_THE_END}',
            one.reference, to_char(one.terminated_per, 'DD-MM-YYYY'), to_char(one.last_day, 'DD-MM-YYYY')
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    WITH RECURSIVE line(id, passes) AS (
        SELECT start, true FROM unnest(ARRAY[top, NEW.id]) start
        UNION
        SELECT later.id, later.signed_on IS NULL FROM line JOIN {table} later ON later.replaces_id = line.id
            WHERE line.passes
    ), signed AS (
        SELECT a.*, daterange(a.first_day, least(a.last_day, a.terminated_per), '[]') AS days FROM {table} a
            WHERE a.signed_on IS NOT NULL AND a.id IN (SELECT id FROM line)
    ), pairs AS (
        SELECT a.id AS first_id, b.id AS second_id FROM signed a JOIN signed b ON b.id <> a.id AND a.days && b.days
            WHERE a.id = NEW.id OR one.signed_on IS NULL
            ORDER BY b.first_day, b.id, a.first_day, a.id LIMIT 1
    )
    SELECT first_id, second_id INTO next, top FROM pairs;
    IF FOUND THEN
        SELECT * INTO one FROM {table} WHERE id = next;
        SELECT * INTO other FROM {table} WHERE id = top;
        RAISE EXCEPTION '{_TOGETHER}', one.reference, other.reference
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER {self.name} AFTER INSERT OR UPDATE OF {_JUDGED} ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""


def _line_of(model: Any, instance: Any) -> Iterator[Any]:
    """An agreement as it becomes, with what it follows and what follows: beyond a signed one no further."""
    passed, above = {instance.pk}, None
    while (key := (above or instance).replaces_id) is not None and key not in passed:
        passed.add(key)
        above = model._base_manager.get(pk=key)
        if above.signed_on is not None:
            break
    found = [one for one in (above, instance) if one is not None]
    known = {one.pk for one in found} | {instance.pk}
    while found:
        yield from found
        passes = [one.pk for one in found if one is above or one is instance or one.signed_on is None]
        found = list(model._base_manager.filter(replaces__in=passes).exclude(pk__in=known))
        known |= {one.pk for one in found}


def _both_hold(one: Any, other: Any) -> bool:
    """Whether there is a day on which both hold."""
    ends = [min(filter(None, (row.last_day, row.terminated_per)), default=date.max) for row in (one, other)]
    return bool(max(one.first_day, other.first_day) <= min(ends))


class NoCircle(TriggerConstraint):
    """Sub-processors of an agreement never engage each other in a circle, whatever the route.

    Judged when a change is complete, so that links may change places. The agreement is locked first: of two saves that
    each make half a circle the second sees the first. What was stored before this rule is judged at its next change.
    """

    def sql(self, model: type[Model]) -> str:
        table, agreements = quote(model._meta.db_table), quote("sharing_agreement")
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    above bigint;
    passed bigint[] := ARRAY[]::bigint[];
BEGIN
    IF NEW.parent_id IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM 1 FROM {agreements} WHERE id = NEW.agreement_id FOR NO KEY UPDATE;
    SELECT parent_id INTO above FROM {table} WHERE id = NEW.id;
    WHILE above IS NOT NULL AND above <> ALL (passed) LOOP
        IF above = NEW.id THEN
            RAISE EXCEPTION '{_CIRCLE}', (SELECT reference FROM {agreements} WHERE id = NEW.agreement_id)
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        passed := passed || above;
        SELECT parent_id INTO above FROM {table} WHERE id = above;
    END LOOP;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER {self.name} AFTER INSERT OR UPDATE OF parent_id, agreement_id ON {table}
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""
