"""The steps on a complaint, and what its screen says of what it is about."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from sharing.consents.checking import sealed
from sharing.core.admin import Link, RegisterCreateView, Section, may
from sharing.core.admin.viewpoint import REFERENCE_DATE
from sharing.core.dossiers import unseal
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import InputError
from sharing.core.keys import key_in
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure
from sharing.rights.choices import RightKind
from sharing.rights.complaint_forms import HandlerForm, SubjectForm
from sharing.rights.complaint_models import ComplaintSubject
from sharing.rights.complaints import add_subject, assign_handler
from sharing.rights.forms import ABOUT_DISCLOSURE, ABOUT_REQUEST
from sharing.rights.models import RightsRequest
from sharing.rights.refusals import why_not_registered
from sharing.rights.requests import register_rights_request
from sharing.rights.subjects import Subject, concerned_in, in_words, may_be_about, possible_handlers, seen_on
from sharing.rights.views import BeforeDecision


class RightsCreateView(RegisterCreateView):
    """A request, or a complaint about something that is registered (``about``)."""

    prefilled = ("kind",)

    @cached_property
    def about(self) -> Subject | None:
        """What a new complaint is about; None when it comes by itself."""
        asked = self.request.POST if self.request.method == "POST" else self.request.GET
        models: tuple[tuple[str, Any], ...] = ((ABOUT_REQUEST, RightsRequest), (ABOUT_DISCLOSURE, Disclosure))
        for name, model in models:
            key = key_in(asked.get(name, ""))
            if key and may(self.request.user, "view", model):
                found: Subject | None = model.objects.filter(pk=key).first()
                return found
        return None

    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()
        about = self.about
        if isinstance(about, RightsRequest):
            number = unseal(about.dossier) if about.dossier else ""
            return initial | {ABOUT_REQUEST: about.pk, "dossier_number": number}
        return initial | ({ABOUT_DISCLOSURE: about.pk} if about else {})

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.about is not None:
            messages.info(request, _("Deze klacht gaat over: %(what)s.") % {"what": self.about})
        answer: HttpResponse = super().get(request, *args, **kwargs)
        return answer

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        known: dict[str, Any] = {name: given.get(name) or "" for name in ("asked", "representative")}
        number, moment = given.get("dossier_number"), given.get("received_at")
        known |= {"dossier": sealed(number) if number else None, "received_at": moment}
        return why_not_registered(RightsRequest(**known), self.about if number and moment else None)

    def write(self, form: Any) -> RightsRequest:
        return register_rights_request(
            **form.values(),
            about=self.about,
            documents=form.changed_documents(),
            by=self.request.user,
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )


class OfComplaint(BeforeDecision):
    """Only of a complaint that is ours to judge and is not judged."""

    def why_not(self) -> str:
        if self.live.kind != RightKind.COMPLAINT:
            return _("Dit is geen klacht.")
        if self.live.on_behalf_of_id is not None:
            return _("Over deze klacht beslist de opdrachtgever; stuur haar door.")
        return super().why_not()


class SubjectView(OfComplaint):
    page_title = gettext_lazy("Waarover de klacht gaat")
    form_class = SubjectForm
    submit_label = gettext_lazy("Toevoegen")
    done_message = gettext_lazy(
        "Vastgelegd waarover de klacht gaat. Wie erbij betrokken was, behandelt haar niet."
    )

    def why_not(self) -> str:
        if self.live.dossier is None:
            return _(
                "Vul eerst het dossiernummer in bij de klacht; dan staat vast dat het om dezelfde persoon gaat."
            )
        return super().why_not()

    @property
    def explanation(self) -> str:
        """What is shown of it later."""
        words = _("Het wordt getoond zoals het was toen de klacht binnenkwam, op %(day)s.")
        return words % {"day": day_in_words(amsterdam_day(self.live.received_at))}

    def get_form(self, data: Any = None) -> Any:
        asked, told = may_be_about(self.live)
        return SubjectForm(data, asked=asked, told=told)

    def step(self, form: Any) -> None:
        add_subject(self.live, about=form.about, note=form.cleaned_data["note"], **self.said(form))


class HandlerView(OfComplaint):
    page_title = gettext_lazy("Behandelaar aanwijzen")
    form_class = HandlerForm
    submit_label = gettext_lazy("Aanwijzen")
    done_message = gettext_lazy("Vastgelegd wie deze klacht behandelt.")

    @property
    def explanation(self) -> str:
        """Who does not stand in the list, and why."""
        rule = _("Een klacht wordt behandeld en beoordeeld door wie er niet bij betrokken was.")
        if not self.live.subjects.exists():
            more = _("Leg eerst vast waarover zij gaat; dan is ook bekend wie dat niet is.")
            return f"{rule} {more}"
        out = "; ".join(in_words(concerned_in(self.live)).values())
        barred = _("Daarom niet: %(who)s.") % {"who": out}
        return f"{rule} {barred}" if out else rule

    def get_form(self, data: Any = None) -> Any:
        return HandlerForm(
            data, handlers=possible_handlers(self.live), initial={"handler": self.live.assigned_to_id}
        )

    def step(self, form: Any) -> None:
        data = form.cleaned_data
        assign_handler(self.live, handler=data["handler"], note=data["note"], **self.said(form))


_View: Any = object  # of the register, to which the mixin is added


class ShowsComplaints(_View):
    """The screen of a request: of a complaint what it is about, of another which complaints were about it."""

    told_apart: Collection[type[Model]] = (ComplaintSubject,)

    @property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if not self.is_asked:
            return buttons
        live = self.live
        if live.kind != RightKind.COMPLAINT:
            if live.on_behalf_of_id is None and may(self.request.user, "add", RightsRequest):
                url = f"{reverse('rights_requests:add')}?kind={RightKind.COMPLAINT.value}&{ABOUT_REQUEST}={live.pk}"
                buttons.append(Button(_("Klacht hierover"), url=url, icon_name="openquote", priority=14))
        elif not live.decision and live.on_behalf_of_id is None:
            ways = [
                (_("Waarover de klacht gaat"), "subject", "link"),
                (_("Behandelaar aanwijzen"), "handler", "user"),
            ]
            buttons += [
                Button(label, url=self.url(name), icon_name=icon, priority=11) for label, name, icon in ways
            ]
        return buttons

    def get_sections(self) -> list[Section]:
        title = str(capfirst(ComplaintSubject._meta.verbose_name_plural))
        found = [one for one in super().get_sections() if one.title != title]
        if self.object.kind == RightKind.COMPLAINT:
            return [self._subjects(title), *found]
        if self.moment:
            return found  # as whatever else refers to it
        rows = [
            (
                Link(str(one.request), reverse("rights_requests:inspect", args=[one.request_id])),
                self._outcome(one),
            )
            for one in ComplaintSubject.objects.filter(about_request=self.object.pk).select_related("request")
        ]
        complaints = Section(_("Klachten hierover"), (_("Klacht"), _("Uitkomst")), tuple(rows))
        return [*found, complaints] if rows else found

    def _outcome(self, subject: ComplaintSubject) -> str:
        return subject.request.get_decision_display() or _("Nog niet beoordeeld")

    def _subjects(self, title: str) -> Section:
        """Each as it was when the complaint came in, for who may see it."""
        shown = may(self.request.user, "view", Disclosure)
        rows = []
        subjects = list(self.object.subjects.all())
        days = seen_on(self.object, subjects)
        for one in subjects:
            asked = one.about_request_id is not None
            name, key = (
                ("about_request", one.about_request_id)
                if asked
                else ("about_disclosure", one.about_disclosure_id)
            )
            screen = "rights_requests:inspect" if asked else "disclosures:inspect"
            url = f"{reverse(screen, args=[key])}?{REFERENCE_DATE}={days[one.pk].isoformat()}"
            said = self.reader.of(one, name)
            what: Any = Link(said, url) if asked or shown else said
            rows.append((what, day_in_words(days[one.pk])))
        empty = _("Er staat niet bij waarover de klacht gaat.")
        return Section(title, (_("Wat"), _("Zoals het was op")), tuple(rows), empty=empty)
