"""On the start page of who registers processors: what is under way, and the way to begin another."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.ui.components import Component

from sharing.core.periods import amsterdam_day
from sharing.registration.memory import registrations_as_they_are
from sharing.registration.screens import list_of, may_register

SHOWN = 5


class RegistrationPanel(Component):
    name = "registrations"
    order = 42  # below what has a day
    template_name = "sharing/registration/home_panel.html"

    def __init__(self, shown: dict[str, Any]) -> None:
        self.shown = shown

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        return self.shown


def add_registration_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For who may register."""
    if not may_register(request.user):
        return
    found = registrations_as_they_are(on=amsterdam_day(timezone.now()), person=request.user.pk or 0)
    panels.append(RegistrationPanel(list_of(found, request, at_most=SHOWN)))
