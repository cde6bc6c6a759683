"""The lists of published versions and translations for staff: to read, never to change."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from home.completeness.panels import shown
from home.completeness.queries import completeness_of_version
from home.conflicts.queries import in_version
from home.core.languages import ENGLISH
from home.publication.proposals import may_propose
from home.versions.archive import without_texts
from home.versions.bases import FrozenVersion
from home.versions.choices import Standing
from home.versions.models import StatementTranslation, StatementVersion
from home.versions.restore import RestoreView
from sharing import public
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


def with_standing_now(versions: Any) -> QuerySet[Any]:
    """For a list: each with where it stands, without their texts."""
    return without_texts(versions.with_standing(timezone.now()).select_related("withdrawal"))


class VersionsWithTranslations(DenseIndexView):
    """The versions, each with the number of its last English edition."""

    def get_base_queryset(self) -> QuerySet[Any]:
        editions = StatementTranslation.objects.filter(version=OuterRef("pk"), language=ENGLISH)
        last = editions.order_by("-edition").values("edition")[:1]
        return with_standing_now(super().get_base_queryset()).annotate(english_edition=Subquery(last))


class StandingColumn(Column):
    """Where the version stands now."""

    def get_value(self, instance: Any) -> Any:
        return Standing(instance.standing).label


class HoldsColumn(Column):
    """From when it holds; of a further version on one day with the hour, and nothing of one that never will."""

    def get_value(self, instance: Any) -> Any:
        if instance.withdrawn:
            return _("nooit")
        begins = timezone.localtime(instance.in_force_from)
        return date_format(begins, "j b Y H:i" if begins.time() != time.min else "j b Y")


class EnglishColumn(Column):
    def get_value(self, instance: Any) -> Any:
        edition = instance.english_edition
        return _("Uitgave %(edition)s") % {"edition": edition} if edition else _("Nee")


class FrozenInspectView(InspectView):
    def get_field_display_value(self, field_name: str, field: Any = None) -> Any:
        """Moments on the clock in Amsterdam; Wagtail writes them as they are stored."""
        value = getattr(self.object, field_name, None)
        if isinstance(value, datetime):
            return public.instant_in_words(value)
        return super().get_field_display_value(field_name, field)


class VersionInspectView(FrozenInspectView):
    def get_object(self, queryset: Any = None) -> FrozenVersion:
        versions = self.model._default_manager.with_standing(timezone.now())
        version: FrozenVersion = get_object_or_404(versions, pk=self.pk)
        return version

    @cached_property
    def header_buttons(self) -> list[Any]:
        """For who may do something about it."""
        if not may_propose(self.object, user=self.request.user):
            return []
        address = reverse(f"{self.object.screens}:restore", args=[self.object.pk])
        return [HeaderButton(label=_("Herstel"), url=address, icon_name="rotate")]

    def get_fields_context(self) -> list[dict[str, Any]]:
        """First where it stands: what follows is what was fixed at publication."""
        standing = {"label": _("Stand"), "value": self._standing(), "component": None}
        return [standing, *super().get_fields_context()]

    def get_language_display_value(self) -> str:
        return str(get_language_info(self.object.language)["name_translated"])

    def _standing(self) -> str:
        said = str(Standing(self.object.standing).label)
        if gone := self.object.withdrawn:
            words = {
                "moment": public.instant_in_words(gone.confirmed_at),
                "proposed": gone.proposed_by_name,
                "confirmed": gone.confirmed_by_name,
                "reason": gone.explanation,
            }
            return (
                _(
                    "ingetrokken op %(moment)s, voorgesteld door %(proposed)s en bevestigd door %(confirmed)s. Reden: "
                    "%(reason)s"
                )
                % words
            )
        return said


class StatementVersionInspectView(VersionInspectView):
    def get_conflicts_display_value(self) -> str:
        """What disagreed with the register at publication, as it was kept."""
        return render_to_string("home/conflicts/kept.html", {"conflicts": self.object.conflicts})

    def get_completeness_display_value(self) -> str:
        """What the text told of what the law asks, as it was kept at publication."""
        version, kept = self.object, self.object.completeness is not None
        found = completeness_of_version(version) if kept else []
        items = [shown(one, in_version(version, one.section)) for one in found]
        return render_to_string("home/completeness/kept.html", {"items": items})


class StatementVersionViewSet(ModelViewSet):
    model: Any = StatementVersion
    name = "statement_versions"
    url_prefix = "verklaringversies"
    icon = "history"
    menu_label = _("Versies")
    inspect_view_enabled = True
    inspect_view_class = StatementVersionInspectView
    copy_view_enabled = False
    index_view_class = VersionsWithTranslations
    form_fields: list[str] = []
    exclude_form_fields = None
    list_display = [
        TitleColumn("__str__", label=_("Versie"), sort_key="number", url_name="statement_versions:inspect"),
        StandingColumn("standing", label=_("Stand")),
        HoldsColumn("in_force_from", label=_("Geldt vanaf"), sort_key="in_force_from"),
        Column("title", label=_("Titel"), sort_key="title", classname="register-clip"),
        Column("get_kind_display", label=_("Soort wijziging"), classname="register-clip"),
        EnglishColumn("english_edition", label=_("Engelse vertaling")),
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
    list_filter = ["kind", "language"]
    search_fields = ["title", "change_note", "text"]
    ordering: Any = "-number"
    inspect_view_fields = [
        "number",
        "title",
        "language",
        "effective_from",
        "in_force_from",
        "published_at",
        "kind",
        "change_note",
        "written_by_name",
        "approved_by_name",
        "conflicts",
        "conflict_reason",
        "completeness",
        "sha256",
        "text",
    ]

    @property
    def restore_view(self) -> Callable[..., HttpResponseBase]:
        return RestoreView.as_view(model=self.model)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [*super().get_urlpatterns(), path("herstel/<int:pk>/", self.restore_view, name="restore")]


class StatementTranslationViewSet(ModelViewSet):
    model: Any = StatementTranslation
    name = "statement_translations"
    url_prefix = "verklaringvertalingen"
    icon = "globe"
    menu_label = _("Vertalingen")
    inspect_view_enabled = True
    inspect_view_class = FrozenInspectView
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
