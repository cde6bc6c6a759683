"""The list of published translations for staff, and what the list of versions says of them."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from home.core.languages import ENGLISH
from home.models import StatementTranslation


class VersionsWithTranslations(IndexView):
    """The versions, each with the number of its last English edition."""

    def get_base_queryset(self):
        editions = StatementTranslation.objects.filter(version=OuterRef("pk"), language=ENGLISH)
        last = editions.order_by("-edition").values("edition")[:1]
        return super().get_base_queryset().annotate(english_edition=Subquery(last))


class EnglishColumn(Column):
    def get_value(self, instance):
        edition = instance.english_edition
        return _("Uitgave %(edition)s") % {"edition": edition} if edition else _("Nee")


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
    form_fields = []
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


statement_translations = StatementTranslationViewSet()
