"""The panel beside the statement's editor that shows which paragraph tells what the law asks, and what is missing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel

from home.completeness.law import Only
from home.completeness.queries import completeness_of_page
from home.completeness.rules import Judged, State, gaps
from home.conflicts.queries import day_to_compare, in_editor
from home.text.blocks import SectionBodyBlock
from sharing import public


@dataclass(frozen=True, slots=True)
class Shown:
    """An item as somebody reads it: ``filled_by`` is the name of the block that would fill a gap."""

    title: str
    article: str
    state: str
    section: str = ""
    url: str = ""
    filled_by: str = ""


def shown(found: Judged, url: str = "") -> Shown:
    """An item in words; ``url`` leads to its section."""
    item, place = found.item, found.section
    # Of a version of long ago the block may be gone from the code.
    fills = SectionBodyBlock.base_blocks.get(item.blocks[0]) if item.blocks else None
    return Shown(
        title=str(item.title),
        article=public.cited(item.article),
        state=found.state.value,
        section=(str(place) or _("Openingstekst")) if place else "",
        url=url if place else "",
        filled_by=str(fills.label) if fills and found.state == State.GAP else "",
    )


class CompletenessSidePanel(BaseSidePanel):
    """The items of art. 13 and 14 in the draft as it was last saved, with a counter of the gaps."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = gettext_lazy("Volledigheid tonen of verbergen")
        icon_name = "tasks"
        counter_classname = "w-bg-critical-200"

        def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"count": self.panel.number}

    name = "completeness"
    title = gettext_lazy("Volledigheid")
    template_name = "home/completeness/side_panel.html"
    order = 210

    @cached_property
    def on(self) -> date:
        return day_to_compare(self.object.effective_from)

    @cached_property
    def found(self) -> list[Judged]:
        return completeness_of_page(self.object, on=self.on)

    @property
    def number(self) -> int:
        return len(gaps(self.found))

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        items = [shown(one, in_editor(self.object, one.section)) for one in self.found]
        return super().get_context_data(parent_context) | {
            "gaps": [one for one in items if one.state == State.GAP],
            "covered": [one for one in items if one.state == State.COVERED],
            "elsewhere": [one for one in items if one.state == State.NOT_APPLICABLE],
            "on": self.on,
            "no_activities": self._nothing_is_known(),
        }

    def _nothing_is_known(self) -> bool:
        """Whether the register has no processing activities; asked only when nothing shows that it has."""
        told = any(one.state == State.NOT_APPLICABLE and one.item.only != Only.OFFICER for one in self.found)
        return not told and not public.activities_told(on=self.on)


_View: Any = object  # of Wagtail, to which the mixin is added


class CompletenessInEditor(_View):
    """Adds the panel to an editor of the statement, after that of the conflicts."""

    def get_side_panels(self) -> Any:
        panels = super().get_side_panels()
        if self.page.is_translation:  # it says what the Dutch text says
            return panels
        return MediaContainer([*panels, CompletenessSidePanel(self.page, self.request)])
