"""Which registrations are not complete, remembered until what they are made of changes: the start page tells it."""

from datetime import date

from django.utils.translation import get_language

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.models import Agreement, AgreementDocument, Article28Clause
from sharing.core.models import Register
from sharing.core.remembered import UntilChanged
from sharing.parties.models import Party, PartyCapacity
from sharing.reference.models import AdequacyDecision, Country, EeaMembership
from sharing.registration.queries import Registration, registrations
from sharing.transfers.models import ImpactAssessment, Transfer

# A disclosure that is recorded changes nothing about them.
MADE_OF: tuple[type[Register], ...] = (
    Party,
    PartyCapacity,
    Agreement,
    AgreementDocument,
    Article28Clause,
    SubProcessor,
    Country,
    EeaMembership,
    AdequacyDecision,
    Transfer,
    ImpactAssessment,
)
_registrations = UntilChanged[list[Registration]](8)


def registrations_as_they_are(*, on: date, person: int) -> list[Registration]:
    """``registrations``, read anew when one of these registers has changed and not before."""
    key = (on, person, get_language())
    return _registrations.get(key, lambda: registrations(on=on, person=person), of=MADE_OF)
