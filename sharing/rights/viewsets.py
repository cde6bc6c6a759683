"""The screens of requests of persons: the list, the one screen of each, and its steps."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet, prefetch_related_objects
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from sharing.consents.request_viewset import WithoutDeleting
from sharing.core.admin import (
    Column,
    DayColumn,
    RegisterEditView,
    RegisterFilterSet,
    RegisterIndexView,
    RegisterViewSet,
    Status,
    StatusColumn,
)
from sharing.core.admin.tables import WORDS, short_day
from sharing.core.exceptions import InputError
from sharing.core.periods import amsterdam_day
from sharing.documents.forms import documents_panel
from sharing.documents.views import DocumentsViewSet
from sharing.letters.views import LetterFileView
from sharing.rights.answer_views import AnsweredView, FromLogView
from sharing.rights.choices import CLOSED, RightKind, RightState
from sharing.rights.complaint_views import HandlerView, RightsCreateView, SubjectView
from sharing.rights.effect_views import RecordView, RestrictView
from sharing.rights.forms import RightsRequestForm, changes_in
from sharing.rights.letter_models import RightsLetter
from sharing.rights.letter_views import RequestLetterSentView, RequestLetterView
from sharing.rights.models import RightsDocument, RightsRequest
from sharing.rights.portability_views import portability_urls
from sharing.rights.queries import PARTS, not_done, with_state
from sharing.rights.recipient_letter_views import NoticesView, NoticeView, OverviewView
from sharing.rights.recipient_steps import (
    AcknowledgeView,
    ExceptView,
    PersonToldView,
    TellView,
)
from sharing.rights.refusals import corrected, why_not_corrected, why_not_more_time
from sharing.rights.requests import change_rights_request
from sharing.rights.screens import RightsInspectView
from sharing.rights.standings import Standing, Standings, as_it_stood, overdue, standing_of
from sharing.rights.views import (
    DecideView,
    ExtendView,
    IdentityView,
    StopWaitingView,
    WaitView,
)

OPEN, MINE, OVERDUE = "open", "mine", "overdue"
_LOOKS = {RightState.DONE: "granted", RightState.WAITING: "draft"}


def status_of(request: RightsRequest) -> Status:
    """Where the request stands on the day that it is shown for."""
    standing = (
        request.standing if hasattr(request, "standing") else standing_of(request, on=request.viewed_on)
    )
    return Status(_LOOKS.get(standing.state, "pending"), standing.state.label)


def stand(requests: Sequence[RightsRequest], *, at: datetime) -> None:
    """Give each of these where it stands now, with a few questions for all of them."""
    if not requests:
        return
    prefetch_related_objects(requests, *PARTS)
    known = Standings(at=at)
    for one in requests:
        one.standing = known.of(one, on=amsterdam_day(at))


def due_of(request: RightsRequest) -> Status | None:
    """The last day of the next step; None of what is done or has no day."""
    standing = request.standing
    if standing.state in CLOSED or standing.next_day is None:
        return None
    return Status(
        "breach" if standing.is_late(request.viewed_on) else "pending", short_day(standing.next_day)
    )


class RightsFilterSet(RegisterFilterSet):
    """Requests by what is asked and by where they stand."""

    kind = django_filters.ChoiceFilter(
        label=_("Wat wordt gevraagd"), choices=RightKind.choices, empty_label=_("Alles")
    )
    state = django_filters.ChoiceFilter(
        label=_("Stand"),
        choices=[
            (OPEN, _("In behandeling")),
            (MINE, _("Bij mij in behandeling")),
            (OVERDUE, _("Te laat")),
            *RightState.choices,
        ],
        widget=forms.RadioSelect,
        empty_label=_("Alle"),
        method="in_state",
    )

    class Meta:
        model = RightsRequest
        fields = ["kind", "state", "peildatum"]

    def in_state(self, queryset: QuerySet[Any], _name: str, state: str) -> QuerySet[Any]:
        """Where the request stands, or stood by what was known on the reference date."""
        if self.moment is not None:
            return self._stood(queryset, state, self.moment)
        if state == OVERDUE:
            return overdue(queryset, on=self.day, at=timezone.now())
        if state == OPEN:
            return not_done(queryset)
        if state == MINE:
            return not_done(queryset).filter(assigned_to=self.request.user.pk)
        return with_state(queryset, state)

    def _stood(self, queryset: QuerySet[Any], state: str, moment: datetime) -> QuerySet[Any]:
        if state == MINE:
            queryset = queryset.filter(assigned_to=self.request.user.pk)

        def wanted(standing: Standing) -> bool:
            if state == OVERDUE:
                return standing.is_late(self.day)
            if state in (OPEN, MINE):
                return standing.state != RightState.DONE
            return standing.state == state

        return as_it_stood(queryset, moment, on=self.day, wanted=wanted)


class RightsIndexView(RegisterIndexView):
    """The list knows where each request stands."""

    def completed(self, records: Iterable[Any]) -> list[Any]:
        found, known = super().completed(records), Standings(moment=self.moment, at=timezone.now())
        for record in found:
            record.standing = known.of(record, on=self.day)
        return found


class RightsEditView(RegisterEditView):
    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        before = RightsRequest.objects.get(pk=self.object.pk)
        request = corrected(RightsRequest.objects.get(pk=self.object.pk), changes_in(given))
        if message := why_not_more_time(before, request, by=self.request.user):
            return [InputError(message)]
        return why_not_corrected(before, request, at=timezone.now())

    def write(self, form: Any) -> RightsRequest:
        data = form.cleaned_data
        return change_rights_request(
            self.object,
            changes=form.values(),
            documents=form.changed_documents(),
            seen=data["version"],
            by=self.request.user,
            at=timezone.now(),
            reason=data["reason"],
        )


class RightsRequestViewSet(WithoutDeleting, DocumentsViewSet, RegisterViewSet):
    model = RightsRequest
    documents = RightsDocument
    name = "rights_requests"
    url_prefix = "verzoeken-van-betrokkenen"
    icon = "user"
    menu_label = _("Verzoeken van betrokkenen")
    index_view_class = RightsIndexView
    add_view_class = RightsCreateView
    edit_view_class = RightsEditView
    inspect_view_class = RightsInspectView
    form_class = RightsRequestForm
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("received_at"), FieldPanel("received_way")]),
                FieldPanel("asked"),
            ],
            heading=_("Wat wordt gevraagd"),
        ),
        MultiFieldPanel([FieldPanel("dossier_number"), FieldPanel("representative")], heading=_("Van wie")),
        MultiFieldPanel(
            [
                FieldPanel(
                    "on_behalf_of",
                    help_text=_(
                        "Verwerken wij deze gegevens voor een opdrachtgever? Dan beslist die, en sturen wij het "
                        "verzoek door."
                    ),
                ),
                FieldPanel("assigned_to"),
            ],
            heading=_("Wie het behandelt"),
        ),
        documents_panel(
            heading=_("Documenten"),
            help_text=_(
                "De brief of e-mail zelf: PDF, Word (.docx), PNG of JPG, hoogstens 25 MB. Geen kopie van een "
                "identiteitsbewijs. Alleen zichtbaar voor wie verzoeken mag inzien."
            ),
        ),
    ]
    filterset_class = RightsFilterSet
    list_select_related = ("on_behalf_of", "assigned_to")
    list_prefetch_related = PARTS
    list_named = {"assigned_to": "received_at"}
    list_title = WORDS
    list_display = [
        "__str__",
        DayColumn("received_at", label=_("Ontvangen op"), sort_key="received_at"),
        Column("on_behalf_of", label=_("Opdrachtgever"), sort_key="on_behalf_of__name", classname=WORDS),
        Column("assigned_to", label=_("Bij"), accessor="named.assigned_to"),
        StatusColumn("due", label=_("Uiterlijk"), accessor=due_of),
        StatusColumn("state", label=_("Stand"), accessor=status_of),
    ]
    list_export = [
        *(
            "id",
            "get_kind_display",
            "received_at",
            "get_received_way_display",
            "on_behalf_of",
            "due",
            "status",
        ),
        *("get_decision_display", "decided_at", "answered_on", "answered_at"),
    ]
    export_headings = {
        "id": _("Nummer"),
        "get_kind_display": _("Wat wordt gevraagd"),
        "get_received_way_display": _("Hoe ontvangen"),
        "get_decision_display": _("Besluit"),
        "due": _("Uiterlijk"),
        "status": _("Stand"),
    }
    inspect_view_fields = [
        *("kind", "status", "received_at", "received_way", "dossier", "asked", "representative"),
        *("on_behalf_of", "assigned_to", "registered_by"),
        *("identity_how", "identity_on", "identity_by", "identity_note"),
        *("extension_reason", "extended_on", "extension_told_on", "extension_told_way"),
        *(
            "decision",
            "data_categories",
            "decision_provision",
            "decision_reason",
            "decision_evidence",
            "decided_by",
            "decided_at",
        ),
        *("answered_on", "answered_at", "answered_way", "answer", "answer_data"),
    ]

    def status_of(self, record: RightsRequest) -> Status:
        return status_of(record)

    def export_due(self, record: RightsRequest) -> Any:
        """The day by which it is to be done or was."""
        return record.standing.due

    def get_urlpatterns(self) -> list[URLPattern]:
        steps: list[tuple[str, str, Callable[..., HttpResponseBase]]] = [
            ("identiteit", "identity", self.construct_view(IdentityView)),
            ("wachten", "wait", self.construct_view(WaitView)),
            ("antwoord-gekomen", "stop_waiting", self.construct_view(StopWaitingView)),
            ("verlengen", "extend", self.construct_view(ExtendView)),
            ("opnemen", "record", self.construct_view(RecordView)),
            ("beperken", "restrict", self.construct_view(RestrictView)),
            ("waarover", "subject", self.construct_view(SubjectView)),
            ("behandelaar", "handler", self.construct_view(HandlerView)),
            ("beslissen", "decide", self.construct_view(DecideView)),
            ("antwoord-uit-het-log", "from_log", self.construct_view(FromLogView)),
            ("beantwoorden", "answered", self.construct_view(AnsweredView)),
            ("ontvangers/brieven", "notices", self.construct_view(NoticesView)),
            ("ontvangers/vertellen", "tell", self.construct_view(TellView)),
            ("ontvangers/uitzonderen", "except", self.construct_view(ExceptView)),
            ("ontvangers/bevestigd", "acknowledge", self.construct_view(AcknowledgeView)),
            ("ontvangers/betrokkene", "person_told", self.construct_view(PersonToldView)),
            ("ontvangers/overzicht", "overview", self.construct_view(OverviewView)),
        ]
        kept = {"letters": RightsLetter, "owner": "request"}
        letter = "<int:pk>/brieven/<int:letter>/"
        return [
            *super().get_urlpatterns(),
            *(path(f"<int:pk>/{place}/", view, name=name) for place, name, view in steps),
            path(
                "<int:pk>/ontvangers/<int:recipient>/brief/", self.construct_view(NoticeView), name="notice"
            ),
            *portability_urls(self.construct_view),
            path("<int:pk>/brief/<slug:kind>/", self.construct_view(RequestLetterView), name="make_letter"),
            path(letter, self.construct_view(LetterFileView, **kept), name="letter"),
            path(f"{letter}verstuurd/", self.construct_view(RequestLetterSentView), name="letter_sent"),
        ]


viewsets = [RightsRequestViewSet()]
