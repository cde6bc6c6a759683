"""What is read to account for one disclosure: the registers and the person's decisions, of then and of now together."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import F

from sharing.agreements.models import Agreement
from sharing.commitments.models import CommitmentSet
from sharing.consents.models import Consent, Objection
from sharing.consents.request_models import AuthorityRequest
from sharing.consents.rules import ConsentFacts, ObjectionFacts
from sharing.core.asof import rows_at
from sharing.core.dossiers import unseal
from sharing.core.gathering import rows_together
from sharing.core.normalising.queries import seals_of
from sharing.core.once import once, remember
from sharing.core.whole import fetch_beside
from sharing.disclosures.models import Disclosure
from sharing.gate.judge import PersonRecords
from sharing.gate.snapshot import RegisterSnapshot, register_about, registers_about


def registers_then(row: Disclosure, at: datetime) -> RegisterSnapshot:
    """The registers as they stood; those of now are read along with them, for the page tells both."""

    def read() -> RegisterSnapshot:
        then, now = registers_about(_parties(row), (at, None))
        remember(("register about", row.pk, None), now)
        return then

    return once(("register about", row.pk, at), read)


def registers_now(row: Disclosure) -> RegisterSnapshot:
    """The registers as they are."""
    return once(("register about", row.pk, None), lambda: register_about(_parties(row)))


def category_codes(register: RegisterSnapshot) -> dict[int, str]:
    """Code of each category of data by its key; a code never changes, so those of now will do for then."""
    return {key: code for code, key in register.data_categories.items()}


def _parties(row: Disclosure) -> list[int]:
    return [key for key in (row.recipient_id, row.on_behalf_of_id) if key is not None]


def decided(
    row: Disclosure, at: datetime | None, codes: dict[int, str], register: RegisterSnapshot
) -> tuple[list[tuple[Consent, ConsentFacts]], PersonRecords]:
    """The person's consents and objections as they were known, with what the rules are told of them."""
    consents, objections = once(("decided", row.pk, at), lambda: rows_together(_decisions(row, (at,))))
    told = [
        (
            one,
            ConsentFacts(
                register.known_as(one.recipient_code),
                one.purpose_code,
                frozenset(codes.get(key, str(key)) for key in one.data_categories),
                one.explicit,
                one.given_at,
                one.withdrawn_at,
                one.refused,
            ),
        )
        for one in consents
    ]
    against = (
        ObjectionFacts(
            one.kind,
            register.known_as(one.recipient_code),
            one.purpose_code,
            one.decision,
            one.in_force_from,
            one.in_force_until,
        )
        for one in objections
    )
    return told, PersonRecords(tuple(facts for _consent, facts in told), tuple(against))


def rested_on_then(row: Disclosure, at: datetime) -> dict[type[models.Model], Any]:
    """The agreement, commitments and authority's request as they stood, as they were last known when they have gone
    since; their own relations are those of now. What the person decided is read along.
    """
    keys: dict[type[models.Model], Any] = {
        Agreement: row.agreement_id,
        CommitmentSet: row.commitments_id,
        AuthorityRequest: row.authority_request_id,
    }
    asked = {(model, key, at) for model, key in keys.items() if key is not None}
    found, [*then, consents, objections] = fetch_beside(asked, _decisions(row, (at, None)))
    remember(("decided", row.pk, at), then)
    remember(("decided", row.pk, None), [consents, objections])
    return {model: record for (model, _key, _at), record in found.items()}


def _decisions(row: Disclosure, moments: Sequence[datetime | None]) -> list["models.QuerySet[Any]"]:
    """The person's consents and objections, as they were known at each moment; None is now."""
    seals = seals_of(unseal(row.dossier))
    return [
        # A code never changes: that of now will do.
        rows_at(model, moment)
        .filter(dossier__in=seals)
        .annotate(recipient_code=F("recipient__code"), purpose_code=F("purpose__code"))
        for moment in moments
        for model in (Consent, Objection)
    ]
