"""The screens of the agreement register."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column

from sharing.agreements.choices import AgreementStatus
from sharing.agreements.forms import (
    AgreementForm,
    Article28Panel,
    DocumentForm,
    RegisterInlinePanel,
    SubProcessorForm,
    SubProcessorsPanel,
)
from sharing.agreements.models import (
    Agreement,
    AgreementDataCategory,
    AgreementDocument,
    AgreementPurpose,
    AgreementSubjectCategory,
)
from sharing.agreements.queries import ending_within, facts_of, with_status
from sharing.agreements.rules import last_effective_day, status_on
from sharing.agreements.views import AgreementCreateView, AgreementEditView, DocumentView
from sharing.core.admin import (
    Link,
    RegisterChooserViewSet,
    RegisterFilterSet,
    RegisterInspectView,
    RegisterViewSet,
    Section,
    may,
)
from sharing.core.dutch import day_in_words
from sharing.core.readable import named
from sharing.parties.models import Party
from sharing.reference.models import DataCategory, Purpose, SubjectCategory

SEARCHED = ["reference", "description", "party__name", "party__code", "party__aliases", "party__kvk_number"]


def status_of(agreement: Agreement) -> AgreementStatus:
    """The status of a listed or inspected agreement on the day it is shown for."""
    return status_on(facts_of(agreement), agreement.viewed_on)


class AgreementStatusColumn(Column):
    """The derived status as a tag; its colour says whether something must be done, its text says what."""

    def get_value(self, agreement: Agreement) -> Any:
        status = status_of(agreement)
        return format_html(
            '<span class="register-status register-status--{}">{}</span>', status.value, status.label
        )


def first_day_words(agreement: Agreement) -> str:
    """The first day on which the agreement holds."""
    return day_in_words(agreement.first_day)


def last_day_words(agreement: Agreement) -> str:
    """The last day on which the agreement holds, termination included."""
    last = last_effective_day(facts_of(agreement))
    return day_in_words(last) if last else str(_("onbepaald"))


class AgreementFilterSet(RegisterFilterSet):
    """Agreements by status on the day shown, kind, party, owner and nearing end."""

    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=AgreementStatus.choices,
        widget=forms.RadioSelect,
        empty_label=_("Alle"),
        method="standing",
    )
    party = django_filters.ModelChoiceFilter(label=_("Partij"), queryset=Party.objects.order_by("name"))
    owner = django_filters.ModelChoiceFilter(
        label=_("Beheerder"),
        queryset=lambda request: get_user_model().objects.filter(agreements__isnull=False).distinct(),
    )
    ends = django_filters.NumberFilter(
        label=_("Loopt af binnen (dagen)"),
        method="ending",
        min_value=0,
        max_value=3650,
        help_text=_("Overeenkomsten waarvan de laatste dag binnen zoveel dagen valt."),
    )

    class Meta:
        model = Agreement
        fields = ["status", "kind", "party", "owner", "ends", "peildatum"]

    def standing(self, queryset: QuerySet[Any], _name: str, status: str) -> QuerySet[Any]:
        """Derived from the dates, by the rules."""
        return with_status(queryset, AgreementStatus(status), on=self.day)

    def ending(self, queryset: QuerySet[Any], _name: str, days: Any) -> QuerySet[Any]:
        """A termination counts as an end."""
        return ending_within(queryset, int(days), on=self.day)


# What an agreement covers, in the order in which people read it.
_COVERED = (
    (AgreementPurpose._meta.get_field("purpose"), Purpose),
    (AgreementDataCategory._meta.get_field("data_category"), DataCategory),
    (AgreementSubjectCategory._meta.get_field("subject_category"), SubjectCategory),
)


class AgreementInspectView(RegisterInspectView):
    """An agreement in full; its documents are fetched from here."""

    def get_sections(self) -> list[Section]:
        own = {str(section.title): section for section in super().get_sections()}
        own.pop(str(capfirst(AgreementDocument._meta.verbose_name_plural)), None)
        covered = [
            replace(
                own.pop(str(capfirst(field.verbose_name))),
                title=str(capfirst(plural._meta.verbose_name_plural)),
            )
            for field, plural in _COVERED
        ]
        return [*covered, *own.values(), self.documents()]

    def documents(self) -> Section:
        """The signed documents with the way to each and the hash of its bytes."""
        rows = []
        for document in self.object.documents.all():
            name = document.file.name.rpartition("/")[2]
            fetch = self.live is not None and may(self.request.user, "view", AgreementDocument)
            url = reverse("agreements:document", args=[self.pk, document.pk])
            there = fetch and not self.moment
            rows.append((document.title, Link(name, url) if there else name, document.sha256))
        columns = (str(_("Titel")), str(_("Bestand")), "SHA-256")
        return Section(
            str(_("Documenten")), columns, tuple(rows), empty=str(_("Er zijn geen documenten bewaard."))
        )


class AgreementViewSet(RegisterViewSet):
    model = Agreement
    name = "agreements"
    url_prefix = "overeenkomsten"
    icon = "doc-full"
    menu_label = _("Overeenkomsten")
    menu_order = 30
    form_class = AgreementForm
    add_view_class = AgreementCreateView
    edit_view_class = AgreementEditView
    inspect_view_class = AgreementInspectView
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("reference"), FieldPanel("kind")]),
                FieldRowPanel([FieldPanel("party"), FieldPanel("owner")]),
                FieldPanel("description"),
            ],
            heading=_("Overeenkomst"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
                FieldRowPanel([FieldPanel("signed_on"), FieldPanel("terminated_per")]),
                FieldPanel("notice_days"),
            ],
            heading=_("Looptijd"),
            help_text=_("De status (concept, van kracht, afgelopen, …) volgt uit deze datums."),
        ),
        MultiFieldPanel(
            [FieldPanel("purposes"), FieldPanel("data_categories"), FieldPanel("subject_categories")],
            heading=_("Wat valt eronder"),
        ),
        Article28Panel(heading=_("Artikel 28, lid 3: wat een verwerkersovereenkomst regelt")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("sub_processor_authorisation"), FieldPanel("objection_days")]),
                FieldRowPanel([FieldPanel("breach_notice_hours"), FieldPanel("data_at_end")]),
            ],
            heading=_("Afspraken met de verwerker"),
        ),
        SubProcessorsPanel(
            "sub_processors",
            heading=_("Subverwerkers"),
            label=_("Subverwerker"),
            form_class=SubProcessorForm,
            panels=[
                FieldRowPanel([FieldPanel("party"), FieldPanel("service")]),
                FieldRowPanel([FieldPanel("country"), FieldPanel("approved_on")]),
                FieldPanel("parent"),
            ],
        ),
        RegisterInlinePanel(
            "documents",
            heading=_("Ondertekende documenten"),
            label=_("Document"),
            help_text=_(
                "PDF, Word (.docx), PNG of JPG, hoogstens 25 MB. Alleen zichtbaar voor wie overeenkomsten mag "
                "inzien."
            ),
            form_class=DocumentForm,
            panels=[FieldPanel("title"), FieldPanel("file")],
        ),
    ]
    list_display = [
        "reference",
        Column("party", label=_("Partij"), sort_key="party__name"),
        "kind",
        AgreementStatusColumn("status", label=_("Status")),
        Column(
            "first",
            label=_("Vanaf"),
            accessor=first_day_words,
            sort_key="first_day",
            classname="register-nowrap",
        ),
        Column("last", label=_("Tot en met"), accessor=last_day_words, classname="register-nowrap"),
        Column("owner", label=_("Beheerder"), accessor=lambda row: named(row.owner) if row.owner else ""),
    ]
    list_export = [
        *("reference", "party.code", "party.name", "get_kind_display", "status", "description", "signed_on"),
        *("first_day", "last_day", "terminated_per", "notice_days", "owner", "purposes", "data_categories"),
        *("subject_categories", "get_sub_processor_authorisation_display", "breach_notice_hours"),
    ]
    export_headings = {
        "party.code": _("Partij (code)"),
        "party.name": _("Partij"),
        "get_kind_display": _("Soort"),
        "status": _("Status"),
        "get_sub_processor_authorisation_display": _("Toestemming voor subverwerkers"),
    }
    filterset_class = AgreementFilterSet
    search_fields = SEARCHED
    list_select_related = ("party", "owner")
    list_prefetch_related = ("purposes", "data_categories", "subject_categories")
    inspect_view_fields = [
        *(
            "reference",
            "status",
            "party",
            "kind",
            "description",
            "owner",
            "signed_on",
            "first_day",
            "last_day",
        ),
        *("terminated_per", "notice_days", "sub_processor_authorisation", "objection_days"),
        *("breach_notice_hours", "data_at_end"),
    ]

    def show_status(self, agreement: Agreement) -> str:
        return str(status_of(agreement).label)

    show_status.short_description = _("Status")  # type: ignore[attr-defined]  # read by the list and the inspect screen

    def export_status(self, agreement: Agreement) -> str:
        return str(status_of(agreement).label)

    def export_purposes(self, agreement: Agreement) -> str:
        return ", ".join(sorted(one.code for one in agreement.purposes.all()))

    def export_data_categories(self, agreement: Agreement) -> str:
        return ", ".join(sorted(one.code for one in agreement.data_categories.all()))

    def export_subject_categories(self, agreement: Agreement) -> str:
        return ", ".join(sorted(one.code for one in agreement.subject_categories.all()))

    def export_owner(self, agreement: Agreement) -> str:
        return agreement.owner.get_username() if agreement.owner else ""

    @property
    def document_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(DocumentView)

    def get_urlpatterns(self) -> list[URLPattern]:
        fetch = path("<int:pk>/documenten/<int:document>/", self.document_view, name="document")
        return [*super().get_urlpatterns(), fetch]


viewsets = [AgreementViewSet()]
choosers = [
    RegisterChooserViewSet("agreement_chooser", model=Agreement, icon="doc-full", search_fields=SEARCHED)
]
