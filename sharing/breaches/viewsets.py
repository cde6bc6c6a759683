"""The screens of breaches: the list with its clocks, the one screen of each, and its steps."""

from collections.abc import Callable, Iterable
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from sharing.breaches.choices import BreachState, Cause, RiskLevel
from sharing.breaches.export_views import FormFileView, SentView
from sharing.breaches.forms import BreachForm, PartForm
from sharing.breaches.models import Breach, BreachDocument
from sharing.breaches.notice_models import BreachLetter
from sharing.breaches.notice_views import BreachLetterSentView, BreachLetterView
from sharing.breaches.queries import Standings, not_closed, overdue, standing_of, with_state
from sharing.breaches.record_views import AnswersView, BreachCreateView, BreachEditView, LinkView
from sharing.breaches.report_models import BreachNotification
from sharing.breaches.screens import BreachInspectView
from sharing.breaches.views import (
    AssessView,
    ClientView,
    CloseView,
    ConfirmView,
    PersonsView,
    ReopenView,
    ReportView,
)
from sharing.breaches.words import left_in_words
from sharing.consents.request_viewset import WithoutDeleting
from sharing.core.admin import (
    Column,
    DayColumn,
    RegisterFilterSet,
    RegisterIndexView,
    RegisterViewSet,
    Status,
    StatusColumn,
    register_policy,
)
from sharing.core.admin.parts import RegisterInlinePanel
from sharing.core.periods import last_instant_of
from sharing.documents.forms import documents_panel
from sharing.documents.views import DocumentsViewSet
from sharing.letters.views import LetterFileView

register_policy(BreachNotification)

OPEN, OVERDUE = "open", "overdue"
_LOOKS = {BreachState.DONE: "granted", BreachState.CLOSE: "draft", BreachState.COMPLETE: "draft"}


def status_of(breach: Breach) -> Status:
    """Where the breach stands on the day that it is shown for."""
    standing = breach.standing if hasattr(breach, "standing") else standing_of(breach)
    return Status(_LOOKS.get(standing.state, "pending"), standing.state.label)


def left_of(breach: Any) -> Status | None:
    """What is left of the clock of the next step; None when no clock runs."""
    standing = breach.standing
    if not standing.runs or standing.clock is None:
        return None
    at = breach.viewed_at
    return Status("breach" if standing.is_late(at) else "pending", left_in_words(standing.clock, at))


class BreachFilterSet(RegisterFilterSet):
    """Breaches by where they stand, by risk and by cause."""

    state = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[(OPEN, _("In behandeling")), (OVERDUE, _("Te laat")), *BreachState.choices],
        widget=forms.RadioSelect,
        empty_label=_("Alle"),
        method="in_state",
    )
    risk = django_filters.ChoiceFilter(label=_("Risico"), choices=RiskLevel.choices, empty_label=_("Alle"))
    cause = django_filters.ChoiceFilter(label=_("Oorzaak"), choices=Cause.choices, empty_label=_("Alle"))

    class Meta:
        model = Breach
        fields = ["state", "risk", "cause", "peildatum"]

    def in_state(self, queryset: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        """Where the breach stands."""
        if state == OVERDUE:
            return overdue(queryset, at=min(last_instant_of(self.day), timezone.now()))
        return not_closed(queryset) if state == OPEN else with_state(queryset, state)


class BreachIndexView(RegisterIndexView):
    """The list knows where each breach stands."""

    def completed(self, records: Iterable[Any]) -> list[Any]:
        found, known = super().completed(records), Standings(moment=self.moment)
        at = min(last_instant_of(self.day), timezone.now())
        for record in found:
            record.standing, record.viewed_at = known.of(record), at
        return found


def _part_panel(relation: str, heading: Any, label: Any) -> RegisterInlinePanel:
    return RegisterInlinePanel(
        relation,
        heading=heading,
        label=label,
        form_class=PartForm,
        panels=[FieldRowPanel([FieldPanel("category"), FieldPanel("number")])],
    )


class BreachViewSet(WithoutDeleting, DocumentsViewSet, RegisterViewSet):
    model = Breach
    documents = BreachDocument
    name = "breaches"
    url_prefix = "datalekken"
    icon = "warning"
    menu_label = _("Datalekken")
    index_view_class = BreachIndexView
    add_view_class = BreachCreateView
    edit_view_class = BreachEditView
    inspect_view_class = BreachInspectView
    form_class = BreachForm
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldPanel("aware_at"),
                FieldPanel("found_how"),
                FieldRowPanel([FieldPanel("occurred_from"), FieldPanel("occurred_until")]),
                FieldPanel("nature"),
                FieldPanel("cause"),
                FieldPanel("facts", help_text=_("Zonder namen en zonder dossiernummers.")),
            ],
            heading=_("Wat er is gebeurd"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("persons_least"), FieldPanel("persons_most")])],
            heading=_("Om hoeveel personen het gaat"),
        ),
        _part_panel("subjects", _("Om wie het gaat"), _("Categorie betrokkenen")),
        _part_panel("records", _("Om welke gegevens het gaat"), _("Gegevenscategorie")),
        MultiFieldPanel(
            [
                FieldPanel("consequences"),
                FieldPanel("measures_before"),
                FieldPanel("measures_after"),
                FieldPanel("measures_next"),
            ],
            heading=_("Gevolgen en maatregelen"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("told_by"), FieldPanel("told_by_knew_at")]),
                FieldPanel(
                    "on_behalf_of",
                    help_text=_(
                        "Verwerken wij deze gegevens voor een opdrachtgever? Dan melden wij het aan hem, en "
                        "beslist hij."
                    ),
                ),
                FieldPanel("assigned_to"),
            ],
            heading=_("Wie erbij hoort"),
        ),
        documents_panel(
            heading=_("Documenten"),
            help_text=_(
                "Wat laat zien wat er is gebeurd en gedaan: PDF, Word (.docx), PNG of JPG, hoogstens 25 MB. "
                "Alleen zichtbaar "
                "voor wie datalekken mag inzien."
            ),
        ),
    ]
    filterset_class = BreachFilterSet
    search_fields = ["title", "facts", "authority_reference"]
    list_select_related = ("on_behalf_of", "assigned_to", "told_by")
    list_prefetch_related = ("disclosures__disclosure__recipient",)
    list_named = {"assigned_to": "aware_at"}
    list_display = [
        "__str__",
        DayColumn("aware_at", label=_("Bekend geworden"), sort_key="aware_at"),
        Column(
            "on_behalf_of", label=_("Opdrachtgever"), sort_key="on_behalf_of__name", classname="register-grow"
        ),
        Column("assigned_to", label=_("Bij"), accessor="named.assigned_to"),
        StatusColumn("left", label=_("Klok"), accessor=left_of),
        StatusColumn("state", label=_("Stand"), accessor=status_of),
    ]
    list_export = [
        *("id", "title", "aware_at", "get_cause_display", "get_risk_display", "get_decision_display"),
        *("reported_at", "authority_reference", "get_persons_decision_display", "persons_on", "on_behalf_of"),
        *("client_told_at", "closed_at", "status"),
    ]
    export_headings = {
        "id": _("Nummer"),
        "get_cause_display": _("Oorzaak"),
        "get_risk_display": _("Risico"),
        "get_decision_display": _("Besluit over melden"),
        "get_persons_decision_display": _("Betrokkenen"),
        "status": _("Stand"),
    }
    inspect_view_fields = [
        *("title", "status", "aware_at", "found_how", "occurred_from", "occurred_until", "nature", "cause"),
        *("facts", "persons_least", "persons_most", "consequences", "measures_before", "measures_after"),
        *("measures_next", "told_by", "told_by_knew_at", "on_behalf_of", "assigned_to", "registered_by"),
        *("risk", "decision", "assess_reason", "assessed_by", "assessed_at"),
        *("confirmed_by", "confirmed_at", "confirm_note"),
        *("reported_at", "authority_reference", "report_complete"),
        *("client_told_at", "client_told_how", "client_told_note"),
        *("persons_decision", "persons_on", "persons_how", "persons_number", "persons_ground"),
        *("persons_reason", "persons_decided_by", "persons_decided_at"),
        *("closed_by", "closed_at", "close_note"),
    ]

    def status_of(self, record: Breach) -> Status:
        return status_of(record)

    def get_urlpatterns(self) -> list[URLPattern]:
        steps: list[tuple[str, str, Callable[..., HttpResponseBase]]] = [
            ("beoordelen", "assess", self.construct_view(AssessView)),
            ("niet-melden", "confirm", self.construct_view(ConfirmView)),
            ("melden", "report", self.construct_view(ReportView)),
            ("opdrachtgever", "client", self.construct_view(ClientView)),
            ("betrokkenen", "persons", self.construct_view(PersonsView)),
            ("vragen", "answers", self.construct_view(AnswersView)),
            ("verstrekkingen", "link", self.construct_view(LinkView)),
            ("afsluiten", "close", self.construct_view(CloseView)),
            ("heropenen", "reopen", self.construct_view(ReopenView)),
            ("formulier-pdf", "form_pdf", self.construct_view(FormFileView, ending="pdf")),
            ("formulier-xlsx", "form_xlsx", self.construct_view(FormFileView, ending="xlsx")),
            ("formulier-json", "form_json", self.construct_view(FormFileView, ending="json")),
        ]
        sent = path("<int:pk>/meldingen/<int:notification>/", self.construct_view(SentView), name="sent")
        kept = {"letters": BreachLetter, "owner": "breach"}
        letter = "<int:pk>/brieven/<int:letter>/"
        return [
            *super().get_urlpatterns(),
            *(path(f"<int:pk>/{place}/", view, name=name) for place, name, view in steps),
            sent,
            path("<int:pk>/brief/<slug:kind>/", self.construct_view(BreachLetterView), name="make_letter"),
            path(letter, self.construct_view(LetterFileView, **kept), name="letter"),
            path(f"{letter}verstuurd/", self.construct_view(BreachLetterSentView), name="letter_sent"),
        ]


viewsets = [BreachViewSet()]
