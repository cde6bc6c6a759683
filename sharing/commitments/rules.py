"""What a statement version promises about sharing, as far as the gate needs it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Promise:
    """What one statement version promises about sharing, as far as the gate needs it.

    ``starts_at`` is 00:00 in Amsterdam of the version's effective date; it holds until the next version
    starts. ``purposes`` are the codes that the text states; a stated purpose states its sub-purposes too.
    """

    version: int
    starts_at: datetime
    transfer_policy: str
    special_categories: str
    capacities: frozenset[str]
    purposes: frozenset[str]
    consent_for_all_else: bool = True
