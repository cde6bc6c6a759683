"""The screens of the agreement register."""

from datetime import date

from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from sharing.agreements.chain_views import ChainViewSet
from sharing.agreements.choices import KIND_SHORT
from sharing.agreements.form_panels import FORM_PANELS
from sharing.agreements.forms import AgreementForm
from sharing.agreements.models import Agreement, AgreementDocument
from sharing.agreements.queries import (
    LAST_DAY,
    NOTICE_DAY,
    in_force_on,
    status_order,
)
from sharing.agreements.screens import (
    SEARCHED,
    AgreementFilterSet,
    AgreementInspectView,
    last_day_of,
    notice_day_of,
    owner_of,
    status_of,
)
from sharing.agreements.step_views import StepsViewSet
from sharing.agreements.together_views import ChoosingIndexView, TogetherViewSet
from sharing.agreements.views import AgreementCreateView, AgreementEditView
from sharing.core.admin import (
    Column,
    DayColumn,
    RegisterChooserViewSet,
    RegisterViewSet,
    Status,
    StatusColumn,
)
from sharing.documents.views import DocumentsViewSet
from sharing.reference.models import DataCategory, Purpose, SubjectCategory


class AgreementViewSet(TogetherViewSet, ChainViewSet, StepsViewSet, DocumentsViewSet, RegisterViewSet):
    model = Agreement
    documents = AgreementDocument
    name = "agreements"
    url_prefix = "overeenkomsten"
    icon = "doc-full"
    menu_label = _("Overeenkomsten")
    index_view_class = ChoosingIndexView
    form_class = AgreementForm
    add_view_class = AgreementCreateView
    edit_view_class = AgreementEditView
    inspect_view_class = AgreementInspectView
    panels = [FORM_PANELS]
    list_display = [
        "reference",
        Column("party", label=_("Partij"), sort_key="party__name", classname="register-grow"),
        Column("kind", label=_("Soort"), sort_key="kind", accessor=lambda row: KIND_SHORT[row.kind]),
        StatusColumn("status", label=_("Status"), sort_key="status", accessor=status_of),
        DayColumn("first_day", label=_("Vanaf"), sort_key="first_day"),
        DayColumn(
            "last",
            label=_("Geldt tot en met"),
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
            "last",
            "notice_days",
            "notice",
            "owner",
            "codes.purpose",
            "codes.data_category",
        ),
        *("codes.subject_category", "get_sub_processor_authorisation_display", "breach_notice_hours"),
        *("replaces.reference", "processing_nature", "security", "data_gone_on", "description_en"),
        *("infringing_instruction", "audited_on", "audit_due"),
    ]
    export_headings = {
        "party.code": _("Partij (code)"),
        "party.name": _("Partij"),
        "get_kind_display": _("Soort"),
        "status": _("Status"),
        "last": _("Geldt tot en met"),
        "notice": _("Opzeggen uiterlijk"),
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
            "description_en",
            "owner",
            "signed_on",
            "first_day",
            "last_day",
        ),
        *("terminated_per", "notice_days", "sub_processor_authorisation", "objection_days"),
        *("breach_notice_hours", "data_at_end", "data_gone_on", "processing_nature", "security"),
        *("infringing_instruction", "audited_on", "audit_due", "replaces"),
    ]

    def status_of(self, record: Agreement) -> Status:
        return status_of(record)

    def held(self, day: date) -> Q:
        return in_force_on(day)

    def export_last(self, agreement: Agreement) -> date | None:
        return last_day_of(agreement)

    def export_notice(self, agreement: Agreement) -> date | None:
        return notice_day_of(agreement)

    def export_owner(self, agreement: Agreement) -> str:
        return agreement.owner.get_username() if agreement.owner else ""


viewsets = [AgreementViewSet()]
choosers = [
    RegisterChooserViewSet(
        "agreement_chooser",
        model=Agreement,
        icon="doc-full",
        choose_one_text=_("Een overeenkomst kiezen"),
        choose_another_text=_("Een andere overeenkomst kiezen"),
        edit_item_text=_("Deze overeenkomst wijzigen"),
        code_field="reference",
        search_fields=SEARCHED,
    )
]
