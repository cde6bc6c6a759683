"""What was granted to be erased and is still there (AVG art. 17(1)): the answer does not end such a request."""

from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

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


def waiting_list(request: RightsRequest) -> int | None:
    """The number of the list of it that waits for a second person; None when there is none."""
    rows = destructions().objects.filter(request=request, approved_at__isnull=True, declined_at__isnull=True)
    found: int | None = rows.order_by("pk").values_list("pk", flat=True).first()
    return found


class Undestroyed:
    """Of which requests the erasure is still to be carried out; read once for however many.

    ``only``: the key of the one that is asked about; ``moment``: as it was then.
    """

    def __init__(self, only: int | None = None, *, moment: datetime | None = None) -> None:
        self._only, self._moment = only, moment

    @cached_property
    def _carried_out(self) -> dict[int, datetime]:
        """Per request when a list of it was carried out first. What was carried out stays so: no history is asked."""
        rows = destructions().objects.filter(request__isnull=False, carried_out_at__isnull=False)
        if self._only is not None:
            rows = rows.filter(request=self._only)
        return dict(rows.order_by("-carried_out_at").values_list("request_id", "carried_out_at"))

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
