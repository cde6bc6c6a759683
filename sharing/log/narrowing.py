"""What the log is narrowed to, in the parts that the ways of finding its entries need."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from sharing.disclosures.definitions import AHEAD, AHEAD_OF_TIME
from sharing.disclosures.models import Disclosure
from sharing.log.flows import LAST_RECORDED, Span
from sharing.log.known import Alike


def ever(_country: str) -> list[Span]:
    """The spans of time of a narrowing that asks none."""
    return [Span()]


@dataclass(frozen=True, kw_only=True)
class Narrowing:
    """What the log is narrowed to, in the parts that the ways of finding it need.

    ``entries`` are all that fit, now or as they stood at ``moment``: for whoever reads them all. ``exact`` are the
    same, of any time, as far as nothing was recorded about them after that moment. ``alike`` asks only the conditions
    that the entries of a flow fulfil together, of entries or of listed flows; ``spans_of`` gives, for a country that
    they went to, the spans of time in which entries fit, all within ``period``. ``version`` is the key of the only
    commitments (0: none in force), or None. ``words`` are those asked for in the description; empty when none are.
    """

    entries: QuerySet[Any]
    exact: QuerySet[Disclosure]
    alike: Alike
    spans_of: Callable[[str], list[Span]]
    period: Span
    version: int | None
    moment: datetime | None
    words: str
    by_flow: bool  # there are conditions that entries of a flow have in common
    by_dossier: bool


def narrowed_to(alike: Q, *, period: Span, dossiers: Collection[bytes] | None = None) -> Narrowing:
    """The entries as they are now that fulfil conditions about flows, in a period, of a dossier when that is given."""
    exact = Disclosure.objects.filter(alike)
    exact = exact if dossiers is None else exact.filter(dossier__in=dossiers)
    return Narrowing(
        entries=exact.filter(within(period)),
        exact=exact,
        alike=lambda flows: flows.filter(alike),
        spans_of=ever if period == Span() else lambda _country: [period],
        period=period,
        version=None,
        moment=None,
        by_flow=bool(alike),
        words="",
        by_dossier=dossiers is not None,
    )


def within(period: Span) -> Q:
    """Entries of a span of time; an open end asks nothing."""
    condition = Q()
    if period.since != Span().since:
        condition &= Q(disclosed_at__gte=period.since)
    return condition & Q(disclosed_at__lt=period.until) if period.until != Span().until else condition


def unchanged_since(moment: datetime) -> QuerySet[Disclosure]:
    """The entries about which nothing was recorded after the moment: they are as they stood then."""
    last = RawSQL(LAST_RECORDED, [])  # noqa: S611 - nothing of a caller
    return (
        Disclosure.objects.filter(recorded_at__lte=moment + AHEAD).alias(last=last).filter(last__lte=moment)
    )


def latest_disclosed(moment: datetime) -> Span:
    """When what was recorded by the moment was disclosed: until then, unless the log has entries from ahead of time."""
    ahead = Disclosure.objects.filter(AHEAD_OF_TIME).exists()
    return Span() if ahead else Span(until=moment + AHEAD)
