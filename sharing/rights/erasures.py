"""What was granted to be erased and is still there (AVG art. 17(1)): the answer does not end such a request."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from sharing.core.once import once
from sharing.rights.choices import IN_FAVOUR, RightKind
from sharing.rights.models import RightsRequest
from sharing.rights.progress import Progress


def destructions() -> Any:
    """The lists to destroy. Their room stands on this one, which only asks which of them were carried out."""
    return apps.get_model("sharing", "Destruction")


def is_upheld(request: RightsRequest) -> bool:
    """Whether it was decided that what this person asked is erased."""
    return request.kind == RightKind.ERASURE and request.decision in IN_FAVOUR


def upheld() -> Q:
    """Requests of which it was decided that what the person asked is erased."""
    return Q(kind=RightKind.ERASURE, decision__in=sorted(IN_FAVOUR))


def undestroyed() -> Q:
    """Requests that were upheld, of which no list was carried out and the dossier is still there."""
    done = destructions().objects.filter(request=OuterRef("id"), carried_out_at__isnull=False).order_by()
    return upheld() & Q(dossier__isnull=False) & ~Q(Exists(done))


def lists_of(key: int) -> QuerySet[Any]:
    """The lists to destroy what the request with this key asked, or that it stands on, the oldest first."""
    rows: QuerySet[Any] = destructions().objects.filter(Q(request=key) | Q(requests__contains=[key]))
    return rows.order_by("pk")


def lists_read(key: int) -> list[Any]:
    """``lists_of``, read once for a page."""
    return once((lists_of, key), lambda: list(lists_of(key)))


def waiting_list(request: RightsRequest) -> int | None:
    """The number of the list of it that waits for a second person; None when there is none."""
    own = (one for one in lists_read(request.pk) if one.request_id == request.pk)
    return next((one.pk for one in own if not (one.approved_at or one.declined_at)), None)


def _first_carried_out(lists: Iterable[Any]) -> dict[int, datetime]:
    """Per request when a list of it, or on which it stands, was carried out first."""
    found: dict[int, datetime] = {}
    done = [one for one in lists if one.carried_out_at is not None]
    for one in sorted(done, key=lambda one: one.carried_out_at):
        for key in (one.request_id, *one.requests):
            found.setdefault(key, one.carried_out_at)
    return found


class Undestroyed:
    """Of which requests the erasure is still to be carried out; read once for however many.

    ``only``: the key of the one that is asked about; ``moment``: as it was then.
    """

    def __init__(self, only: int | None = None, *, moment: datetime | None = None) -> None:
        self._only, self._moment = only, moment

    @cached_property
    def _carried_out(self) -> dict[int, datetime]:
        """What was carried out stays so: no history is asked."""
        if self._only is not None:
            return _first_carried_out(lists_read(self._only))
        names = ("request_id", "requests", "carried_out_at")
        return _first_carried_out(
            destructions().objects.filter(carried_out_at__isnull=False).only("pk", *names)
        )

    def learn(self, lists: Iterable[Any]) -> None:
        """The lists of the one that is asked about, by who reads more with them."""
        self._carried_out = _first_carried_out(lists)

    def carried_out_at(self, request: RightsRequest) -> datetime | None:
        """When what was granted was destroyed; None while it was not."""
        found = self._carried_out.get(request.pk) if is_upheld(request) else None
        return None if found and self._moment and found > self._moment else found

    def added_to(self, progress: Progress, request: RightsRequest) -> Progress:
        """The progress of a request, with whether it is still to be destroyed."""
        if not progress.answered or not is_upheld(request) or self.carried_out_at(request) is not None:
            return progress  # before the answer that is the step that comes next
        # With the dossier its number went out of earlier states as well: that there was one, the list says.
        there = request.dossier is not None or request.pk in self._carried_out
        return replace(progress, undestroyed=there)
