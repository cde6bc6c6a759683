"""Reads of the log for flows that lack a ground or a provision: counted per flow, of nobody in particular."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db.models import Case, CharField, Count, F, Max, Q, Value, When
from django.utils import timezone

from sharing.core.periods import amsterdam_day, months_through, next_day, start_of_day
from sharing.disclosures.models import Disclosure
from sharing.grounds.models import GroundsIntroduction, SensitiveGround
from sharing.grounds.rules import GroundFacts
from sharing.parties.models import Party
from sharing.reference.choices import DataKind, LegalBasis
from sharing.reference.models import DataCategory, LegalProvision, Purpose
from sharing.reference.rules import ProvisionFacts
from sharing.reports.rules import LoggedFlow, Missing, what_is_missing

MONTHS = 12
# The log is counted once in so many seconds; grounds and provisions are those of this moment.
COUNTED_FOR = 300
_KEYS = ("recipient_id", "capacity", "purpose_id", "data_categories", "legal_basis", "provision")


@dataclass(frozen=True)
class Registers:
    """The registers that flows are judged by, read once; keys and names by code."""

    parties: dict[str, tuple[int, str]]
    purposes: dict[str, tuple[int, str]]
    lines: dict[str, tuple[str, ...]]
    categories: dict[str, tuple[int, str, str]]
    grounds: list[GroundFacts]
    provisions: list[ProvisionFacts]

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Of each sensitive category its kind."""
        return {code: kind for code, (_key, _name, kind) in self.categories.items()}


def introduced_until() -> date | None:
    """Until which day missing grounds only warn; None in an installation that has no such day."""
    return GroundsIntroduction.objects.values_list("warn_until", flat=True).first()


def registers() -> Registers:
    """Six statements."""
    purposes = {row.pk: row for row in Purpose.objects.all()}
    return Registers(
        parties={code: (key, name) for code, key, name in Party.objects.values_list("code", "pk", "name")},
        purposes={row.code: (row.pk, row.description) for row in purposes.values()},
        lines={row.code: tuple(_line(row, purposes)) for row in purposes.values()},
        categories={
            code: (key, name, kind)
            for code, key, name, kind in DataCategory.objects.exclude(kind=DataKind.ORDINARY).values_list(
                "code", "pk", "name", "kind"
            )
        },
        grounds=[
            GroundFacts(
                id=row.pk,
                reference=row.reference,
                category=row.data_category.code if row.data_category else None,
                kind=row.kind,
                purpose=row.purpose.code if row.purpose else None,
                recipient=row.recipient.code if row.recipient else None,
                capacity=row.capacity,
                exception=row.exception,
                provision=row.provision.code if row.provision else "",
                first_day=row.first_day,
                last_day=row.last_day,
            )
            for row in SensitiveGround.objects.select_related(
                "data_category", "purpose", "recipient", "provision"
            )
        ],
        provisions=[
            ProvisionFacts(row.code, row.citation, row.jurisdiction, row.first_day, row.last_day)
            for row in LegalProvision.objects.all()
        ],
    )


def _line(purpose: Purpose, purposes: dict[int, Purpose]) -> Iterator[str]:
    """The purpose and what it falls under."""
    above: Purpose | None = purpose
    while above is not None:
        yield above.code
        above = purposes.get(above.parent_id or 0)


def lacking(known: Registers, *, on: date) -> list[Missing]:
    """What the flows of the last twelve months would lack on that day, the most frequent first."""
    found = [
        missing
        for flow in _flows(known, on)
        for missing in what_is_missing(
            flow,
            kinds=known.kinds,
            purpose_line=known.lines[flow.purpose],
            grounds=known.grounds,
            provisions=known.provisions,
            day=on,
        )
    ]
    return sorted(
        found, key=lambda one: (-one.flow.count, one.flow.recipient, one.flow.purpose, one.category)
    )


def _flows(known: Registers, until: date) -> Iterable[LoggedFlow]:
    parties = {key: code for code, (key, _name) in known.parties.items()}
    purposes = {key: code for code, (key, _name) in known.purposes.items()}
    sensitive = {key: code for code, (key, _name, _kind) in known.categories.items()}
    flows: dict[tuple[Any, ...], LoggedFlow] = {}
    for row in _counted(sorted(sensitive), until):
        if row["recipient_id"] not in parties or row["purpose_id"] not in purposes:
            continue  # deleted between the two readings
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
    rows = Disclosure.objects.filter(
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


def lacking_today(known: Registers | None = None) -> list[Missing]:
    """What the flows of the last twelve months would lack if they went on today."""
    return lacking(known or registers(), on=amsterdam_day(timezone.now()))
