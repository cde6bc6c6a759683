"""The block that shows a reusable text."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.blocks import SnippetChooserBlock


class ReusableTextBlock(SnippetChooserBlock):
    """Shows a text as it is at that moment; a published version keeps it as it was."""

    def __init__(self, target_model: str = "home.ReusableText", **kwargs: Any) -> None:
        super().__init__(target_model, **kwargs)

    class Meta:
        label = _("Vaste tekst")
        icon = "snippet"
        template = "home/blocks/reusable.html"
        help_text = _(
            "Een tekst die op meer plaatsen staat. Wijzigt u de vaste tekst, dan verandert hij hier bij de volgende "
            "publicatie."
        )
