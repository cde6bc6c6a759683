"""One entry of a source, understood: with the codes of the registers, and what it shares with others."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sharing.consents.rules import AuthorityRequestFacts
from sharing.core.dossiers import fingerprint
from sharing.disclosures.intake.channels import Raw
from sharing.gate.questions import Question


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Shared(Question):
    """What entries have in common, understood: the gate's question, and what is stored beside it.

    ``canonical`` is what the source said, however it was spelled.
    """

    canonical: str
    subject_category: int
    category_ids: tuple[int, ...]
    channel: str


class Reported(NamedTuple):
    """One entry, understood.

    ``number`` is its place in what the channel brought; ``moment`` is ``disclosed_at`` in ISO 8601, in UTC. Its texts
    are ``plain`` when there is surely nothing in them to escape.
    """

    number: int
    raw: Raw
    disclosed_at: datetime
    moment: str
    day: date
    dossier: str
    shared: Shared
    request: tuple[int, AuthorityRequestFacts] | None
    plain: bool = False

    def canonical(self, dossier: str) -> str:
        """What the source said, so that saying it again is recognised however it was spelled."""
        raw = self.raw
        return "\x1f".join(
            (
                raw.external_id,
                self.moment,
                dossier,
                raw.legal_provision,
                raw.authority_request,
                raw.description,
                raw.deviation_reason,
                self.shared.canonical,
            )
        )

    def fingerprint(self) -> bytes:
        """By what the same entry is recognised."""
        return fingerprint(self.canonical(self.dossier))

    def is_same_as(self, stored: bytes) -> bool:
        """Whether the entry was stored with this fingerprint: as it is made now, or as it was made when numbers were
        taken as they were typed.
        """
        return stored in (self.fingerprint(), fingerprint(self.canonical(self.raw.dossier.strip())))
