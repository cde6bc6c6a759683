"""Loading the facts of law that the transfer rules reason with (AVG art. 45, chapter V)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.reference.shipped import SHIPPED, Shipped, Standing, past_of, standing

# Stands in the history of a row that follows a release, after the reason of the loading itself.
CORRECTED = "niemand had dit aangepast, dus het volgt deze uitgave"
LEFT = "niemand had dit aangepast en deze uitgave heeft het niet meer"


@dataclass(frozen=True, slots=True)
class LoadedFacts:
    """How many rows were added, corrected and removed, and a Dutch sentence for every one left as it is."""

    added: int
    corrected: int
    differing: tuple[str, ...]
    removed: int = 0


def load_reference_data(*, by: Actor, reason: str) -> LoadedFacts:
    """Bring the countries, EEA memberships and adequacy decisions to this release, as far as they are ours.

    Ours is a row whose whole history was written by ``by``: it follows the facts of this release, also when the
    release corrected what it is known by or has it no more, and its history says so. A row that anybody else ever
    changed stays as it is, a row that somebody removed stays away; both are reported when they differ from the facts
    of this release.
    """
    with acting(by=by, reason=reason):
        loads = [load(shipped, by=by, reason=reason) for shipped in SHIPPED]
    return LoadedFacts(
        added=sum(load.added for load in loads),
        corrected=sum(load.corrected for load in loads),
        removed=sum(load.removed for load in loads),
        differing=tuple(one for load in loads for one in load.differing),
    )


def load(shipped: Shipped, *, by: Actor, reason: str, whole: bool = True) -> LoadedFacts:
    """Load one list, inside ``acting``; ``whole``: what the list has no more goes."""
    # Nobody changes a row between our look at its history and our correction; referring to it goes on meanwhile.
    rows = list(shipped.model._default_manager.select_for_update(no_key=True).order_by("pk"))
    (past,) = past_of([shipped], loader=by)
    found = standing(shipped, rows, past)
    differing = list(_kept(shipped, found))
    removed = 0
    for row in found.left if whole else ():
        if _remove(row, by=by, reason=f"{reason}: {LEFT}"):
            removed += 1
        else:
            message = _(
                "%(row)s staat niet meer in deze uitgave, maar andere gegevens verwijzen ernaar; het blijft."
            )
            differing.append(message % {"row": shipped.label(row)})
    with acting(by=by, reason=f"{reason}: {CORRECTED}"):
        for row, fact in found.corrected:
            shipped.model._default_manager.filter(pk=row.pk).update(**shipped.values(fact))
    shipped.model._default_manager.bulk_create(found.missing)
    return LoadedFacts(
        added=len(found.missing), corrected=len(found.corrected), removed=removed, differing=tuple(differing)
    )


def _kept(shipped: Shipped, found: Standing) -> Iterator[str]:
    for row, _fact in found.changed:
        yield _("%(row)s is door iemand aangepast en blijft zo.") % {"row": shipped.label(row)}
    for row, fact in found.barred:
        words = {"row": shipped.label(fact), "bar": shipped.label(row)}
        yield _("%(row)s komt er niet bij: wat iemand vastlegde (%(bar)s) laat er geen plaats voor.") % words
    for fact in found.removed:
        yield _("%(row)s is door iemand verwijderd en blijft weg.") % {"row": shipped.label(fact)}


def _remove(row: Any, *, by: Actor, reason: str) -> bool:
    """Whether the row went; it stays when anything refers to it."""
    try:
        with acting(by=by, reason=reason):
            row.delete()
    except ProtectedError:
        return False
    return True
