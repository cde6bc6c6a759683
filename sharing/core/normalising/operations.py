"""Bringing the sealed dossier numbers to their normal form: in all registers and their history, all or nothing.

Runs as the owner of the tables. Within the transaction two kinds of triggers are off: those that refuse a change of
history or judge one, and those that would add to it: no record changes, the same person's number is written in the one
way.
Switching them off locks the tables against every other writer until the end, so nobody meets them off. What was done
stands in ``DossierNormalisation``, for good.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, models, transaction

from sharing.core.constraints import AppendOnly, HistoryTriggers, JudgesUpdates
from sharing.core.dossiers import normal_form, normal_number, seal, unseal
from sharing.core.exceptions import NotUnderstood, Refused
from sharing.core.normalising.models import DossierNormalisation
from sharing.core.normalising.queries import all_normal
from sharing.core.readable import DOSSIER
from sharing.core.records import registers

# A normal number and the ways in which it was kept until now.
Merged = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Normalised:
    """What was brought to the normal form, or would be.

    ``numbers`` kept in another way, ``merged`` numbers that were more than one before, with ``rows`` of registers and
    ``history_rows``; ``strange``: numbers that would be refused today, which somebody should correct.
    """

    numbers: int
    rows: int
    history_rows: int
    merged: Merged
    strange: tuple[str, ...]


class NotConfirmed(Refused):
    """Numbers would become one person, and nobody said that they are; ``found`` is what would be done."""

    code = "not-confirmed"

    def __init__(self, found: Normalised) -> None:
        count = len(found.merged)
        what = "1 dossiernummer is" if count == 1 else f"{count} dossiernummers zijn"
        super().__init__(f"{what} op meer manieren geschreven; bevestig dat het telkens om één persoon gaat.")
        self.found = found


def normalise_numbers(*, confirmed: Merged, dry_run: bool = False) -> Normalised:
    """Bring every sealed number to its normal form. Done before, it finds nothing and changes nothing.

    Raises NotConfirmed when numbers would become one that are not together in ``confirmed``; nothing was changed then,
    nor with ``dry_run``.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        if dry_run:
            return _found(cursor)[0]
        with _triggers_off(cursor):
            found, changes = _found(cursor)
            if any(not kept <= confirmed.get(number, frozenset()) for number, kept in found.merged.items()):
                raise NotConfirmed(found)
            _write(cursor, changes)
        if changes or not all_normal():
            DossierNormalisation.objects.create(
                numbers=found.numbers,
                merged=len(found.merged),
                rows=found.rows,
                history_rows=found.history_rows,
            )
    return found


def _registers() -> list[Any]:
    return [
        model for model in registers() if any(field.name == DOSSIER for field in model._meta.concrete_fields)
    ]


def _tables() -> list[str]:
    """The registers' tables, then those of their history."""
    live = _registers()
    return [model._meta.db_table for model in [*live, *(model.history.model for model in live)]]


def _found(cursor: Any) -> tuple[Normalised, dict[bytes, bytes]]:
    """What is to be done, and for each seal that changes the new one."""
    ways: dict[str, set[str]] = defaultdict(set)
    changes: dict[bytes, bytes] = {}
    changed = dict.fromkeys(_tables(), 0)
    for table in changed:
        # Tables of ours; what may be about one person is not always.
        cursor.execute(f"SELECT {DOSSIER}, count(*) FROM {table} WHERE {DOSSIER} IS NOT NULL GROUP BY 1")  # noqa: S608
        for stored, count in cursor.fetchall():
            try:
                kept = unseal(stored)
            except ValueError as error:
                raise Refused(f"{error} Er is niets gewijzigd.") from error
            number = normal_form(kept)
            ways[number].add(kept)
            if number != kept:
                changes[bytes(stored)] = seal(number)
                changed[table] += count
    counts = list(changed.values())
    half = len(counts) // 2
    return (
        Normalised(
            numbers=len(changes),
            rows=sum(counts[:half]),
            history_rows=sum(counts[half:]),
            merged={number: frozenset(kept) for number, kept in sorted(ways.items()) if len(kept) > 1},
            strange=tuple(sorted(number for number in ways if _is_strange(number))),
        ),
        changes,
    )


def _is_strange(number: str) -> bool:
    try:
        return normal_number(number) != number
    except NotUnderstood:
        return True


def _write(cursor: Any, changes: Mapping[bytes, bytes]) -> None:
    if not changes:
        return
    cursor.execute("CREATE TEMP TABLE new_seals (old bytea PRIMARY KEY, new bytea NOT NULL) ON COMMIT DROP")
    with cursor.copy("COPY new_seals FROM STDIN") as copy:
        for pair in changes.items():
            copy.write_row(pair)
    cursor.execute("ANALYZE new_seals")
    for table in _tables():
        cursor.execute(f"UPDATE {table} t SET {DOSSIER} = s.new FROM new_seals s WHERE t.{DOSSIER} = s.old")  # noqa: S608


@contextmanager
def _triggers_off(cursor: Any) -> Iterator[None]:
    """Without the triggers that keep history, and that write it; by name, and on again as they were."""
    triggers = [one for model in _registers() for one in _evidence(model)]
    for table, trigger in triggers:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {trigger}")
    yield
    for table, trigger in triggers:
        cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {trigger}")


def _evidence(model: Any) -> Iterator[tuple[str, str]]:
    history: type[models.Model] = model.history.model
    for one in model._meta.constraints:
        if isinstance(one, HistoryTriggers):
            yield model._meta.db_table, f"{one.name}_update"
        elif isinstance(one, JudgesUpdates):
            yield model._meta.db_table, one.name
    for one in history._meta.constraints:
        if isinstance(one, AppendOnly):
            yield history._meta.db_table, one.name
