"""Reads of the party register."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from sharing.core.asof import rows_at
from sharing.core.gathering import rows_together
from sharing.core.models import holding_on
from sharing.core.once import asked_once, once, remember
from sharing.core.records import versions_of
from sharing.parties.choices import Capacity
from sharing.parties.merger_models import PartyMerger
from sharing.parties.merging import CHOSEN
from sharing.parties.models import Party, PartyCapacity
from sharing.reference.queries import countries_in_eea

_WAITING = {"confirmed_by__isnull": True, "declined_by__isnull": True}


def records_of(keys: Iterable[int], moment: datetime | None = None) -> set[int]:
    """The keys of every record of these organisations: those that went into one of them, and the one it went into."""
    keys, into = set(keys), merged_into(moment)
    kept = {into.get(key, key) for key in keys}
    return keys | kept | {key for key, stays in into.items() if stays in kept}


def said(party: Party) -> dict[str, str]:
    """What the record says of itself, for the rules of a merger."""
    return {name: str(getattr(party, name)) for name in (*CHOSEN, "name", "code", "aliases")}


def mergers_about(party: int) -> tuple[list[Party], list[PartyMerger]]:
    """The records that went into this one (a key) and the proposals about it that wait, with one question."""
    rows = PartyMerger.objects.filter(Q(merged=party) | Q(kept=party), **_WAITING).order_by(
        "proposed_at", "pk"
    )
    gone, waiting = rows_together(
        [Party.objects.filter(merged_into__isnull=False).order_by("name", "pk"), rows]
    )
    remember(("merged into", None), {one.pk: one.merged_into_id for one in gone})
    return [one for one in gone if one.merged_into_id == party], waiting


def read_with_mergers(parties: QuerySet[Party]) -> list[Party]:
    """These records, and with the same question which records went into others, for who asks of organisations."""
    found, gone = rows_together([parties, Party.objects.filter(merged_into__isnull=False).order_by("pk")])
    remember(("merged into", None), {one.pk: one.merged_into_id for one in gone})
    return found


def waiting_mergers() -> QuerySet[PartyMerger]:
    """Proposals that nobody decided on yet, the oldest first."""
    rows = PartyMerger.objects.filter(**_WAITING)
    return rows.select_related("merged", "kept").order_by("proposed_at", "pk")


def why_not_joined(merged: Party, kept: Party) -> str:
    """Why the one does not go into the other, in a sentence: a merger has one step."""
    if merged.merged_into_id or kept.merged_into_id or merged.merged.exists():
        return _("Een van beide partijen is al samengevoegd. Maak dat eerst ongedaan.")
    return ""


def why_not_proposed(merged: Party) -> str:
    """That a proposal about the record that goes waits already, in a sentence: there is one at a time."""
    if PartyMerger.objects.filter(merged=merged, **_WAITING).exists():
        words = {"party": merged}
        return (
            _("Er wacht al een voorstel over %(party)s. Laat daar eerst over beslissen, of trek het in.")
            % words
        )
    return ""


def changed_since_proposed(merger: PartyMerger) -> list[Party]:
    """Of both parties those that are no longer what the proposal is about: it can be confirmed no more."""
    now = versions_of(Party, [merger.merged_id, merger.kept_id])
    seen = ((merger.merged, merger.seen_merged), (merger.kept, merger.seen_kept))
    return [party for party, version in seen if now.get(party.pk) != version]


def merged_into(moment: datetime | None = None) -> dict[int, int]:
    """Per record that went into another (keys) the one that stays: as it is, or stood at a moment (ADR 0069)."""

    def read() -> dict[int, int]:
        rows = rows_at(Party, moment).filter(merged_into_id__isnull=False)
        return dict(rows.order_by().values_list("id", "merged_into_id"))

    return once(("merged into", moment), read)


def organisations(keys: Iterable[int]) -> dict[int, Party]:
    """Per key of a record the record under which its organisation is known."""
    return {key: party.organisation for key, party in records_with_organisation(keys).items()}


def records_with_organisation(keys: Iterable[int]) -> dict[int, Party]:
    """Records by their key, each with the one under which its organisation is known."""
    return Party.objects.select_related("merged_into").in_bulk(set(keys))


def organisation(name: str = "party") -> Coalesce:
    """The key of the record under which an organisation is known, where ``name`` leads to any of its records."""
    return Coalesce(F(f"{name}__merged_into_id"), F(f"{name}_id"))


def organisation_field(name: str, field: str) -> Coalesce:
    """What the record under which an organisation is known says, where ``name`` leads to any of its records."""
    return Coalesce(F(f"{name}__merged_into__{field}"), F(f"{name}__{field}"))


def of_organisation(name: str, *keys: int) -> Q:
    """Condition: ``name`` leads to a record of one of these organisations, given by any of their records."""
    return Q(**{f"{name}__in": sorted(records_of(keys))})


def for_organisation(rows: QuerySet[Any], outer: str, name: str = "party") -> Q:
    """Whether there is such a row about the organisation of which ``outer`` is a record, in a larger question.

    Asked of the record itself first, by its index; only for organisations of several records of the others too.
    """
    direct = Q(Exists(rows.filter(**{name: OuterRef(outer)}).order_by()))
    gone = Party.objects.filter(merged_into__isnull=False).order_by()
    own = "pk" if outer == "pk" else f"{outer}_id"
    there = Coalesce(OuterRef("merged_into" if outer == "pk" else f"{outer}__merged_into"), OuterRef(own))
    several = Q(**{f"{outer}__in": gone.values("pk")}) | Q(**{f"{outer}__in": gone.values("merged_into")})
    inside = Q(**{f"{name}__in": gone.values("pk")}) | Q(**{f"{name}__in": gone.values("merged_into")})
    of_others = rows.filter(inside).alias(_organisation=organisation(name)).filter(_organisation=there)
    return direct | (several & Q(Exists(of_others.order_by())))


@asked_once
def recipients_by_capacity(*, on: date) -> list[dict[str, Any]]:
    """Per capacity ``{"capacity", "label", "parties": [{"name", "country"}]}`` of the parties that hold it that day."""
    held = PartyCapacity.objects.filter(holding_on(on)).select_related(
        "party__country", "party__merged_into__country"
    )
    rows = sorted(((row, row.party.organisation) for row in held), key=lambda one: (one[1].name, one[0].pk))
    parties: dict[str, list[dict[str, str]]] = {code: [] for code in Capacity.values}
    seen: set[tuple[str, int]] = set()
    for row, party in rows:
        if (row.capacity, party.pk) not in seen:
            seen.add((row.capacity, party.pk))
            parties[row.capacity].append({"name": party.name, "country": party.country.name_for_readers})
    return [
        {"capacity": code, "label": str(Capacity(code).label), "parties": parties[code]}
        for code in Capacity.values
    ]


@asked_once
def anybody_outside_eea(*, on: date) -> bool:
    """Whether a party that receives data that day is established outside the EEA."""
    held = PartyCapacity.objects.filter(holding_on(on))
    there = held.alias(_country=organisation_field("party", "country"))
    return there.exclude(_country__in=countries_in_eea(on=on)).exists()
