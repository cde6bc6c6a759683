"""Who may decide, what takes two people, what waits for a second person, and when roles are to be reviewed again."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any, NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection, models
from django.db.models import Exists, Min, OuterRef, Q

from sharing.access.choices import ProposalKind, ReviewOutcome
from sharing.access.constraints import TAKES_TWO
from sharing.access.models import AccessProposal, Role, RoleCollectionRight, RolePageRight, RoleRight
from sharing.access.review_models import RoleReview
from sharing.access.rules import Difference, Person, deciders, differences, first_review
from sharing.access.subjects import subject_of
from sharing.access.words import State
from sharing.core.actor import SYSTEM_USER, Actor
from sharing.core.asof import rows_at
from sharing.core.models import Register
from sharing.core.periods import amsterdam_day, last_instant_of

DECIDE = "sharing.decide_accessproposal"
REVIEW = "sharing.sign_rolereview"
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
        RoleReview,
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
    """Whether an account has such a role, or passes all roles; one that is still to be made has none."""
    groups = account.groups.all() if account.pk else ()
    return bool(account.is_superuser or any(map(takes_two, groups)))


def is_almost_taken(username: str) -> bool:
    """Whether there is an account whose name differs from this one in capitals only."""
    return bool(
        get_user_model().objects.filter(username__iexact=username).exclude(username=username).exists()
    )


def for_two(
    account: Any, values: Mapping[str, Any], new: set[Group], *, own: bool
) -> tuple[dict[str, Any], set[Group]]:
    """Of the values and roles that an account would get, those that take two people (as `AccountRules` judges too).

    ``own``: the account is that of who changes it.
    """
    asked = {}
    asked_roles = {group for group in new if takes_two(group)}
    # Who moves the mail to himself and has the role confirmed afterwards, signs in as who got it.
    if not own and (asked_roles or has_power(account)):
        asked = {
            name: value
            for name, value in values.items()
            if name == "email" or (name == "is_active" and value)
        }
    return asked, asked_roles


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


def waiting_about(kind: ProposalKind, key: int | None) -> AccessProposal | None:
    """The proposal about this record that waits: there is one at a time."""
    found: AccessProposal | None = (
        open_proposals().filter(kind=kind, subject_id=key).select_related("proposed_by").first()
    )
    return found


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


def address_moved(proposal: AccessProposal) -> tuple[str, Any] | None:
    """Of a proposal about an account: its address before this one, and the state with which this one came; or None."""
    address = proposal.before["email"]
    rows = get_user_model().history.filter(id=proposal.subject_id, history_date__lte=proposal.proposed_at)
    found = None
    for former, state in pairwise(rows.order_by("history_date", "history_id")):
        if former.email != state.email == address:
            found = former.email, state
    return found


def roles_now() -> list[dict[str, Any]]:
    """Who has which role now, as the database itself gives it: a row per account, by user name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_roles_now()")
        (found,) = cursor.fetchone()
    rows: list[dict[str, Any]] = json.loads(found)
    return rows


def mark_of(roles: list[dict[str, Any]]) -> str:
    """A mark of such a list: who signs, signs for what was on the screen."""
    return hashlib.sha256(json.dumps(roles, sort_keys=True).encode()).hexdigest()


def last_review(moment: datetime | None = None, *, by: date | None = None) -> RoleReview | None:
    """The latest review that two people signed, on day ``by`` at the latest; ``moment`` as for ``rows_at``."""
    agreed = rows_at(RoleReview, moment).filter(outcome=ReviewOutcome.AGREED)
    if by is not None:
        agreed = agreed.filter(closed_at__lte=last_instant_of(by))
    found: RoleReview | None = agreed.order_by("-closed_at", "-id").first()
    return found


class ReviewState(NamedTuple):
    """By when roles are to be reviewed, and the review that waits for a second person, if there is one."""

    due: date | None
    waiting: RoleReview | None


def review_state() -> ReviewState:
    """``due`` is a year after the last one, or after the first account of a person; None where there is nobody."""
    waiting = RoleReview.objects.filter(outcome="").first()
    if (last := last_review()) is not None:
        return ReviewState(last.next_review, waiting)
    people = get_user_model().objects.exclude(username=SYSTEM_USER)
    first = people.aggregate(first=Min("date_joined"))["first"]
    return ReviewState(first_review(amsterdam_day(first)) if first else None, waiting)


def people_who_keep_accounts() -> models.QuerySet[Any]:
    """Active accounts of who reviews roles and can change them."""
    accounts = get_user_model().objects.filter(is_active=True)
    return _with_right(accounts, MANAGE) & _with_right(accounts, REVIEW)
