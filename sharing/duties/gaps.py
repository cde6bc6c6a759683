"""What is not in order in the registers: counted for a start page and listed for who clicks on the count.

A count and its list are one queryset, so they cannot differ. All counts are one statement.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.choices import (
    KINDS_FOR_CAPACITY,
    NEEDS_ARTICLE_28,
    AgreementKind,
    Article28Item,
    ItemStatus,
)
from sharing.agreements.models import Agreement, Article28Clause
from sharing.agreements.queries import in_force_on
from sharing.core.models import holding_on
from sharing.duties.choices import GapKind
from sharing.duties.queries import ended_and_used, engaged_on
from sharing.parties.choices import Capacity
from sharing.parties.models import Party, PartyCapacity
from sharing.parties.queries import for_organisation
from sharing.reference.models import AdequacyDecision
from sharing.transfers.models import Transfer

A_YEAR = timedelta(days=365)


def gap_rows(kind: str, *, on: date, owner: int | None = None) -> QuerySet[Any]:
    """The parties, agreements or decisions that are not in order in this way; of one owner (a key) or of everybody.

    A party is somebody's through an agreement with it, or one in whose chain of sub-processors it is; a decision
    through a party that receives data on it.
    """
    rows: QuerySet[Any] = _ROWS[GapKind(kind)](on, owner)
    return rows


def gap_counts(*, on: date, owners: Mapping[str, int | None]) -> dict[str, dict[str, int]]:
    """Per name in ``owners`` (a key, or None for everybody) how many rows each kind has; one statement."""
    counts: dict[str, dict[str, int]] = {name: {} for name in owners}
    counted = [
        rows.order_by()
        .values(_whose=Value(name, CharField()), _kind=Value(kind.value, CharField()))
        .annotate(_number=Count("pk"))
        for name, owner in owners.items()
        for kind, rows in ((kind, gap_rows(kind, on=on, owner=owner)) for kind in GapKind)
    ]
    for row in counted[0].union(*counted[1:], all=True):
        counts[row["_whose"]][row["_kind"]] = row["_number"]
    return counts


def _of_owner(owner: int | None) -> Q:
    """Condition on parties."""
    if owner is None:
        return Q()
    mine = Agreement.objects.filter(owner=owner)
    engaged = SubProcessor.objects.filter(agreement__owner=owner)
    return for_organisation(mine, "pk") | for_organisation(engaged, "pk")


def _agreements(owner: int | None) -> QuerySet[Agreement]:
    return Agreement.objects.all() if owner is None else Agreement.objects.filter(owner=owner)


def _held(on: date, party: str = "pk", **of: Any) -> Q:
    return for_organisation(PartyCapacity.objects.filter(holding_on(on), **of), party)


def _no_agreement(on: date, owner: int | None) -> QuerySet[Party]:
    """Processors without an agreement in force; who serves a processor of ours needs none with us (art. 28(4))."""
    agreed = Agreement.objects.filter(in_force_on(on), kind=AgreementKind.PROCESSING)
    return Party.objects.filter(
        _of_owner(owner),
        _held(on, capacity=Capacity.PROCESSOR),
        ~for_organisation(agreed, "pk"),
        ~for_organisation(engaged_on(on), "pk"),
        active=True,
    )


def _mismatch(on: date, owner: int | None) -> QuerySet[Agreement]:
    """Agreements in force with a party that does not hold the capacity that they are for."""
    fits = Q()
    for capacity, kinds in KINDS_FOR_CAPACITY.items():
        fits |= Q(_held(on, "party", capacity=capacity), kind__in=sorted(kinds))
    return _agreements(owner).filter(in_force_on(on)).exclude(fits)


def _ended(on: date, owner: int | None) -> QuerySet[Agreement]:
    rows = ended_and_used(on=on)
    return rows if owner is None else rows.filter(owner=owner)


def _art_28(on: date, owner: int | None) -> QuerySet[Agreement]:
    """Agreements in force of which not every item of art. 28(3) is arranged or does not apply."""
    arranged = (
        Article28Clause.objects.filter(
            agreement=OuterRef("pk"), status__in=[ItemStatus.MET, ItemStatus.NOT_APPLICABLE]
        )
        .order_by()
        .values("agreement")
        .annotate(number=Count("pk"))
        .values("number")
    )
    processing = _agreements(owner).filter(in_force_on(on), kind__in=sorted(NEEDS_ARTICLE_28))
    return processing.alias(_arranged=Coalesce(Subquery(arranged), 0)).filter(
        _arranged__lt=len(Article28Item)
    )


def _unsigned(on: date, owner: int | None) -> QuerySet[Agreement]:
    """Agreements that would hold, had somebody signed them."""
    running = Q(terminated_per__isnull=True) | Q(terminated_per__gte=on)
    return _agreements(owner).filter(holding_on(on), running, signed_on__isnull=True)


def _no_contact(on: date, owner: int | None) -> QuerySet[Party]:
    """Parties that receive data, of which nobody knows whom to ask or where notices of art. 19 go."""
    unknown = Q(contact_name="", email="") | Q(notice_address="")
    return Party.objects.filter(_of_owner(owner), unknown, _held(on), active=True)


def _decisions(on: date, owner: int | None) -> QuerySet[AdequacyDecision]:
    """Decisions that end within a year, on which a transfer rests or in whose country a recipient is."""
    parties = Party.objects.filter(_of_owner(owner), _held(on), active=True).order_by()
    resting = Transfer.objects.filter(holding_on(on), decision=OuterRef("pk")).order_by()
    resting = resting.filter(Q(party__in=parties) | Q(party__merged_into__in=parties))
    there = parties.filter(country=OuterRef("country"))
    return AdequacyDecision.objects.filter(
        Q(Exists(resting)) | Q(Exists(there), scope=""),
        adopted__lte=on,
        ends__gte=on,
        ends__lte=on + A_YEAR,
    )


_ROWS: dict[GapKind, Any] = {
    GapKind.NO_AGREEMENT: _no_agreement,
    GapKind.MISMATCH: _mismatch,
    GapKind.ENDED: _ended,
    GapKind.ART_28: _art_28,
    GapKind.UNSIGNED: _unsigned,
    GapKind.NO_CONTACT: _no_contact,
    GapKind.DECISION: _decisions,
}
