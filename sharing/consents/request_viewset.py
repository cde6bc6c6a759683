"""The screens of authorities' requests: registered, assessed by one person, confirmed by another."""

from collections.abc import Callable
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from sharing.consents.choices import RequestState
from sharing.consents.queries import (
    STATE_ORDER,
    assessed_secrecy,
    changes_of,
    overdue,
    secrecy_of,
    state_of,
    undisclosed,
    why_not_asked,
    with_state,
)
from sharing.consents.request_forms import AuthorityRequestForm
from sharing.consents.request_models import AuthorityRequest, AuthorityRequestDocument
from sharing.consents.request_views import AssessRequestView, ConfirmRequestView, SecrecyView
from sharing.consents.requests import change_authority_request, register_authority_request
from sharing.consents.screens import RequestInspectView
from sharing.consents.secrecy import Secrecy, secrecy_on
from sharing.consents.waiting import age_in_words, is_late
from sharing.core.admin import (
    Column,
    DayColumn,
    RecordFilter,
    RegisterCreateView,
    RegisterEditView,
    RegisterFilterSet,
    RegisterViewSet,
    Status,
    StatusColumn,
)
from sharing.core.dossiers import seal
from sharing.core.exceptions import InputError
from sharing.documents.forms import documents_panel
from sharing.documents.views import DocumentsViewSet
from sharing.parties.models import Party

UNDISCLOSED, OVERDUE = "undisclosed", "overdue"


def age_of(request: AuthorityRequest) -> Status | None:
    """How long a request waits that nobody has decided on; None when it was decided."""
    if request.confirmed_by_id is not None:
        return None
    words = age_in_words(request.received_on, request.answer_by, request.viewed_on)
    return Status("breach" if is_late(request.answer_by, request.viewed_on) else "pending", words)


def status_of(request: AuthorityRequest) -> Status:
    """Where the request stands."""
    state = state_of(request)
    return Status(state.value, state.label)


_ViewSet: Any = object  # of the register, to which the mixin is added


class WithoutDeleting(_ViewSet):
    """Records of what persons and authorities decided: they end and are corrected, never deleted."""

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"delete_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]


class RequestFilterSet(RegisterFilterSet):
    """Requests by authority and by where they stand."""

    authority = RecordFilter(Party, label=_("Autoriteit"))
    state = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[
            *RequestState.choices,
            (UNDISCLOSED, _("Bevestigd, nog niets verstrekt")),
            (OVERDUE, _("Te laat")),
        ],
        widget=forms.RadioSelect,
        empty_label=_("Alle"),
        method="in_state",
    )

    class Meta:
        model = AuthorityRequest
        fields = ["authority", "state", "peildatum"]

    def in_state(self, queryset: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        """Where the request stands."""
        if state == OVERDUE:
            return overdue(queryset, on=self.day)
        return undisclosed(queryset) if state == UNDISCLOSED else with_state(queryset, state)


class _Words(_ViewSet):
    """A form on what an authority asks."""

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_asked(given.get("asked"), [seal(one) for one in given.get("dossiers") or ()])


class RequestCreateView(_Words, RegisterCreateView):
    def write(self, form: Any) -> AuthorityRequest:
        reason = form.cleaned_data["reason"]
        return register_authority_request(**form.registered(), by=self.request.user, reason=reason)


class RequestEditView(_Words, RegisterEditView):
    """What was assessed does not change any more: the assessment is about these words."""

    def write(self, form: Any) -> AuthorityRequest:
        data = form.cleaned_data
        return change_authority_request(
            form=form, by=self.request.user, reason=data["reason"], seen=data["version"]
        )


class AuthorityRequestViewSet(WithoutDeleting, DocumentsViewSet, RegisterViewSet):
    model = AuthorityRequest
    documents = AuthorityRequestDocument
    name = "authority_requests"
    url_prefix = "verzoeken-van-autoriteiten"
    icon = "mail"
    menu_label = _("Verzoeken van autoriteiten")
    add_view_class = RequestCreateView
    edit_view_class = RequestEditView
    inspect_view_class = RequestInspectView
    form_class = AuthorityRequestForm
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("reference"), FieldPanel("authority")]),
                FieldRowPanel([FieldPanel("received_on"), FieldPanel("answer_by")]),
            ],
            heading=_("Wie vraagt het"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("legal_provision"),
                FieldPanel(
                    "asked",
                    help_text=_("Zonder dossiernummers of namen; dossiers hebben hieronder een eigen veld."),
                ),
                FieldPanel("data_categories"),
                FieldPanel("dossiers"),
                FieldRowPanel([FieldPanel("period_from"), FieldPanel("period_until")]),
            ],
            heading=_("Wat en op grond waarvan"),
        ),
        MultiFieldPanel(
            [FieldPanel("secret"), FieldPanel("secrecy_ground"), FieldPanel("secret_until")],
            heading=_("Geheimhouding (artikel 41 UAVG)"),
        ),
        documents_panel(
            heading=_("Documenten"),
            help_text=_(
                "Het verzoek of bevel zelf: PDF, Word (.docx), PNG of JPG, hoogstens 25 MB. Alleen zichtbaar voor wie "
                "verzoeken mag inzien."
            ),
        ),
    ]
    filterset_class = RequestFilterSet
    search_fields = ["reference", "legal_provision", "asked", "authority__name"]
    list_select_related = ("authority",)
    list_display = [
        "reference",
        Column("authority", label=_("Autoriteit"), sort_key="authority__name", classname="register-grow"),
        Column("legal_provision", label=_("Wettelijke bepaling"), sort_key="legal_provision"),
        DayColumn("received_on", label=_("Ontvangen op"), sort_key="received_on"),
        StatusColumn("age", label=_("Wacht"), accessor=age_of, sort_key="answer_by"),
        StatusColumn("state", label=_("Stand"), accessor=status_of, sort_key="state"),
    ]
    computed_orderings = {"state": lambda day: STATE_ORDER}
    list_export = [
        *("reference", "authority", "legal_provision", "asked", "received_on", "answer_by"),
        *("period_from", "period_until"),
        *("secret", "secrecy_ground", "secret_until", "status"),
    ]
    export_related = ("secrecy_decisions",)
    export_headings = {"status": _("Stand")}
    inspect_view_fields = [
        *("reference", "status", "authority", "legal_provision", "asked", "data_categories"),
        *("period_from", "period_until", "secret", "secrecy_ground", "secret_until", "received_on"),
        *("answer_by",),
        *("assessment", "assessment_note", "assessed_by", "assessed_at", "confirmed_by", "confirmed_at"),
    ]

    def status_of(self, record: AuthorityRequest) -> Status:
        return status_of(record)

    def export_secret(self, record: AuthorityRequest) -> bool:
        """Whether it is secret on the day of the list, by all that was decided since its assessment."""
        return self._secrecy(record) is not None

    def export_secrecy_ground(self, record: AuthorityRequest) -> str:
        """The ground on which it is, or was, kept secret."""
        known = self._secrecy(record) or secrecy_of(record)
        return known.ground if known else ""

    def export_secret_until(self, record: AuthorityRequest) -> date | None:
        """Through which day it is, or was, secret; None while nobody said until when."""
        known = self._secrecy(record) or secrecy_of(record)
        return known.until if known else None

    def _secrecy(self, record: AuthorityRequest) -> Secrecy | None:
        return secrecy_on(record.viewed_on, assessed_secrecy(record), changes_of(record))

    @property
    def assess_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(AssessRequestView)

    @property
    def confirm_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(ConfirmRequestView)

    @property
    def secrecy_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(SecrecyView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/beoordelen/", self.assess_view, name="assess"),
            path("<int:pk>/bevestigen/", self.confirm_view, name="confirm"),
            path("<int:pk>/geheimhouding/", self.secrecy_view, name="secrecy"),
        ]
