"""Everything that hangs on a party, read with a bounded number of questions however much there is of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject, TruncMonth

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.choices import KIND_SHORT, AgreementKind, ItemStatus
from sharing.agreements.models import Agreement, AgreementDocument
from sharing.agreements.queries import facts_of, facts_of_link
from sharing.agreements.rules import is_approved, last_effective_day
from sharing.core.periods import AMSTERDAM, amsterdam_day, holds_on, months_through, next_day, start_of_day
from sharing.disclosures.models import Disclosure
from sharing.transfers.models import Transfer

# So many of a kind stand on the page; the list behind it has all.
SHOWN_AT_MOST = 50
MONTHS = 12


@dataclass(slots=True)
class Node:
    """A party in a chain of processors. ``about`` is what it does and where, ``holds`` whether that is so on the day.

    ``party`` is its key, ``agreement`` the key of the agreement that the link belongs to; ``here``: it is the party
    whose page this is; ``approved``: it may be engaged on the day (art. 28(2)).
    """

    party: int
    name: str
    about: str
    agreement: int
    first_day: date | None = None
    last_day: date | None = None
    holds: bool = True
    approved: bool = True
    here: bool = False
    children: list["Node"] = field(default_factory=list)


def agreements_of(records: Collection[int]) -> QuerySet[Agreement]:
    """The agreements with a party (the keys of its records), the newest first.

    ``arranged`` is how many items of art. 28(3) are.

    ``kept`` are their documents, each ``{"pk", "title"}`` by title.
    """
    documents = AgreementDocument.objects.filter(agreement=OuterRef("pk")).order_by("title", "pk")
    done = Q(clauses__status__in=(ItemStatus.MET, ItemStatus.NOT_APPLICABLE))
    rows: QuerySet[Agreement] = (
        Agreement.objects.filter(party__in=records)
        .select_related("owner")
        .annotate(
            arranged=Count("clauses", filter=done),
            kept=ArraySubquery(documents.values(kept=JSONObject(pk="pk", title="title"))),
        )
        .order_by("-first_day", "reference")
    )
    return rows


def transfers_of(records: Collection[int]) -> QuerySet[Transfer]:
    """The transfers to a party (the keys of its records), the newest first."""
    rows = Transfer.objects.filter(party__in=records).select_related("party__country", "country", "decision")
    return rows.order_by("-first_day", "pk")


def disclosures_per_month(records: Collection[int], *, on: date) -> list[tuple[date, int]]:
    """How many disclosures a party received in each of the twelve months before that day's, and in that month.

    Numbers only; what is void does not count.
    """
    months = months_through(on, before=MONTHS)
    counted = (
        Disclosure.objects.counting()
        .filter(
            recipient__in=records,
            disclosed_at__gte=start_of_day(months[0]),
            disclosed_at__lt=start_of_day(next_day(on)),
        )
        .order_by()
        .annotate(month=TruncMonth("disclosed_at", tzinfo=AMSTERDAM))
        .values_list("month")
        .annotate(number=Count("pk"))
    )
    found = {amsterdam_day(month): number for month, number in counted}
    return [(month, found.get(month, 0)) for month in months]


def chains_of(records: Collection[int], *, on: date) -> tuple[list[Node], list[Node]]:
    """Whom a party (the keys of its records) engages, and by whom it is engaged: two forests, with one question.

    Below each agreement in which it is the processor stand those whom it engages; above it, in each agreement of
    another in whose chain it is, the way from that processor down to it and on to whom it engages there.
    """
    within = Q(party__in=records) | Q(agreement__party__in=records, agreement__kind=AgreementKind.PROCESSING)
    agreements = SubProcessor.objects.filter(within).order_by().values("agreement")
    links = SubProcessor.objects.filter(agreement__in=agreements).select_related(
        "party__merged_into", "country", "agreement__party__merged_into"
    )
    by_agreement: dict[int, list[SubProcessor]] = defaultdict(list)
    for link in links.order_by("agreement__reference", "party__name", "service", "pk"):
        by_agreement[link.agreement_id].append(link)
    engages, engaged = [], []
    for found in by_agreement.values():
        agreement = found[0].agreement
        root = _root(agreement, records, on)
        _hang(root, found, records, on)
        if agreement.party_id in records:
            engages.append(root)
        elif way := _way_to_it(root):
            engaged.append(way)
    return engages, engaged


def _root(agreement: Agreement, records: Collection[int], on: date) -> Node:
    last = last_effective_day(facts_of(agreement))
    return Node(
        party=agreement.party.organisation.pk,
        name=agreement.party.organisation.name,
        about=f"{agreement.reference}, {KIND_SHORT[agreement.kind]}",
        agreement=agreement.pk,
        first_day=agreement.first_day,
        last_day=last,
        holds=agreement.signed_on is not None and holds_on(agreement.first_day, last, on),
        here=agreement.party_id in records,
    )


def _hang(root: Node, links: Iterable[SubProcessor], records: Collection[int], on: date) -> None:
    nodes = {link.pk: _node(link, root, records, on) for link in links}
    for link in links:
        above = nodes.get(link.parent_id or 0, root)
        above.children.append(nodes[link.pk])


def _node(link: SubProcessor, root: Node, records: Collection[int], on: date) -> Node:
    agreement = replace(facts_of(link.agreement), authorisation=link.agreement.sub_processor_authorisation)
    return Node(
        party=link.party.organisation.pk,
        name=link.party.organisation.name,
        about=f"{link.service}, {link.country.name}",
        agreement=root.agreement,
        first_day=link.first_day,
        last_day=link.last_day,
        holds=root.holds and holds_on(link.first_day, link.last_day, on),
        approved=is_approved(agreement, facts_of_link(link), on),
        here=link.party_id in records,
    )


def _way_to_it(node: Node) -> Node | None:
    """The tree without what does not lead to the party; below the party all of it stays."""
    if node.here:
        return node
    node.children = [way for child in node.children if (way := _way_to_it(child))]
    return node if node.children else None
