"""Triggers as constraints (ADR 0018).

Django tracks a model's constraints: when a model changes, so does its list of columns here, ``makemigrations`` writes
the change of the trigger into the same migration and ``makemigrations --check`` fails when somebody forgot. The same
holds for the text of a trigger and of every function that it calls: a constraint carries the hash of its SQL.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.db.models import BaseConstraint, Model
from django.db.models.signals import class_prepared

from sharing.core.functions import ACTOR, ACTOR_NEEDED, APPEND_ONLY, NO_TRUNCATE

ALWAYS = "true"  # of every row
REASON_COLUMNS = ("history_date", "history_change_reason", "history_type", "history_user_id")


class TriggerConstraint(BaseConstraint):
    """Triggers on a table, known to migrations as a constraint. Subclasses give the SQL of functions and triggers.

    ``digest`` is what a migration remembers of that SQL. Whatever a migration of long ago remembers, the SQL that is
    run is today's: a later migration with today's digest follows, or ``makemigrations --check`` fails.
    """

    def __init__(self, *, name: str, columns: Iterable[str] = (), digest: str = "") -> None:
        super().__init__(name=name)
        self.columns = tuple(columns)
        self.digest = digest
        self._model: type[Model] | None = None

    def belongs_to(self, model: type[Model]) -> None:
        """From now on the digest is that of the SQL for this model, of today."""
        self._model = model

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        if self.columns:
            kwargs["columns"] = self.columns
        digest = digest_of(self.sql(self._model)) if self._model else self.digest
        if digest:
            kwargs["digest"] = digest
        return path, args, kwargs

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.deconstruct() == other.deconstruct()

    __hash__ = None  # type: ignore[assignment]  # two that are equal may have other columns tomorrow

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database judges; a form has nothing to ask beforehand."""

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        # Inside CREATE TABLE there is no place for a trigger: it follows when all tables of the migration exist.
        schema_editor.deferred_sql.append(self.create_sql(model, schema_editor))
        return ""

    def create_sql(self, model: Any, schema_editor: Any) -> str:
        return self.sql(model)

    def remove_sql(self, model: Any, schema_editor: Any) -> str:
        """Takes away what an earlier text of this constraint may have made too: nothing of it needs to be there."""
        return self.undo(model)

    def sql(self, model: type[Model]) -> str:
        """Functions (``CREATE OR REPLACE``: several constraints share some) and triggers, separated by ``;``."""
        raise NotImplementedError

    def undo(self, model: type[Model]) -> str:
        """Takes away the function of the constraint's own name and the triggers that call it, unless there is more."""
        return f"DROP FUNCTION IF EXISTS {self.name}() CASCADE"


def quote(name: str) -> str:
    """An identifier as PostgreSQL reads it."""
    return f'"{name}"'


def digest_of(sql: str) -> str:
    """Short enough to read in a migration, long enough to tell two texts apart."""
    return hashlib.sha256(sql.encode()).hexdigest()[:16]


def _bind(sender: Any, **kwargs: Any) -> None:
    # Not the models of a migration's past: theirs say what they were.
    if sender._meta.apps is apps:
        for constraint in sender._meta.constraints:
            if isinstance(constraint, TriggerConstraint):
                constraint.belongs_to(sender)


class_prepared.connect(_bind, dispatch_uid="sharing.core.constraints")


class AppendOnly(TriggerConstraint):
    """Rows may be added, never changed or removed: evidence. Holds for the owner of the table too."""

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""{APPEND_ONLY};
CREATE TRIGGER {self.name} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION register_append_only();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""

    def undo(self, model: type[Model]) -> str:
        return f"DROP TRIGGER IF EXISTS {self.name} ON {quote(model._meta.db_table)}"


class JudgesUpdates(TriggerConstraint):
    """A row trigger of the constraint's own name that judges what a change does to a row, and who does it."""


class HistoryTriggers(TriggerConstraint):
    """Three statement triggers that write django-simple-history's table in the same statement.

    One transaction is one moment. A change of an existing row is never dated before that row's last history, also
    when a transaction that began earlier writes later. The function runs with its owner's rights, so the application
    can read history but has no way of its own to write it; a temporary table of the same name does not divert it
    (pg_temp is searched last).

    Columns that are not named here are not followed: an UPDATE of nothing else leaves no history and asks no actor.
    On a table that Django does not manage for us, a statement that touches no row asks no actor either: packages send
    such statements whenever something is deleted.
    """

    def sql(self, model: type[Model]) -> str:
        table, key = quote(model._meta.db_table), quote(model._meta.pk.column or "")
        history = quote(f"{model._meta.app_label}_historical{model._meta.model_name}")
        columns = ", ".join(quote(column) for column in self.columns)
        into = f"INSERT INTO {history} ({columns}, {', '.join(REASON_COLUMNS)})"

        def select(kind: str, rows: str, *, seen_before: bool) -> str:
            last = f"(SELECT max(h.history_date) FROM {history} h WHERE h.{key} = r.{key})"
            moment = (
                f"greatest(transaction_timestamp(), {last})" if seen_before else "transaction_timestamp()"
            )
            cells = ", ".join(f"r.{quote(column)}" for column in self.columns)
            return f"{into} SELECT {cells}, {moment}, reason, '{kind}', actor FROM {rows} r"

        # A row with a natural key can come back after it was deleted; an id from a sequence cannot.
        natural = not model._meta.pk.get_internal_type().endswith("AutoField")
        declared, guard, changed = self._when_something_followed_changes(model, columns)
        statements = [
            ACTOR,
            NO_TRUNCATE,
            f"""
CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    actor bigint{declared};
    reason text := coalesce(current_setting('register.reason', true), '');
BEGIN
{guard}    IF TG_OP = 'INSERT' THEN
        {select("+", "new_rows", seen_before=natural)};
    ELSIF TG_OP = 'UPDATE' THEN
        IF EXISTS (SELECT {key} FROM old_rows EXCEPT SELECT {key} FROM new_rows) THEN
            RAISE EXCEPTION 'Geweigerd: de sleutel van een rij in % verandert niet.', TG_TABLE_NAME
                USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        {select("~", "new_rows", seen_before=True)}{changed};
    ELSE
        {select("-", "old_rows", seen_before=True)};
    END IF;
    RETURN NULL;
END $$""",
        ]
        for event, rows in (
            ("INSERT", "NEW TABLE AS new_rows"),
            ("UPDATE", "OLD TABLE AS old_rows NEW TABLE AS new_rows"),
            ("DELETE", "OLD TABLE AS old_rows"),
        ):
            trigger = f"{self.name}_{event.lower()}"
            statements += [
                f"CREATE TRIGGER {trigger} AFTER {event} ON {table} REFERENCING {rows} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {self.name}()",
                f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}",
            ]
        statements += [
            f"CREATE TRIGGER {self.name}_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION register_no_truncate()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}_truncate",
        ]
        return ";\n".join(statements)

    def _when_something_followed_changes(self, model: type[Model], columns: str) -> tuple[str, str, str]:
        """How the actor is declared, what comes before the history, and which changed rows have one."""
        if not model._meta.managed:
            nothing = _unless("TG_OP = 'INSERT'", "new_rows") + _unless("TG_OP <> 'INSERT'", "old_rows")
            return "", nothing + _DECLARE_ACTOR, ""
        if len(self.columns) == len(model._meta.local_concrete_fields):
            return " := register_actor()", "", ""
        told = f"(SELECT {columns} FROM new_rows EXCEPT SELECT {columns} FROM old_rows)"
        cells = ", ".join(f"r.{column}" for column in columns.split(", "))
        nothing = _unless("TG_OP = 'UPDATE'", f"{told} AS told")
        return "", nothing + _DECLARE_ACTOR, f" WHERE EXISTS (SELECT {cells} INTERSECT {told})"

    def undo(self, model: type[Model]) -> str:
        # The triggers go with the function they call; the one against TRUNCATE calls a shared one.
        table = quote(model._meta.db_table)
        return (
            f"DROP FUNCTION IF EXISTS {self.name}() CASCADE;\n"
            f"DROP TRIGGER IF EXISTS {self.name}_truncate ON {table}"
        )


_DECLARE_ACTOR = "    actor := register_actor();\n"


def _unless(when: str, rows: str) -> str:
    """Leave it at that when there are no such rows. Nested, because transition tables differ per event."""
    return f"""    IF {when} THEN
        IF NOT EXISTS (SELECT 1 FROM {rows}) THEN
            RETURN NULL;
        END IF;
    END IF;
"""


class ActorNeeded(TriggerConstraint):
    """A row is added by somebody: without an actor an INSERT is refused. For tables that keep no history."""

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        return f"""{ACTOR_NEEDED};
CREATE TRIGGER {self.name} BEFORE INSERT ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION register_actor_needed();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""

    def undo(self, model: type[Model]) -> str:
        return f"DROP TRIGGER IF EXISTS {self.name} ON {quote(model._meta.db_table)}"


class SetReferences(TriggerConstraint):
    """Referential integrity checked once per statement instead of once per row.

    ``columns`` are "column>table" pairs ("column[]>table" for an array of keys), each referring to the table's
    primary key ``id`` (or ``code``, written "column>table.code"). Row triggers of real foreign keys are half the cost
    of loading a log; this asks the same question for all rows of a statement at once. The referred rows are locked
    FOR KEY SHARE, as a real foreign key does, so a concurrent delete waits and then fails.
    """

    @staticmethod
    def _parse(pair: str) -> tuple[str, bool, str, str]:
        column, target = pair.split(">")
        table, _, key = target.partition(".")
        return column.removesuffix("[]"), column.endswith("[]"), table, key or "id"

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        declared, distinct, gathered, checks = [], [], [], []
        for number, pair in enumerate(self.columns):
            column, is_array, target, key = self._parse(pair)
            wanted, kind = f"wanted_{number}", "text" if key == "code" else "bigint"
            declared.append(f"{wanted} {kind}[];")
            distinct.append(f"r.{quote(column)} AS c{number}")
            value = f"unnest(c{number})" if is_array else f"c{number}"
            gathered.append(
                f"ARRAY(SELECT DISTINCT v FROM (SELECT {value} AS v FROM rows) s WHERE v IS NOT NULL)"
            )
            # Locking needs UPDATE rights on the referred table; the function has its owner's.
            checks.append(f"""
    PERFORM 1 FROM {quote(target)} t WHERE t.{quote(key)} = ANY({wanted}) ORDER BY t.{quote(key)} FOR KEY SHARE;
    SELECT w::text INTO missing FROM unnest({wanted}) w
        WHERE NOT EXISTS (SELECT 1 FROM {quote(target)} t WHERE t.{quote(key)} = w) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION 'Geweigerd: %.{column} verwijst naar % in {target}, dat niet bestaat.', TG_TABLE_NAME, missing
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = '{self.name}';
    END IF;""")
        # One pass over the rows: together they refer to few distinct combinations.
        statements = [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql "
            f"SECURITY DEFINER SET search_path = public, pg_temp AS $$\n"
            f"DECLARE\n    missing text;\n    {' '.join(declared)}\nBEGIN\n"
            f"    WITH rows AS MATERIALIZED (SELECT DISTINCT {', '.join(distinct)} FROM new_rows r)\n"
            f"    SELECT {', '.join(gathered)}\n"
            f"        INTO {', '.join(f'wanted_{number}' for number in range(len(self.columns)))};"
            + "".join(checks)
            + "\n    RETURN NULL;\nEND $$"
        ]
        for event in ("INSERT", "UPDATE"):
            statements.append(
                f"CREATE TRIGGER {self.name}_{event.lower()} AFTER {event} ON {table} "
                f"REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION {self.name}()"
            )
        for number, pair in enumerate(self.columns):
            column, is_array, target, key = self._parse(pair)
            test = (
                f"s.{quote(column)} @> ARRAY[o.{quote(key)}]"
                if is_array
                else f"s.{quote(column)} = o.{quote(key)}"
            )
            guard = f"{self.name}_{number}"
            statements += [
                f"""CREATE OR REPLACE FUNCTION {guard}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM old_rows o WHERE EXISTS (SELECT 1 FROM {table} s WHERE {test})) THEN
        RAISE EXCEPTION 'Geweigerd: naar deze rij van % wordt verwezen in {model._meta.db_table}.', TG_TABLE_NAME
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = '{self.name}';
    END IF;
    RETURN NULL;
END $$""",
                f"CREATE TRIGGER {guard} AFTER DELETE ON {quote(target)} REFERENCING OLD TABLE AS old_rows "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {guard}()",
            ]
        return ";\n".join(statements)

    def undo(self, model: type[Model]) -> str:
        names = [self.name, *(f"{self.name}_{number}" for number in range(len(self.columns)))]
        return ";\n".join(f"DROP FUNCTION IF EXISTS {name}() CASCADE" for name in names)
