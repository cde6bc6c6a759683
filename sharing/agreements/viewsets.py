"""The screens of the agreement register."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from sharing.agreements.choices import KIND_SHORT
from sharing.agreements.forms import (
    AgreementForm,
    Article28Panel,
    SubProcessorForm,
    SubProcessorsPanel,
)
from sharing.agreements.models import Agreement, AgreementDocument
from sharing.agreements.queries import (
    LAST_DAY,
    NOTICE_DAY,
    status_order,
)
from sharing.agreements.screens import (
    SEARCHED,
    AgreementFilterSet,
    AgreementIndexView,
    AgreementInspectView,
    last_day_of,
    notice_day_of,
    owner_of,
    status_of,
)
from sharing.agreements.views import AgreementCreateView, AgreementEditView
from sharing.core.admin import (
    Column,
    DayColumn,
    RegisterChooserViewSet,
    RegisterViewSet,
    Status,
    StatusColumn,
)
from sharing.documents.forms import documents_panel
from sharing.documents.views import DocumentsViewSet
from sharing.reference.models import DataCategory, Purpose, SubjectCategory


class AgreementViewSet(DocumentsViewSet, RegisterViewSet):
    model = Agreement
    documents = AgreementDocument
    name = "agreements"
    url_prefix = "overeenkomsten"
    icon = "doc-full"
    menu_label = _("Overeenkomsten")
    menu_order = 30
    index_view_class = AgreementIndexView
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
                FieldPanel("replaces"),
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
            help_text=_(
                "De status (concept, van kracht, afgelopen, …) volgt uit deze datums. Zonder datum van ondertekening "
                "is het een concept, en telt de overeenkomst niet mee."
            ),
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
                FieldPanel("processing_nature"),
                FieldPanel("security"),
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
                FieldPanel("country"),
                FieldRowPanel([FieldPanel("announced_on"), FieldPanel("objection_until")]),
                FieldPanel("approved_on"),
                FieldRowPanel([FieldPanel("first_day"), FieldPanel("last_day")]),
                FieldPanel("parent"),
            ],
        ),
        documents_panel(
            heading=_("Ondertekende documenten"),
            help_text=_(
                "PDF, Word (.docx), PNG of JPG, hoogstens 25 MB. Alleen zichtbaar voor wie overeenkomsten mag "
                "inzien."
            ),
        ),
    ]
    list_display = [
        "reference",
        Column("party", label=_("Partij"), sort_key="party__name", classname="register-grow"),
        Column("kind", label=_("Soort"), sort_key="kind", accessor=lambda row: KIND_SHORT[row.kind]),
        StatusColumn("status", label=_("Status"), sort_key="status", accessor=status_of),
        DayColumn("first_day", label=_("Vanaf"), sort_key="first_day"),
        DayColumn(
            "last",
            label=_("Tot en met"),
            accessor=last_day_of,
            sort_key="last",
            empty=_("onbepaald"),
        ),
        DayColumn("notice", label=_("Opzeggen uiterlijk"), accessor=notice_day_of, sort_key="notice"),
        Column(
            "owner",
            label=_("Beheerder"),
            sort_key="owner__last_name",
            accessor=owner_of,
        ),
    ]
    computed_orderings = {
        "status": status_order,
        "last": lambda day: LAST_DAY,
        "notice": lambda day: NOTICE_DAY,
    }
    list_export = [
        *("reference", "party.code", "party.name", "get_kind_display", "status", "description", "signed_on"),
        *(
            "first_day",
            "last_day",
            "terminated_per",
            "notice_days",
            "owner",
            "codes.purpose",
            "codes.data_category",
        ),
        *("codes.subject_category", "get_sub_processor_authorisation_display", "breach_notice_hours"),
        *("replaces.reference", "processing_nature", "security"),
    ]
    export_headings = {
        "party.code": _("Partij (code)"),
        "party.name": _("Partij"),
        "get_kind_display": _("Soort"),
        "status": _("Status"),
        "codes.purpose": capfirst(Purpose._meta.verbose_name_plural),
        "codes.data_category": capfirst(DataCategory._meta.verbose_name_plural),
        "codes.subject_category": capfirst(SubjectCategory._meta.verbose_name_plural),
        "get_sub_processor_authorisation_display": _("Toestemming voor subverwerkers"),
        "replaces.reference": _("Vervangt"),
    }
    filterset_class = AgreementFilterSet
    search_fields = SEARCHED
    list_select_related = ("party", "owner", "replaces")
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
        *("breach_notice_hours", "data_at_end", "processing_nature", "security", "replaces"),
    ]

    def status_of(self, record: Agreement) -> Status:
        return status_of(record)

    def export_owner(self, agreement: Agreement) -> str:
        return agreement.owner.get_username() if agreement.owner else ""


viewsets = [AgreementViewSet()]
choosers = [
    RegisterChooserViewSet(
        "agreement_chooser",
        model=Agreement,
        icon="doc-full",
        code_field="reference",
        search_fields=SEARCHED,
    )
]
