"""What waits for somebody, on the first page after signing in."""

from datetime import date
from typing import Any

from django.contrib.auth import get_permission_codename, get_user_model
from django.db.models import Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from sharing.access.queries import DECIDE, to_decide
from sharing.agreements.models import Agreement
from sharing.agreements.queries import ending_within
from sharing.consents.request_models import AuthorityRequest
from sharing.core.actor import Actor
from sharing.core.admin import may
from sharing.core.dutch import day_in_words
from sharing.core.normalising.queries import all_normal
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure
from sharing.disclosures.words import left_in_words
from sharing.grounds.models import GroundsIntroduction
from sharing.grounds.queries import introduced_until
from sharing.reports.flows import lacking_today
from sharing.reports.queries import (
    capped_count,
    open_breaches,
    pending_deviations,
    requests_to_assess,
    requests_to_confirm,
)

# Longer than a usual notice period, so that there is time left to decide.
AHEAD_DAYS = 90


def _legal_work(user: Actor) -> list[dict[str, Any]]:
    requests = reverse("authority_requests:index")
    deviations, number = capped_count(pending_deviations())
    breaches, leaks = capped_count(open_breaches())
    to_assess, assessable = capped_count(requests_to_assess())
    to_confirm, confirmable = capped_count(requests_to_confirm(by=user))
    return [
        {
            "count": deviations,
            "label": ngettext("afwijking te beoordelen", "afwijkingen te beoordelen", number),
            "url": reverse("worklist:index"),
        },
        *([_breach_work(breaches, leaks)] if leaks else []),
        {
            "count": to_assess,
            "label": ngettext(
                "verzoek van een autoriteit te beoordelen",
                "verzoeken van autoriteiten te beoordelen",
                assessable,
            ),
            "url": f"{requests}?state=to_assess",
        },
        {
            "count": to_confirm,
            "label": ngettext(
                "beoordeling door u te bevestigen", "beoordelingen door u te bevestigen", confirmable
            ),
            "url": f"{requests}?state=to_confirm",
        },
    ]


def _breach_work(count: str, number: int) -> dict[str, Any]:
    """Breaches to be reported or not, with what is left of the first deadline."""
    first = open_breaches().aggregate(first=Min("aware_at"))["first"]
    label = ngettext(
        "datalek te melden of niet (72 uur: %(left)s)",
        "datalekken te melden of niet (72 uur, de eerste: %(left)s)",
        number,
    )
    return {
        "count": count,
        "label": label % {"left": left_in_words(first, at=timezone.now())},
        "url": reverse("worklist:breaches"),
    }


def _access_work(user: Actor) -> list[dict[str, Any]]:
    number = len(to_decide(by=user))
    return [
        {
            "count": str(number),
            "label": ngettext(
                "voorstel waarover u als tweede persoon beslist",
                "voorstellen waarover u als tweede persoon beslist",
                number,
            ),
            "url": reverse("access_proposals:index"),
        }
    ]


def _contract_work() -> list[dict[str, Any]]:
    today = amsterdam_day(timezone.now())
    ending, number = capped_count(ending_within(Agreement.objects.all(), AHEAD_DAYS, on=today))
    label = ngettext(
        "overeenkomst loopt binnen %(days)s dagen af", "overeenkomsten lopen binnen %(days)s dagen af", number
    )
    return [
        {
            "count": ending,
            "label": label % {"days": AHEAD_DAYS},
            "url": f"{reverse('agreements:index')}?ends={AHEAD_DAYS}",
        }
    ]


class WorkPanel(Component):
    """Counts of what this user can decide on, each leading to its list."""

    name = "register_work"
    order = 50
    template_name = "sharing/reports/home_panel.html"

    def __init__(self, items: list[dict[str, Any]]) -> None:
        self.items = items

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        return {"items": self.items}


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
    until = introduced_until(request)
    if until is not None and until >= amsterdam_day(timezone.now()):
        panels.append(IntroductionPanel(until))


def add_work_panel(request: HttpRequest, panels: list[Any]) -> None:
    """Put the panel on the admin's home page of who reviews and assesses, and of who watches end dates."""
    user, items = request.user, []
    if may(user, "change", Disclosure) and may(user, "change", AuthorityRequest):
        items += _legal_work(user)
    if may(user, "change", Agreement):
        items += _contract_work()
    if user.has_perm(DECIDE):
        items += _access_work(user)
    if items:
        panels.append(WorkPanel(items))
