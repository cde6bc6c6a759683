"""What differs between two states of an account, a role or a token, and who may decide about it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs; a list tells what came and what went."""

    field: str
    before: Any
    after: Any

    @property
    def added(self) -> list[Any]:
        """What a list has now and had not."""
        return [one for one in _listed(self.after) if one not in _listed(self.before)]

    @property
    def removed(self) -> list[Any]:
        """What a list had and has no more."""
        return [one for one in _listed(self.before) if one not in _listed(self.after)]


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """The fields that differ, in the order of the later state."""
    names = [*after, *(name for name in before if name not in after)]
    return [
        Difference(name, before.get(name), after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    ]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who might decide: an active account with the right to, and whether as an administrator."""

    pk: int
    manages: bool


def deciders(people: Collection[Person], *, proposer: int, concerned: Collection[int]) -> set[int]:
    """Who may decide on a proposal: another administrator, and only where there is none the auditor.

    Never who proposed it, and never who would gain by it.
    """
    free = [one for one in people if one.pk != proposer and one.pk not in concerned]
    managing = {one.pk for one in free if one.manages}
    return managing or {one.pk for one in free}
