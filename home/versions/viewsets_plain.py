"""The list of published versions of plain pages for staff: to read, never to change."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn

from home.versions.plain_models import PlainTranslation, PlainVersion
from home.versions.viewsets import (
    DenseIndexView,
    HoldsColumn,
    StandingColumn,
    StatementTranslationViewSet,
    StatementVersionViewSet,
    VersionInspectView,
    with_standing_now,
)


class PlainIndexView(DenseIndexView):
    def get_base_queryset(self) -> QuerySet[Any]:
        return with_standing_now(super().get_base_queryset()).select_related("page")


class PlainVersionViewSet(StatementVersionViewSet):
    """As that of the statement, of which it leaves out promises, conflicts, completeness and translations."""

    model = PlainVersion
    name = "plain_versions"
    url_prefix = "paginaversies"
    icon = "doc-full"
    menu_label = _("Versies van pagina's")
    inspect_view_class = VersionInspectView
    index_view_class = PlainIndexView
    list_display = [
        TitleColumn("title", label=_("Pagina"), sort_key="title", url_name="plain_versions:inspect"),
        Column("number", label=_("Versie"), sort_key="number"),
        StandingColumn("standing", label=_("Stand")),
        HoldsColumn("in_force_from", label=_("Geldt vanaf"), sort_key="in_force_from"),
        Column("get_kind_display", label=_("Soort wijziging"), classname="register-clip"),
        Column(
            "written_by_name",
            label=_("Geschreven door"),
            sort_key="written_by_name",
            classname="register-clip",
        ),
        Column(
            "approved_by_name",
            label=_("Goedgekeurd door"),
            sort_key="approved_by_name",
            classname="register-clip",
        ),
    ]
    list_filter = ["page", "kind"]
    ordering = ["page__path", "-number"]
    inspect_view_fields = [
        "number",
        "title",
        "effective_from",
        "in_force_from",
        "published_at",
        "kind",
        "change_note",
        "written_by_name",
        "approved_by_name",
        "sha256",
        "text",
    ]


class PlainTranslationViewSet(StatementTranslationViewSet):
    """As that of the statement, with the page; found from the versions and the search, and not in the menu."""

    model = PlainTranslation
    name = "plain_translations"
    url_prefix = "paginavertalingen"
    menu_label = _("Vertalingen van pagina's")
    list_display = [
        TitleColumn("title", label=_("Pagina"), sort_key="title", url_name="plain_translations:inspect"),
        Column("version", label=_("Vertaling van")),
        Column("edition", label=_("Uitgave")),
        DateColumn("published_at", label=_("Gepubliceerd op"), sort_key="published_at"),
        Column("written_by_name", label=_("Geschreven door"), classname="register-clip"),
        Column("approved_by_name", label=_("Goedgekeurd door"), classname="register-clip"),
    ]
    list_filter = ["page"]


plain_versions = PlainVersionViewSet()
plain_translations = PlainTranslationViewSet()
