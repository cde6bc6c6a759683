"""What waits for somebody, on the first page after signing in."""

from datetime import date
from typing import Any

from django.contrib.auth import get_permission_codename, get_user_model
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from sharing.core.actor import Actor
from sharing.core.admin import may
from sharing.core.admin.sections import screen_of
from sharing.core.dutch import day_in_words
from sharing.core.normalising.queries import all_normal
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure
from sharing.grounds.models import GroundsIntroduction
from sharing.grounds.queries import introduction_in
from sharing.parties.merger_models import PartyMerger
from sharing.parties.queries import waiting_mergers
from sharing.reports.access_work import access_work, measure_work
from sharing.reports.decided import LATELY, Decided, decided_lately, decisions
from sharing.reports.flows import lacking_today
from sharing.reports.legal_work import legal_work
from sharing.reports.queries import CAP, capped


def _merger_work(user: Actor) -> list[dict[str, Any]]:
    """Proposals of colleagues about two records of one organisation."""
    rows = list(waiting_mergers().exclude(proposed_by=user.pk or 0)[: CAP + 1])
    label = ngettext(
        "voorstel over samenvoegen van partijen door u te beoordelen",
        "voorstellen over samenvoegen van partijen door u te beoordelen",
        len(rows),
    )
    one = len(rows) == 1
    url = reverse("party_mergers:decide", args=[rows[0].pk]) if one else reverse("party_mergers:index")
    return [{"count": capped(len(rows)), "label": label, "url": url}] if rows else []


class WorkPanel(Component):
    """Counts of what this user can decide on, each leading to its list."""

    name = "register_work"
    order = 50
    template_name = "sharing/reports/home_panel.html"

    def __init__(self, items: list[dict[str, Any]]) -> None:
        self.items = items

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        return {"items": self.items}


def _screen_of(record: Any) -> str:
    return reverse(screen_of(type(record)).get_url_name("inspect"), args=[record.pk])


class DecidedPanel(Component):
    """What others decided on what this user proposed, with why."""

    name = "register_decided"
    order = 55
    template_name = "sharing/reports/decided.html"

    def __init__(self, decided: list[Decided]) -> None:
        self.decided = decided

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        rows = [(one, _screen_of(one.record)) for one in self.decided]
        return {"rows": rows, "days": LATELY.days}


class IntroductionPanel(Component):
    """Until when missing grounds only warn, with how many are missing and where they are."""

    name = "introduction"
    order = 45
    template_name = "sharing/reports/introduction.html"

    def __init__(self, until: date) -> None:
        self.until = until

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        number = len({missing.flow for missing in lacking_today()})
        return {
            "until": day_in_words(self.until),
            "count": number,
            "label": ngettext("stroom mist er een", "stromen missen er een", number),
            "flows_url": reverse("flows:index"),
            "introduction_url": reverse("introduction:inspect", args=[1]),
        }


class OlderNumbersPanel(Component):
    """Dossier numbers are kept in more ways than one; until the owner changed that, a search may miss some."""

    name = "older_numbers"
    order = 20
    template_name = "sharing/reports/older_numbers.html"


def add_older_numbers_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For who looks for persons, and for who manages the accounts and knows the owner."""
    if all_normal():
        return
    accounts = get_user_model()._meta
    manages = f"{accounts.app_label}.{get_permission_codename('change', accounts)}"
    if may(request.user, "view", Disclosure) or request.user.has_perm(manages):
        panels.append(OlderNumbersPanel())


def add_introduction_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For who keeps the grounds and who reads everything, until that day is over."""
    if not may(request.user, "view", GroundsIntroduction):
        return
    introduction = introduction_in(request)
    if introduction is not None and introduction.warn_until >= amsterdam_day(timezone.now()):
        panels.append(IntroductionPanel(introduction.warn_until))


def add_work_panel(request: HttpRequest, panels: list[Any]) -> None:
    """What waits for this user, and how what he proposed ended."""
    user, now = request.user, timezone.now()
    items, rows = legal_work(request, beside=decisions(user, at=now))
    if may(user, "change", PartyMerger):
        items += _merger_work(user)
    items += [*access_work(user), *measure_work(user)]
    if items:
        panels.append(WorkPanel(items))
    if decided := decided_lately(rows, user, at=now):
        panels.append(DecidedPanel(decided))
