"""What keeps the words of descriptions with the descriptions (ADR 0075)."""
# ruff: noqa: S608 - the names in these statements are ours

from django.db.models import Model

from sharing.core import locks
from sharing.core.constraints import TriggerConstraint
from sharing.disclosures.definitions import words_of
from sharing.disclosures.models import Disclosure


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
