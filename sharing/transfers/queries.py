"""Reads of the transfer register."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sharing.core.asof import rows_at
from sharing.core.models import holding_on
from sharing.parties.models import Party
from sharing.reference.models import AdequacyDecision, Country, EeaMembership
from sharing.reference.queries import countries_in_eea
from sharing.transfers.choices import TiaConclusion
from sharing.transfers.models import Transfer
from sharing.transfers.rules import Decision, Membership, RegisteredTransfer, TransferAssessment, assess


def transfers_outside_eea(*, on: date) -> list[dict[str, Any]]:
    """Transfers that hold that day: ``{"party", "country", "mechanism", "first_day", "last_day"}``."""
    held = (
        Transfer.objects.filter(holding_on(on))
        .exclude(country__in=countries_in_eea(on=on))
        .select_related("party", "country")
        .order_by("party__name", "country__name", "first_day", "mechanism", "pk")
    )
    return [
        {
            "party": row.party.name,
            "country": row.country.name_for_readers,
            "mechanism": str(row.get_mechanism_display()),
            "first_day": row.first_day,
            "last_day": row.last_day,
        }
        for row in held
    ]


@dataclass(frozen=True)
class ChapterFive:
    """Memberships, decisions and registered transfers, read once to assess many parties."""

    memberships: Sequence[Membership]
    decisions: Sequence[Decision]
    transfers: Sequence[RegisteredTransfer]

    def assess(self, party: Party, country: Country, *, on: date) -> TransferAssessment:
        """How the party in that country stands towards chapter V on that day, with the reason."""
        return assess(
            country.pk,
            party.code,
            on,
            self.memberships,
            self.decisions,
            self.transfers,
            country_name=country.name,
        )


def chapter_five(
    *, countries: Iterable[str], parties: Iterable[int], moment: datetime | None = None
) -> ChapterFive:
    """What is registered about these countries and parties (ids), now or as it stood at a moment."""
    countries, parties = set(countries), set(parties)
    transfers = rows_at(Transfer, moment).filter(party_id__in=parties)
    codes = {party.id: party.code for party in rows_at(Party, moment).filter(id__in=parties)}
    return ChapterFive(
        memberships=[
            Membership(row.country_id, row.first_day, row.last_day)
            for row in rows_at(EeaMembership, moment).filter(country_id__in=countries)
        ],
        decisions=[
            Decision(row.country_id, row.scope, row.reference, row.adopted, row.last_day, row.under_review)
            for row in rows_at(AdequacyDecision, moment).filter(country_id__in=countries)
        ],
        transfers=[
            RegisteredTransfer(
                party=codes[row.party_id],
                country=row.country_id,
                mechanism=row.mechanism,
                inside_scope=row.inside_scope,
                first_day=row.first_day,
                last_day=row.last_day,
                tia_date=row.tia_date,
                tia_positive=(row.tia_conclusion == TiaConclusion.POSITIVE) if row.tia_conclusion else None,
            )
            for row in transfers
            if row.party_id in codes
        ],
    )


def transfer_on(party: Party, *, on: date) -> TransferAssessment:
    """How a party in its own country stands towards chapter V on that day, with the reason."""
    registered = chapter_five(countries=[party.country_id], parties=[party.pk])
    return registered.assess(party, party.country, on=on)
