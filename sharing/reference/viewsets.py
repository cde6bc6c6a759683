"""The screens of the reference lists, together in one submenu."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django.contrib.admin import display
from django.db.models import Q, QuerySet
from django.forms import RadioSelect
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail_modeladmin.options import ModelAdminGroup

from sharing.core.admin import Column, RegisterFilterSet, Status, StatusColumn, TitleColumn, may
from sharing.core.admin.tables import CLIPPED, NUMBER, WORDS
from sharing.reference.forms import CountryForm, PurposeForm, RetentionTermForm
from sharing.reference.modeladmin import ReferenceAdmin, ReferenceIndexView
from sharing.reference.models import Country, DataCategory, Purpose, SubjectCategory
from sharing.reference.queries import established, in_eea_at, in_tree_order, parties_per_country
from sharing.reference.terms import RetentionTerm
from sharing.reference.viewsets_law import (
    AdequacyDecisionAdmin,
    ComplaintProcedureAdmin,
    EeaMembershipAdmin,
    LegalProvisionAdmin,
    period_columns,
)


class TreeColumn(TitleColumn):
    """The description, indented by its depth in the tree, and the way to the purpose."""

    def get_value(self, purpose: Purpose) -> Any:
        depth = min(purpose.depth, 5)
        return format_html('<span class="register-depth-{}">{}</span>', depth, purpose.description)


class PurposeIndexView(ReferenceIndexView):
    """The whole tree on one page: each purpose after the one it falls under, and in no other order."""

    @cached_property
    def columns(self) -> list[Column]:
        tree = TreeColumn("description", label=_("Doeleinde"), get_url=self.get_inspect_url, classname=WORDS)
        return [tree, Column("code", label=_("Code"))]

    def completed(self, records: Iterable[Any]) -> list[Any]:
        rows = in_tree_order(super().completed(records))
        for purpose, depth in rows:
            purpose.depth = depth
        return [purpose for purpose, _depth in rows]


class PurposeAdmin(ReferenceAdmin):
    """Purposes in the order of the tree."""

    model = Purpose
    base_url_path = "doeleinden"
    menu_label = _("Doeleinden")
    menu_icon = "list-ul"
    index_view_class = PurposeIndexView
    form_class = PurposeForm
    panels = [
        FieldPanel("code"),
        FieldPanel("description"),
        FieldPanel("description_en"),
        FieldPanel("parent"),
    ]
    list_select_related = ("parent",)
    list_export = ("code", "description", "parent_code", "description_en")
    list_per_page = 1000
    search_fields = ("code", "description")
    export_filename = "doeleinden"

    @display(description=_("Valt onder"))
    def parent_code(self, purpose: Purpose) -> str:
        """The code of the purpose above it, as the workbook wants it."""
        return purpose.parent.code if purpose.parent else ""


class DataCategoryAdmin(ReferenceAdmin):
    """Data categories and how the law protects them."""

    model = DataCategory
    base_url_path = "gegevenscategorieen"
    # A soft hyphen says where the menu may break the word; as a character, because xgettext reads no escapes.
    menu_label = _("Gegevens­categorieën")
    menu_icon = "folder-open-1"
    panels = [
        FieldPanel("code"),
        FieldPanel("name"),
        FieldPanel("name_en"),
        FieldPanel("kind"),
        FieldPanel("origin"),
    ]
    list_display = ("name", "code", "kind", Column("origin", label=_("Herkomst"), classname=CLIPPED))
    list_export = ("code", "name", "kind", "origin", "name_en")
    list_filter = ("kind",)
    search_fields = ("code", "name")
    ordering = ("name",)
    export_filename = "gegevenscategorieen"


class SubjectCategoryAdmin(ReferenceAdmin):
    """Groups of people."""

    model = SubjectCategory
    base_url_path = "betrokkenen"
    menu_label = _("Categorieën betrokkenen")
    menu_icon = "user"
    panels = [FieldPanel("code"), FieldPanel("name"), FieldPanel("name_en"), FieldPanel("staff")]
    list_display = ("name", "code", Column("staff", label=_("Eigen personeel"), sort_key="staff"))
    list_export = ("code", "name", "staff", "name_en")
    list_filter = ("staff",)
    search_fields = ("code", "name")
    ordering = ("name",)
    export_filename = "betrokkenen"


class RetentionTermAdmin(ReferenceAdmin):
    """How long what is kept; the statement shows the terms that hold."""

    model = RetentionTerm
    base_url_path = "bewaartermijnen"
    menu_label = _("Bewaartermijnen")
    menu_icon = "history"
    form_class = RetentionTermForm
    panels = [
        FieldPanel("code"),
        FieldPanel("description"),
        FieldPanel("description_en"),
        FieldRowPanel([FieldPanel("length"), FieldPanel("unit"), FieldPanel("counted_from")]),
        FieldPanel("counted_from_en"),
        FieldPanel("criterion"),
        FieldPanel("criterion_en"),
        FieldPanel("legal_ground"),
        FieldPanel("purposes"),
        FieldPanel("data_categories"),
        FieldPanel("subject_category"),
        FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
    ]
    list_display = (
        "description",
        Column("term", label=_("Hoe lang"), accessor="in_words", classname=CLIPPED),
        Column("legal_ground", label=_("Grondslag"), classname=CLIPPED),
        *period_columns(),
    )
    list_select_related = ("subject_category",)
    export_related = ("purposes", "data_categories")
    list_export = (
        "code",
        "description",
        "length",
        "unit",
        "counted_from",
        "criterion",
        "legal_ground",
        "purpose_codes",
        "data_category_codes",
        "subject_category",
        "first_day",
        "last_day",
    )
    search_fields = ("code", "description", "counted_from", "criterion", "legal_ground")
    ordering = ("description",)
    export_filename = "bewaartermijnen"

    @display(description=_("Doeleinden"))
    def purpose_codes(self, term: RetentionTerm) -> str:
        """The codes of its purposes, as the workbook wants them."""
        return ", ".join(sorted(one.code for one in term.purposes.all()))

    @display(description=_("Gegevenscategorieën"))
    def data_category_codes(self, term: RetentionTerm) -> str:
        """The codes of its data categories, as the workbook wants them."""
        return ", ".join(sorted(one.code for one in term.data_categories.all()))


class CountryFilterSet(RegisterFilterSet):
    """Countries inside or outside the EEA, and those where parties are, on the day shown."""

    inside = django_filters.ChoiceFilter(
        label=_("EER"),
        choices=[("yes", _("Binnen de EER")), ("no", _("Buiten de EER"))],
        widget=RadioSelect,
        empty_label=_("Alle"),
        method="standing",
    )
    parties = django_filters.ChoiceFilter(
        label=_("Partijen"),
        choices=[("yes", _("Met partijen"))],
        widget=RadioSelect,
        empty_label=_("Alle"),
        method="with_parties",
    )

    class Meta:
        model = Country
        fields = ["inside", "parties", "peildatum"]

    def standing(self, queryset: QuerySet[Any], _name: str, wanted: str) -> QuerySet[Any]:
        """By the memberships as they are shown."""
        there = Q(code__in=set(in_eea_at(self.moment, on=self.day)))
        return queryset.filter(there if wanted == "yes" else ~there)

    def with_parties(self, queryset: QuerySet[Any], _name: str, _wanted: str) -> QuerySet[Any]:
        """Where at least one party in use is established."""
        return queryset.filter(code__in=set(parties_per_country(self.moment)))


class CountryIndexView(ReferenceIndexView):
    """The countries, with whether they are inside the EEA and how many parties in use are established there."""

    @cached_property
    def filterset_class(self) -> type[Any]:
        return CountryFilterSet

    @cached_property
    def inside(self) -> set[str]:
        """Codes of the countries inside the EEA on the day shown."""
        return set(in_eea_at(self.moment, on=self.day))

    @cached_property
    def parties(self) -> dict[str, int]:
        """How many parties each country has, for who may view parties."""
        return parties_per_country(self.moment) if self.counts else {}

    @cached_property
    def counts(self) -> bool:
        """Whether the numbers are told."""
        return may(self.request.user, "view", established())

    def completed(self, records: Iterable[Any]) -> list[Any]:
        rows = super().completed(records)
        for row in rows:
            row.inside, row.number = row.pk in self.inside, self.parties.get(row.pk, 0)
        return rows

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if not self.counts:
            return context
        within = sum(number for code, number in self.parties.items() if code in self.inside)
        context["count_words"] = gettext(
            "%(countries)s; %(within)d partijen in gebruik binnen de EER en %(outside)d daarbuiten"
        ) % {
            "countries": context["paginator"].items_count_label,
            "within": within,
            "outside": sum(self.parties.values()) - within,
        }
        return context


def _standing(country: Any) -> Status:
    return Status("eea", _("Binnen")) if country.inside else Status("derogation", _("Buiten"))


class CountryAdmin(ReferenceAdmin):
    """Countries and international organisations."""

    model = Country
    base_url_path = "landen"
    menu_label = _("Landen")
    menu_icon = "globe"
    form_class = CountryForm
    panels = [FieldPanel("code"), FieldPanel("name")]
    index_view_class = CountryIndexView
    list_display = (
        "name",
        "code",
        StatusColumn("inside", label=_("EER"), accessor=_standing),
        Column(
            "number", label=_("Partijen"), accessor=lambda country: country.number or "", classname=NUMBER
        ),
    )
    list_export = ("code", "name", "in_eea", "number_of_parties")
    search_fields = ("code", "name")
    ordering = ("name",)
    list_per_page = 300
    export_filename = "landen"

    @display(description=_("Binnen de EER"))
    def in_eea(self, country: Any) -> bool:
        """On the day that the list speaks of."""
        return bool(country.inside)

    @display(description=_("Partijen"))
    def number_of_parties(self, country: Any) -> int:
        """In use, and established there."""
        return int(country.number)


class ReferenceLists(ModelAdminGroup):
    """The submenu "Referentielijsten"."""

    menu_label = _("Referentielijsten")
    menu_item_name = "referentielijsten"
    menu_icon = "list-ul"
    menu_order = 90
    add_to_admin_menu = False
    items = (
        PurposeAdmin,
        DataCategoryAdmin,
        SubjectCategoryAdmin,
        RetentionTermAdmin,
        ComplaintProcedureAdmin,
        CountryAdmin,
        EeaMembershipAdmin,
        AdequacyDecisionAdmin,
        LegalProvisionAdmin,
    )


modeladmin_groups = [ReferenceLists()]
