"""Reads of the transfer register."""

from datetime import date

from sharing.parties.models import Party
from sharing.parties.queries import holds_on
from sharing.reference.models import AdequacyDecision, EeaMembership
from sharing.reference.queries import countries_in_eea
from sharing.transfers.choices import TiaConclusion
from sharing.transfers.models import Transfer
from sharing.transfers.rules import Decision, Membership, RegisteredTransfer, TransferAssessment, assess


def transfers_outside_eea(*, on: date) -> list[dict]:
    """Transfers that hold that day: ``{"party", "country", "mechanism", "first_day", "last_day"}``."""
    held = (
        Transfer.objects.filter(holds_on(on))
        .exclude(country__in=countries_in_eea(on=on))
        .select_related("party", "country")
        .order_by("party__name", "country__name")
    )
    return [
        {
            "party": row.party.name,
            "country": row.country.name,
            "mechanism": str(row.get_mechanism_display()),
            "first_day": row.first_day,
            "last_day": row.last_day,
        }
        for row in held
    ]


def transfer_on(party: Party, *, on: date) -> TransferAssessment:
    """How a party in its own country stands towards chapter V on that day, with the reason."""
    country = party.country_id
    memberships = [
        Membership(row.country_id, row.first_day, row.last_day)
        for row in EeaMembership.objects.filter(country=country)
    ]
    decisions = [
        Decision(row.country_id, row.scope, row.reference, row.adopted, row.last_day, row.under_review)
        for row in AdequacyDecision.objects.filter(country=country)
    ]
    transfers = [
        RegisteredTransfer(
            party=party.code,
            country=row.country_id,
            mechanism=row.mechanism,
            inside_scope=row.inside_scope,
            first_day=row.first_day,
            last_day=row.last_day,
            tia_date=row.tia_date,
            tia_positive=(row.tia_conclusion == TiaConclusion.POSITIVE) if row.tia_conclusion else None,
        )
        for row in Transfer.objects.filter(party=party)
    ]
    return assess(country, party.code, on, memberships, decisions, transfers, country_name=party.country.name)
