"""Which registered ground lifts the prohibition on sensitive data (AVG art. 9(2), 10 and 87; UAVG 22-33 and 46)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sharing.core.periods import holds_on
from sharing.grounds.choices import EXCEPTIONS_OF_KIND, NEEDS_PROVISION, SensitiveException
from sharing.reference.rules import ProvisionFacts, provision_in_force


@dataclass(frozen=True, slots=True)
class GroundFacts:
    """A registered ground, from its first through its last day (None: open).

    ``category`` None means every category of the kind (a code of ``DataKind``); ``purpose`` stands for its
    sub-purposes too; ``recipient`` None and ``capacity`` "" mean any. ``exception`` is a code of
    ``SensitiveException``; ``provision`` the code or citation of the provision it rests on ("" when it names none);
    ``unchecked``: nobody has made sure of it yet.
    """

    id: int
    reference: str
    category: str | None
    kind: str
    purpose: str | None
    recipient: str | None
    capacity: str
    exception: str
    provision: str
    first_day: date
    last_day: date | None
    unchecked: bool = False


def covers(
    ground: GroundFacts,
    category: str,
    kind: str,
    *,
    purpose_line: Collection[str],
    recipient: str,
    capacity: str,
    provisions: Iterable[ProvisionFacts],
    day: date,
) -> bool:
    """Whether the ground lets this category of this kind go to this recipient for this purpose that day.

    ``art_9_2_a`` never does by itself: it only says that explicit consent is the way, and consent counts without it.
    """
    return (
        ground.exception != SensitiveException.ART_9_2_A
        and ground.exception in EXCEPTIONS_OF_KIND.get(kind, frozenset())
        and (ground.category == category or (ground.category is None and ground.kind == kind))
        and (ground.purpose is None or ground.purpose in purpose_line)
        and ground.recipient in (None, recipient)
        and ground.capacity in ("", capacity)
        and holds_on(ground.first_day, ground.last_day, day)
        and _provision_holds(ground, provisions, day)
    )


def first_covering(
    grounds: Iterable[GroundFacts],
    category: str,
    kind: str,
    *,
    purpose_line: Collection[str],
    recipient: str,
    capacity: str,
    provisions: Iterable[ProvisionFacts],
    day: date,
) -> GroundFacts | None:
    """The first ground that ``covers`` this; None when none does."""
    asked: dict[str, Any] = {"purpose_line": purpose_line, "recipient": recipient, "capacity": capacity}
    return next(
        (one for one in grounds if covers(one, category, kind, provisions=provisions, day=day, **asked)), None
    )


def _provision_holds(ground: GroundFacts, provisions: Iterable[ProvisionFacts], day: date) -> bool:
    """Whether what the ground rests on in law counts that day; some may rest on none."""
    if not ground.provision:
        return ground.exception not in NEEDS_PROVISION
    return provision_in_force(ground.provision, provisions, day) is not None
