"""The list of recipients, remembered until something on it changes: of a large register it takes a while."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import get_language

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.models import Agreement
from sharing.core.models import Register
from sharing.core.remembered import UntilChanged
from sharing.parties.models import Party, PartyCapacity
from sharing.recipients.queries import public_list
from sharing.recipients.rules import PublicList
from sharing.reference.models import AdequacyDecision, Country, EeaMembership
from sharing.transfers.models import ImpactAssessment, Transfer

# What the list is made of; a disclosure that is recorded changes nothing about it.
SHOWN: tuple[type[Register], ...] = (
    Party,
    PartyCapacity,
    Agreement,
    SubProcessor,
    Country,
    EeaMembership,
    AdequacyDecision,
    Transfer,
    ImpactAssessment,
)
_lists = UntilChanged[PublicList](2)  # one for each language


def public_list_as_it_is(*, on: date, capacities: Collection[str]) -> PublicList:
    """``public_list``, read anew when the register has changed and not before."""
    key = (on, tuple(capacities), get_language())
    return _lists.get(key, lambda: public_list(on=on, capacities=capacities), of=SHOWN)
