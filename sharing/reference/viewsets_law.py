"""The screens of the reference lists that hold facts of law: membership of the EEA, decisions and provisions, dated.

Our own procedure for complaints is dated beside them.
"""

from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.widgets.button import Button

from sharing.core.actor import Actor
from sharing.core.admin import Column, DayColumn, Status, StatusColumn
from sharing.core.admin.tables import CLIPPED, NUMBER, WORDS
from sharing.reference.choices import Confidence
from sharing.reference.forms import LegalProvisionForm
from sharing.reference.modeladmin import ReferenceAdmin, ReferenceIndexView
from sharing.reference.models import AdequacyDecision, EeaMembership, LegalProvision
from sharing.reference.procedures import ComplaintProcedure


def period_columns(first: str = "first_day", last: str = "last_day") -> tuple[Column, Column]:
    """The first and the last day of a listed row."""
    return (
        DayColumn(first, label=_("Vanaf"), sort_key=first),
        DayColumn(last, label=_("Tot en met"), sort_key=last),
    )


def confidence_of(row: Any) -> Status:
    """How sure we are of a fact of law; what still has to be checked stands out, wherever it is shown."""
    return Status(row.confidence, Confidence(row.confidence).label)


def confidence_column() -> StatusColumn:
    return StatusColumn("confidence", label=_("Zekerheid"), accessor=confidence_of, sort_key="confidence")


class Checked(ReferenceAdmin):
    """A list of which each row says how sure we are of it."""

    def show_confidence(self, row: Any) -> str:
        return confidence_of(row).tag()


class EeaMembershipAdmin(ReferenceAdmin):
    """When a country belonged to the EEA."""

    model = EeaMembership
    base_url_path = "eer"
    menu_label = _("EER-lidmaatschappen")
    menu_icon = "globe"
    panels = [
        FieldPanel("country"),
        FieldPanel("kind"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldPanel("note"),
    ]
    list_display = (
        "country",
        "kind",
        *period_columns(),
        Column("note", label=_("Toelichting"), classname=CLIPPED),
    )
    list_select_related = ("country",)
    list_export = ("country", "kind", "first_day", "last_day", "note")
    list_filter = ("kind",)
    search_fields = ("country__name", "country__code", "note")
    ordering = ("country__name", "first_day")
    export_filename = "eer-lidmaatschappen"


class AdequacyDecisionAdmin(Checked):
    """Decisions of the European Commission, dated."""

    model = AdequacyDecision
    base_url_path = "adequaatheidsbesluiten"
    menu_label = _("Adequaatheids­besluiten")  # with a soft hyphen, see the data categories
    menu_icon = "doc-full"
    panels = [
        FieldPanel("country"),
        FieldPanel("reference"),
        FieldPanel("scope"),
        FieldPanel("excludes"),
        FieldRowPanel([FieldPanel("adopted"), FieldPanel("ends")]),
        FieldPanel("annulled"),
        FieldPanel("under_review"),
        FieldPanel("confidence"),
        FieldPanel("note"),
    ]
    list_display = (
        "country",
        Column("reference", label=_("Besluit"), sort_key="reference"),
        Column("scope", label=_("Reikwijdte"), classname=CLIPPED),
        Column("excludes", label=_("Uitgezonderd"), classname=CLIPPED),
        DayColumn("adopted", label=_("Vastgesteld op"), sort_key="adopted"),
        DayColumn("last_day", label=_("Laatste dag"), sort_key="ends"),
        Column("under_review", label=_("Wordt heroverwogen"), sort_key="under_review"),
        confidence_column(),
    )
    list_select_related = ("country",)
    list_export = (
        "country",
        "reference",
        "scope",
        "excludes",
        "adopted",
        "ends",
        "annulled",
        "under_review",
        "confidence",
        "note",
    )
    list_filter = ("annulled", "under_review", "confidence")
    search_fields = ("country__name", "country__code", "reference", "scope")
    ordering = ("country__name", "adopted")
    export_filename = "adequaatheidsbesluiten"


def starting_list_button(user: Actor) -> list[Button]:
    """The way to the starting list of provisions and grounds, for who may add both (``sharing.grounds.views``)."""
    if not user.has_perms(["sharing.add_legalprovision", "sharing.add_sensitiveground"]):
        return []
    address = reverse("starting_list:index")
    return [Button(_("Startlijst laden"), url=address, icon_name="download", priority=20)]


class LegalProvisionIndexView(ReferenceIndexView):
    """The list, with the way to the starting list."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [*super().header_more_buttons, *starting_list_button(self.request.user)]


class LegalProvisionAdmin(Checked):
    """Provisions that oblige or allow, as they are cited."""

    model = LegalProvision
    index_view_class = LegalProvisionIndexView
    base_url_path = "bepalingen"
    menu_label = _("Wettelijke bepalingen")
    menu_icon = "doc-full"
    form_class = LegalProvisionForm
    prefilled = ("citation", "jurisdiction", "first_day")
    panels = [
        FieldPanel("code"),
        FieldPanel("citation"),
        FieldPanel("jurisdiction"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
        FieldPanel("confidence"),
        FieldPanel("source"),
    ]
    list_title = WORDS
    list_display = (
        "citation",
        Column("code", label=_("Code"), sort_key="code"),
        Column(
            "jurisdiction",
            label=_("Rechtsgebied"),
            sort_key="jurisdiction",
            accessor="get_jurisdiction_display",
        ),
        *period_columns(),
        confidence_column(),
    )
    list_export = ("code", "citation", "jurisdiction", "first_day", "last_day", "confidence", "source")
    list_filter = ("jurisdiction", "confidence")
    search_fields = ("citation", "code", "source")
    ordering = ("citation",)
    export_filename = "wettelijke-bepalingen"


class ComplaintProcedureAdmin(ReferenceAdmin):
    """How complaints are dealt with, and within which term; readers find it on the page about their rights."""

    model = ComplaintProcedure
    base_url_path = "klachtenregelingen"
    menu_label = _("Klachtenregelingen")
    menu_icon = "openquote"
    panels = [
        FieldRowPanel([FieldPanel("response_weeks"), FieldPanel("extension_weeks")]),
        FieldPanel("description"),
        FieldPanel("description_en"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
    ]
    list_display = (
        "__str__",
        *period_columns(),
        Column("response_weeks", label=_("Weken"), classname=NUMBER),
        Column("extension_weeks", label=_("Te verlengen met"), classname=NUMBER),
        Column("description", label=_("Hoe"), classname=CLIPPED),
    )
    list_export = (
        *("first_day", "last_day", "response_weeks", "extension_weeks", "description", "description_en"),
    )
    ordering = ("-first_day",)
    export_filename = "klachtenregelingen"
