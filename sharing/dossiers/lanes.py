"""What stands on the timeline of a dossier: recipients with their months, then what the person and authorities did."""

from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sharing.core.periods import amsterdam_day
from sharing.dossiers.choices import Happening
from sharing.dossiers.drawing import Lane, Mark, timeline
from sharing.dossiers.queries import Received, Seals, Span, per_month, spans_of

RECIPIENTS_DRAWN = 8
_LOOKS = {
    Happening.CONSENT: "consent",
    Happening.REFUSAL: "refusal",
    Happening.OBJECTION: "objection",
    Happening.RESTRICTION: "restriction",
    Happening.REQUEST: "request",
}


def timeline_of(seals: Seals, received: list[Received], *, now: datetime) -> SafeString | None:
    """The timeline of a dossier; None when nothing ever happened."""
    today = amsterdam_day(now)
    lanes = [*_recipients(seals, received), *_rest(spans_of(seals), today)]
    days = [day for lane in lanes for mark in lane.marks for day in (mark.first, mark.last) if day]
    if not days:
        return None
    title = _(
        "Tijdlijn van het dossier: per ontvanger de verstrekkingen per maand, en de toestemmingen, bezwaren, "
        "beperkingen en verzoeken. Alles staat ook in de tabellen hieronder."
    )
    return timeline(lanes, first=min(days), last=max(*days, today), title=title)


def _recipients(seals: Seals, received: list[Received]) -> list[Lane]:
    months = per_month(seals)
    names = dict.fromkeys((one.recipient, one.name) for one in received)
    drawn = list(names)[:RECIPIENTS_DRAWN]
    lanes = [Lane(name, _circles(months.get(key, []))) for key, name in drawn]
    others: dict[date, int] = {}
    for key, _name in list(names)[RECIPIENTS_DRAWN:]:
        for month, number in months.get(key, []):
            others[month] = others.get(month, 0) + number
    return [*lanes, Lane(_("Andere ontvangers"), _circles(sorted(others.items())))] if others else lanes


def _circles(months: list[tuple[date, int]]) -> list[Mark]:
    return [
        Mark(
            "disclosure",
            ngettext("%(month)s: %(count)s verstrekking", "%(month)s: %(count)s verstrekkingen", number)
            % {"month": date_format(month, "F Y"), "count": number},
            first=month,
            count=number,
        )
        for month, number in months
    ]


def _rest(spans: list[Span], today: date) -> list[Lane]:
    lanes = [
        (_("Toestemmingen"), (Happening.CONSENT, Happening.REFUSAL)),
        (_("Bezwaren"), (Happening.OBJECTION,)),
        (_("Beperkingen"), (Happening.RESTRICTION,)),
        (_("Verzoeken van autoriteiten"), (Happening.REQUEST,)),
    ]
    found = [Lane(label, [_span(one, today) for one in spans if one.kind in kinds]) for label, kinds in lanes]
    return [lane for lane in found if lane.marks]


def _span(span: Span, today: date) -> Mark:
    first = amsterdam_day(span.first)
    last = None if span.instant else amsterdam_day(span.last) if span.last else max(today, first)
    words = f"{span.kind.label}: {date_format(first, 'j F Y')}"
    if span.last and not span.instant:
        words = f"{words} – {date_format(amsterdam_day(span.last), 'j F Y')}"
    return Mark(_LOOKS[span.kind], f"{words} ({span.words})" if span.words else words, first, last)
