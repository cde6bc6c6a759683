"""A consent, what is recorded on it, and its withdrawal, as tests do it."""

from datetime import UTC, datetime

from sharing.consents.models import Consent
from sharing.consents.operations import give_consent, withdraw_consent
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import record_entries
from sharing.parties.models import Party
from sharing.reference.models import DataCategory
from sharing.sources.operations import built_in_source
from tests.sharing.register import DOSSIER, raw

NOW = datetime(2026, 11, 1, 10, 0, tzinfo=UTC)
GIVEN = datetime(2026, 1, 1, 10, 0, tzinfo=UTC)
WITHDRAWN = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
TO_OTHER = {"recipient": "derde-c", "capacity": "other", "legal_basis": "consent"}


def given(by, *, party: str = "derde-c", data: str = "naw", **values) -> Consent:
    return give_consent(
        dossier=DOSSIER,
        recipient=Party.objects.get(code=party),
        data_categories=[DataCategory.objects.get(code=data)],
        explicit=True,
        given_at=GIVEN,
        by=by,
        reason="Formulier",
        **values,
    )


def record(by, *entries: dict, **more) -> list[Disclosure]:
    """Recorded while nobody knew of a withdrawal; each a month after the former, from February on."""
    rows = [
        raw(external_id=f"E-{number}", disclosed_at=f"2026-0{number + 1}-15T12:00:00+01:00", **entry)
        for number, entry in enumerate(entries, start=1)
    ]
    source = built_in_source("Proef")
    stored = record_entries(rows, source=source, by=by, at=NOW, reason="Proef", **more)
    return [Disclosure.objects.get(pk=row.id) for row in stored]


def withdraw(consent, by, moment=WITHDRAWN) -> None:
    withdraw_consent(consent, withdrawn_at=moment, by=by, reason="Brief lag op een stapel")


def marks() -> dict[str, tuple[int | None, str, str]]:
    rows = Disclosure.objects.order_by("external_id")
    return {row.external_id: (row.withdrawn_consent_id, row.outcome, row.review) for row in rows}
