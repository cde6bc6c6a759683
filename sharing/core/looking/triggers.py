"""Who looked and when are the database's own words."""

from django.db.models import Model

from sharing.core.constraints import TriggerConstraint, quote
from sharing.core.functions import ACTOR


class AsItHappened(TriggerConstraint):
    """Whatever is handed in, the row bears the acting account and the moment at which it was written.

    ``columns`` are the column of the account and that of the moment.
    """

    def sql(self, model: type[Model]) -> str:
        who, when = self.columns
        table = quote(model._meta.db_table)
        return f"""{ACTOR};
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    NEW.{who} := register_actor();
    NEW.{when} := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""
