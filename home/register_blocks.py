"""Blocks that show facts from the register: as of today in the editor, frozen in a published version."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.languages import SOURCE
from sharing import public


class RegisterBlock(blocks.StructBlock):
    """Facts from the register as they are on a day; a published version keeps them as they were."""

    def facts(self, value, on: date) -> Any:
        raise NotImplementedError

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        on = context.get("on") or public.amsterdam_day(timezone.now())
        # The register's own words are Dutch: a page in another language says so.
        return {**context, "facts": self.facts(value, on), "dutch_amid_other": get_language() != SOURCE}

    class Meta:
        icon = "table"
        group = _("Uit het register")


class RecipientsBlock(RegisterBlock):
    with_names = blocks.BooleanBlock(
        label=_("Met namen"),
        required=False,
        help_text=_("Niet aangevinkt: alleen de soorten ontvangers, zonder de namen van organisaties."),
    )

    def facts(self, value, on):
        return public.recipients_by_capacity(on=on)

    class Meta:
        label = _("Ontvangers per hoedanigheid")
        template = "home/blocks/recipients.html"


class PurposesTreeBlock(RegisterBlock):
    def facts(self, value, on):
        return public.purposes_tree()

    class Meta:
        label = _("Doeleinden")
        template = "home/blocks/purposes.html"


class TransfersBlock(RegisterBlock):
    def facts(self, value, on):
        return public.transfers_outside_eea(on=on)

    class Meta:
        label = _("Doorgifte buiten de EER")
        template = "home/blocks/transfers.html"


class ProcessorsBlock(RegisterBlock):
    def facts(self, value, on):
        return public.processors(on=on)

    class Meta:
        label = _("Verwerkers, met dienst en land")
        template = "home/blocks/processors.html"
