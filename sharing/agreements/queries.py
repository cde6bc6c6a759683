"""Reads of the agreement register."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Least

from sharing.agreements.choices import AgreementKind, AgreementStatus
from sharing.agreements.models import Agreement, SubProcessor
from sharing.agreements.rules import AgreementFacts, status_on
from sharing.core.models import holding_on


def in_force_on(day: date) -> Q:
    """Condition on agreements: they hold on that day; a termination date is the last day."""
    return holding_on(day) & (Q(terminated_per__isnull=True) | Q(terminated_per__gte=day))


def processors(*, on: date) -> list[dict[str, Any]]:
    """Processors and their sub-processors under agreements in force: ``{"party", "service", "country"}``."""
    agreements = Agreement.objects.filter(in_force_on(on), kind=AgreementKind.PROCESSING).select_related(
        "party__country"
    )
    rows = [
        {
            "party": row.party.name,
            "service": row.description or row.reference,
            "country": row.party.country.name_for_readers,
        }
        for row in agreements
    ]
    chain = SubProcessor.objects.filter(agreement__in=agreements).select_related("party", "country")
    rows += [
        {"party": row.party.name, "service": row.service, "country": row.country.name_for_readers}
        for row in chain
    ]
    return sorted(rows, key=lambda row: (row["party"].casefold(), row["service"].casefold(), row["country"]))


def facts_of(
    agreement: Agreement, *, purposes: Collection[Any] = (), data_categories: Collection[Any] = ()
) -> AgreementFacts:
    """What the rules need of an agreement; its dates alone when nothing is said of what it covers."""
    return AgreementFacts(
        id=agreement.pk,
        reference=agreement.reference,
        kind=agreement.kind,
        signed_on=agreement.signed_on,
        first_day=agreement.first_day,
        last_day=agreement.last_day,
        terminated_per=agreement.terminated_per,
        notice_days=agreement.notice_days,
        purposes=frozenset(purposes),
        data_categories=frozenset(data_categories),
    )


def with_status(agreements: QuerySet[Any], status: AgreementStatus, *, on: date) -> QuerySet[Any]:
    """Those of the agreements that have this status that day, as the rules see it."""
    found = [one.pk for one in agreements if status_on(facts_of(one), on) == status]
    return agreements.filter(pk__in=found)


def ending_within(agreements: QuerySet[Any], days: int, *, on: date) -> QuerySet[Any]:
    """Those of the agreements whose last day is that day or at most so many days later."""
    last = {"_last__gte": on, "_last__lte": on + timedelta(days=days)}
    ending: QuerySet[Any] = agreements.annotate(_last=Least("last_day", "terminated_per"))
    return ending.filter(first_day__lte=on, **last)
