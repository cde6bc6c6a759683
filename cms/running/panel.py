"""The start page says it when the work that happens by itself stands still."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.admin.ui.components import Component

from cms.health import jobs


class StandstillPanel(Component):
    """Since when nothing has been published by itself."""

    name = "standstill"
    order = 10
    template_name = "cms/standstill.html"

    def __init__(self, seen: str | None) -> None:
        self.seen = seen and parse_datetime(seen)

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        return {"seen": self.seen}


def add_standstill_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For everybody who signs in: planned texts are everybody's concern."""
    state = jobs(timezone.now())
    if not state["ok"]:
        panels.append(StandstillPanel(state["seen"]))
