"""The chains of sub-processors as they hold on a day: who, where, engaged by whom, on which safeguard (art. 28(4))."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.choices import NEEDS_ARTICLE_28, AgreementKind
from sharing.agreements.models import Agreement
from sharing.agreements.queries import facts_of, facts_of_link, in_force_on
from sharing.agreements.rules import is_approved
from sharing.core.models import holding_on
from sharing.parties.models import Party
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


def chain_rows(*, on: date, agreement: int | None = None) -> list[ChainRow]:
    """Every link of every processing agreement in force that day, or of this one (a key), each below who engaged it.

    A bounded number of questions. Below a link that does not hold that day stands nobody.
    """
    agreements = (
        Agreement.objects.filter(in_force_on(on), kind__in=sorted(NEEDS_ARTICLE_28))
        .select_related("party__country", "party__merged_into__country")
        .order_by("reference")
    )
    if agreement is not None:
        agreements = agreements.filter(pk=agreement)
    known = {one.pk: one for one in agreements}
    links = SubProcessor.objects.filter(holding_on(on), agreement__in=list(known)).select_related(
        "party__merged_into", "country"
    )
    below: dict[tuple[int, int | None], list[SubProcessor]] = defaultdict(list)
    for link in links.order_by("party__name", "service", "pk"):
        below[link.agreement_id, link.parent_id].append(link)
    shown = list(_in_order(known.values(), below))
    registered = chapter_five(
        countries={country.pk for _one, _depth, _party, country, *_rest in shown},
        parties={party.pk for _one, _depth, party, *_rest in shown},
    )
    return [
        ChainRow(
            agreement=one,
            depth=depth,
            party=party,
            country=country,
            service=link.service if link else one.description,
            engaged_by=above,
            approved=link is None or _approved(one, link, on),
            transfer=registered.assess(party, country, on=on),
            link=link,
        )
        for one, depth, party, country, above, link in shown
    ]


def _in_order(agreements: Iterable[Agreement], below: Any) -> Iterator[tuple[Any, ...]]:
    for one in agreements:
        party = one.party.organisation
        yield one, 0, party, party.country, "", None
        # For a client we are the processor ourselves.
        engager = party.name if one.kind == AgreementKind.PROCESSING else ""
        waiting = [(link, 1, engager) for link in reversed(below[one.pk, None])]
        while waiting:
            link, depth, above = waiting.pop()
            engaged = link.party.organisation
            yield one, depth, engaged, link.country, above, link
            waiting += [(child, depth + 1, engaged.name) for child in reversed(below[one.pk, link.pk])]


def _approved(agreement: Agreement, link: SubProcessor, on: date) -> bool:
    facts = replace(facts_of(agreement), authorisation=agreement.sub_processor_authorisation)
    return is_approved(facts, facts_of_link(link), on)
