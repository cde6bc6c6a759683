"""Dossiers that may not or no longer belong in the archive: found by what was disclosed, with what is kept of each.

The law gives no list of them; somebody looks, and decides (art. 5(1)(e)).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Max, Min, QuerySet

from sharing.core.dossiers import unseal
from sharing.core.gathering import values_together
from sharing.core.normalising.queries import seals_of
from sharing.core.periods import amsterdam_day, last_instant_of, start_of_day
from sharing.disclosures.models import Disclosure
from sharing.parties.models import Party
from sharing.parties.queries import records_of
from sharing.reference.models import DataCategory, Purpose
from sharing.reference.queries import below
from sharing.retention.choices import RecordKind, StartingEvent
from sharing.retention.gathering import MODELS
from sharing.retention.models import DestructionItem, RetentionRule
from sharing.retention.queries import governed, keeping, rules_on, with_moments
from sharing.retention.rules import kept_until


@dataclass(frozen=True, slots=True)
class Search:
    """What one disclosure of a dossier was, and before which day the last one is; what is None does not narrow."""

    recipient: Party | None = None
    purpose: Purpose | None = None
    category: DataCategory | None = None
    first: date | None = None
    last: date | None = None
    before: date | None = None

    @property
    def conditions(self) -> dict[str, Any]:
        """What one disclosure meets: with purposes below it, and every record of the party."""
        found: dict[str, Any] = {}
        if self.recipient is not None:
            found["recipient__in"] = records_of([self.recipient.pk])
        if self.purpose is not None:
            found["purpose__in"] = below([self.purpose.pk])
        if self.category is not None:
            found["data_categories__contains"] = [self.category.pk]
        if self.first is not None:
            found["disclosed_at__gte"] = start_of_day(self.first)
        if self.last is not None:
            found["disclosed_at__lte"] = last_instant_of(self.last)
        return found


@dataclass(frozen=True, slots=True)
class Found:
    """The dossiers that were looked for: how many, and of the first so many how each is named in a form, with its seal.

    The name is the key of the last disclosure: no number, and another one as soon as something was disclosed.
    """

    total: int
    dossiers: dict[str, bytes]


# Which dossiers have such a disclosure is one reading of the log; of each the last one is a look into an index.
_FOUND = """
WITH found AS MATERIALIZED ({found}), latest AS (
    SELECT l.id, l.disclosed_at, f.dossier FROM found f CROSS JOIN LATERAL (
        SELECT d.id, d.disclosed_at FROM sharing_disclosure d WHERE d.dossier = f.dossier
        ORDER BY d.disclosed_at DESC, d.id DESC LIMIT 1) l
    WHERE l.disclosed_at < coalesce(%s, 'infinity'::timestamptz))
SELECT id, dossier, count(*) OVER () FROM latest ORDER BY disclosed_at, id LIMIT %s
"""


def find(search: Search, *, most: int) -> Found:
    """The dossiers of which one disclosure is as ``search`` says, the one of longest ago first, ``most`` at most."""
    rows = Disclosure.objects.filter(**search.conditions).order_by().values("dossier").distinct()
    try:
        sql, params = rows.query.sql_with_params()
    except EmptyResultSet:
        return Found(0, {})
    before = None if search.before is None else start_of_day(search.before)
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(found=sql), [*params, before, most])
        found = cursor.fetchall()
    return Found(found[0][-1] if found else 0, {str(key): bytes(dossier) for key, dossier, _all in found})


@dataclass(slots=True)
class Candidate:
    """One dossier: how it is named in a form (``value``), its seals, and what is kept of it.

    ``until`` is the last day of the term that ends last, with its rule; ``held`` are codes of ``queries.keeping``;
    ``proposal`` the number of a list that waits and that it stands on.
    """

    value: str
    seals: tuple[bytes, ...]
    counts: dict[RecordKind, int] = field(default_factory=dict)
    first: datetime | None = None
    last: datetime | None = None
    until: tuple[date, RetentionRule] | None = None
    held: list[str] = field(default_factory=list)
    proposal: int | None = None

    @property
    def number(self) -> str:
        """The dossier number, for who may see it."""
        return unseal(self.seals[0])

    @property
    def may_go(self) -> bool:
        """Whether it can be proposed now."""
        return not self.held and self.proposal is None and bool(self.counts)

    def ends(self, rule: RetentionRule, last: datetime | date | None) -> None:
        """By this rule what it has is kept until so long after ``last``; of several the one that ends last counts."""
        if last is not None and rule.term.length is not None:
            day = amsterdam_day(last) if isinstance(last, datetime) else last
            until = kept_until(day, length=rule.term.length, unit=rule.term.unit)
            if self.until is None or until > self.until[0]:
                self.until = until, rule


def found_one(value: str, dossier: bytes) -> Candidate:
    """One dossier that was found."""
    return Candidate(value, tuple(seals_of(unseal(dossier))))


def complete(candidates: Sequence[Candidate], *, on: date) -> None:
    """Let these know what is kept of them and until when; a question for the rules and one for all of these."""
    by_seal = {seal: one for one in candidates for seal in one.seals}
    about = {"dossier__in": list(by_seal)}
    rules, held = list(rules_on(on)), keeping()
    waiting = DestructionItem.objects.filter(
        destruction__approved_at__isnull=True, destruction__declined_at__isnull=True
    )
    kept = [
        _per_dossier(MODELS[kind].objects.filter(**about), **_spans(kind), number=Count("pk"))
        for kind in MODELS
    ]
    sets = [
        *kept,
        *(_per_dossier(_about(rule, about), number=Count("pk"), **_last(rule)) for rule in rules),
        *(rows.filter(**about).order_by().values("dossier").distinct() for rows in held.values()),
        _per_dossier(waiting.filter(**about), proposal=Min("destruction")),
    ]
    found = iter(values_together(sets))

    def told(answers: Any) -> Iterator[tuple[Candidate, dict[str, Any]]]:
        return ((by_seal[bytes(row["dossier"])], row) for row in answers)

    for kind in MODELS:
        for one, row in told(next(found)):
            one.counts[kind] = one.counts.get(kind, 0) + row["number"]
            if kind == RecordKind.DISCLOSURE:
                one.first = min(filter(None, (one.first, row["first"])))
                one.last = max(filter(None, (one.last, row["last"])))
    for rule in rules:
        for one, row in told(next(found)):
            is_last = rule.counted_from == StartingEvent.DOSSIER
            one.ends(rule, one.last if is_last else row["last_event"])
    for code in held:
        for one, _row in told(next(found)):
            if code not in one.held:
                one.held.append(code)
    for one, row in told(next(found)):
        one.proposal = row["proposal"]


def _per_dossier(rows: QuerySet[Any], **numbers: Any) -> QuerySet[Any, Any]:
    counted: QuerySet[Any, Any] = rows.order_by().values("dossier").annotate(**numbers)
    return counted


def _spans(kind: RecordKind) -> dict[str, Any]:
    if kind != RecordKind.DISCLOSURE:
        return {}
    return {"first": Min("disclosed_at"), "last": Max("disclosed_at")}


def _about(rule: RetentionRule, about: dict[str, Any]) -> QuerySet[Any]:
    return with_moments(RecordKind(rule.record_kind)).filter(governed(rule), **about)


def _last(rule: RetentionRule) -> dict[str, Any]:
    if rule.counted_from == StartingEvent.DOSSIER:
        return {}
    return {"last_event": Max(f"moment_{rule.counted_from}")}
