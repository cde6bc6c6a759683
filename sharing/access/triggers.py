"""A review of who has which role is of the roles as they were, and two people signed it, whatever the route."""

from sharing.access.row_rules import RowRules, refuse
from sharing.core.functions import OPERATOR

# Who has which role: of accounts that may sign in, and of those that still hold a role for when they may again.
ROLES_NOW = """
CREATE OR REPLACE FUNCTION access_roles_now() RETURNS jsonb LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'account', u.username,
        'name', btrim(u.first_name || ' ' || u.last_name),
        'active', u.is_active,
        'roles', coalesce((
            SELECT jsonb_agg(g.name ORDER BY g.name COLLATE "C")
            FROM cms_user_groups m JOIN auth_group g ON g.id = m.group_id WHERE m.user_id = u.id
        ), '[]'),
        'beyond_roles', u.is_superuser OR EXISTS (SELECT 1 FROM cms_user_user_permissions p WHERE p.user_id = u.id)
    ) ORDER BY u.username COLLATE "C"), '[]')
    FROM cms_user u
    WHERE u.username <> 'systeem'
        AND (u.is_active OR EXISTS (SELECT 1 FROM cms_user_groups m WHERE m.user_id = u.id))
$$"""


class ReviewRules(RowRules):
    """It begins with who has which role at that moment, signed by who acts; another closes it, and then it stays.

    The database sets the moments and the day of the next review. The operator may bring in reviews of before; that
    two people signed holds for those as well. ``columns`` are what lies fixed from the start.
    """

    calls = f"{OPERATOR};{ROLES_NOW}"

    def body(self) -> str:
        new, old = (", ".join(f"{row}.{name}" for name in self.columns) for row in ("NEW", "OLD"))
        return f"""
    actor := register_actor();
    IF TG_OP = 'DELETE' THEN
        {refuse("een beoordeling van rollen is bewijs en wordt niet verwijderd.")}
    ELSIF TG_OP = 'UPDATE' AND (({new}) IS DISTINCT FROM ({old}) OR OLD.outcome <> '') THEN
        {refuse("een beoordeling van rollen verandert niet meer; begin een nieuwe.")}
    ELSIF NEW.outcome = 'agreed' AND NEW.closed_by_id = NEW.signed_by_id THEN
        {refuse("wie als eerste tekent, tekent niet ook als tweede.")}
    END IF;
    IF NOT register_operator() THEN
        IF TG_OP = 'INSERT' THEN
            IF NEW.signed_by_id IS DISTINCT FROM actor OR NEW.outcome <> '' THEN
                {refuse("een beoordeling staat op naam van wie haar begint, en wacht dan op een tweede persoon.")}
            ELSIF NEW.roles IS DISTINCT FROM access_roles_now() THEN
                {refuse("wie welke rol heeft, is intussen veranderd. Bekijk de lijst opnieuw.")}
            END IF;
            NEW.signed_at := transaction_timestamp();
        ELSIF NEW.outcome <> '' THEN
            IF NEW.closed_by_id IS DISTINCT FROM actor THEN
                {refuse("een handtekening staat op naam van wie haar zet.")}
            END IF;
            NEW.closed_at := transaction_timestamp();
        END IF;
    END IF;
    NEW.next_review := NULL;
    IF NEW.outcome = 'agreed' THEN
        NEW.next_review := (NEW.closed_at AT TIME ZONE 'Europe/Amsterdam')::date + interval '1 year';
    END IF;"""
