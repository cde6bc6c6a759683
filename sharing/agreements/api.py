"""`GET parties/CODE`: a party as of a day, with its agreements and how it stands towards chapter V."""

from typing import Any

from sharing.agreements.models import Agreement
from sharing.agreements.queries import facts_of
from sharing.agreements.rules import exchanged_status_on, last_effective_day
from sharing.api.envelope import Call
from sharing.api.problems import Problem
from sharing.core.exceptions import InputError, RefusedInput
from sharing.core.models import holding_on
from sharing.core.periods import amsterdam_day, parse_day
from sharing.parties.models import Party, PartyCapacity
from sharing.parties.queries import of_organisation
from sharing.transfers.queries import transfer_on


def show_party(call: Call) -> dict[str, Any]:
    """The party on the day ``on`` (today when absent)."""
    given = call.parameters("on")
    try:
        day = parse_day(given["on"]) if "on" in given else amsterdam_day(call.at)
    except ValueError as error:
        raise RefusedInput([InputError(f"Deze waarde {error}", "on")]) from None
    code = call.place["code"]
    party = (
        Party.objects.select_related("country", "merged_into__country").filter(code=code).first()
        if code.isprintable()
        else None
    )
    if party is None:
        raise Problem(404, "Er is geen partij met deze code.")
    party = party.organisation  # the code of a record that went into another keeps meaning the organisation
    whose = of_organisation("party", party.pk)
    held = PartyCapacity.objects.filter(holding_on(day), whose).values_list("capacity", flat=True)
    agreements = [facts_of(row) for row in Agreement.objects.filter(whose).order_by("reference")]
    assessment = transfer_on(party, on=day)
    return {
        "code": party.code,
        "name": party.name,
        "country": party.country_id,
        "on": day.isoformat(),
        "capacities": sorted(set(held)),
        "agreements": [
            {
                "reference": one.reference,
                "kind": one.kind,
                "status": exchanged_status_on(one, day).value,
                "from": one.first_day.isoformat(),
                "until": last.isoformat() if (last := last_effective_day(one)) else None,
            }
            for one in agreements
        ],
        "transfer": {"status": assessment.status.value, "reason": assessment.reason},
    }
