"""Reads of the party register."""

from datetime import date
from typing import Any

from sharing.core.models import holding_on
from sharing.parties.choices import Capacity
from sharing.parties.models import PartyCapacity
from sharing.reference.queries import countries_in_eea


def recipients_by_capacity(*, on: date) -> list[dict[str, Any]]:
    """Per capacity ``{"capacity", "label", "parties": [{"name", "country"}]}`` of the parties that hold it that day."""
    held = (
        PartyCapacity.objects.filter(holding_on(on))
        .select_related("party__country")
        .order_by("party__name", "pk")
    )
    parties: dict[str, list[dict[str, str]]] = {code: [] for code in Capacity.values}
    for row in held:
        parties[row.capacity].append({"name": row.party.name, "country": row.party.country.name_for_readers})
    return [
        {"capacity": code, "label": str(Capacity(code).label), "parties": parties[code]}
        for code in Capacity.values
    ]


def anybody_outside_eea(*, on: date) -> bool:
    """Whether a party that receives data that day is established outside the EEA."""
    held = PartyCapacity.objects.filter(holding_on(on))
    return held.exclude(party__country__in=countries_in_eea(on=on)).exists()
