"""Blocks that show facts from the register: as of today in the editor, frozen in a published version."""

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.core.languages import SOURCE
from home.text.features import INLINE
from sharing import public

FROM_REGISTER = _("Uit het register")


class RegisterBlock(blocks.StructBlock):
    """Facts from the register as they are on a day; a published version keeps them as they were.

    The editor shows what the block would say today, with a way to the ``register`` (permission, route and its
    arguments) for who may go there; without one the facts are not kept by anybody here.
    """

    register: ClassVar[tuple[str, ...]] = ()

    def address_for(self, user: public.Actor) -> str:
        """Where the facts are kept, empty for who may not go there."""
        permission, route, *args = self.register or ("", "")
        return reverse(route, args=args) if permission and user.has_perm(permission) else ""

    def facts(self, value: Any, on: date) -> Any:
        raise NotImplementedError

    def lines(self, value: Any, on: date) -> Iterator[str]:
        """What the list shows that day, one line for each thing that a reader would miss if it were gone."""
        raise NotImplementedError

    def only_in_dutch(self, value: Any, on: date) -> Iterator[str]:
        """What the list shows in Dutch on an English page that day, for the register has no English words for it."""
        return iter(())

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        on = context.get("on") or public.amsterdam_day(timezone.now())
        # The register's own words are Dutch: a page in another language says so.
        return {**context, "facts": self.facts(value, on), "dutch_amid_other": get_language() != SOURCE}

    class Meta:
        icon = "table"
        group = FROM_REGISTER
        form_attrs = {"data-controller": "home-block-note"}


_GROUPS = {
    public.Capacity.CLIENT: _("Opdrachtgevers"),
    public.Capacity.PARTNER: _("Samenwerkingspartners"),
    public.Capacity.PROCESSOR: _("Verwerkers"),
    public.Capacity.AUTHORITY: _("Autoriteiten"),
    public.Capacity.OTHER: _("Andere derden"),
}


class RecipientsBlock(RegisterBlock):
    register = ("sharing.view_party", "parties:index")

    with_names = blocks.BooleanBlock(
        label=_("Met namen"),
        required=False,
        help_text=_("Niet aangevinkt: alleen de soorten ontvangers, zonder de namen van organisaties."),
    )

    def facts(self, value: Any, on: date) -> list[dict[str, Any]]:
        return [group for group in public.recipients_by_capacity(on=on) if group["parties"]]

    def lines(self, value: Any, on: date) -> Iterator[str]:
        for row in self.facts(value, on):
            if row["parties"] and not value["with_names"]:
                yield row["label"]
            elif row["parties"]:
                yield from (
                    f"{row['label']}: {party['name']} ({party['country']})" for party in row["parties"]
                )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        groups = [{**row, "group": _GROUPS[row["capacity"]]} for row in context["facts"]]
        return {**context, "facts": groups}

    class Meta:
        icon = "group"
        label = _("Ontvangers per hoedanigheid")
        template = "home/blocks/recipients.html"


def in_language(dutch: str, english: str) -> dict[str, Any]:
    """The register's words in the language of the page, ``{"words", "dutch"}``: Dutch amid English says so."""
    if get_language() == SOURCE:
        return {"words": dutch, "dutch": False}
    return {"words": english or dutch, "dutch": not english}


class PurposesTreeBlock(RegisterBlock):
    register = ("sharing.view_purpose", "doeleinden_modeladmin_index")

    def facts(self, value: Any, on: date) -> list[dict[str, Any]]:
        return public.purposes_tree()

    def lines(self, value: Any, on: date) -> Iterator[str]:
        return (purpose["description"] for purpose in self._all(value, on))

    def only_in_dutch(self, value: Any, on: date) -> Iterator[str]:
        return (purpose["description"] for purpose in self._all(value, on) if not purpose["description_en"])

    def _all(self, value: Any, on: date) -> Iterator[dict[str, Any]]:
        waiting = self.facts(value, on)[::-1]
        while waiting:
            purpose = waiting.pop()
            yield purpose
            waiting += purpose["children"][::-1]

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        facts = [_spoken(purpose) for purpose in context["facts"]]
        return {**context, "facts": facts, "is_tree": any(purpose["children"] for purpose in facts)}

    class Meta:
        icon = "list-ul"
        label = _("Doeleinden")
        template = "home/blocks/purposes.html"


def _spoken(purpose: dict[str, Any]) -> dict[str, Any]:
    """A purpose with all below it in the language of the page."""
    children = [_spoken(child) for child in purpose["children"]]
    return {**in_language(purpose["description"], purpose["description_en"]), "children": children}


class TransfersBlock(RegisterBlock):
    register = ("sharing.view_transfer", "transfers:index")

    def facts(self, value: Any, on: date) -> list[dict[str, Any]]:
        return public.transfers_outside_eea(on=on)

    def lines(self, value: Any, on: date) -> Iterator[str]:
        return (f"{row['party']}, {row['country']}: {row['mechanism']}" for row in self.facts(value, on))

    class Meta:
        icon = "globe"
        label = _("Doorgifte buiten de EER")
        template = "home/blocks/transfers.html"


class ProcessorsBlock(RegisterBlock):
    register = ("sharing.view_agreement", "agreements:index")

    def facts(self, value: Any, on: date) -> list[dict[str, Any]]:
        return public.processors(on=on)

    def lines(self, value: Any, on: date) -> Iterator[str]:
        return (f"{row['party']}: {row['service']}, {row['country']}" for row in self.facts(value, on))

    def only_in_dutch(self, value: Any, on: date) -> Iterator[str]:
        return (row["service"] for row in self.facts(value, on) if not row["service_en"])

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """One row for an organisation in a country, with everything it does there."""
        context = super().get_context(value, parent_context)
        rows: dict[tuple[str, str], list[dict[str, Any]]] = {}
        for row in context["facts"]:
            services = rows.setdefault((row["party"], row["country"]), [])
            service = in_language(row["service"], row["service_en"])
            if service["words"] and service not in services:
                services.append(service)
        suppliers = [
            {"party": party, "country": country, "services": services}
            for (party, country), services in rows.items()
        ]
        return {**context, "suppliers": suppliers}

    class Meta:
        icon = "cogs"
        label = _("Verwerkers, met dienst en land")
        template = "home/blocks/processors.html"


class RetentionTermsBlock(RegisterBlock):
    register = ("sharing.view_retentionterm", "bewaartermijnen_modeladmin_index")
    introduction = blocks.RichTextBlock(
        label=_("Inleiding"),
        required=False,
        features=INLINE,
        help_text=_("Staat boven de lijst, bijvoorbeeld waar de termijnen van afhangen. Mag leeg blijven."),
    )

    def facts(self, value: Any, on: date) -> list[dict[str, Any]]:
        return public.retention_terms(on=on)

    def lines(self, value: Any, on: date) -> Iterator[str]:
        return (
            f"{row['what']}: {row['term']}" + (f" ({row['ground']})" if row["ground"] else "")
            for row in self.facts(value, on)
        )

    def only_in_dutch(self, value: Any, on: date) -> Iterator[str]:
        for row in self.facts(value, on):
            if not row["what_en"]:
                yield row["what"]
            if not row["term_en"]:
                yield row["term"]

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        rows = [
            {
                "what": in_language(row["what"], row["what_en"]),
                "term": in_language(row["term"], row["term_en"]),
                "ground": row["ground"],
            }
            for row in context["facts"]
        ]
        return {**context, "facts": rows, "with_grounds": any(row["ground"] for row in rows)}

    class Meta:
        icon = "history"
        label = _("Bewaartermijnen")
        template = "home/blocks/retention_terms.html"
