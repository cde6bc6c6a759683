"""What the database itself asks of the reference lists (`sharing.core.constraints`)."""

from django.db.models import Model

from sharing.core.constraints import JudgesUpdates, quote


class ProcedureStands(JudgesUpdates):
    """A complaint keeps the term of the procedure that held when it came in, whatever is added, changed or deleted."""

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)

        def term(row: str, absent: str) -> str:
            return f"""CASE WHEN TG_OP <> '{absent}' AND c.day >= {row}.first_day
                AND ({row}.last_day IS NULL OR c.day <= {row}.last_day)
                THEN ARRAY[{row}.response_weeks, {row}.extension_weeks] END"""

        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM
            (SELECT (r.received_at AT TIME ZONE 'Europe/Amsterdam')::date AS day FROM sharing_rightsrequest r
                WHERE r.kind = 'complaint') c
            WHERE {term("OLD", "INSERT")}
                IS DISTINCT FROM {term("NEW", "DELETE")}) THEN
        RAISE EXCEPTION '%', 'Geweigerd: er kwam al een klacht binnen waarvan de termijn hierdoor verandert. Geef de '
            || 'regeling die gold een laatste dag die nog komt, en leg een nieuwe vast voor daarna.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""  # noqa: S608 - names of ours
