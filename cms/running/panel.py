"""The start page says it when the work that happens by itself, or that people wait for, stands still."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.admin.ui.components import Component

from cms.health import work


class StandstillPanel(Component):
    """Since when nothing has been published by itself, or no file has been made in the background."""

    name = "standstill"
    order = 10
    template_name = "cms/standstill.html"

    def __init__(self, what: str, seen: str | None) -> None:
        self.what, self.seen = what, seen and parse_datetime(seen)

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"what": self.what, "seen": self.seen}


def add_standstill_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For everybody who signs in: planned texts are everybody's concern, and who made a file wants to know as well."""
    for what, state in work(timezone.now()).items():
        if not state["ok"]:
            panels.append(StandstillPanel(what, state["seen"]))
