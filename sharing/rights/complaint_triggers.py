"""What the database itself asks of complaints (`sharing.core.constraints`): who deals with one had no part in it."""

from django.db.models import Model

from sharing.core.constraints import JudgesUpdates, quote
from sharing.disclosures.triggers import WRITERS

CONCERNED = "complaint_concerned"

# Who had what to do with what a complaint is about: the account, a code of ``Concern`` and the number of the record.
_FUNCTION = f"""CREATE OR REPLACE FUNCTION {CONCERNED}(complaint bigint)
    RETURNS TABLE (who bigint, what text, number bigint) LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT DISTINCT ON (c.who) c.who::bigint, c.what, c.number FROM sharing_complaintsubject s
        LEFT JOIN sharing_rightsrequest r ON r.id = s.about_request_id
        LEFT JOIN sharing_disclosure d ON d.id = s.about_disclosure_id
        CROSS JOIN LATERAL (VALUES
            (1, r.decided_by_id::bigint, 'decided', r.id), (2, r.registered_by_id::bigint, 'registered', r.id),
            (3, r.identity_by_id::bigint, 'identified', r.id), (4, r.assigned_to_id::bigint, 'handled', r.id),
            (5, d.reviewed_by_id::bigint, 'reviewed', d.id), (6, d.voided_by_id::bigint, 'voided', d.id)
        ) AS c (weight, who, what, number)
        WHERE s.request_id = complaint AND c.who IS NOT NULL
        ORDER BY c.who, c.weight;
    RETURN QUERY SELECT DISTINCT ON (w.key) w.key::bigint, 'wrote', s.about_disclosure_id
        FROM sharing_complaintsubject s CROSS JOIN LATERAL unnest({WRITERS}(s.about_disclosure_id)) AS w (key)
        WHERE s.request_id = complaint AND s.about_disclosure_id IS NOT NULL ORDER BY w.key, s.id;
END $$"""  # noqa: S608 - names of ours

# The same as a sentence that names the person, for who is refused without a screen.
_SENTENCE = f"""SELECT coalesce(nullif(trim(u.first_name || ' ' || u.last_name), ''), u.username) || ' ' ||
        format(CASE c.what WHEN 'decided' THEN 'besliste op verzoek %s' WHEN 'registered' THEN 'legde verzoek %s vast'
            WHEN 'identified' THEN 'controleerde bij verzoek %s wie het deed'
            WHEN 'handled' THEN 'behandelde verzoek %s'
            WHEN 'reviewed' THEN 'beoordeelde verstrekking %s' WHEN 'voided' THEN 'liet verstrekking %s vervallen'
            ELSE 'legde verstrekking %s vast of wijzigde haar' END, c.number)
        INTO why FROM {CONCERNED}(about) c JOIN cms_user u ON u.id = c.who WHERE c.who = somebody LIMIT 1"""  # noqa: S608


def _refused(why: str) -> str:
    return f"""RAISE EXCEPTION '%', 'Geweigerd: klacht ' || about || ' wordt behandeld en beoordeeld door wie er '
            || 'niet bij betrokken was; ' || {why} || '.' USING ERRCODE = 'integrity_constraint_violation'"""


class ComplaintHandled(JudgesUpdates):
    """Who deals with a complaint, and who judges it, had no part in what it is about."""

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""{_FUNCTION};
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    about bigint := NEW.id;
    somebody bigint;
    why text;
BEGIN
    IF NEW.kind <> OLD.kind AND EXISTS (SELECT 1 FROM sharing_complaintsubject s WHERE s.request_id = NEW.id) THEN
        RAISE EXCEPTION 'Geweigerd: klacht % gaat over iets wat erbij staat en blijft een klacht.', NEW.id
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    ELSIF NEW.kind <> 'complaint' THEN
        RETURN NEW;
    END IF;
    IF NEW.assigned_to_id IS DISTINCT FROM OLD.assigned_to_id AND NEW.decision = '' THEN
        somebody := NEW.assigned_to_id;
        {_SENTENCE};
    END IF;
    IF why IS NULL AND NEW.decision <> '' AND OLD.decision = '' THEN
        somebody := NEW.decided_by_id;
        {_SENTENCE};
    END IF;
    IF why IS NOT NULL THEN
        {_refused("why")}, CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours


class SubjectStands(JudgesUpdates):
    """What a complaint is about is said while it is not judged, of the same person, and stays."""

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    complaint record;
    whose bytea;
    refused text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF NEW IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
        END IF;
        refused := 'verandert niet meer';
    ELSE
        SELECT r.kind, r.decision, r.dossier INTO complaint FROM sharing_rightsrequest r WHERE r.id = NEW.request_id;
        SELECT coalesce((SELECT r.dossier FROM sharing_rightsrequest r WHERE r.id = NEW.about_request_id),
            (SELECT d.dossier FROM sharing_disclosure d WHERE d.id = NEW.about_disclosure_id)) INTO whose;
        IF complaint.kind <> 'complaint' THEN
            refused := 'hoort bij een klacht';
        ELSIF complaint.decision <> '' THEN
            refused := 'hoort bij een klacht die al is beoordeeld';
        ELSIF whose <> complaint.dossier THEN
            refused := 'gaat over een ander dossier dan de klacht';
        END IF;
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: waarover een klacht gaat, ' || refused || '.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours


class SubjectLinked(JudgesUpdates):
    """Who deals with a complaint already had no part in what is added to it."""

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    about bigint := NEW.request_id;
    somebody bigint;
    why text;
BEGIN
    SELECT r.assigned_to_id INTO somebody FROM sharing_rightsrequest r WHERE r.id = about;
    {_SENTENCE};
    IF why IS NOT NULL THEN
        {_refused("why")}, CONSTRAINT = '{self.name}';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {self.name} AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours
