"""Planning: from when a version holds, from when readers hear of it, and texts that are published later."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from home.authorship.four_eyes import check_four_eyes
from home.authorship.seen import fingerprint
from home.core.outcome import say_planned
from home.core.refusals import PublicationRefused
from sharing import public

PLANNED, FAILED = "home.plan", "home.plan_failed"


@dataclass(frozen=True, slots=True)
class Plan:
    """What was approved for later: by whom, and what it said (`fingerprint`) on the day it was to appear."""

    by: Any
    seen: str
    day: date


def check_announcement(announce_from: date | None, *, effective_from: date) -> None:
    """Raise PublicationRefused when readers would hear of a version after it took effect."""
    if announce_from and announce_from > effective_from:
        raise PublicationRefused(
            _(
                "Aankondigen vanaf %(announce)s is te laat: de versie geldt dan al, vanaf %(effective)s. Kies een "
                "eerdere dag, of laat het veld leeg."
            )
            % {"announce": _day(announce_from), "effective": _day(effective_from)},
            field="announce_from",
        )


def check_plan(
    *, effective_from: date | None, announce_from: date | None, go_live_at: datetime | None, at: datetime
) -> None:
    """Raise PublicationRefused for dates that make no sense together for a text that is approved at ``at``."""
    today = public.amsterdam_day(at)
    if announce_from and not (effective_from and effective_from > today):
        chosen = _day(effective_from) if effective_from else _("leeg")
        raise PublicationRefused(
            _(
                "Aankondigen vanaf %(announce)s kan alleen bij een ingangsdatum in de toekomst (nu: %(chosen)s). Kies "
                "een latere ingangsdatum, of maak “aankondigen vanaf” leeg."
            )
            % {"announce": _day(announce_from), "chosen": chosen},
            field="announce_from",
        )
    if effective_from:
        check_announcement(announce_from, effective_from=effective_from)
    appears = go_live_at and public.amsterdam_day(go_live_at)
    if appears and effective_from and go_live_at > at and effective_from < appears:
        raise PublicationRefused(
            _(
                "De tekst verschijnt pas op %(appears)s, na de ingangsdatum %(effective)s. Kies een ingangsdatum vanaf "
                "%(appears)s, of haal het moment van publiceren weg."
            )
            % {"appears": _day(appears), "effective": _day(effective_from)},
            field="effective_from",
        )


def plan_if_later(revision, *, by, operator: bool) -> None:
    """Remember what was approved when this revision waits for its moment. Raises PublicationRefused."""
    moment = revision.approved_go_live_at
    if moment is None:
        return
    page = revision.as_object()
    if not operator:
        check_four_eyes(revision, by=by or revision.user)
    day = page.effective_from or public.amsterdam_day(moment)
    data = {"seen": fingerprint(page, on=day), "day": day.isoformat(), "go_live_at": moment.isoformat()}
    log(instance=page, action=PLANNED, user=by, revision=revision, data=data)
    say_planned(moment)


def plan_of(revision) -> Plan | None:
    """The last plan to publish this revision later; texts planned before plans were kept have none."""
    entries = PageLogEntry.objects.filter(page_id=revision.object_id, action=PLANNED, revision=revision)
    entry = entries.select_related("user").order_by("-timestamp").first()
    return entry and Plan(entry.user, entry.data["seen"], date.fromisoformat(entry.data["day"]))


def planned_by(revision):
    """Who planned a publication that now happens by itself; None when nobody did."""
    entries = PageLogEntry.objects.filter(
        page_id=revision.object_id, action__in=(PLANNED, "wagtail.publish.schedule"), revision=revision
    )
    entry = entries.select_related("user").order_by("-timestamp").first()
    return entry and entry.user


def check_still_as_approved(page, revision) -> None:
    """Raise PublicationRefused when what readers would get is no longer what was approved for later."""
    plan = plan_of(revision)
    if plan and fingerprint(page, on=plan.day) != plan.seen:
        raise PublicationRefused(
            _(
                "Wat lezers zouden zien is veranderd sinds de goedkeuring: een gegeven uit het register, een vaste "
                "tekst of een instelling is nu anders. Bekijk de tekst opnieuw en keur die opnieuw goed."
            )
        )


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def last_failure(page) -> str:
    """Why the last planned publication did not happen, while nothing came after it; else empty."""
    entry = PageLogEntry.objects.filter(page_id=page.pk, action=FAILED).order_by("-timestamp").first()
    if entry is None:
        return ""
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
