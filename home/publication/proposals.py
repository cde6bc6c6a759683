"""Proposals to withdraw a version: they stand in the log of the page, which is kept, and wait for a second person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from wagtail.models import PageLogEntry

from home.authorship.four_eyes import editors_of, reviewers_of
from home.versions.bases import FrozenVersion

PROPOSED, DROPPED, WITHDRAWN = "home.withdrawal_proposed", "home.withdrawal_dropped", "home.withdrawn"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who wants to withdraw which version, why and since when; ``pk`` is its number in the log."""

    pk: int
    version: FrozenVersion
    explanation: str
    by: Any
    at: datetime

    @property
    def url(self) -> str:
        """Of the screen on which it is decided."""
        return reverse(f"{self.version.screens}:restore", args=[self.version.pk])


def open_proposals(versions: Iterable[FrozenVersion]) -> list[Proposal]:
    """The proposals about these versions that nobody decided on, the oldest first."""
    known = {(one.page_id, one.number): one for one in versions if one.withdrawn is None}
    if not known:
        return []
    entries = PageLogEntry.objects.filter(page_id__in={page for page, _number in known})
    dropped = set(entries.filter(action=DROPPED).values_list("data__proposal", flat=True))
    numbers = list({number for _page, number in known})
    asked = entries.filter(action=PROPOSED, data__number__in=numbers).select_related("user")
    return [
        Proposal(entry.pk, version, entry.data["explanation"], entry.user, entry.timestamp)
        for entry in asked.order_by("timestamp", "pk")
        if entry.pk not in dropped and (version := known.get((entry.page_id, entry.data["number"])))
    ]


def open_proposal(version: FrozenVersion) -> Proposal | None:
    """The proposal about this version that waits for a second person."""
    return next(iter(open_proposals([version])), None)


def may_propose(version: FrozenVersion, *, user: Any) -> bool:
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
