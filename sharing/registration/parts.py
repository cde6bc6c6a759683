"""The form of an agreement, of which a step shows its own part."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from wagtail.admin.panels import FieldPanel, ObjectList

from sharing.agreements import form_panels as parts
from sharing.agreements.forms import AgreementForm
from sharing.agreements.models import Agreement
from sharing.registration.choices import Step

_ALL = (parts.TERMS, parts.COVERED, parts.ARRANGED, parts.ARTICLE_28, parts.CHAIN, parts.DOCUMENTS)
_SHOWN = {
    Step.AGREEMENT: (parts.TERMS, parts.COVERED, parts.ARRANGED),
    Step.CLAUSES: (parts.ARTICLE_28,),
    Step.SUB_PROCESSORS: (parts.CHAIN,),
    Step.DOCUMENTS: (parts.DOCUMENTS,),
}


class Sections(ObjectList):
    """Parts below each other, the first ``shown`` of them in sight: what is not shown is sent along as it is.

    So a step needs no form of its own, nor a script. What is sent and comes back shows every part, since any of them
    may be what something is asked about.
    """

    def __init__(self, children: Sequence[Any] = (), *, shown: int = 0, **kwargs: Any) -> None:
        super().__init__(children, **kwargs)
        self.shown = shown

    def clone_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().clone_kwargs()
        return kwargs | {"shown": self.shown}

    class BoundPanel(ObjectList.BoundPanel):
        template_name = "sharing/registration/sections.html"

        @property
        def sections(self) -> list[tuple[Any, bool]]:
            """Each part, and whether it is in sight."""
            return [
                (child, self.form.is_bound or place < self.panel.shown)
                for place, child in enumerate(self.children)
            ]


@cache
def form_of(step: Step) -> Any:
    """The edit handler of an agreement for this step; the reason stands below it."""
    shown = _SHOWN[step]
    rest = [one for one in _ALL if one not in shown]
    panels = [Sections([*shown, *rest], shown=len(shown)), FieldPanel("reason", icon="edit")]
    return ObjectList(panels, base_form_class=AgreementForm).bind_to_model(Agreement)
