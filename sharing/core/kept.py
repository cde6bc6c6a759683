"""Evidence that may change and is never deleted, and what it says about the rows it refers to."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model

from sharing.core.constraints import ALWAYS, TriggerConstraint, quote


class Kept(TriggerConstraint):
    """Rows are never deleted, whoever asks and by whichever way, a cascade included: evidence that may still change.

    ``sentence`` says to people what to do instead. With ``when`` (SQL about the row ``OLD``) only some rows are kept.
    """

    def __init__(
        self, *, name: str, sentence: str, when: str = ALWAYS, columns: Iterable[str] = (), digest: str = ""
    ) -> None:
        super().__init__(name=name, columns=columns, digest=digest)
        self.sentence = sentence
        self.when = when

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"sentence": self.sentence, "when": self.when}

    def sql(self, model: type[Model]) -> str:
        table = quote(model._meta.db_table)
        sentence = self.sentence.replace("'", "''").replace("%", "%%")
        return f"""CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF {self.when} THEN
        RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END $$;
CREATE TRIGGER {self.name} BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {self.name}();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {self.name}"""


class AgreesWith(TriggerConstraint):
    """A reference of more than one column: what a row says about the row it refers to is what stands there.

    ``columns`` are "column>target's column" pairs, ``target`` is a table in which those columns together are unique.
    A reference that is empty agrees with everything (``MATCH SIMPLE``).
    """

    def __init__(self, *, name: str, target: str, columns: Iterable[str] = (), digest: str = "") -> None:
        super().__init__(name=name, columns=columns, digest=digest)
        self.target = target

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, args, kwargs | {"target": self.target}

    def sql(self, model: type[Model]) -> str:
        pairs = [pair.split(">") for pair in self.columns]
        ours, theirs = (", ".join(quote(name) for name in names) for names in zip(*pairs, strict=True))
        return (
            f"ALTER TABLE {quote(model._meta.db_table)} ADD CONSTRAINT {self.name} "
            f"FOREIGN KEY ({ours}) REFERENCES {quote(self.target)} ({theirs})"
        )

    def undo(self, model: type[Model]) -> str:
        return f"ALTER TABLE {quote(model._meta.db_table)} DROP CONSTRAINT IF EXISTS {self.name}"
