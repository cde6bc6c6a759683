"""Reads of the agreement register."""

from datetime import date

from django.db.models import Q

from sharing.agreements.choices import AgreementKind
from sharing.agreements.models import Agreement, SubProcessor
from sharing.parties.queries import holds_on


def in_force(day: date) -> Q:
    """Condition on agreements: they hold on that day; a termination date is the last day."""
    return holds_on(day) & (Q(terminated_per__isnull=True) | Q(terminated_per__gte=day))


def processors(*, on: date) -> list[dict]:
    """Processors and their sub-processors under agreements in force: ``{"party", "service", "country"}``."""
    agreements = Agreement.objects.filter(in_force(on), kind=AgreementKind.PROCESSING).select_related("party__country")
    rows = [
        {"party": row.party.name, "service": row.description or row.reference, "country": row.party.country.name}
        for row in agreements
    ]
    chain = SubProcessor.objects.filter(agreement__in=agreements).select_related("party", "country")
    rows += [{"party": row.party.name, "service": row.service, "country": row.country.name} for row in chain]
    return sorted(rows, key=lambda row: (row["party"].casefold(), row["service"].casefold()))
