"""Proposals to withdraw a version: they stand in the log of the page, which is kept, and wait for a second person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.models import PageLogEntry

from home.authorship.four_eyes import editors_of, reviewers_of
from home.versions.models import StatementVersion

PROPOSED, DROPPED, WITHDRAWN = "home.withdrawal_proposed", "home.withdrawal_dropped", "home.withdrawn"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who wants to withdraw which version, why and since when; ``pk`` is its number in the log."""

    pk: int
    version: StatementVersion
    explanation: str
    by: Any
    at: datetime


def open_proposals(versions: Iterable[StatementVersion]) -> list[Proposal]:
    """The proposals about these versions that nobody decided on, the oldest first."""
    by_number = {version.number: version for version in versions if version.withdrawn is None}
    if not by_number:
        return []
    entries = PageLogEntry.objects.filter(page_id__in={version.page_id for version in by_number.values()})
    dropped = set(entries.filter(action=DROPPED).values_list("data__proposal", flat=True))
    asked = entries.filter(action=PROPOSED, data__number__in=list(by_number)).select_related("user")
    return [
        Proposal(
            entry.pk, by_number[entry.data["number"]], entry.data["explanation"], entry.user, entry.timestamp
        )
        for entry in asked.order_by("timestamp", "pk")
        if entry.pk not in dropped
    ]


def open_proposal(version: StatementVersion) -> Proposal | None:
    """The proposal about this version that waits for a second person."""
    return next(iter(open_proposals([version])), None)


def may_propose(version: StatementVersion, *, user: Any) -> bool:
    """Whoever writes or approves the text."""
    may = version.page.permissions_for_user(user)
    return bool(may.can_edit() or may.can_publish())


def may_confirm(proposal: Proposal, *, user: Any) -> bool:
    """Somebody else; of the two at least one may approve texts."""
    if user == proposal.by or not may_propose(proposal.version, user=user):
        return False
    page = proposal.version.page
    return any(page.permissions_for_user(one).can_publish() for one in (user, proposal.by) if one)


def confirmers_of(proposal: Proposal) -> list[Any]:
    """Who may confirm it, by name those who are asked first: the reviewers."""
    page = proposal.version.page
    able = dict.fromkeys([*reviewers_of(page), *editors_of(page)])
    return [user for user in able if may_confirm(proposal, user=user)]
