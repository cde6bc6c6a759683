"""The writer of a party that is made where it is needed."""

from datetime import date

from django.core.exceptions import ValidationError

from sharing.core.actor import Actor, acting
from sharing.core.exceptions import Refused
from sharing.core.refusals import readable_refusals
from sharing.parties.doubles import proposed_code
from sharing.parties.models import Party, PartyCapacity
from sharing.reference.models import Country


def make_party(
    *,
    name: str,
    country: Country,
    kvk_number: str = "",
    capacity: str = "",
    first_day: date | None = None,
    by: Actor,
    reason: str,
) -> Party:
    """Make a party with a code from its name, and with a capacity from a day on when one is given.

    The rest of it is filled in on its own screen. Raises Refused with a sentence.
    """
    party = Party(name=name, country=country, kvk_number=kvk_number, code=proposed_code(name))
    with readable_refusals(), acting(by=by, reason=reason):
        try:
            party.full_clean()
            party.save()
            if capacity and first_day:
                held = PartyCapacity(party=party, capacity=capacity, first_day=first_day)
                held.full_clean()
                held.save()
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
    return party
