"""A check bears the name of who checked, in the database as well."""

from sharing.access.row_rules import RowRules, refuse
from sharing.core.functions import ACTOR


class CheckedByActor(RowRules):
    """Who records a check, did it; and not on a day to come."""

    events = "INSERT"
    calls = ACTOR

    def body(self) -> str:
        return f"""
    actor := register_actor();
    IF NEW.checked_by_id IS DISTINCT FROM actor THEN
        {refuse("een controle staat op naam van wie haar vastlegt.")}
    ELSIF NEW.checked_on > (now() AT TIME ZONE 'Europe/Amsterdam')::date THEN
        {refuse("een controle van een dag die nog moet komen, is er nog niet.")}
    END IF;"""
