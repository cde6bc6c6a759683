"""What two people made of one thing, brought together row by row and field by field. No database, no forms.

Three states are compared: what both started from (``base``), what the other stored since (``theirs``), and what is
sent now (``mine``). What one of them changed counts; what both changed differently is a choice, never a guess.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

WHOLE = ""  # in a place: the row itself, whether it is there

Row: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = Mapping[str, Row]
Place: TypeAlias = tuple[str, str]  # a row and a field of it, or WHOLE


class Choice(StrEnum):
    """Whose value counts where both changed it."""

    MINE = "mine"
    THEIRS = "theirs"


class _Absent:
    """A field that a state does not have."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = _Absent()


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome: rows with their fields, what was taken along from the other, and what is still to be chosen.

    At a place that is still to be chosen stands what is mine, or a row of the other's that I removed: nothing that
    somebody wrote is out of sight.
    """

    rows: dict[str, dict[str, Any]]
    taken: frozenset[Place]
    conflicts: frozenset[Place]


def merge_rows(base: Rows, theirs: Rows, mine: Rows, choices: Mapping[Place, Choice] | None = None) -> Merged:
    """Bring together what two people made of the same rows; ``choices`` decides where both changed the same."""
    chosen = choices or {}
    rows: dict[str, dict[str, Any]] = {}
    taken: set[Place] = set()
    conflicts: set[Place] = set()
    for key in dict.fromkeys([*theirs, *mine, *base]):
        was, other, own = base.get(key), theirs.get(key), mine.get(key)
        if other is not None and own is not None:
            rows[key] = _merge_fields(key, was or {}, other, own, chosen, taken, conflicts)
        elif was is None or own == was or other == was:
            # Added or removed by one of them, and left alone by the other.
            kept = _left(was, other, own)
            if own == was and other != own:
                taken.add((key, WHOLE))
            if kept is not None:
                rows[key] = dict(kept)
        elif other is not None or own is not None:
            # Removed by one of them, changed by the other.
            choice = chosen.get((key, WHOLE))
            if choice is None:
                conflicts.add((key, WHOLE))
            kept = own if choice == Choice.MINE else other if choice == Choice.THEIRS else _either(own, other)
            if kept is not None:
                rows[key] = dict(kept)
    return Merged(rows, frozenset(taken), frozenset(conflicts))


def _either(own: Row | None, other: Row | None) -> Row | None:
    return own if own is not None else other


def _left(was: Row | None, other: Row | None, own: Row | None) -> Row | None:
    """What is left of a row that at most one of them touched, and that one of them does not have."""
    if was is None:
        return _either(own, other)
    return own if other == was else other


def _merge_fields(
    key: str,
    base: Row,
    theirs: Row,
    mine: Row,
    chosen: Mapping[Place, Choice],
    taken: set[Place],
    conflicts: set[Place],
) -> dict[str, Any]:
    merged = {}
    for name in dict.fromkeys([*theirs, *mine]):
        was, other, own = (row.get(name, ABSENT) for row in (base, theirs, mine))
        value = other if own == other else own
        if own == was and other != own:
            value = other
            taken.add((key, name))
        elif own != other and other != was:
            choice = chosen.get((key, name))
            if choice is None:
                conflicts.add((key, name))
            value = other if choice == Choice.THEIRS else own
        if value is not ABSENT:
            merged[name] = value
    return merged


def take_answers(
    base: Rows, mine: Rows, answers: Mapping[Place, Choice | None]
) -> tuple[dict[str, dict[str, Any]], frozenset[Place]]:
    """What is mine after the answers to what was asked, and the places that are still without one.

    What was asked is shown with the other's state as what it starts from (``base``). So "mine" is a change like any
    other: when a third person changed the same since, it is a conflict again. "Theirs" leaves that state as it is.
    """
    own = {key: dict(row) for key, row in mine.items()}
    unanswered = set()
    for (key, name), answer in answers.items():
        if key not in own:
            continue
        was = base.get(key, {}).get(name, ABSENT)
        if name == WHOLE:
            # A row that is in the base was removed by me and shown again; another one was removed by them.
            if answer == (Choice.MINE if key in base else Choice.THEIRS):
                del own[key]
            elif answer is None:
                unanswered.add((key, name))
        elif answer == Choice.THEIRS and was is not ABSENT:
            own[key][name] = was
        elif answer is None and own[key].get(name, ABSENT) != was:
            unanswered.add((key, name))
    return own, frozenset(unanswered)


def choice_of(answer: str | None) -> Choice | None:
    """The choice that a form sends; None for none or for something else."""
    return Choice(answer) if answer in list(Choice) else None


def merge_order(base: Sequence[str], theirs: Sequence[str], mine: Sequence[str]) -> tuple[list[str], bool]:
    """The order of all that is in ``theirs`` or ``mine``, and whether both moved things differently.

    Who did not move anything follows the other; what only one has comes after what it followed there. When both moved
    things, the order is mine.
    """
    shared = set(base) & set(theirs) & set(mine)
    was, other, own = ([key for key in order if key in shared] for order in (base, theirs, mine))
    leading, following = (theirs, mine) if own == was else (mine, theirs)
    order = list(leading)
    for place, key in enumerate(following):
        if key in order:
            continue
        before = next((one for one in reversed(following[:place]) if one in order), None)
        order.insert(order.index(before) + 1 if before is not None else 0, key)
    return order, other != was and own != was and own != other
