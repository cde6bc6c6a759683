"""`GET parties`: who receives data, and in which capacities today."""

from typing import Any

from sharing.api.envelope import Call, page_cursor, place_in_list
from sharing.core.exceptions import InputError, RefusedInput
from sharing.core.models import holding_on
from sharing.core.periods import amsterdam_day
from sharing.parties.choices import Capacity
from sharing.parties.models import Party, PartyCapacity
from sharing.parties.queries import of_organisation, organisation


def list_parties(call: Call) -> dict[str, Any]:
    """A page of parties by code; with ``capacity`` only those that hold it today.

    A record that went into another is not among them; its code keeps meaning the organisation.
    """
    given = call.parameters("capacity", "cursor", "limit")
    after, limit, errors = place_in_list(given)
    capacity = given.get("capacity", "")
    if "capacity" in given and capacity not in Capacity.values:
        errors.append(InputError(f"Kies uit {', '.join(Capacity.values)}.", "capacity", "unknown-code"))
    if errors:
        raise RefusedInput(errors)
    today = holding_on(amsterdam_day(call.at))
    parties = Party.objects.filter(code__gt=after, merged_into__isnull=True).order_by("code")
    if capacity:
        holding = PartyCapacity.objects.filter(today, capacity=capacity)
        parties = parties.filter(pk__in=holding.values(_party=organisation()))
    page = list(parties[: limit + 1])
    whose = of_organisation("party", *(party.pk for party in page))
    held = set(PartyCapacity.objects.filter(today, whose).values_list(organisation(), "capacity"))
    items = [
        {
            "code": party.code,
            "name": party.name,
            "country": party.country_id,
            "capacities": sorted(name for key, name in held if key == party.pk),
        }
        for party in page[:limit]
    ]
    return {"items": items, "next": page_cursor(items[-1]["code"]) if len(page) > limit else None}
