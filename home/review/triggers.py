"""What the database itself refuses about the review: who judges, and in which steps, comes with the installation."""

from django.db.models import Model

from sharing.public import OPERATOR_FUNCTION, TriggerConstraint

TABLES = (
    "wagtailcore_workflow",
    "wagtailcore_workflowpage",
    "wagtailcore_workflowtask",
    "wagtailcore_task",
    "wagtailcore_groupapprovaltask",
    "wagtailcore_groupapprovaltask_groups",
)


class ReviewersStay(TriggerConstraint):
    """Only the operator changes the steps of a review and the groups that judge. ``columns``: Wagtail's tables of them.

    Members of those groups are given by two people (ADR 0024); another group, or no step at all, would pass that by.
    """

    def sql(self, model: type[Model]) -> str:
        triggers = "".join(
            f"""
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name};"""
            for table in (model._meta.db_table, *self.columns)
        )
        return f"""{OPERATOR_FUNCTION};
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT register_operator() THEN
        RAISE EXCEPTION 'Geweigerd: wie teksten toetst en in welke stappen, verandert alleen op de server zelf.'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;{triggers}"""
