"""What happened to a list between its proposal and the approval: what changed, what came, and what keeps a dossier."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from sharing.core.gathering import values_together
from sharing.core.models import Register
from sharing.retention.choices import Basis, RecordKind
from sharing.retention.gathering import MODELS
from sharing.retention.models import Destruction, DestructionItem
from sharing.retention.queries import keeping

# What comes by itself: looks with every screen, the number in an authority's request with that request.
_BY_ITSELF = (RecordKind.LOOK, RecordKind.WORK, RecordKind.HOLD, RecordKind.REQUESTED)


@dataclass(slots=True)
class Since:
    """Of one dossier (a seal of it) on a list: codes of ``keeping`` that hold it now, and its records by kind and key.

    ``changed`` are on the list and not as they were, or gone; ``came`` are there since, and not on it.
    """

    dossier: bytes
    held: list[str] = field(default_factory=list)
    changed: list[tuple[RecordKind, int]] = field(default_factory=list)
    came: list[tuple[RecordKind, int]] = field(default_factory=list)


def since_proposed(proposal: Destruction) -> list[Since]:
    """The dossiers of a proposal that waits of which something is not as it was; with one question.

    A list of contact persons is of no dossier, and has none.
    """
    items = DestructionItem.objects.filter(destruction=proposal)
    seals = items.filter(dossier__isnull=False).order_by().values("dossier").distinct()
    holding = keeping()
    if proposal.request_id is not None:  # it is the reason of the proposal
        holding["request"] = holding["request"].exclude(pk=proposal.request_id)
    # By a term goes what is over; of what comes after it nobody said that the whole dossier goes.
    own = [kind for kind in MODELS if kind not in _BY_ITSELF] if proposal.basis != Basis.TERM else []
    sets: list[QuerySet[Any, Any]] = [
        *(
            rows.filter(dossier__in=seals).order_by().values("dossier").distinct()
            for rows in holding.values()
        ),
        *(_changed(items, kind) for kind in MODELS),
        *(_came(items, seals, kind, proposal.proposed_at) for kind in own),
    ]
    found = values_together(sets)
    told: dict[bytes, Since] = {}

    def of(row: dict[str, Any]) -> Since:
        return told.setdefault(row["dossier"], Since(row["dossier"]))

    for code, rows in zip(holding, _take(found, len(holding)), strict=True):
        for row in rows:
            of(row).held.append(code)
    for kind, rows in zip(MODELS, _take(found, len(MODELS)), strict=True):
        for row in rows:
            of(row).changed.append((kind, row["record"]))
    for kind, rows in zip(own, found, strict=True):
        for row in rows:
            of(row).came.append((kind, row["pk"]))
    return list(told.values())


def _take(found: list[Any], number: int) -> Sequence[Any]:
    taken, found[:number] = found[:number], []
    return taken


def _changed(items: QuerySet[DestructionItem], kind: RecordKind) -> QuerySet[Any, Any]:
    """Those of the list that have another last row of history than when it was made, or are not there any more."""
    model = MODELS[kind]
    last: Any = Value(0)
    if issubclass(model, Register):
        states = model.history.filter(id=OuterRef("record")).order_by().values("id")
        last = Coalesce(Subquery(states.annotate(last=Max("history_id")).values("last")), 0)
    there = Exists(model.objects.filter(pk=OuterRef("record")))
    found = items.filter(kind=kind, dossier__isnull=False).annotate(last=last, there=there)
    return found.filter(~Q(seen=F("last")) | Q(there=False)).order_by("record").values("dossier", "record")


def _came(items: QuerySet[DestructionItem], seals: Any, kind: RecordKind, at: datetime) -> QuerySet[Any, Any]:
    """Records of these dossiers that were made after that moment."""
    model = MODELS[kind]
    rows = model.objects.filter(dossier__in=seals)
    if issubclass(model, Register):
        made = model.history.filter(id=OuterRef("pk"), history_type="+", history_date__gt=at)
        rows = rows.filter(Exists(made))
    else:
        rows = rows.filter(made_at__gt=at)
    found: QuerySet[Any, Any] = rows.order_by("pk").values("dossier", "pk")
    return found.exclude(pk__in=items.filter(kind=kind).values("record"))
