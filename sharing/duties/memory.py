"""What a contract manager has to do, remembered until what it is made of changes: the start page tells it each time."""

from collections.abc import Mapping
from datetime import date

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.models import Agreement, Article28Clause
from sharing.core.models import Register
from sharing.core.remembered import UntilChanged
from sharing.duties.gaps import gap_counts
from sharing.duties.queries import moments
from sharing.duties.rules import Moment
from sharing.measures.models import Confidentiality, SecurityMeasure
from sharing.parties.models import Party, PartyCapacity
from sharing.reference.models import AdequacyDecision, Country
from sharing.transfers.models import ImpactAssessment, Transfer

# A disclosure that is recorded changes nothing about them.
MADE_OF: tuple[type[Register], ...] = (
    Party,
    PartyCapacity,
    Agreement,
    Article28Clause,
    SubProcessor,
    Country,
    AdequacyDecision,
    Transfer,
    ImpactAssessment,
    SecurityMeasure,
    Confidentiality,
)
_moments = UntilChanged[tuple[Moment, ...]](2)
_counts = UntilChanged[dict[str, dict[str, int]]](32)


def moments_as_they_are(*, on: date) -> tuple[Moment, ...]:
    """``moments``, read anew when one of these registers has changed and not before."""
    return _moments.get(on, lambda: tuple(moments(on=on)), of=MADE_OF)


def gap_counts_as_they_are(*, on: date, owners: Mapping[str, int | None]) -> dict[str, dict[str, int]]:
    """``gap_counts``, likewise: making and planning that question takes a third of a second."""
    return _counts.get((on, *owners.items()), lambda: gap_counts(on=on, owners=owners), of=MADE_OF)
