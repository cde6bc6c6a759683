"""Who may decide, what takes two people, and what waits for a second person."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Exists, OuterRef, Q

from sharing.access.constraints import TAKES_TWO
from sharing.access.models import AccessProposal, Role, RoleCollectionRight, RolePageRight, RoleRight
from sharing.access.rules import Difference, Person, deciders, differences
from sharing.access.subjects import State, subject_of
from sharing.core.actor import SYSTEM_USER, Actor
from sharing.core.models import Register

DECIDE = "sharing.decide_accessproposal"
MANAGE = "cms.change_user"


def access_registers() -> list[type[Register]]:
    """The registers that tell who may what: accounts and their roles, roles and their rights, proposals."""
    account = get_user_model()
    return [
        account,
        account.groups.through,
        account.user_permissions.through,
        Role,
        RoleRight,
        RolePageRight,
        RoleCollectionRight,
        AccessProposal,
    ]


def is_operator(user: Any) -> bool:
    """Whether somebody works on the server itself: the command line is its own second person."""
    return bool(user.get_username() == SYSTEM_USER)


def takes_two(group: Any) -> bool:
    """Whether giving this role takes two people, as the database judges it too (`MembershipRules`)."""
    return bool(
        group.permissions.filter(codename__in=TAKES_TWO).exists()
        or group.page_permissions.filter(permission__codename__in=TAKES_TWO).exists()
    )


def has_power(account: Any) -> bool:
    """Whether an account has such a role, or passes all roles."""
    return bool(account.is_superuser or any(takes_two(group) for group in account.groups.all()))


def people_who_decide() -> list[Person]:
    """Active accounts that may decide on proposals, by role."""
    accounts = get_user_model().objects.filter(is_active=True)
    managing = set(_with_right(accounts, MANAGE).values_list("pk", flat=True))
    return [Person(pk, pk in managing) for pk in _with_right(accounts, DECIDE).values_list("pk", flat=True)]


def _with_right(accounts: models.QuerySet[Any], right: str) -> models.QuerySet[Any]:
    app, _dot, codename = right.partition(".")
    held = Group.objects.filter(
        user=OuterRef("pk"), permissions__codename=codename, permissions__content_type__app_label=app
    )
    return accounts.filter(Q(is_superuser=True) | Exists(held))


def deciders_on(proposal: AccessProposal) -> set[int]:
    """The accounts that may confirm or reject this proposal."""
    subject = subject_of(proposal.kind)
    record = subject.model._base_manager.filter(pk=proposal.subject_id).first()
    return deciders(
        people_who_decide(),
        proposer=proposal.proposed_by_id,
        concerned=subject.concerned(record) if record else set(),
    )


def may_decide(user: Any, proposal: AccessProposal) -> bool:
    """Whether this user may confirm or reject an open proposal."""
    return not proposal.decision and user.pk in deciders_on(proposal)


def open_proposals() -> models.QuerySet[Any]:
    """Proposals that wait, the oldest first."""
    return AccessProposal.objects.filter(decision="").order_by("proposed_at", "pk")


def to_decide(*, by: Actor) -> list[AccessProposal]:
    """The proposals that wait for this user."""
    return [one for one in open_proposals() if may_decide(by, one)] if by.has_perm(DECIDE) else []


def state_now(proposal: AccessProposal) -> State | None:
    """What the proposal is about, as it is now; None when it is no longer there."""
    subject = subject_of(proposal.kind)
    record = subject.model._base_manager.filter(pk=proposal.subject_id).first()
    return subject.state(record) if record else None


def changed_since(proposal: AccessProposal) -> list[Difference]:
    """What is no longer as the proposer saw it."""
    return differences(proposal.before, state_now(proposal) or {})
