"""Functions of the database that judge each row before it is written, and whether a second person confirmed it."""

from django.db.models import Model

from sharing.core.constraints import TriggerConstraint, quote
from sharing.core.functions import OPERATOR

# Whether somebody else proposed this, and who acts confirmed it in this very transaction.
CONFIRMED = f"""{OPERATOR};
CREATE OR REPLACE FUNCTION access_confirmed(text,bigint,text,text) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    wanted ALIAS FOR $1;
    subject ALIAS FOR $2;
    field ALIAS FOR $3;
    value ALIAS FOR $4;
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM sharing_accessproposal p
        WHERE p.kind = wanted AND p.subject_id = subject AND p.decision = 'confirmed'
            AND p.decided_by_id = register_actor() AND p.decided_by_id <> p.proposed_by_id
            AND p.decided_at = transaction_timestamp()
            AND CASE
                WHEN field = '' THEN true
                WHEN jsonb_typeof(p.after -> field) = 'array' THEN p.after -> field ? value
                ELSE p.after ->> field = value
            END
    );
END $$"""


class RowRules(TriggerConstraint):
    """A function that judges each row before it is written; subclasses give its body.

    ``declare`` and ``body`` are plpgsql. The body raises, or ends; what it leaves in NEW is stored. ``calls`` are the
    functions that it needs.
    """

    events = "INSERT OR UPDATE OR DELETE"
    declare = ""
    calls = OPERATOR

    def body(self) -> str:
        """What the function does."""
        raise NotImplementedError

    def functions(self) -> str:
        """The functions that the body calls."""
        return self.calls

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""{self.functions()};
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor bigint;{self.declare}
BEGIN
{self.body().rstrip()}
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE {self.events} ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""


def refuse(sentence: str) -> str:
    """The statement that refuses, with a sentence for people."""
    quoted = sentence.replace("'", "''")
    return f"RAISE EXCEPTION 'Geweigerd: {quoted}' USING ERRCODE = 'integrity_constraint_violation';"


OWN_ROLES = "niemand wijzigt zijn eigen rollen of rechten; vraag een andere beheerder."
TWO_PEOPLE = "dit doen twee personen. Stel het voor; een tweede persoon bevestigt het."
