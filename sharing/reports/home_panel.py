"""What waits for somebody, on the first page after signing in."""

from datetime import date
from typing import Any

from django.contrib.auth import get_permission_codename, get_user_model
from django.db.models import Min
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from sharing.breaches.queries import waiting as breaches_waiting
from sharing.breaches.words import left_in_words as clock_left
from sharing.consents.request_models import AuthorityRequest, SecrecyDecision
from sharing.consents.waiting import age_in_words
from sharing.core.actor import Actor
from sharing.core.admin import may
from sharing.core.dutch import day_in_words
from sharing.core.normalising.queries import all_normal
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure
from sharing.disclosures.words import left_in_words
from sharing.grounds.models import GroundsIntroduction
from sharing.grounds.queries import introduction_in
from sharing.parties.merger_models import PartyMerger
from sharing.parties.queries import waiting_mergers
from sharing.reports.access_work import access_work, measure_work
from sharing.reports.flows import lacking_today
from sharing.reports.queries import (
    CAP,
    capped,
    capped_counts,
    open_breaches,
    pending_deviations,
    requests_waiting,
    secrecy_ends_to_confirm,
)
from sharing.retention.models import Destruction
from sharing.retention.queries import waiting as to_destroy
from sharing.rights.due import waiting


def _legal_work(request: HttpRequest) -> list[dict[str, Any]]:
    user = request.user
    (deviations, number), (breaches, leaks) = capped_counts(pending_deviations(), open_breaches())
    return [
        {
            "count": deviations,
            "label": ngettext("afwijking te beoordelen", "afwijkingen te beoordelen", number),
            "url": reverse("worklist:index"),
        },
        *([_breach_work(breaches, leaks)] if leaks else []),
        *_register_work(user),
        *_rights_work(user),
        *_request_work(user),
        *_introduction_work(request),
    ]


def _introduction_work(request: HttpRequest) -> list[dict[str, Any]]:
    """A colleague's proposal to let missing grounds only warn for longer."""
    introduction = introduction_in(request)
    if introduction is None or introduction.wanted_by_id in (None, request.user.pk):
        return []
    return [
        {
            "count": "1",
            "label": _("voorstel om ontbrekende gronden langer alleen te laten waarschuwen"),
            "url": reverse("introduction:longer", args=[introduction.pk]),
        }
    ]


def _breach_work(count: str, number: int) -> dict[str, Any]:
    """Breaches of the log that are not in the register of breaches, with what is left of the first deadline."""
    first = open_breaches().aggregate(first=Min("aware_at"))["first"]
    label = ngettext(
        "datalek uit het log op te nemen in het datalekregister (%(left)s)",
        "datalekken uit het log op te nemen in het datalekregister (de eerste: %(left)s)",
        number,
    )
    return {
        "count": count,
        "label": label % {"left": left_in_words(first, at=timezone.now())},
        "url": reverse("worklist:breaches"),
    }


def _register_work(user: Actor) -> list[dict[str, Any]]:
    """Breaches that are not closed, with what is left of the first clock; what is late or to confirm when there is."""
    now = timezone.now()
    found = breaches_waiting(person=user.pk or 0, at=now)
    index = reverse("breaches:index")
    label = ngettext("datalek in behandeling", "datalekken in behandeling", found.open)
    if found.first is not None:
        words = _("%(what)s (eerste klok: %(left)s)")
        label = words % {"what": label, "left": clock_left(found.first, now)}
    late = ngettext("datalek is te laat", "datalekken zijn te laat", found.late)
    confirming = ngettext(
        "besluit om een datalek niet te melden door u te bevestigen",
        "besluiten om een datalek niet te melden door u te bevestigen",
        found.to_confirm,
    )
    rows = (
        (found.open, label, f"{index}?state=open"),
        (found.late, late, f"{index}?state=overdue"),
        (found.to_confirm, confirming, f"{index}?state=confirm"),
    )
    return [{"count": capped(number), "label": words, "url": url} for number, words, url in rows if number]


def _rights_work(user: Actor) -> list[dict[str, Any]]:
    """What persons asked that is not done, with the first day; what is late or one's own only when there is some."""
    person = user.pk or 0
    found = waiting(person=person, on=amsterdam_day(timezone.now()))
    index = reverse("rights_requests:index")
    label = ngettext(
        "verzoek van een betrokkene in behandeling", "verzoeken van betrokkenen in behandeling", found.open
    )
    if found.first is not None:
        words = _("%(what)s (eerste termijn: %(day)s)")
        label = words % {"what": label, "day": day_in_words(found.first)}
    mine = ngettext("daarvan is bij u in behandeling", "daarvan zijn bij u in behandeling", found.mine)
    late = ngettext(
        "verzoek van een betrokkene is te laat", "verzoeken van betrokkenen zijn te laat", found.late
    )
    rare = [(found.late, late, f"{index}?state=overdue"), (found.mine, mine, f"{index}?state=mine")]
    return [
        {"count": capped(number), "label": words, "url": url}
        for number, words, url in (
            (found.open, label, f"{index}?state=open"),
            *(one for one in rare if one[0]),
        )
    ]


def _request_work(user: Actor) -> list[dict[str, Any]]:
    """What authorities' requests wait for, the longest waiting named; what is rare only when there is some."""
    requests, today = reverse("authority_requests:index"), amsterdam_day(timezone.now())
    authority, ends = requests_waiting(by=user, on=today), list(secrecy_ends_to_confirm(by=user)[: CAP + 1])
    label = ngettext(
        "verzoek van een autoriteit te beoordelen",
        "verzoeken van autoriteiten te beoordelen",
        authority.to_assess,
    )
    if authority.oldest is not None:
        age = age_in_words(authority.oldest, None, today)
        label = _("%(what)s (langst wachtend: %(age)s)") % {"what": label, "age": age}
    confirming = ngettext(
        "beoordeling door u te bevestigen", "beoordelingen door u te bevestigen", authority.to_confirm
    )
    granted = ngettext(
        "toegewezen verzoek waarop nog niets is verstrekt",
        "toegewezen verzoeken waarop nog niets is verstrekt",
        authority.undisclosed,
    )
    late = ngettext(
        "verzoek van een autoriteit is te laat", "verzoeken van autoriteiten zijn te laat", authority.overdue
    )
    ending = ngettext(
        "einde van geheimhouding door u te bevestigen",
        "eindes van geheimhouding door u te bevestigen",
        len(ends),
    )
    always = [
        (authority.to_assess, label, f"{requests}?state=to_assess"),
        (authority.to_confirm, confirming, f"{requests}?state=to_confirm"),
    ]
    rare = [
        (authority.undisclosed, granted, f"{requests}?state=undisclosed"),
        (authority.overdue, late, f"{requests}?state=overdue"),
        (len(ends), ending, _secrecy_url(ends)),
    ]
    return [
        {"count": capped(number), "label": label, "url": url}
        for number, label, url in (*always, *(one for one in rare if one[0]))
    ]


def _secrecy_url(ends: list[SecrecyDecision]) -> str:
    """Where the first of the proposals is decided on."""
    return reverse("authority_requests:secrecy", args=[ends[0].request_id]) if ends else ""


def _destruction_work(user: Actor) -> list[dict[str, Any]]:
    """Lists of colleagues to approve, and erasures that were granted and are not carried out (art. 17)."""
    found, index = to_destroy(person=user.pk or 0, cap=CAP + 1), reverse("retention:index")
    approving = ngettext(
        "voorstel om te vernietigen door u te beoordelen",
        "voorstellen om te vernietigen door u te beoordelen",
        found.to_approve,
    )
    erasing = ngettext(
        "toegewezen verzoek om wissing dat nog moet worden uitgevoerd",
        "toegewezen verzoeken om wissing die nog moeten worden uitgevoerd",
        found.erasures,
    )
    rows = ((found.to_approve, approving), (found.erasures, erasing))
    return [{"count": capped(number), "label": label, "url": index} for number, label in rows if number]


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
    """Put the panel on the admin's home page of who reviews and assesses."""
    user, items = request.user, []
    if may(user, "change", Disclosure) and may(user, "change", AuthorityRequest):
        items += _legal_work(request)
    if may(user, "change", Destruction):
        items += _destruction_work(user)
    if may(user, "change", PartyMerger):
        items += _merger_work(user)
    items += [*access_work(user), *measure_work(user)]
    if items:
        panels.append(WorkPanel(items))
