"""What the database itself asks of authorities' requests.

Known to migrations as a constraint of AuthorityRequest (`sharing.core.constraints`).
"""

from django.db.models import Model

from sharing.core.constraints import JudgesUpdates, quote


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

    def undo(self, model: type[Model]) -> str:
        return f"DROP FUNCTION IF EXISTS {self.name}() CASCADE"


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

    def undo(self, model: type[Model]) -> str:
        return f"DROP FUNCTION IF EXISTS {self.name}() CASCADE"
