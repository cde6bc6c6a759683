"""What waits for who keeps accounts and roles, and for who looks after measures and has no start page of contracts."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharing.access.queries import DECIDE, REVIEW, review_state, to_decide
from sharing.agreements.models import Agreement
from sharing.core.actor import Actor
from sharing.core.admin import may
from sharing.core.dutch import day_in_words
from sharing.core.gathering import counts_together
from sharing.core.models import holding_on
from sharing.core.periods import amsterdam_day
from sharing.duties.choices import FURTHEST
from sharing.measures.models import Confidentiality, SecurityMeasure
from sharing.reports.queries import capped

Row = dict[str, Any]


def access_work(user: Actor) -> list[Row]:
    """Proposals of which this person is the second, and who has which role to be reviewed."""
    rows: list[Row] = []
    if user.has_perm(DECIDE):
        number = len(to_decide(by=user))
        label = ngettext(
            "voorstel waarover u als tweede persoon beslist",
            "voorstellen waarover u als tweede persoon beslist",
            number,
        )
        rows.append({"count": str(number), "label": label, "url": reverse("access_proposals:index")})
    if user.has_perm(REVIEW):
        rows += _review_work(user)
    return rows


def _review_work(user: Actor) -> list[Row]:
    """A review that waits for a second person; else when it is time for one."""
    state = review_state()
    if state.waiting is not None:
        own = state.waiting.signed_by_id == user.pk
        label = (
            _("beoordeling van rollen, door u getekend, wacht op een tweede persoon")
            if own
            else _("beoordeling van rollen door u mee te tekenen")
        )
        return [
            {"count": "1", "label": label, "url": reverse("role_reviews:inspect", args=[state.waiting.pk])}
        ]
    today = amsterdam_day(timezone.now())
    if state.due is None or state.due > today + timedelta(days=FURTHEST):
        return []
    words = (
        _("beoordeling van rollen is te laat (uiterlijk %(day)s)")
        if state.due < today
        else _("beoordeling van rollen te doen (uiterlijk %(day)s)")
    )
    label = words % {"day": day_in_words(state.due)}
    return [{"count": "1", "label": label, "url": reverse("role_reviews:index")}]


def measure_work(user: Actor) -> list[Row]:
    """Checks that are late, for who changes measures and finds them on no other part of the start page."""
    if not may(user, "change", SecurityMeasure) or may(user, "change", Agreement):
        return []
    today = amsterdam_day(timezone.now())
    late = [
        model._default_manager.filter(holding_on(today), next_check__lt=today).order_by()
        for model in (SecurityMeasure, Confidentiality)
    ]
    measures, declarations = counts_together(late)
    rows = (
        (
            measures,
            ngettext(
                "maatregel had al gecontroleerd moeten zijn",
                "maatregelen hadden al gecontroleerd moeten zijn",
                measures,
            ),
            "measures",
        ),
        (
            declarations,
            ngettext(
                "geheimhoudingsverklaring had al gecontroleerd moeten zijn",
                "geheimhoudingsverklaringen hadden al gecontroleerd moeten zijn",
                declarations,
            ),
            "confidentiality",
        ),
    )
    return [
        {"count": capped(number), "label": label, "url": f"{reverse(f'{name}:index')}?due=late"}
        for number, label, name in rows
        if number
    ]
