"""Rows of the log as others read them: under the names and codes of the exchange format."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sharing.core.dossiers import unseal
from sharing.disclosures.channels import Raw
from sharing.disclosures.models import Disclosure
from sharing.reference.models import DataCategory

RELATED = (
    *("recipient", "purpose", "subject_category", "agreement", "authority_request", "source", "recorded_by"),
    "commitments",
)


def instant(moment: datetime | None) -> str | None:
    """An instant as JSON shows it, in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def category_codes() -> dict[int, str]:
    """Code of each data category by its key."""
    return dict(DataCategory.objects.values_list("pk", "code"))


def codes_of(keys: Iterable[int], codes: dict[int, str]) -> list[str]:
    """The codes of data categories, sorted."""
    return sorted(codes.get(key, str(key)) for key in keys)


def as_item(row: Disclosure, codes: dict[int, str]) -> dict[str, Any]:
    """A disclosure (with ``RELATED`` selected) as the API shows it; what is absent is None."""
    return {
        "id": row.pk,
        "external_id": row.external_id,
        "disclosed_at": instant(row.disclosed_at),
        "recipient": row.recipient.code,
        "capacity": row.capacity,
        "dossier": unseal(row.dossier),
        "subject_category": row.subject_category.code,
        "purpose": row.purpose.code,
        "data_categories": codes_of(row.data_categories, codes),
        "legal_basis": row.legal_basis,
        "legal_provision": row.legal_provision or None,
        "authority_request": row.authority_request.reference if row.authority_request else None,
        "destination_country": row.destination_country_id,
        "channel": row.channel,
        "description": row.description or None,
        "deviation_reason": row.deviation_reason or None,
        "recorded_at": instant(row.recorded_at),
        "recorded_by": row.recorded_by.get_username(),
        "source": row.source.name,
        "outcome": row.outcome,
        "findings": row.findings,
        "agreement": row.agreement.reference if row.agreement else None,
        "statement_version": row.commitments.version if row.commitments else None,
    }


def raw_of(row: Disclosure) -> Raw:
    """A disclosure as its source would report it in its present state."""
    return Raw(
        external_id=row.external_id,
        disclosed_at=row.disclosed_at.astimezone(UTC).isoformat(),
        dossier=unseal(row.dossier),
        legal_provision=row.legal_provision,
        authority_request=row.authority_request.reference if row.authority_request else "",
        description=row.description,
        deviation_reason=row.deviation_reason,
        recipient=row.recipient.code,
        capacity=row.capacity,
        subject_category=row.subject_category.code,
        purpose=row.purpose.code,
        data_categories=tuple(codes_of(row.data_categories, category_codes())),
        legal_basis=row.legal_basis,
        destination_country=row.destination_country_id,
        channel=row.channel,
    )
