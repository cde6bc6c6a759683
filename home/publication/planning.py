"""Texts that are published later: what was approved, by whom, and why it did not happen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision

from home.authorship.seen import fingerprint, is_still
from home.core.refusals import PublicationRefused
from home.publication.rules import day_of_effect
from sharing import public

if TYPE_CHECKING:
    from home.written import WrittenPage

PLANNED, FAILED = "home.plan", "home.plan_failed"


@dataclass(frozen=True, slots=True)
class Plan:
    """What was approved for later: by whom, and what it said (`fingerprint`) on the day it was to appear."""

    by: Any
    seen: str
    day: date


def remember_plan(revision: Revision, *, by: Any) -> None:
    """Keep what ``by`` approved of a revision that waits for its moment."""
    page, moment = revision.as_object(), revision.approved_go_live_at
    day = day_of_effect(page.effective_from, at=moment)
    data = {"seen": fingerprint(page, on=day), "day": day.isoformat(), "go_live_at": moment.isoformat()}
    log(instance=page, action=PLANNED, user=by, revision=revision, data=data)


def plan_of(revision: Revision) -> Plan | None:
    """The last plan to publish this revision later; None when it was put off in a way that asked nobody."""
    entries = PageLogEntry.objects.filter(page_id=revision.object_id, action=PLANNED, revision=revision)
    entry = entries.select_related("user").order_by("-timestamp").first()
    return entry and Plan(entry.user, entry.data["seen"], date.fromisoformat(entry.data["day"]))


def planned_by(revision: Revision) -> Any:
    """Who put this revision off, in whichever way; None when nobody did."""
    entries = PageLogEntry.objects.filter(
        page_id=revision.object_id, action__in=(PLANNED, "wagtail.publish.schedule"), revision=revision
    )
    entry = entries.select_related("user").order_by("-timestamp").first()
    return entry and entry.user


def check_still_as_approved(page: WrittenPage, plan: Plan) -> None:
    """Raise PublicationRefused when what readers would get is no longer what was approved for later."""
    if not is_still(page, plan.seen, on=plan.day):
        raise PublicationRefused(
            _(
                "Wat lezers zouden zien is veranderd sinds de goedkeuring: een gegeven uit het register, een vaste "
                "tekst of een instelling is nu anders. Bekijk de tekst opnieuw en keur die opnieuw goed."
            )
        )


def last_failure(page: WrittenPage) -> str:
    """Why the last planned publication did not happen, while nothing came after it; else empty."""
    return next((reason for _page, reason in last_failures([page])), "")


def last_failures(pages: Iterable[WrittenPage]) -> Iterator[tuple[WrittenPage, str]]:
    """The pages of which the last planned publication did not happen, while nothing came after it, and why."""
    failed = _failed()
    for page in pages:
        if page.pk in failed and (reason := _why_failed(page, failed[page.pk])):
            yield page, reason


@public.asked_once
def _failed() -> dict[int, PageLogEntry]:
    """The last planned publication that did not happen of every page that had one; there are few."""
    entries = PageLogEntry.objects.filter(action=FAILED).order_by("page_id", "-timestamp").distinct("page_id")
    return {entry.page_id: entry for entry in entries}


def _why_failed(page: WrittenPage, entry: PageLogEntry) -> str:
    done = (page.translated_versions if page.is_translation else page.versions).filter(
        published_at__gt=entry.timestamp
    )
    again = PageLogEntry.objects.filter(
        page_id=page.pk, action__in=(PLANNED, "wagtail.workflow.start"), timestamp__gt=entry.timestamp
    )
    if done.exists() or again.exists():
        return ""
    moment = timezone.localtime(datetime.fromisoformat(entry.data["go_live_at"]))
    words = {"moment": date_format(moment, "j F Y H:i"), "reason": entry.data["reason"]}
    return _("De geplande publicatie van %(moment)s uur is niet doorgegaan. %(reason)s") % words
