"""The authority requests that entries refer to."""

from collections.abc import Iterable

from sharing.consents.choices import Assessment
from sharing.consents.models import AuthorityRequest
from sharing.consents.rules import AuthorityRequestFacts


class AuthorityRequests:
    """The authority requests that entries refer to, each read once; for one recording or check."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, AuthorityRequestFacts] | None] = {"": None}

    def unread(self, references: Iterable[str]) -> set[str]:
        """Of these references those that the database was not asked about."""
        return set(references) - self._known.keys()

    def read(self, references: Iterable[str]) -> None:
        """Ask the database about these references."""
        wanted = self.unread(references)
        rows = AuthorityRequest.objects.filter(reference__in=wanted).select_related("authority")
        self._known |= dict.fromkeys(wanted) | {row.reference: (row.pk, _request(row)) for row in rows}

    def get(self, reference: str) -> tuple[int, AuthorityRequestFacts] | None:
        """Key and facts of a request; None when there is none."""
        if reference not in self._known:
            self.read([reference])
        return self._known[reference]


def _request(row: AuthorityRequest) -> AuthorityRequestFacts:
    return AuthorityRequestFacts(
        reference=row.reference,
        authority=row.authority.code,
        assessed_by=row.assessed_by_id,
        confirmed_by=row.confirmed_by_id,
        confirmed_at=row.confirmed_at,
        granted=row.assessment == Assessment.GRANTED,
    )
