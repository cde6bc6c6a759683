"""What waits for legal staff: of the log, the register of breaches, what persons and authorities asked, and destroying.

However much it is, it is read with a few questions: counts with one, and what has a clock or a term with another.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Min, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharing.breaches.models import Breach
from sharing.breaches.queries import open_breaches as open_in_register
from sharing.breaches.queries import waiting as breaches_waiting
from sharing.breaches.words import left_in_words as clock_left
from sharing.consents.request_models import AuthorityRequest, SecrecyDecision
from sharing.consents.waiting import age_in_words
from sharing.core.actor import Actor
from sharing.core.admin import may
from sharing.core.dutch import day_in_words
from sharing.core.gathering import counts_together, rows_together
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure
from sharing.disclosures.words import left_in_words
from sharing.grounds.queries import introduction_in
from sharing.reports.queries import (
    CAP,
    capped,
    open_breaches,
    pending_deviations,
    requests_waiting,
    secrecy_ends_to_confirm,
)
from sharing.retention.models import Destruction
from sharing.retention.queries import waiting as to_destroy
from sharing.rights.due import waiting as rights_waiting
from sharing.rights.models import RightsRequest
from sharing.rights.queries import open_requests

Row = dict[str, Any]


def legal_work(request: HttpRequest, *, beside: Sequence[QuerySet[Any]]) -> tuple[list[Row], list[list[Any]]]:
    """What this person may decide on, each with how much there is of it and where it is.

    With the rows of ``beside``, of which the start page tells as well: they are asked for in the same question.
    """
    user = request.user
    reviews = may(user, "change", Disclosure) and may(user, "change", AuthorityRequest)
    asked: dict[str, QuerySet[Any]] = {}
    if reviews:
        today = amsterdam_day(timezone.now())
        asked |= {"deviations": pending_deviations(), "breaches": open_breaches()}
        asked |= requests_waiting(by=user, on=today)
    if may(user, "change", Destruction):
        asked |= to_destroy(person=user.pk or 0)
    counts = counts_together([rows.order_by().values("pk")[: CAP + 1] for rows in asked.values()])
    number = dict(zip(asked, counts, strict=True))  # at most one above the cap
    own: list[QuerySet[Any]] = []
    if reviews:
        ends = secrecy_ends_to_confirm(by=user)[: CAP + 1]
        own = [open_in_register(), open_requests(), ends, asked["to_assess"][:1]]
    answers = rows_together([*own, *beside])
    work = _to_review(request, number, answers[: len(own)]) if reviews else []
    return [*work, *_destruction_work(number)], answers[len(own) :]


def _to_review(request: HttpRequest, number: dict[str, int], rows: list[list[Any]]) -> list[Row]:
    user = request.user
    breaches, requests, ends, longest = rows
    return [
        {
            "count": capped(number["deviations"]),
            "label": ngettext("afwijking te beoordelen", "afwijkingen te beoordelen", number["deviations"]),
            "url": reverse("worklist:index"),
        },
        *_breach_work(number["breaches"]),
        *_register_work(user, breaches),
        *_rights_work(user, requests),
        *_request_work(number, ends, longest),
        *_introduction_work(request),
    ]


def _introduction_work(request: HttpRequest) -> list[Row]:
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


def _breach_work(number: int) -> list[Row]:
    """Breaches of the log that are not in the register of breaches, with what is left of the first deadline."""
    if not number:
        return []
    first = open_breaches().aggregate(first=Min("aware_at"))["first"]
    label = ngettext(
        "datalek uit het log op te nemen in het datalekregister (%(left)s)",
        "datalekken uit het log op te nemen in het datalekregister (de eerste: %(left)s)",
        number,
    )
    words = label % {"left": left_in_words(first, at=timezone.now())}
    return [{"count": capped(number), "label": words, "url": reverse("worklist:breaches")}]


def _register_work(user: Actor, breaches: list[Breach]) -> list[Row]:
    """Breaches that are not closed, with what is left of the first clock; what is late or to confirm when there is."""
    now = timezone.now()
    found = breaches_waiting(breaches, person=user.pk or 0, at=now)
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


def _rights_work(user: Actor, requests: list[RightsRequest]) -> list[Row]:
    """What persons asked that is not done, with the first day; what is late or one's own only when there is some."""
    found = rights_waiting(requests, person=user.pk or 0, at=timezone.now())
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


def _request_work(
    number: dict[str, int], ends: list[SecrecyDecision], longest: list[AuthorityRequest]
) -> list[Row]:
    """What authorities' requests wait for, the longest waiting named; what is rare only when there is some."""
    index = reverse("authority_requests:index")
    label = ngettext(
        "verzoek van een autoriteit te beoordelen",
        "verzoeken van autoriteiten te beoordelen",
        number["to_assess"],
    )
    for one in longest:
        age = age_in_words(one.received_on, None, amsterdam_day(timezone.now()))
        label = _("%(what)s (langst wachtend: %(age)s)") % {"what": label, "age": age}
    confirming = ngettext(
        "beoordeling door u te bevestigen", "beoordelingen door u te bevestigen", number["to_confirm"]
    )
    granted = ngettext(
        "toegewezen verzoek waarop nog niets is verstrekt",
        "toegewezen verzoeken waarop nog niets is verstrekt",
        number["undisclosed"],
    )
    late = ngettext(
        "verzoek van een autoriteit is te laat", "verzoeken van autoriteiten zijn te laat", number["overdue"]
    )
    ending = ngettext(
        "einde van geheimhouding door u te bevestigen",
        "eindes van geheimhouding door u te bevestigen",
        len(ends),
    )
    always = [
        (number["to_assess"], label, f"{index}?state=to_assess"),
        (number["to_confirm"], confirming, f"{index}?state=to_confirm"),
    ]
    rare = [
        (number["undisclosed"], granted, f"{index}?state=undisclosed"),
        (number["overdue"], late, f"{index}?state=overdue"),
        (len(ends), ending, _secrecy_url(ends)),
    ]
    return [
        {"count": capped(count), "label": words, "url": url}
        for count, words, url in (*always, *(one for one in rare if one[0]))
    ]


def _secrecy_url(ends: list[SecrecyDecision]) -> str:
    """Where the first of the proposals is decided on."""
    return reverse("authority_requests:secrecy", args=[ends[0].request_id]) if ends else ""


def _destruction_work(number: dict[str, int]) -> list[Row]:
    """Lists of colleagues to approve, and erasures that were granted and are not carried out (art. 17)."""
    approve, erase = number.get("to_approve", 0), number.get("erasures", 0)
    approving = ngettext(
        "voorstel om te vernietigen door u te beoordelen",
        "voorstellen om te vernietigen door u te beoordelen",
        approve,
    )
    erasing = ngettext(
        "toegewezen verzoek om wissing dat nog moet worden uitgevoerd",
        "toegewezen verzoeken om wissing die nog moeten worden uitgevoerd",
        erase,
    )
    rows, index = ((approve, approving), (erase, erasing)), reverse("retention:index")
    return [{"count": capped(count), "label": label, "url": index} for count, label in rows if count]
