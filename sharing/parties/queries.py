"""Reads of the party register."""

from datetime import date

from django.db.models import Q

from sharing.parties.choices import Capacity
from sharing.parties.models import PartyCapacity


def holds_on(day: date) -> Q:
    """Condition on a Period: it contains the day."""
    return Q(first_day__lte=day) & (Q(last_day__isnull=True) | Q(last_day__gte=day))


def recipients_by_capacity(*, on: date) -> list[dict]:
    """Per capacity ``{"capacity", "label", "parties": [{"name", "country"}]}`` of the parties that hold it that day."""
    held = (
        PartyCapacity.objects.filter(holds_on(on))
        .select_related("party__country")
        .order_by("party__name", "pk")
    )
    parties = {code: [] for code in Capacity.values}
    for row in held:
        parties[row.capacity].append({"name": row.party.name, "country": row.party.country.name_for_readers})
    return [
        {"capacity": code, "label": str(Capacity(code).label), "parties": parties[code]}
        for code in Capacity.values
    ]
