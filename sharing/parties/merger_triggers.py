"""Two records become one organisation by two people only, in the database as well (ADR 0069)."""
# ruff: noqa: S608 - the names in these statements are ours

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from sharing.core.constraints import JudgesUpdates, TriggerConstraint, quote
from sharing.core.functions import ACTOR

# What a proposal says; it does not change once it was made.
_SAID = (
    *("kind", "merged_id", "kept_id", "choices", "explanation", "seen_merged", "seen_kept"),
    *("proposed_by_id", "proposed_at"),
)


def _changed(names: tuple[str, ...]) -> str:
    cells = (", ".join(f"{row}.{name}" for name in names) for row in ("NEW", "OLD"))
    return "({}) IS DISTINCT FROM ({})".format(*cells)


class MergedByTwo(TriggerConstraint):
    """A merger is proposed by who does that and confirmed by another; then the database carries it out itself.

    It refuses more than one step: whoever went into another takes nobody in.
    """

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""{ACTOR};
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor bigint := register_actor();
    refused text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.proposed_by_id IS DISTINCT FROM actor THEN
            refused := 'wordt voorgesteld door wie dat doet, niet namens een ander';
        ELSIF NEW.confirmed_by_id IS NOT NULL OR NEW.declined_by_id IS NOT NULL THEN
            refused := 'wordt eerst voorgesteld en daarna bevestigd';
        END IF;
    ELSIF {_changed(_SAID)} THEN
        refused := 'verandert niet; trek het voorstel in en doe een nieuw';
    ELSIF OLD.confirmed_by_id IS NOT NULL OR OLD.declined_by_id IS NOT NULL THEN
        refused := 'is al afgedaan';
    ELSIF NEW.declined_by_id IS NOT NULL AND NEW.declined_by_id <> actor THEN
        refused := 'gaat niet door op naam van wie dat besluit';
    ELSIF NEW.confirmed_by_id IS NOT NULL AND (NEW.confirmed_by_id <> actor OR actor = OLD.proposed_by_id) THEN
        refused := 'wordt bevestigd door een ander dan wie het voorstelde, en door wie dat doet';
    ELSIF NEW.confirmed_by_id IS NOT NULL AND NEW.kind = 'merge' THEN
        PERFORM 1 FROM sharing_party WHERE id IN (NEW.merged_id, NEW.kept_id) ORDER BY id FOR UPDATE;
        IF EXISTS (SELECT FROM sharing_party WHERE id = NEW.kept_id AND merged_into_id IS NOT NULL)
            OR EXISTS (SELECT FROM sharing_party WHERE merged_into_id = NEW.merged_id) THEN
            refused := 'kan niet: een van beide is al samengevoegd; maak dat eerst ongedaan';
        END IF;
    END IF;
    IF refused IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: samenvoeging ' || NEW.id || ' ' || refused || '.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.confirmed_by_id IS NOT NULL THEN
        UPDATE sharing_party SET merged_into_id = CASE NEW.kind WHEN 'merge' THEN NEW.kept_id END,
            active = NEW.kind = 'part'
            WHERE id = NEW.merged_id
            AND merged_into_id IS NOT DISTINCT FROM CASE NEW.kind WHEN 'part' THEN NEW.kept_id END;
        IF NOT FOUND THEN
            RAISE EXCEPTION '%', 'Geweigerd: de partij is intussen anders samengevoegd dan dit voorstel zegt.'
                USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""


class MergedStays(JudgesUpdates):
    """Only the database merges, and a record that went takes no more changes."""

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
DECLARE
    is_owner boolean := current_user = (SELECT pg_get_userbyid(c.relowner) FROM pg_class c WHERE c.oid = TG_RELID);
BEGIN
    IF TG_OP = 'INSERT' AND NEW.merged_into_id IS NOT NULL
        OR TG_OP = 'UPDATE' AND NEW.merged_into_id IS DISTINCT FROM OLD.merged_into_id AND NOT is_owner THEN
        RAISE EXCEPTION 'Geweigerd: partijen worden samengevoegd door twee personen, met een voorstel.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    ELSIF TG_OP = 'UPDATE' AND OLD.merged_into_id IS NOT NULL AND NEW.merged_into_id IS NOT NULL
        AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) AND NOT is_owner THEN  -- who erases is
        RAISE EXCEPTION 'Geweigerd: deze partij is samengevoegd met een andere; wijzig die, of maak dat ongedaan.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""


def why_not_chosen(party: Any) -> str:
    """That this record of a party went into another, which is to be chosen; empty of one that did not."""
    if party is None or party.merged_into is None:
        return ""
    stays = party.merged_into
    words = {"gone": f"{party.name} ({party.code})", "stays": f"{stays.name} ({stays.code})"}
    return _("%(gone)s is samengevoegd met %(stays)s. Kies die partij.") % words


class NotOfMerged(JudgesUpdates):
    """Nothing new is registered about a record that went into another; what was registered about it stays there.

    ``columns`` lead to parties. The refusal names the record to choose, and a form says it at the field.
    """

    def validate(
        self, model: type[Model], instance: Any, exclude: Any = None, using: str = "default", **kwargs: Any
    ) -> None:
        """Raise ValidationError, at each field, as the database would refuse it."""
        wrong = {}
        for column in self.columns:
            field: Any = next(one for one in model._meta.concrete_fields if one.attname == column)
            if field.name in (exclude or ()) or getattr(instance, column) is None:
                continue
            if said := why_not_chosen(getattr(instance, field.name)):
                stored = model._base_manager.filter(pk=instance.pk, **{column: getattr(instance, column)})
                if instance._state.adding or not stored.exists():
                    wrong[field.name] = said
        if wrong:
            raise ValidationError(wrong)

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        new = ", ".join(f"NEW.{column}" for column in self.columns)
        same = " AND ".join(f"NEW.{column} IS NOT DISTINCT FROM OLD.{column}" for column in self.columns)
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SET search_path = public, pg_temp AS $$
DECLARE
    gone text;
    stays text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF {same} THEN
            RETURN NEW;
        END IF;
    END IF;
    SELECT p.name || ' (' || p.code || ')', k.name || ' (' || k.code || ')' INTO gone, stays
        FROM sharing_party p JOIN sharing_party k ON k.id = p.merged_into_id WHERE p.id IN ({new}) LIMIT 1;
    IF stays IS NOT NULL THEN
        RAISE EXCEPTION '%', 'Geweigerd: ' || gone || ' is samengevoegd met ' || stays || '. Kies die partij.'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {self.name} BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""
