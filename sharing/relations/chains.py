"""The chains of sub-processors as they hold on a day: who, where, engaged by whom, on which safeguard (art. 28(4))."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.choices import NEEDS_ARTICLE_28, AgreementKind
from sharing.agreements.models import Agreement
from sharing.agreements.queries import facts_of, facts_of_link, in_force_on
from sharing.agreements.rules import is_approved
from sharing.core.models import holding_on
from sharing.parties.models import Party
from sharing.parties.queries import organisation_field
from sharing.reference.models import Country
from sharing.transfers.queries import chapter_five
from sharing.transfers.rules import TransferAssessment


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A link on a day. ``depth`` 0 is the other party of the agreement: the processor, or the client we process for.

    ``engaged_by`` names who engaged it (empty: we did); ``approved``: it may be engaged that day; ``transfer``: how it
    stands towards chapter V in its country that day.
    """

    agreement: Agreement
    depth: int
    party: Party
    country: Country
    service: str
    engaged_by: str
    approved: bool
    transfer: TransferAssessment
    link: SubProcessor | None = None


class Chains:
    """Every link of every processing agreement in force on a day, or of one (a key), each below who engaged it.

    Countable and sliceable, for a paginator: which links there are and in which order is read of all, and everything
    else of the slice alone, with a bounded number of questions. Below a link that does not hold that day stands nobody.
    """

    def __init__(self, *, on: date, agreement: int | None = None) -> None:
        self.on = on
        self._agreements = Agreement.objects.filter(in_force_on(on), kind__in=sorted(NEEDS_ARTICLE_28))
        if agreement is not None:
            self._agreements = self._agreements.filter(pk=agreement)

    def count(self) -> int:
        """How many links there are, the first of each chain included."""
        return len(self)

    def __len__(self) -> int:
        return len(self._places)

    def __getitem__(self, part: slice) -> list[ChainRow]:
        shown = self._places[part]
        agreements = Agreement.objects.select_related("party__country", "party__merged_into__country")
        known = agreements.in_bulk({one.agreement for one in shown})
        with_parties = SubProcessor.objects.select_related("party__merged_into", "country")
        links = with_parties.in_bulk({one.link for one in shown if one.link})
        rows = [(one, known[one.agreement], links[one.link] if one.link else None) for one in shown]
        told = [(place, agreement, link, *_who_and_where(agreement, link)) for place, agreement, link in rows]
        registered = chapter_five(
            countries={country.pk for *_rest, country in told},
            parties={party.pk for *_rest, party, _country in told},
        )
        return [
            ChainRow(
                agreement=agreement,
                depth=place.depth,
                party=party,
                country=country,
                service=link.service if link else agreement.description,
                engaged_by=place.engaged_by,
                approved=link is None or _approved(agreement, link, self.on),
                transfer=registered.assess(party, country, on=self.on),
                link=link,
            )
            for place, agreement, link, party, country in told
        ]

    @cached_property
    def _places(self) -> list["_Place"]:
        name = organisation_field("party", "name")
        below: dict[tuple[int, int | None], list[tuple[int, str]]] = defaultdict(list)
        links = SubProcessor.objects.filter(holding_on(self.on), agreement__in=self._agreements.order_by())
        for key, agreement, parent, party in links.order_by("party__name", "service", "pk").values_list(
            "pk", "agreement_id", "parent_id", name
        ):
            below[agreement, parent].append((key, party))
        agreements = self._agreements.order_by("reference").values_list("pk", "kind", name)
        return [
            place
            # For a client we are the processor ourselves.
            for key, kind, party in agreements
            for place in _chain_of(key, party if kind == AgreementKind.PROCESSING else "", below)
        ]


class _Place(NamedTuple):
    """Where a link stands; keys, ``link`` None for the other party of the agreement itself."""

    agreement: int
    depth: int
    engaged_by: str
    link: int | None


def _chain_of(agreement: int, engager: str, below: Any) -> Iterator[_Place]:
    yield _Place(agreement, 0, "", None)
    waiting = [(1, engager, *link) for link in reversed(below[agreement, None])]
    while waiting:
        depth, above, link, name = waiting.pop()
        yield _Place(agreement, depth, above, link)
        waiting += [(depth + 1, name, *child) for child in reversed(below[agreement, link])]


def _who_and_where(agreement: Agreement, link: SubProcessor | None) -> tuple[Party, Country]:
    if link is None:
        party = agreement.party.organisation
        return party, party.country
    return link.party.organisation, link.country


def _approved(agreement: Agreement, link: SubProcessor, on: date) -> bool:
    facts = replace(facts_of(agreement), authorisation=agreement.sub_processor_authorisation)
    return is_approved(facts, facts_of_link(link), on)
