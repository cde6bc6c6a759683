"""The lists of published versions and translations for staff: to read, never to change."""

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from home.core.languages import ENGLISH
from home.versions.models import StatementTranslation, StatementVersion
from sharing.public import Actor, DenseTable


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Nobody adds, changes or deletes, an administrator neither: publication is the only way in."""

    def user_has_permission(self, user: Actor, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Actor, actions: dict[str, Any]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: dict[str, Any]) -> QuerySet[Any]:
        return super().users_with_any_permission({"view"} & set(actions))


class DenseIndexView(IndexView):
    """Wagtail's list as the registers show theirs."""

    table_class = DenseTable


class VersionsWithTranslations(DenseIndexView):
    """The versions, each with the number of its last English edition."""

    def get_base_queryset(self) -> QuerySet[Any]:
        editions = StatementTranslation.objects.filter(version=OuterRef("pk"), language=ENGLISH)
        last = editions.order_by("-edition").values("edition")[:1]
        return super().get_base_queryset().annotate(english_edition=Subquery(last))


class EnglishColumn(Column):
    def get_value(self, instance: Any) -> Any:
        edition = instance.english_edition
        return _("Uitgave %(edition)s") % {"edition": edition} if edition else _("Nee")


class StatementVersionInspectView(InspectView):
    def get_conflicts_display_value(self) -> str:
        """What disagreed with the register at publication, as it was kept."""
        return render_to_string("home/conflicts/kept.html", {"conflicts": self.object.conflicts})


class StatementVersionViewSet(ModelViewSet):
    model = StatementVersion
    name = "statement_versions"
    url_prefix = "verklaringversies"
    icon = "history"
    menu_label = _("Versies")
    menu_order = 150
    add_to_admin_menu = True
    inspect_view_enabled = True
    inspect_view_class = StatementVersionInspectView
    copy_view_enabled = False
    index_view_class = VersionsWithTranslations
    form_fields: list[str] = []
    exclude_form_fields = None
    list_display = [
        TitleColumn("__str__", label=_("Versie"), sort_key="number", url_name="statement_versions:inspect"),
        "title",
        DateColumn("effective_from", label=_("Geldt vanaf"), sort_key="effective_from"),
        Column("get_kind_display", label=_("Soort wijziging"), classname="register-clip"),
        EnglishColumn("english_edition", label=_("Engelse vertaling")),
        "written_by_name",
        "approved_by_name",
    ]
    list_filter = ["kind", "language"]
    search_fields = ["title", "change_note", "text"]
    ordering = "-number"
    inspect_view_fields = [
        "number",
        "title",
        "language",
        "effective_from",
        "published_at",
        "kind",
        "change_note",
        "written_by_name",
        "approved_by_name",
        "conflicts",
        "conflict_reason",
        "sha256",
        "text",
    ]


class StatementTranslationViewSet(ModelViewSet):
    model = StatementTranslation
    name = "statement_translations"
    url_prefix = "verklaringvertalingen"
    icon = "globe"
    menu_label = _("Vertalingen")
    menu_order = 151
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    index_view_class = DenseIndexView
    form_fields: list[str] = []
    exclude_form_fields = None
    list_display = [
        TitleColumn("__str__", label=_("Vertaling"), url_name="statement_translations:inspect"),
        Column("edition", label=_("Uitgave")),
        "title",
        DateColumn("published_at", label=_("Gepubliceerd op"), sort_key="published_at"),
        "written_by_name",
        "approved_by_name",
    ]
    list_filter = ["version"]
    search_fields = ["title", "change_note", "text"]
    inspect_view_fields = [
        "version",
        "edition",
        "title",
        "published_at",
        "change_note",
        "written_by_name",
        "approved_by_name",
        "sha256",
        "text",
    ]


statement_versions = StatementVersionViewSet()
statement_translations = StatementTranslationViewSet()
