"""Reads of the transfer register."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from sharing.core.asof import rows_at
from sharing.core.gathering import rows_together
from sharing.core.models import holding_on
from sharing.core.once import asked_once
from sharing.parties.models import Party
from sharing.parties.queries import merged_into, organisation_field
from sharing.reference.choices import Confidence
from sharing.reference.models import AdequacyDecision, Country, EeaMembership
from sharing.reference.queries import countries_in_eea
from sharing.transfers.choices import TiaConclusion
from sharing.transfers.models import ImpactAssessment, Transfer
from sharing.transfers.rules import Decision, Membership, RegisteredTransfer, TransferAssessment, assess
from sharing.transfers.tia import Tia


@asked_once
def transfers_outside_eea(*, on: date) -> list[dict[str, Any]]:
    """Transfers that hold that day: ``{"party", "country", "mechanism", "first_day", "last_day"}``."""
    held = (
        Transfer.objects.filter(holding_on(on))
        .exclude(country__in=countries_in_eea(on=on))
        .select_related("party__merged_into", "country")
        .order_by(organisation_field("party", "name"), "country__name", "first_day", "mechanism", "pk")
    )
    return [
        {
            "party": row.party.organisation.name,
            "country": row.country.name_for_readers,
            "mechanism": str(row.get_mechanism_display()),
            "first_day": row.first_day,
            "last_day": row.last_day,
        }
        for row in held
    ]


@dataclass(frozen=True)
class ChapterFive:
    """Memberships, decisions and registered transfers, read once to assess many parties.

    ``aliases``: per code of a record that went into another the code under which its organisation is assessed.
    """

    memberships: Sequence[Membership]
    decisions: Sequence[Decision]
    transfers: Sequence[RegisteredTransfer]
    assessments: Sequence[Tia] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)

    def assess(self, party: Party, country: Country, *, on: date, staff: bool = False) -> TransferAssessment:
        """How the party in that country stands towards chapter V on that day, with the reason."""
        return self.assess_code(party.code, country, on=on, staff=staff)

    def assess_code(
        self, code: str, country: Country, *, on: date, staff: bool = False
    ) -> TransferAssessment:
        """The same of the party with this code."""
        return assess(
            country.pk,
            self.aliases.get(code, code),
            on,
            self.memberships,
            self.decisions,
            self.transfers,
            self.assessments,
            staff=staff,
            country_name=country.name,
        )

    def by_party(self) -> "Callable[[str], ChapterFive]":
        """For a party's code what is registered about it and the law: so each is compared with its own rows only."""
        transfers, tias = defaultdict(list), defaultdict(list)
        for one in self.transfers:
            transfers[one.party].append(one)
        for tia in self.assessments:
            tias[tia.party].append(tia)

        def about(code: str) -> ChapterFive:
            code = self.aliases.get(code, code)
            return replace(self, transfers=transfers.get(code, ()), assessments=tias.get(code, ()))

        return about


def chapter_five(
    *,
    countries: Iterable[str],
    parties: Iterable[int],
    moment: datetime | None = None,
    codes: Mapping[int, str] | None = None,
    transfers: Sequence[Transfer] | None = None,
) -> ChapterFive:
    """What is registered about these countries and parties (ids), now or as it stood at a moment.

    Whoever has read them already gives the ``codes`` of these parties, and all their ``transfers``.
    """
    countries, parties = set(countries), set(parties)
    into = merged_into(moment)
    # What is registered about any record of an organisation is about all of them (ADR 0069).
    asked = {into.get(key, key) for key in parties}
    parties |= asked | {key for key, kept in into.items() if kept in asked}
    memberships, tias, registered = rows_together(
        [
            rows_at(EeaMembership, moment).filter(country_id__in=countries),
            rows_at(ImpactAssessment, moment).filter(party_id__in=parties),
            rows_at(Transfer, moment).filter(party_id__in=parties if transfers is None else ()),
        ]
    )
    transfers = registered if transfers is None else transfers
    named_so = dict(codes or {})
    if missing := parties - named_so.keys():
        named_so |= {party.id: party.code for party in rows_at(Party, moment).filter(id__in=missing)}
    codes = {key: named_so[kept] for key in parties if (kept := into.get(key, key)) in named_so}
    aliases = {named_so[key]: named_so[kept] for key, kept in into.items() if {key, kept} <= named_so.keys()}
    wanted = Q(country_id__in=countries) | Q(id__in={row.decision_id for row in transfers if row.decision_id})
    decisions = list(rows_at(AdequacyDecision, moment).filter(wanted))
    named = {row.id: row.reference for row in decisions}
    return ChapterFive(
        aliases=aliases,
        memberships=[
            Membership(row.country_id, row.first_day, row.last_day, row.kind) for row in memberships
        ],
        decisions=[
            Decision(
                *(row.country_id, row.scope, row.reference, row.adopted, row.last_day, row.under_review),
                excludes=row.excludes,
                unchecked=row.confidence == Confidence.TO_CHECK,
            )
            for row in decisions
        ],
        transfers=[
            RegisteredTransfer(
                party=codes[row.party_id],
                country=row.country_id,
                mechanism=row.mechanism,
                inside_scope=row.inside_scope,
                first_day=row.first_day,
                last_day=row.last_day,
                decision=named.get(row.decision_id),
                covers_staff=row.covers_staff,
            )
            for row in transfers
            if row.party_id in codes
        ],
        assessments=[
            *(
                Tia(
                    codes[row.party_id],
                    row.country_id,
                    row.assessed_on,
                    _positive(row.conclusion),
                    row.review_due,
                )
                for row in tias
                if row.party_id in codes
            ),
            # As it was known before assessments were rows of their own, a transfer said it itself.
            *(
                Tia(codes[row.party_id], row.country_id, row.tia_date, _positive(row.tia_conclusion))
                for row in transfers
                if row.party_id in codes and row.tia_date
            ),
        ],
    )


def _positive(conclusion: str) -> bool:
    return conclusion == TiaConclusion.POSITIVE


def transfer_on(party: Party, *, on: date) -> TransferAssessment:
    """How a party in its own country stands towards chapter V on that day, with the reason."""
    registered = chapter_five(countries=[party.country_id], parties=[party.pk])
    return registered.assess(party, party.country, on=on)
