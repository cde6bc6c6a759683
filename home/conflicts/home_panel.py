"""The start page says it when records that somebody looks after contradict the statement that is in force."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.ui.components import Component

from home.conflicts.memory import conflicts_as_they_are
from home.conflicts.queries import Conflict, of_records
from home.core.clock import today
from home.versions.queries import version_in_force
from sharing import public

NAMED = 3


class OwnConflictsPanel(Component):
    """How many there are, the first of them in words, and the way to all."""

    name = "own_conflicts"
    order = 30
    template_name = "home/conflicts/home_panel.html"

    def __init__(self, conflicts: list[Conflict], number: int) -> None:
        self.conflicts, self.number = conflicts, number

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        return {
            "conflicts": self.conflicts[:NAMED],
            "count": len(self.conflicts),
            "more": max(0, len(self.conflicts) - NAMED),
            "number": self.number,
            "url": f"{reverse('conflicts:index')}?van=mij",
        }


def add_own_conflicts_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For who may change agreements, of what he looks after; only when there are any."""
    if not request.user.has_perm("sharing.change_agreement") or request.user.pk is None:
        return
    version = version_in_force(timezone.now())
    if version is None:
        return
    mine = public.looked_after(request.user.pk)
    if not mine.agreements:
        return
    found = of_records(conflicts_as_they_are(version, on=today()), mine)
    weighing = [one for one in found if one.weighs]
    if weighing:
        panels.append(OwnConflictsPanel(weighing, version.number))
