"""Reads of the log for flows that lack a ground or a provision: counted per flow, of nobody in particular."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.cache import cache
from django.db.models import Case, CharField, Count, F, Max, Q, Value, When
from django.utils import timezone

from sharing.core.periods import amsterdam_day, months_through, next_day, start_of_day
from sharing.disclosures.models import Disclosure
from sharing.gate.snapshot import RegisterSnapshot, load_register
from sharing.reference.choices import DataKind, LegalBasis
from sharing.reports.rules import LoggedFlow, Missing, what_is_missing

MONTHS = 12
# The log is counted once in so many seconds; grounds and provisions are those of this moment.
COUNTED_FOR = 300
_KEYS = ("recipient_id", "capacity", "purpose_id", "data_categories", "legal_basis", "provision")


def kinds_of(known: RegisterSnapshot) -> dict[str, str]:
    """Of each sensitive category its kind."""
    by_kind = (
        (DataKind.SPECIAL, known.special_categories),
        (DataKind.CRIMINAL, known.criminal_categories),
        (DataKind.NATIONAL_ID, known.national_id_categories),
    )
    return {code: kind.value for kind, codes in by_kind for code in codes}


def lacking(known: RegisterSnapshot, *, on: date) -> list[Missing]:
    """What the flows of the last twelve months would lack on that day, the most frequent first."""
    kinds = kinds_of(known)
    found = [
        missing
        for flow in _flows(known, kinds, on)
        for missing in what_is_missing(
            flow,
            kinds=kinds,
            purpose_line=known.purposes[flow.purpose].line,
            grounds=known.grounds,
            provisions=known.provisions,
            day=on,
        )
    ]
    return sorted(
        found, key=lambda one: (-one.flow.count, one.flow.recipient, one.flow.purpose, one.category)
    )


def _flows(known: RegisterSnapshot, kinds: dict[str, str], until: date) -> Iterable[LoggedFlow]:
    parties = {key: row.code for row in known.parties.values() for key in row.records}
    purposes = {row.id: code for code, row in known.purposes.items()}
    sensitive = {known.data_categories[code]: code for code in kinds}
    flows: dict[tuple[Any, ...], LoggedFlow] = {}
    for row in _counted(sorted(sensitive), until):
        if row["recipient_id"] not in parties or row["purpose_id"] not in purposes:
            continue  # deleted since it was counted
        flow = LoggedFlow(
            recipient=parties[row["recipient_id"]],
            capacity=row["capacity"],
            purpose=purposes[row["purpose_id"]],
            categories=frozenset(sensitive[key] for key in row["data_categories"] if key in sensitive),
            basis=row["legal_basis"],
            provision=row["provision"],
            count=row["number"],
            last=amsterdam_day(row["last"]),
        )
        # Flows that differ in ordinary data only are one.
        key = (flow.recipient, flow.capacity, flow.purpose, flow.categories, flow.basis, flow.provision)
        other = flows.get(key)
        flows[key] = (
            replace(flow, count=flow.count + other.count, last=max(flow.last, other.last)) if other else flow
        )
    return flows.values()


def _counted(sensitive: list[int], until: date) -> list[dict[str, Any]]:
    """The log per distinct combination, at most ``COUNTED_FOR`` seconds old: one statement over twelve months."""
    key = f"flows-without-ground-{until}-{'.'.join(map(str, sensitive))}"
    found: Any = cache.get_or_set(key, lambda: _count(sensitive, until), COUNTED_FOR)
    return list(found)


def _count(sensitive: list[int], until: date) -> list[dict[str, Any]]:
    obliged = Q(legal_basis=LegalBasis.LEGAL_OBLIGATION)
    rows = Disclosure.objects.counting().filter(
        Q(data_categories__overlap=sensitive) | obliged if sensitive else obliged,
        on_behalf_of=None,  # the client answers for what is done for him
        disclosed_at__gte=start_of_day(months_through(until, before=MONTHS)[0]),
        disclosed_at__lt=start_of_day(next_day(until)),
    )
    provision = Case(When(obliged, then=F("legal_provision")), default=Value(""), output_field=CharField())
    return list(
        rows.order_by()
        .annotate(provision=provision)
        .values(*_KEYS)
        .annotate(number=Count("*"), last=Max("disclosed_at"))
    )


def lacking_today(known: RegisterSnapshot | None = None) -> list[Missing]:
    """What the flows of the last twelve months would lack if they went on today."""
    return lacking(known or load_register(), on=amsterdam_day(timezone.now()))
