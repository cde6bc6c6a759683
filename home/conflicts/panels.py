"""The panel beside the statement's editor that shows where text and register disagree."""

from datetime import date
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel

from home.conflicts.queries import conflicts_of_page, day_to_compare
from home.core.refusals import PublicationRefused


class ConflictsSidePanel(BaseSidePanel):
    """Conflicts of the draft as it was last saved, with a counter of those that need a reason."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Verschillen met het register tonen of verbergen")
        icon_name = "warning"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"count": self.panel.number}

    name = "conflicts"
    title = _("Verschillen met het register")
    template_name = "home/conflicts/side_panel.html"
    order = 200

    @cached_property
    def on(self) -> date:
        return day_to_compare(self.object.effective_from)

    @cached_property
    def found(self) -> tuple[list[Any], str]:
        """The conflicts, or why they cannot be told."""
        try:
            return conflicts_of_page(self.object, on=self.on), ""
        except PublicationRefused as refusal:
            return [], str(refusal)

    @property
    def number(self) -> int:
        return sum(conflict.weighs for conflict in self.found[0])

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        conflicts, refusal = self.found
        return super().get_context_data(parent_context) | {
            "conflicts": conflicts,
            "refusal": refusal,
            "on": self.on,
            "number": self.number,
        }


_View: Any = object  # of Wagtail, to which the mixin is added


class ConflictsInEditor(_View):
    """Adds the panel to an editor of the statement, after Wagtail's own status panel."""

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        if self.page.is_translation:  # what it promises is judged with the Dutch text
            return panels
        status, *others = panels
        return MediaContainer([status, ConflictsSidePanel(self.page, self.request), *others])
