"""What keeps with the log what it is looked up by: the words of descriptions (ADR 0075), its flows (ADR 0077)."""
# ruff: noqa: S608 - the names in these statements are ours

from django.db.models import Model

from sharing.core import locks
from sharing.core.constraints import TriggerConstraint
from sharing.disclosures.definitions import ALIKE, words_of
from sharing.disclosures.models import Disclosure
from sharing.log.expressions import flow_sql, moment_sql, version_sql


class WordsFollow(TriggerConstraint):
    """A description that is corrected takes its words along, and the words of a disclosure that is destroyed go.

    Recording itself pays nothing: the words of what is new are taken apart later (`sharing.log.worded`). Who does that
    has the lock alone, so that it never keeps words of before a change that it did not see yet. Its name begins as
    those that guard references, so that it works while records are destroyed.
    """

    def sql(self, model: type[Model]) -> str:
        words, entries = model._meta.db_table, Disclosure._meta.db_table
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock_shared({locks.DESCRIPTION_WORDS});
    IF TG_OP = 'DELETE' THEN
        DELETE FROM {words} w USING old_rows o WHERE w.id = o.id;
    ELSIF NEW.description = '' THEN
        DELETE FROM {words} w WHERE w.id = NEW.id;
    ELSE
        INSERT INTO {words} (id, words) VALUES (NEW.id, {words_of("NEW.description")})
            ON CONFLICT (id) DO UPDATE SET words = excluded.words;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER {self.name}_changed AFTER UPDATE OF description ON {entries}
    FOR EACH ROW WHEN (OLD.description <> NEW.description) EXECUTE FUNCTION {self.name}();
ALTER TABLE {entries} ENABLE ALWAYS TRIGGER {self.name}_changed;
CREATE TRIGGER {self.name}_gone AFTER DELETE ON {entries} REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {self.name}();
ALTER TABLE {entries} ENABLE ALWAYS TRIGGER {self.name}_gone"""


def listed_columns() -> dict[str, str]:
    """The columns of the list of flows, each with the SQL that makes it of an entry."""
    codes = "SELECT jsonb_agg(jsonb_build_object('code', finding -> 'code')) FROM jsonb_array_elements({}) finding"
    entry = Disclosure._meta.db_table
    own = {name: f"{entry}.{name}" for name in ("recipient_id", *ALIKE)}
    return own | {
        "flow": flow_sql(),
        "version": version_sql(),
        "findings": f"coalesce(({codes.format(f'{entry}.findings')}), '[]')",
        "is_withdrawn": f"{entry}.withdrawn_consent_id IS NOT NULL",
        "is_void": f"{entry}.voided_at IS NOT NULL",
        "earliest": moment_sql(f"{entry}.disclosed_at"),
        "latest": moment_sql(f"{entry}.disclosed_at"),
    }


class FlowsFollow(TriggerConstraint):
    """What is corrected is in the list under what it became, from the same statement on.

    It is added, whatever is there: who makes the list anew (`sharing.log.known`) does not see what is not stored yet,
    and so does not take it away. That an entry no longer is what it was asks nothing: a flow without entries
    gives none.
    """

    def sql(self, model: type[Model]) -> str:
        columns, entries = listed_columns(), Disclosure._meta.db_table
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO {model._meta.db_table} ({", ".join(columns)})
        SELECT DISTINCT {", ".join(columns.values())} FROM new_rows AS {entries};
    RETURN NULL;
END $$;
CREATE TRIGGER {self.name} AFTER UPDATE ON {entries} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {self.name}();
ALTER TABLE {entries} ENABLE ALWAYS TRIGGER {self.name}"""
