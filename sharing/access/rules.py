"""What differs between two states of an account, a role or a token, who may decide about it, and what roles were."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sharing.core.periods import months_after


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


def first_review(first_account: date) -> date:
    """By when roles are reviewed for the first time: within a year after the first account."""
    return months_after(first_account, 12)


@dataclass(frozen=True, slots=True)
class RoleChange:
    """An account that differs in two lists of who has which role; None where it is not in one of them."""

    account: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def role_changes(
    before: Collection[Mapping[str, Any]], after: Collection[Mapping[str, Any]]
) -> list[RoleChange]:
    """Where two lists of who has which role differ, by account. What somebody is called, is no difference."""
    then, now = ({one["account"]: one for one in rows} for rows in (before, after))
    return [
        RoleChange(account, then.get(account), now.get(account))
        for account in sorted({*then, *now})
        if _may(then.get(account)) != _may(now.get(account))
    ]


def _may(one: Mapping[str, Any] | None) -> Any:
    return one and (one["roles"], one["active"], one["beyond_roles"])


def roles_in_words(one: Mapping[str, Any]) -> str:
    """The roles of an account, and what is special about it."""
    said = [*one["roles"]] or [_("geen rol")]
    if one["beyond_roles"]:
        said.append(_("rechten buiten de rollen om"))
    if not one["active"]:
        said.append(_("mag niet aanmelden"))
    return ", ".join(said)


def account_in_words(one: Mapping[str, Any]) -> str:
    """An account of the list with its roles, on one line."""
    return f"{one['account']}: {roles_in_words(one)}"
