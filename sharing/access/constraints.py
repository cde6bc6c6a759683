"""What the database itself refuses about accounts, roles and tokens, whatever the route.

Nobody changes what he himself may do; what gives the power to review, to confirm or to read the whole log takes a
confirmed proposal (ADR 0024). The operator, recorded as the system's account, acts at once. One function per rule,
run before each row: these tables are small.
"""

from collections.abc import Iterable

from django.db.models import Model

from sharing.access.row_rules import CONFIRMED, OWN_ROLES, TWO_PEOPLE, RowRules, refuse
from sharing.core.constraints import TriggerConstraint, quote

# The rights that make a role take two people to give: to approve a text, to judge a deviation, to decide on a
# proposal, and to manage accounts (who could otherwise make a second self that confirms).
TAKES_TWO = ("publish_page", "change_disclosure", "decide_accessproposal", "add_user", "change_user")


def _takes_two(rights: Iterable[str]) -> str:
    """The functions that know which roles, and which accounts by them, have one of these rights."""
    names = ", ".join(f"'{name}'" for name in rights)
    return f"""{CONFIRMED};
CREATE OR REPLACE FUNCTION access_takes_two(bigint) RETURNS boolean LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    role_id ALIAS FOR $1;
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM auth_permission p WHERE p.codename IN ({names}) AND (
            EXISTS (SELECT 1 FROM auth_group_permissions g WHERE g.group_id = role_id AND g.permission_id = p.id)
            OR EXISTS (
                SELECT 1 FROM wagtailcore_grouppagepermission g WHERE g.group_id = role_id AND g.permission_id = p.id
            )
        )
    );
END $$"""


class AccountRules(RowRules):
    """A user name stays, and so does the account; nobody renames himself, or chooses the password of another.

    The system's account is left alone: who signs in with it is the operator.
    Where the mail of an account with power goes takes two people: a link to choose its password goes there. So does
    opening such an account again; only the operator makes somebody all-powerful. ``columns`` are the code names of the
    rights that are power. It also notes when a password was last chosen: that is what the history tells of it.
    """

    def functions(self) -> str:
        return _takes_two(self.columns)

    def body(self) -> str:
        return f"""
    IF TG_OP = 'DELETE' THEN
        IF NOT register_operator() THEN
            {refuse("een account wordt niet verwijderd: de historie noemt het. Maak het niet actief.")}
        END IF;
        RETURN OLD;
    ELSIF TG_OP = 'INSERT' THEN
        NEW.password_changed_at := clock_timestamp();
    ELSE
        IF OLD.username = 'systeem' AND NOT register_operator() THEN
            {refuse("met dit account werkt de server zelf; niemand wijzigt het.")}
        END IF;
        NEW.password_changed_at := OLD.password_changed_at;
        IF NEW.password <> OLD.password THEN
            NEW.password_changed_at := clock_timestamp();
            IF register_actor() <> OLD.id AND NOT register_operator() THEN
                {refuse("niemand kiest het wachtwoord van een ander. Stuur een link waarmee deze persoon zelf kiest.")}
            END IF;
        END IF;
        IF NEW.username <> OLD.username THEN
            {refuse("een gebruikersnaam verandert niet: de historie noemt haar. Maak een nieuw account.")}
        END IF;
        IF (NEW.first_name, NEW.last_name) IS DISTINCT FROM (OLD.first_name, OLD.last_name) THEN
            IF register_actor() = OLD.id THEN
                {refuse("niemand wijzigt zijn eigen naam; vraag een andere beheerder.")}
            END IF;
        END IF;
        IF (NEW.email <> OLD.email OR NEW.is_active > OLD.is_active)
            AND register_actor() <> OLD.id AND NOT register_operator()
            AND (OLD.is_superuser OR EXISTS (
                SELECT 1 FROM cms_user_groups m WHERE m.user_id = OLD.id AND access_takes_two(m.group_id)
            ))
            AND NOT (
                (NEW.email = OLD.email OR access_confirmed('roles', OLD.id, 'email', NEW.email))
                AND (NEW.is_active <= OLD.is_active OR access_confirmed('roles', OLD.id, 'active', 'true'))
            )
        THEN
            {refuse(TWO_PEOPLE)}
        END IF;
    END IF;
    IF NEW.is_superuser AND (TG_OP = 'INSERT' OR NOT OLD.is_superuser) THEN
        IF NOT register_operator() THEN
            {refuse("dit recht gaat aan alle rollen voorbij en is alleen op de server zelf te geven.")}
        END IF;
    END IF;"""


class MembershipRules(RowRules):
    """Nobody gives or takes a role of his own; a role with one of these rights takes two people to give.

    ``columns`` are the code names of the rights that make a role take two people.
    """

    declare = "\n    role_name text;"

    def functions(self) -> str:
        return _takes_two(self.columns)

    def body(self) -> str:
        return f"""
    actor := register_actor();
    IF NOT register_operator() THEN
        IF TG_OP = 'UPDATE' THEN
            {refuse("een rol wordt gegeven of ingetrokken, niet omgezet.")}
        END IF;
        IF actor = (CASE WHEN TG_OP = 'INSERT' THEN NEW.user_id ELSE OLD.user_id END) THEN
            {refuse(OWN_ROLES)}
        END IF;
        IF TG_OP = 'INSERT' THEN
            SELECT name INTO role_name FROM auth_group WHERE id = NEW.group_id;
            IF access_takes_two(NEW.group_id) AND NOT access_confirmed('roles', NEW.user_id, 'roles', role_name) THEN
                {refuse(TWO_PEOPLE)}
            END IF;
        END IF;
    END IF;"""


class OperatorOnly(RowRules):
    """Only the operator writes here, such as a right that is given to a person past all roles."""

    def body(self) -> str:
        return f"""
    IF NOT register_operator() THEN
        {refuse("rechten gaan per rol. Aan één persoon zijn zij alleen op de server zelf te geven.")}
    END IF;"""


class RoleRules(RowRules):
    """The roles of the product keep their names: what each may do is looked up by it. ``columns`` are those names."""

    def body(self) -> str:
        names = ", ".join(f"'{name}'" for name in self.columns)
        return f"""
    actor := register_actor();
    IF NOT register_operator() THEN
        IF (TG_OP <> 'DELETE' AND NEW.name IN ({names}) AND (TG_OP = 'INSERT' OR NEW.name <> OLD.name))
            OR (TG_OP <> 'INSERT' AND OLD.name IN ({names}) AND (TG_OP = 'DELETE' OR NEW.name <> OLD.name)) THEN
            {refuse("deze rol hoort bij het product; zij houdt haar naam en wordt niet verwijderd.")}
        END IF;
        IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM cms_user_groups WHERE group_id = OLD.id AND user_id = actor) THEN
            {refuse(OWN_ROLES)}
        END IF;
    END IF;"""


class RightRules(RowRules):
    """What a role may do: more takes two people, and none of it is decided by somebody who has that role."""

    calls = CONFIRMED
    declare = "\n    role_id bigint;"

    def body(self) -> str:
        return f"""
    actor := register_actor();
    role_id := CASE WHEN TG_OP = 'DELETE' THEN OLD.group_id ELSE NEW.group_id END;
    IF NOT register_operator() THEN
        IF EXISTS (SELECT 1 FROM cms_user_groups WHERE group_id = role_id AND user_id = actor) THEN
            {refuse(OWN_ROLES)}
        END IF;
        IF TG_OP = 'UPDATE' OR (TG_OP = 'INSERT' AND NOT access_confirmed('group', role_id, '', '')) THEN
            {refuse(TWO_PEOPLE)}
        END IF;
    END IF;"""


class ProposalRules(RowRules):
    """A proposal is made by who acts, decided once by who acts, and otherwise stays as it was made."""

    def body(self) -> str:
        new, old = (", ".join(f"{row}.{name}" for name in self.columns) for row in ("NEW", "OLD"))
        return f"""
    actor := register_actor();
    IF NOT register_operator() THEN
        IF TG_OP = 'DELETE' THEN
            {refuse("een voorstel wordt niet verwijderd; trek het in.")}
        ELSIF TG_OP = 'INSERT' THEN
            IF NEW.proposed_by_id <> actor OR NEW.decision <> '' THEN
                {refuse("een voorstel staat op naam van wie het doet, en begint open.")}
            END IF;
        ELSE
            IF ({new}) IS DISTINCT FROM ({old}) OR OLD.decision <> '' THEN
                {refuse("een voorstel verandert niet meer; doe een nieuw voorstel.")}
            END IF;
            IF NEW.decision <> '' AND NEW.decided_by_id IS DISTINCT FROM actor THEN
                {refuse("een besluit staat op naam van wie het neemt.")}
            END IF;
        END IF;
    END IF;"""


class TokenRules(RowRules):
    """A token that reads the log, or the entries of others, takes two people: also a new one in place of the old, and
    one that works again.

    The old one may work on as long as it would have, with at most the rights it had; nothing else becomes an old token.
    """

    calls = CONFIRMED
    events = "INSERT OR UPDATE"

    def body(self) -> str:
        return f"""
    actor := register_actor();
    IF NOT register_operator() THEN
        IF 'read' = ANY (NEW.scopes) AND (
            TG_OP = 'INSERT' OR NOT 'read' = ANY (OLD.scopes) OR NEW.token_hash IS DISTINCT FROM OLD.token_hash
        ) OR NEW.active > OLD.active AND 'read' = ANY (NEW.scopes || NEW.old_scopes) THEN
            IF NOT access_confirmed('token', NEW.id, 'scopes', 'read') THEN
                {refuse(TWO_PEOPLE)}
            END IF;
        END IF;
        IF NEW.all_entries AND (TG_OP = 'INSERT' OR NOT OLD.all_entries)
            OR NEW.active > OLD.active AND (NEW.all_entries OR NEW.old_all_entries) THEN
            IF NOT access_confirmed('token', NEW.id, 'all_entries', 'true') THEN
                {refuse(TWO_PEOPLE)}
            END IF;
        END IF;
    END IF;
    IF NEW.old_token_hash IS NOT NULL AND (
        TG_OP = 'INSERT'
        OR CASE
            WHEN NEW.old_token_hash = OLD.old_token_hash THEN
                NEW.old_scopes <@ OLD.old_scopes AND NEW.old_all_entries <= OLD.old_all_entries
                AND NEW.old_expires_at <= OLD.old_expires_at
            WHEN NEW.old_token_hash = OLD.token_hash THEN
                NEW.old_scopes <@ OLD.scopes AND NEW.old_all_entries <= OLD.all_entries
                AND NEW.old_expires_at <= OLD.expires_at
        END IS NOT TRUE
    ) THEN
        {refuse("een oud token is het token van hiervoor, en houdt hoogstens de rechten en de tijd die het had.")}
    END IF;"""


class KeptFor(TriggerConstraint):
    """Rows are added, stay as they are, and go when they are old enough. ``columns`` is one "moment>days"."""

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        column, days = self.columns[0].split(">")
        return f"""
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.{column} < transaction_timestamp() - interval '{int(days)} days' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'Geweigerd: wat bij het aanmelden gebeurde, blijft {int(days)} dagen ongewijzigd bewaard.'
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER {self.name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""
