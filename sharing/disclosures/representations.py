"""Rows of the log as others read them: under the names and codes of the exchange format."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import get_user_model

from sharing.agreements.models import Agreement
from sharing.commitments.models import CommitmentSet
from sharing.consents.request_models import AuthorityRequest
from sharing.core.dossiers import unseal
from sharing.disclosures.intake.channels import Raw
from sharing.disclosures.models import Disclosure
from sharing.parties.models import Party
from sharing.reference.models import DataCategory, Purpose, SubjectCategory
from sharing.sources.models import Source

# Columns that hold a key: where it leads, and what it is called there.
_NAMED: Mapping[str, tuple[Any, str]] = {
    "recipient_id": (Party, "code"),
    "purpose_id": (Purpose, "code"),
    "subject_category_id": (SubjectCategory, "code"),
    "agreement_id": (Agreement, "reference"),
    "authority_request_id": (AuthorityRequest, "reference"),
    "on_behalf_of_id": (Party, "code"),
    "commitments_id": (CommitmentSet, "version"),
    "source_id": (Source, "name"),
    "recorded_by_id": (get_user_model(), "username"),
    "reviewed_by_id": (get_user_model(), "username"),
    "proposed_by_id": (get_user_model(), "username"),
    "voided_by_id": (get_user_model(), "username"),
    "void_confirmed_by_id": (get_user_model(), "username"),
    "history_user_id": (get_user_model(), "username"),
}
_FIELDS = {
    "disclosed_at": "disclosed_at",
    "recipient_id": "recipient",
    "capacity": "capacity",
    "dossier": "dossier",
    "subject_category_id": "subject_category",
    "purpose_id": "purpose",
    "data_categories": "data_categories",
    "legal_basis": "legal_basis",
    "legal_provision": "legal_provision",
    "authority_request_id": "authority_request",
    "destination_country_id": "destination_country",
    "channel": "channel",
    "on_behalf_of_id": "on_behalf_of",
    "restriction_exception": "restriction_exception",
    "description": "description",
    "deviation_reason": "deviation_reason",
    "withdrawn_consent_id": "withdrawn_consent",
    "outcome": "outcome",
    "findings": "findings",
    "agreement_id": "agreement",
    "commitments_id": "statement_version",
    "review": "review",
    "review_note": "review_note",
    "reviewed_by_id": "reviewed_by",
    "reviewed_at": "reviewed_at",
    "review_seen": "review_seen",
    "aware_at": "aware_at",
    "breach_report": "breach_report",
    "breach_reported_at": "breach_reported_at",
    "breach_report_note": "breach_report_note",
    "proposes": "proposes",
    "proposal": "proposed_correction",
    "proposal_reason": "proposal_reason",
    "proposed_by_id": "proposed_by",
    "proposed_at": "proposed_at",
    "voided_at": "voided_at",
    "voided_by_id": "voided_by",
    "void_reason": "void_reason",
    "void_confirmed_by_id": "void_confirmed_by",
}


def instant(moment: datetime | None) -> str | None:
    """An instant as JSON shows it, in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if moment else None


def category_codes() -> dict[int, str]:
    """Code of each data category by its key."""
    return dict(DataCategory.objects.values_list("pk", "code"))


def codes_of(keys: Iterable[int], codes: dict[int, str]) -> list[str]:
    """The codes of data categories, sorted."""
    return sorted(codes.get(key, str(key)) for key in keys)


def _names(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[Any, Any]]:
    """What the keys in these rows are called, by column.

    Asked per table and not by joins: planning a join of nine tables takes longer than all of these together.
    """
    names: dict[str, dict[Any, Any]] = {}
    for column, (table, name) in _NAMED.items():
        keys = {row[column] for row in rows if column in row} - {None}
        names[column] = dict(table.objects.filter(pk__in=keys).values_list("pk", name)) if keys else {}
    return names


def as_items(rows: Iterable[Disclosure]) -> list[dict[str, Any]]:
    """Disclosures as the API shows them; what is absent is None."""
    rows, codes = list(rows), category_codes()
    names = _names([vars(row) for row in rows])

    def name(row: Disclosure, column: str) -> Any:
        return names[column].get(getattr(row, column))

    return [
        {
            "id": row.pk,
            "external_id": row.external_id,
            "disclosed_at": instant(row.disclosed_at),
            "recipient": name(row, "recipient_id"),
            "capacity": row.capacity,
            "dossier": unseal(row.dossier),
            "subject_category": name(row, "subject_category_id"),
            "purpose": name(row, "purpose_id"),
            "data_categories": codes_of(row.data_categories, codes),
            "legal_basis": row.legal_basis,
            "legal_provision": row.legal_provision or None,
            "authority_request": name(row, "authority_request_id"),
            "destination_country": row.destination_country_id,
            "channel": row.channel,
            "on_behalf_of": name(row, "on_behalf_of_id"),
            "restriction_exception": row.restriction_exception or None,
            "description": row.description or None,
            "deviation_reason": row.deviation_reason or None,
            "recorded_at": instant(row.recorded_at),
            "recorded_by": name(row, "recorded_by_id"),
            "source": name(row, "source_id"),
            "outcome": row.outcome,
            "findings": row.findings,
            "agreement": name(row, "agreement_id"),
            "statement_version": name(row, "commitments_id"),
            "review": row.review or None,
            "aware_at": instant(row.aware_at),
            "breach_report": row.breach_report or None,
            "breach_reported_at": instant(row.breach_reported_at),
            "voided_at": instant(row.voided_at),
            "voided_by": name(row, "voided_by_id"),
            "void_reason": row.void_reason or None,
        }
        for row in rows
    ]


def raw_of(row: Disclosure, *, codes: dict[int, str] | None = None) -> Raw:
    """A disclosure as its source would report it in its present state; ``codes`` when ``category_codes`` are known."""
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
        data_categories=tuple(codes_of(row.data_categories, codes or category_codes())),
        legal_basis=row.legal_basis,
        destination_country=row.destination_country_id,
        channel=row.channel,
        on_behalf_of=row.on_behalf_of.code if row.on_behalf_of else "",
        restriction_exception=row.restriction_exception,
    )


def changes_of(row: Disclosure) -> list[dict[str, Any]]:
    """Everything that happened to a disclosure, oldest first, as differences under the names of the API."""
    states = list(row.history.order_by("history_date", "history_id").values())
    names = _names(states)
    categories = category_codes()

    def shown(column: str, value: Any) -> Any:
        if value is None or value == "":
            return None
        if column in names:
            return names[column].get(value, value)
        if column == "data_categories":
            return codes_of(value, categories)
        if column == "dossier":
            return unseal(value)
        return instant(value) if isinstance(value, datetime) else value

    happened: list[dict[str, Any]] = []
    before: Any = None
    for state in states:
        changes = [
            {"field": field, "old": shown(column, before[column]), "new": shown(column, state[column])}
            for column, field in _FIELDS.items()
            if before is not None and before[column] != state[column]
        ]
        happened.append(
            {
                "at": instant(state["history_date"]),
                "actor": names["history_user_id"].get(state["history_user_id"]),
                "type": state["history_type"],
                "reason": state["history_change_reason"],
                "changes": changes,
            }
        )
        before = state
    return happened
