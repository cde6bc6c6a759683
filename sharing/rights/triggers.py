"""What the database itself asks of requests of persons (`sharing.core.constraints`)."""

from collections.abc import Iterable

from django.db.models import Model, TextChoices

from sharing.core.constraints import JudgesUpdates, quote
from sharing.core.functions import ACTOR
from sharing.rights.choices import STATUTORY, TAKES_ANOTHER, WITHOUT_IDENTITY, RightKind


def _listed(codes: "Iterable[TextChoices]") -> str:
    return ", ".join(f"'{code.value}'" for code in sorted(codes))


# What was asked, when and by whom: what is decided on.
FACTS = (
    *("kind", "received_at", "received_way", "dossier", "asked", "representative", "on_behalf_of_id"),
    *("identity_how", "identity_on", "identity_by_id", "identity_note"),
    *("extension_reason", "extended_on", "extension_told_on", "extension_told_way"),
)
DECISION = (
    "decision",
    "decision_provision",
    "decision_reason",
    "decision_evidence",
    "data_categories",
    "decided_by_id",
    "decided_at",
)
ANSWER = ("answered_on", "answered_at", "answered_way", "answer_id", "answer_data_id")


# A correction by which there is more time, or none that ends: another day of receipt, a kind for which neither the law
# nor the procedure for complaints gives a term, or a client who is to answer instead of us.
_LATER = f"""((NEW.received_at AT TIME ZONE 'Europe/Amsterdam')::date
                > (OLD.received_at AT TIME ZONE 'Europe/Amsterdam')::date
            OR (NEW.kind <> OLD.kind AND NEW.kind NOT IN ({_listed(STATUTORY)})
                AND OLD.kind IN ({_listed(STATUTORY | {RightKind.COMPLAINT})}))
            OR (OLD.on_behalf_of_id IS NULL AND NEW.on_behalf_of_id IS NOT NULL))"""


class RequestStands(JudgesUpdates):
    """Steps of a request are in their order and in the name of who takes them; what was decided or answered stays.

    Nothing of the content is decided before it is sure who asks (art. 12(2), (6)). What does not give the person what
    was asked, or ends it without an answer, is decided by another than who registered it or checked who asks; so is
    a correction by which its term would end later or disappear (ADR 0064).
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)

        def cells(row: str, names: tuple[str, ...]) -> str:
            return ", ".join(f"{row}.{name}" for name in names)

        def changed(names: tuple[str, ...]) -> str:
            return f"({cells('NEW', names)}) IS DISTINCT FROM ({cells('OLD', names)})"

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
        ELSIF NEW.decision <> '' OR NEW.answered_on IS NOT NULL THEN
            refused := 'wordt eerst vastgelegd en daarna beslist';
        END IF;
    ELSIF NEW.registered_by_id IS DISTINCT FROM OLD.registered_by_id THEN
        refused := 'is vastgelegd door wie dat deed';
    ELSIF OLD.decision <> '' AND ({changed(FACTS)} OR {changed(DECISION)}) THEN
        refused := 'is al beslist en verandert niet meer; leg een nieuw verzoek vast';
    ELSIF (NEW.kind, NEW.dossier) IS DISTINCT FROM (OLD.kind, OLD.dossier)
            AND EXISTS (SELECT 1 FROM sharing_rightseffect e WHERE e.request_id = NEW.id) THEN
        refused := 'staat al bij de bezwaren en beperkingen; wat wordt gevraagd en van wie, verandert niet meer';
    ELSIF OLD.answered_on IS NOT NULL AND {changed(ANSWER)} THEN
        refused := 'is al beantwoord; dat verandert niet meer';
    ELSIF (NEW.answered_at AT TIME ZONE 'Europe/Amsterdam')::date <> NEW.answered_on THEN
        refused := 'heeft een tijdstip op een andere dag dan die van het antwoord';
    ELSIF {_LATER}
            AND (actor = OLD.registered_by_id OR actor = OLD.identity_by_id) THEN
        refused := 'zou hierdoor later of niet meer te beantwoorden zijn; dat legt een ander vast dan wie het '
            || 'registreerde of de identiteit controleerde';
    ELSIF NEW.identity_how <> '' AND (NEW.identity_how, NEW.identity_by_id) IS DISTINCT FROM
            (OLD.identity_how, OLD.identity_by_id) AND NEW.identity_by_id IS DISTINCT FROM actor THEN
        refused := 'vraagt wie de identiteit controleert, niet namens een ander';
    ELSIF NEW.decision <> '' AND OLD.decision = '' THEN
        IF NEW.decided_by_id IS DISTINCT FROM actor THEN
            refused := 'wordt beslist door wie dat doet, niet namens een ander';
        ELSIF NEW.identity_how = '' AND NEW.kind <> '{RightKind.QUESTION.value}'
                AND NEW.decision NOT IN ({_listed(WITHOUT_IDENTITY)}) THEN
            refused := 'wordt pas beslist als vaststaat wie het doet';
        ELSIF NEW.decision IN ({_listed(TAKES_ANOTHER)})
                AND (actor = NEW.registered_by_id OR actor = NEW.identity_by_id) THEN
            refused := 'wordt door een ander (deels) geweigerd of gesloten dan wie het vastlegde of de identiteit '
                || 'controleerde';
        END IF;
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: verzoek ' || NEW.id || ' ' || refused || '.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours


class BeforeDecision(JudgesUpdates):
    """Waiting for the person is added or ended before the decision: by it the days were reckoned."""

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
        END IF;
        IF NEW.request_id <> OLD.request_id THEN
            RAISE EXCEPTION 'Geweigerd: wachten hoort bij het verzoek waarvoor het begon.'
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
        END IF;
    END IF;
    IF EXISTS (SELECT 1 FROM sharing_rightsrequest r WHERE r.id = NEW.request_id AND r.decision <> '') THEN
        RAISE EXCEPTION 'Geweigerd: dit verzoek is al beslist; het wachten erop verandert niet meer.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours


class EffectStands(JudgesUpdates):
    """What a request does in the register is noted while it is not decided yet, of the same person, and stays."""

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    decided text;
    whose bytea;
    refused text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
        END IF;
        refused := 'verandert niet meer';
    ELSE
        SELECT r.decision, r.dossier INTO decided, whose FROM sharing_rightsrequest r WHERE r.id = NEW.request_id;
        IF decided <> '' THEN
            refused := 'hoort bij een verzoek waarop al is beslist';
        ELSIF NEW.objection_id IS NOT NULL AND whose IS DISTINCT FROM
                (SELECT o.dossier FROM sharing_objection o WHERE o.id = NEW.objection_id) THEN
            refused := 'gaat over een ander dossier dan het verzoek';
        END IF;
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: dit gevolg van een verzoek ' || refused || '.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours
