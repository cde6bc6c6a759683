"""Figures about the log, for management and controllers: how much went to whom, on which ground, and what deviated.

Nobody's dossier plays a part. The figures of a reference date are those that the log gave at the end of that day: what
was recorded, corrected or judged later is not in them, so that what was reported once can be found again. Counts are
sums, so no row of the past needs to be read but of what changed since: what there is now and was recorded by then,
without the entries that changed, with these as they stood.

Void entries count nowhere, but in the figures of breaches: a breach stays one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.cache import cache
from django.db.models import Count, DateTimeField, F, Func, IntegerField, JSONField, Q, QuerySet, Value

from sharing.core.asof import rows_at
from sharing.core.completing import fetch
from sharing.core.periods import last_instant_of, next_day, start_of_day
from sharing.disclosures.choices import BreachReport, Review
from sharing.disclosures.models import Disclosure
from sharing.parties.choices import Capacity
from sharing.parties.models import Party
from sharing.parties.queries import merged_into, organisations
from sharing.reference.choices import LegalBasis

COUNTED_FOR = 300  # seconds that a count is kept; the page says so
MOST_MONTHS = 120
_BLOCKING = '$[*] ? (@.severity == "block").code'
# What a count is about, in this order.
_FLOW = ("month", "recipient_id", "capacity", "legal_basis", "deviates")
_JUDGED = ("month", "codes", "review", "breach_report", "void")


@dataclass(frozen=True, slots=True)
class Period:
    """From the first through the last day of disclosure, as it stood at the end of ``day`` (None: as it stands now)."""

    first: date
    last: date
    day: date | None = None

    @property
    def months(self) -> list[date]:
        """The first days of the months that it touches."""
        first, last = (one.year * 12 + one.month - 1 for one in (self.first, self.last))
        return [date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1)]

    @property
    def moment(self) -> datetime | None:
        """The last instant that counts; None for now."""
        return last_instant_of(self.day) if self.day else None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table: what it is about, how many disclosures, and how many of these deviated."""

    label: str
    count: int
    deviations: int


@dataclass(frozen=True, slots=True)
class Handled:
    """Deviations by one cause, and what became of them."""

    label: str
    pending: int
    accepted: int
    corrected: int
    breach: int

    @property
    def count(self) -> int:
        """All of them."""
        return self.pending + self.accepted + self.corrected + self.breach


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything that the page shows; tables are in the order in which they are read."""

    period: Period
    count: int
    deviations: int
    months: tuple[Line, ...]
    recipients: tuple[Line, ...]
    capacities: tuple[Line, ...]
    bases: tuple[Line, ...]
    handled: Handled
    causes: tuple[Handled, ...]
    breaches: int
    reported: int
    not_reported: int
    breaches_void: int


def figures(period: Period) -> Figures:
    """The figures of a period; counted anew every five minutes."""
    key = f"log-figures-{period.first}-{period.last}-{period.day}"
    counted: Any = cache.get_or_set(key, lambda: _count(period), COUNTED_FOR)
    flows, judged = counted
    return _figures(period, Counter(flows), Counter(judged))


def _count(period: Period) -> tuple[dict[Any, int], dict[Any, int]]:
    moment = period.moment
    if moment is None:
        now = _within(Disclosure.objects.all(), period)
        return dict(_flows(now)), dict(_judged(now))
    recorded = _within(Disclosure.objects.filter(recorded_at__lte=moment), period)
    later = Disclosure.history.model.objects.filter(history_date__gt=moment).exclude(history_type="+")
    changed = list(later.order_by().values_list("id", flat=True).distinct())
    then = _within(rows_at(Disclosure, moment).filter(id__in=changed), period)
    since = recorded.filter(id__in=changed)
    flows, judged = _flows(recorded), _judged(recorded)
    flows.subtract(_flows(since))
    judged.subtract(_judged(since))
    flows.update(_flows(then))
    judged.update(_judged(then))
    return dict(+flows), dict(+judged)


def _within(entries: QuerySet[Any], period: Period) -> QuerySet[Any]:
    """Those of the period, each with the number of its month, from 1 (comparing is cheaper than a calendar)."""
    bounds = [start_of_day(month) for month in period.months]
    month = Func(
        F("disclosed_at"),
        Value(bounds, output_field=ArrayField(DateTimeField())),
        function="width_bucket",
        output_field=IntegerField(),
    )
    within: QuerySet[Any] = entries.filter(
        disclosed_at__gte=start_of_day(period.first), disclosed_at__lt=start_of_day(next_day(period.last))
    ).annotate(month=month)
    return within


def _flows(entries: QuerySet[Any]) -> Counter[tuple[Any, ...]]:
    counting = entries.filter(voided_at=None).annotate(deviates=~Q(review=""))
    return _counted(counting, _FLOW)


def _judged(entries: QuerySet[Any]) -> Counter[tuple[Any, ...]]:
    codes = Func(F("findings"), Value(_BLOCKING), function="jsonb_path_query_array", output_field=JSONField())
    judged = entries.exclude(review="").filter(Q(voided_at=None) | Q(review=Review.BREACH))
    return _counted(judged.annotate(codes=codes, void=Q(voided_at__isnull=False)), _JUDGED)


def _counted(entries: QuerySet[Any], keys: Sequence[str]) -> Counter[tuple[Any, ...]]:
    rows = entries.order_by().values_list(*keys).annotate(number=Count("*"))
    found: Counter[tuple[Any, ...]] = Counter()
    for *key, number in rows:
        found[tuple(tuple(one) if isinstance(one, list) else one for one in key)] += number
    return found


def _figures(period: Period, flows: Counter[Any], judged: Counter[Any]) -> Figures:
    months = [f"{month:%m-%Y}" for month in period.months]
    parties = _party_names({key[1] for key in flows}, period.moment)
    per_month = _lines(flows, lambda key: months[key[0] - 1])
    known = {line.label: line for line in per_month}
    counting = Counter({key: number for key, number in judged.items() if not key[4]})
    breaches = [(key, number) for key, number in judged.items() if key[2] == Review.BREACH]
    return Figures(
        period=period,
        count=sum(flows.values()),
        deviations=sum(number for key, number in flows.items() if key[4]),
        months=tuple(known.get(label, Line(label, 0, 0)) for label in months),
        recipients=_most_first(_lines(flows, lambda key: parties[key[1]])),
        capacities=_most_first(_lines(flows, lambda key: str(Capacity(key[2]).label))),
        bases=_most_first(_lines(flows, lambda key: str(LegalBasis(key[3]).label))),
        handled=_handled("", counting.items()),
        causes=_causes(counting),
        breaches=sum(number for _key, number in breaches),
        reported=sum(number for key, number in breaches if key[3] == BreachReport.REPORTED),
        not_reported=sum(number for key, number in breaches if key[3] == BreachReport.NOT_REPORTED),
        breaches_void=sum(number for key, number in breaches if key[4]),
    )


def _party_names(keys: set[int], moment: datetime | None) -> dict[int, str]:
    """Per record the name of its organisation, which is one recipient (ADR 0069)."""
    if moment is None:
        return {key: party.name for key, party in organisations(keys).items()}
    into = merged_into(moment)
    found = fetch(Party, {into.get(key, key) for key in keys}, moment, names=())
    return {key: found[into.get(key, key)].name for key in keys if into.get(key, key) in found}


def _lines(flows: Counter[Any], label_of: Any) -> tuple[Line, ...]:
    counts: Counter[str] = Counter()
    deviations: Counter[str] = Counter()
    for key, number in flows.items():
        label = label_of(key)
        counts[label] += number
        deviations[label] += number if key[4] else 0
    return tuple(Line(label, number, deviations[label]) for label, number in counts.items())


def _most_first(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (-line.count, line.label.casefold())))


def _handled(label: str, judged: Iterable[tuple[Any, int]]) -> Handled:
    became: Counter[str] = Counter()
    for key, number in judged:
        became[key[2]] += number
    return Handled(
        label, *(became[one] for one in (Review.PENDING, Review.ACCEPTED, Review.CORRECTED, Review.BREACH))
    )


def _causes(judged: Counter[Any]) -> tuple[Handled, ...]:
    """Per finding that blocked; a deviation may have several. One without was corrected, or rests on a withdrawal."""
    per_code: dict[str, list[tuple[Any, int]]] = {}
    for key, number in judged.items():
        for code in dict.fromkeys(key[1]) or [""]:
            per_code.setdefault(code, []).append((key, number))
    causes = [_handled(code, found) for code, found in per_code.items()]
    return tuple(sorted(causes, key=lambda cause: (-cause.count, cause.label)))
