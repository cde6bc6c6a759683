"""What the database itself asks of authorities' requests.

Known to migrations as a constraint of AuthorityRequest (`sharing.core.constraints`).
"""

from django.db.models import Model

from sharing.core.constraints import JudgesUpdates, quote
from sharing.core.functions import ACTOR


class ConfirmedWithCategories(JudgesUpdates):
    """A granted request that is confirmed says which data categories it covers, and keeps saying so.

    Not of what was confirmed before requests named them: that is asked when a request is confirmed.
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    confirmed boolean := NEW.confirmed_at IS NOT NULL AND NEW.assessment = 'granted';
BEGIN
    IF TG_OP = 'UPDATE' THEN
        confirmed := confirmed AND (OLD.confirmed_at IS NULL OR cardinality(OLD.data_categories) > 0);
    END IF;
    IF confirmed AND cardinality(NEW.data_categories) = 0 THEN
        RAISE EXCEPTION 'Geweigerd: verzoek % noemt geen gegevenscategorieën; vul in welke gegevens het betreft.',
            NEW.reference USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""


class ListedProvision(JudgesUpdates):
    """A request names a provision of Union or Dutch law from the list, in force on the day it was received.

    By its code or citation, as ``reference.rules`` compares them. Asked when it is written: a request of long ago keeps
    what it says.
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    named text := lower(regexp_replace(NEW.legal_provision, '\\s', '', 'g'));
BEGIN
    IF TG_OP = 'UPDATE' AND (NEW.legal_provision, NEW.received_on) IS NOT DISTINCT FROM
            (OLD.legal_provision, OLD.received_on) THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM sharing_legalprovision p
            WHERE p.jurisdiction IN ('nl', 'eu')
            AND coalesce(p.first_day, '-infinity') <= NEW.received_on
            AND coalesce(p.last_day, 'infinity') >= NEW.received_on
            AND named IN (lower(regexp_replace(p.code, '\\s', '', 'g')),
                lower(regexp_replace(p.citation, '\\s', '', 'g')))) THEN
        RAISE EXCEPTION 'Geweigerd: verzoek % noemt geen bepaling uit de lijst die gold op de dag van ontvangst.',
            NEW.reference USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours


class AssessmentStands(JudgesUpdates):
    """What was assessed (``columns``) does not change any more; what was confirmed is not assessed again.

    Who assesses or confirms does that in person, and a refusal says why.
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        before, after = (", ".join(f"{row}.{name}" for name in self.columns) for row in ("OLD", "NEW"))
        outcome = (
            "assessment",
            "assessment_note",
            "assessed_by_id",
            "assessed_at",
            "confirmed_by_id",
            "confirmed_at",
        )
        was, becomes = (", ".join(f"{row}.{name}" for name in outcome) for row in ("OLD", "NEW"))
        return f"""{ACTOR};
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor bigint := register_actor();
    refused text;
BEGIN
    IF OLD.assessed_by_id IS NOT NULL AND (NEW.assessed_by_id IS NULL OR ({after}) IS DISTINCT FROM ({before})) THEN
        refused := 'is al beoordeeld en verandert niet meer; leg een nieuw verzoek vast';
    ELSIF OLD.confirmed_by_id IS NOT NULL AND ({becomes}) IS DISTINCT FROM ({was}) THEN
        refused := 'heeft een bevestigde beoordeling, en die verandert niet meer';
    ELSIF (NEW.assessed_by_id, NEW.assessed_at) IS DISTINCT FROM (OLD.assessed_by_id, OLD.assessed_at)
            AND NEW.assessed_by_id IS DISTINCT FROM actor THEN
        refused := 'wordt beoordeeld door wie dat doet, niet namens een ander';
    ELSIF NEW.confirmed_by_id IS DISTINCT FROM OLD.confirmed_by_id AND NEW.confirmed_by_id IS DISTINCT FROM actor THEN
        refused := 'wordt bevestigd door wie dat doet, niet namens een ander';
    ELSIF NEW.assessment = 'refused' AND btrim(NEW.assessment_note) = ''
            AND OLD.assessment IS DISTINCT FROM NEW.assessment THEN
        refused := 'wordt afgewezen met een toelichting';
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: verzoek ' || OLD.reference || ' ' || refused || '.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""


class LaterVersion(JudgesUpdates):
    """A document of an assessed request changes only into a new version of itself: another file, the same request."""

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF (NEW.request_id <> OLD.request_id OR NEW.sha256 = OLD.sha256 OR NEW.file = OLD.file)
            AND NEW IS DISTINCT FROM OLD
            AND EXISTS (SELECT 1 FROM sharing_authorityrequest r
                WHERE r.id = OLD.request_id AND r.assessed_by_id IS NOT NULL) THEN
        RAISE EXCEPTION 'Geweigerd: dit verzoek is al beoordeeld; van een document komt hoogstens een nieuwe versie.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours


class SecrecyByTwo(JudgesUpdates):
    """The secrecy of a request is prolonged by one person; it ends earlier only when a second one agrees.

    What makes entries visible earlier is an end, whatever it is called: to prolong is to name a later day. What was
    decided, confirmed or declined stays as it is.
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""{ACTOR};
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor bigint := register_actor();
    is_secret boolean;
    until_day date;
    assessed boolean;
    refused text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        SELECT r.secret, r.secret_until, r.assessed_by_id IS NOT NULL INTO is_secret, until_day, assessed
            FROM sharing_authorityrequest r WHERE r.id = NEW.request_id FOR UPDATE;
        SELECT true, d.last_day INTO is_secret, until_day FROM (
            SELECT s.last_day, coalesce(s.confirmed_at, s.decided_at) AS since, s.id FROM {table} s
                WHERE s.request_id = NEW.request_id AND s.id <> NEW.id
                AND (s.kind = 'keep' OR s.confirmed_by_id IS NOT NULL)
            UNION ALL SELECT until_day, '-infinity', 0 WHERE is_secret
            ORDER BY since DESC, id DESC LIMIT 1) d;
        IF NOT assessed THEN
            refused := 'zolang een verzoek niet is beoordeeld, staat de geheimhouding in het verzoek zelf';
        ELSIF NEW.decided_by_id IS DISTINCT FROM actor OR NEW.confirmed_by_id IS NOT NULL
                OR NEW.declined_by_id IS NOT NULL THEN
            refused := 'een besluit over geheimhouding is van wie het neemt, en wordt pas daarna bevestigd';
        ELSIF NEW.kind = 'keep' AND is_secret
                AND coalesce(NEW.last_day, 'infinity') <= coalesce(until_day, 'infinity') THEN
            refused := 'verlengen is een latere dag noemen dan tot wanneer het verzoek al geheim is';
        ELSIF NEW.kind = 'end' AND NOT
                coalesce(is_secret AND NEW.last_day < coalesce(until_day, 'infinity'), false) THEN
            refused := 'eerder beëindigen kan alleen wat langer geheim is';
        END IF;
    ELSIF NEW IS DISTINCT FROM OLD THEN
        IF (NEW.id, NEW.request_id, NEW.kind, NEW.last_day, NEW.explanation, NEW.decided_by_id, NEW.decided_at)
                IS DISTINCT FROM (OLD.id, OLD.request_id, OLD.kind, OLD.last_day, OLD.explanation, OLD.decided_by_id,
                    OLD.decided_at)
                OR OLD.confirmed_by_id IS NOT NULL OR OLD.declined_by_id IS NOT NULL THEN
            refused := 'een besluit over geheimhouding verandert niet';
        ELSIF coalesce(NEW.confirmed_by_id, NEW.declined_by_id) IS DISTINCT FROM actor THEN
            refused := 'een besluit over geheimhouding wordt bevestigd door wie dat doet, niet namens een ander';
        END IF;
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: ' || refused || '.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {self.name} AFTER INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours


class AsAssessed(JudgesUpdates):
    """A part of a request is not added or changed any more once the request is assessed: that is about what it was."""

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM sharing_authorityrequest r
            WHERE r.id = NEW.request_id AND r.assessed_by_id IS NOT NULL) THEN
        RAISE EXCEPTION 'Geweigerd: dit verzoek is al beoordeeld en verandert niet meer; leg een nieuw verzoek vast.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours


class ObjectionStands(JudgesUpdates):
    """A restriction is lifted after the person was told (art. 18(3)); what a request asks for is decided with it.

    A request (``sharing.rights``) is the whole of what the person asked: who may refuse it is asked there, so its
    objections and restrictions follow its decision and are not decided by another way.
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    asked record;
    refused text;
BEGIN
    IF OLD.kind = 'restriction' AND OLD.decision = 'upheld' AND OLD.in_force_until IS NULL
            AND (NEW.in_force_until IS NOT NULL OR NEW.decision <> 'upheld' OR NEW.kind <> 'restriction')
            AND (NEW.informed_on IS NULL
                OR NEW.informed_on > (NEW.in_force_until AT TIME ZONE 'Europe/Amsterdam')::date) THEN
        refused := 'wordt opgeheven nadat de betrokkene daarover is ingelicht (art. 18, lid 3, AVG)';
    END IF;
    SELECT r.id, r.decision INTO asked FROM sharing_rightseffect e
        JOIN sharing_rightsrequest r ON r.id = e.request_id WHERE e.objection_id = NEW.id;
    IF refused IS NULL AND FOUND THEN
        IF (NEW.dossier, NEW.kind) IS DISTINCT FROM (OLD.dossier, OLD.kind) THEN
            refused := 'hoort bij verzoek ' || asked.id || '; van wie en wat het is, verandert niet meer';
        ELSIF NEW.decision = OLD.decision THEN
            NULL;
        ELSIF OLD.decision <> 'pending' OR asked.decision = '' THEN
            refused := 'wordt beslist bij verzoek ' || asked.id;
        ELSIF (NEW.decision = 'upheld' AND asked.decision NOT IN ('granted', 'partly'))
                OR (NEW.decision = 'rejected' AND asked.decision = 'granted') THEN
            refused := 'volgt het besluit op verzoek ' || asked.id;
        END IF;
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: dit bezwaar of deze beperking ' || refused || '.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours
