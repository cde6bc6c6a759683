"""Blocks that show facts from the register: as of today in the editor, frozen in a published version."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from sharing import public


class RegisterBlock(blocks.StructBlock):
    """Facts from the register as they are on a day; a published version keeps them as they were."""

    def facts(self, value, on: date) -> Any:
        raise NotImplementedError

    def lines(self, value, on: date) -> Iterator[str]:
        """What the list shows that day, one line for each thing that a reader would miss if it were gone."""
        raise NotImplementedError

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        on = context.get("on") or public.amsterdam_day(timezone.now())
        return {**context, "facts": self.facts(value, on)}

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

    def lines(self, value, on):
        for row in self.facts(value, on):
            if row["parties"] and not value["with_names"]:
                yield row["label"]
            elif row["parties"]:
                yield from (
                    f"{row['label']}: {party['name']} ({party['country']})" for party in row["parties"]
                )

    class Meta:
        label = _("Ontvangers per hoedanigheid")
        template = "home/blocks/recipients.html"


class PurposesTreeBlock(RegisterBlock):
    def facts(self, value, on):
        return public.purposes_tree()

    def lines(self, value, on):
        waiting = self.facts(value, on)[::-1]
        while waiting:
            purpose = waiting.pop()
            yield purpose["description"]
            waiting += purpose["children"][::-1]

    class Meta:
        label = _("Doeleinden")
        template = "home/blocks/purposes.html"


class TransfersBlock(RegisterBlock):
    def facts(self, value, on):
        return public.transfers_outside_eea(on=on)

    def lines(self, value, on):
        return (f"{row['party']}, {row['country']}: {row['mechanism']}" for row in self.facts(value, on))

    class Meta:
        label = _("Doorgifte buiten de EER")
        template = "home/blocks/transfers.html"


class ProcessorsBlock(RegisterBlock):
    def facts(self, value, on):
        return public.processors(on=on)

    def lines(self, value, on):
        return (f"{row['party']}: {row['service']}, {row['country']}" for row in self.facts(value, on))

    class Meta:
        label = _("Verwerkers, met dienst en land")
        template = "home/blocks/processors.html"
