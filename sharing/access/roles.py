"""Roles and what they may do: the name by one person, the rights by two."""

from collections.abc import Callable

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from sharing.access.choices import ProposalKind
from sharing.access.models import AccessProposal
from sharing.access.operations import propose
from sharing.access.subjects import subject_of
from sharing.access.words import State
from sharing.core.actor import Actor, acting, system_user
from sharing.core.refusals import readable_refusals


class _Undone(Exception):
    """Nothing of this stays."""


def save_role(
    group: Group | None, *, name: str, as_asked: Callable[[], Group], by: Actor, reason: str
) -> tuple[Group, AccessProposal | None]:
    """Make or rename a role, and propose the rights that ``as_asked`` would give it.

    ``as_asked`` saves the role as somebody wants it, and gives it. It is done and undone: the form of rights has parts
    by several packages, and only together do they say what the role would be. Raises Refused.
    """
    wanted = _state_after(as_asked)
    saved = Group(name=name) if group is None else Group.objects.get(pk=group.pk)
    with readable_refusals(), acting(by=by, reason=reason or _("Rollenbeheer")):
        if group is None or saved.name != name:
            saved.name = name
            saved.save()
        if wanted == subject_of(ProposalKind.GROUP).state(saved):
            return saved, None
        return saved, propose(kind=ProposalKind.GROUP, record=saved, after=wanted, by=by, reason=reason)


def delete_role(group: Group, *, by: Actor, reason: str) -> None:
    """Remove a role of the organisation itself, and with it the role of whoever had it. Raises Refused."""
    with readable_refusals(), acting(by=by, reason=reason):
        group.delete()


def _state_after(as_asked: Callable[[], Group]) -> State:
    try:
        with acting(by=system_user(), reason="Proef"):
            state = subject_of(ProposalKind.GROUP).state(Group.objects.get(pk=as_asked().pk))
            raise _Undone
    except _Undone:
        return state
