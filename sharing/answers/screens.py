"""Making an answer, reading what was made, and marking what is about others."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from sharing.answers.choices import CONTENT_TYPES, AnswerFormat
from sharing.answers.forms import AnswerForm, BlackOutForm
from sharing.answers.models import AccessAnswer, BlackOut
from sharing.answers.operations import black_out, make_answer
from sharing.answers.queries import Told, described, shown_description, why_not_blacked_out
from sharing.answers.rules import Black, Pieces, passages_in
from sharing.answers.words import BLACK
from sharing.core.admin import Column, DenseTable, TitleColumn, may
from sharing.core.admin.looking import Looking, look_on, looking_at, looking_under, note_shown
from sharing.core.admin.screens import FormScreen, kept_way, way_back
from sharing.core.admin.tables import CLIPPED, NUMBER, short_moment
from sharing.core.dossiers import unseal
from sharing.core.downloads import sealed_download
from sharing.core.exceptions import InputError
from sharing.core.looking.choices import LookAct
from sharing.core.periods import amsterdam_day
from sharing.core.readable import name_accounts
from sharing.core.records import version_of
from sharing.disclosures.models import Disclosure

PER_PAGE = 50
DESCRIPTIONS_PER_PAGE = 25
MOST_ASKED = 50  # about which it is asked whether they belong to a secret request

_View: Any = object  # of Django, to which the mixin is added


class NeedsRight(_View):
    """Only for who may do this with records of the model."""

    needed: tuple[str, type[Model]] = ("view", AccessAnswer)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, *self.needed):
            raise PermissionDenied
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer


class AnswersView(NeedsRight, WagtailAdminTemplateMixin, TemplateView):
    """All answers that were made, the newest first."""

    page_title = gettext_lazy("Antwoorden op inzageverzoeken")
    template_name = "sharing/answers/index.html"
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(AccessAnswer.objects.all(), PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "page_obj": page,
            "table": answers_table(list(page.object_list)),
            "own_url": self.request.path,
        }


def answers_table(answers: list[AccessAnswer]) -> DenseTable:
    """Answers as a list."""
    name_accounts(answers, made_by="made_at")
    columns = [
        TitleColumn(
            "made",
            label=_("Gemaakt op"),
            accessor=lambda row: short_moment(row.made_at),
            get_url=lambda row: reverse("answers:inspect", args=[row.pk]),
        ),
        Column("dossier", label=_("Dossier"), accessor=lambda row: unseal(row.dossier)),
        Column("by", label=_("Door"), accessor="named.made_by"),
        Column("reason", label=_("Waarom"), accessor=why, classname=CLIPPED),
        Column("format", label=_("Bestand"), accessor=lambda row: row.format.upper()),
        Column("disclosures", label=_("Verstrekkingen"), classname=NUMBER),
    ]
    return DenseTable(columns, answers, caption=_("Antwoorden op inzageverzoeken"))


def why(row: Any) -> str:
    """The reason that was chosen, with the words beside it."""
    label = row.get_reason_display()
    return f"{label}: {row.note}" if row.note else str(label)


class AnswerView(NeedsRight, WagtailAdminTemplateMixin, TemplateView):
    """One answer: who made it and why, its hash, and for staff what stayed out of it because it is secret."""

    model = AccessAnswer
    page_title = gettext_lazy("Antwoord op een inzageverzoek")
    template_name = "sharing/answers/inspect.html"
    header_icon = "mail"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.answer = get_object_or_404(AccessAnswer, pk=kwargs["pk"])
        note_shown(request, self.answer)
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("answers:index"), "label": AnswersView.page_title}
        return [*self.breadcrumbs_items, above, {"url": "", "label": str(self.answer)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        name_accounts([self.answer], made_by="made_at")
        looking = looking_at(self.request, bytes(self.answer.dossier))
        return super().get_context_data(**kwargs) | {
            "answer": self.answer,
            "number": unseal(self.answer.dossier),
            "why": why(self.answer),
            "withheld": [
                {**one, "until": date.fromisoformat(one["until"]) if one["until"] else None}
                for one in self.answer.withheld
            ],
            "by": self.answer.named["made_by"],  # type: ignore[attr-defined]  # given by name_accounts
            "looking": looking,
        }


class AnswerFileView(NeedsRight, View):
    """The file as the person got it; always as a download."""

    model = AccessAnswer
    http_method_names = ["get"]

    def get(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        answer = get_object_or_404(AccessAnswer, pk=pk)
        try:
            file = answer.open()
        except FileNotFoundError:
            raise Http404(_("Het bestand van dit antwoord ontbreekt op de server.")) from None
        note_shown(request, answer, act=LookAct.FETCHED)
        return sealed_download(
            file,
            name=f"antwoord-{answer.pk}.{answer.format}",
            size=answer.size,
            content_type=CONTENT_TYPES[AnswerFormat(answer.format)],
        )


class MakeAnswerView(NeedsRight, FormScreen):
    """Make the answer for the dossier that is looked at; first what will be in it, and what will not."""

    needed = ("add", AccessAnswer)
    page_title = gettext_lazy("Antwoord maken")
    template_name = "sharing/answers/make.html"
    header_icon = "mail"
    form_class = AnswerForm
    submit_label = gettext_lazy("Antwoord maken")
    looking: Looking

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        looking = looking_under(request, kwargs["looking"])
        if looking is None and may(request.user, *self.needed):
            messages.warning(request, _("Deze zoekopdracht is verlopen. Zoek het dossier opnieuw."))
            return redirect("dossiers:index")
        if looking is not None:
            self.looking = looking
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {
            "url": reverse("dossiers:overview", args=[self.looking.key]),
            "label": _("Dossier %s") % self.looking.number,
        }
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_initial(self) -> dict[str, Any]:
        return {"reason": self.looking.reason, "note": self.looking.note, "format": AnswerFormat.PDF}

    def get_form(self, data: Any = None) -> Any:
        form: Any = super().get_form(data)
        form.number = self.looking.number
        return form

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        look_on(request, self.looking)
        return super().get(request, *args, **kwargs)

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        answer = make_answer(
            seals=self.looking.seals,
            form=AnswerFormat(data["format"]),
            reason=data["reason"],
            note=data["note"],
            by=self.request.user,
            at=timezone.now(),
        )
        messages.success(
            self.request,
            _("Het antwoord is gemaakt en bewaard. Download het en kijk het na voor u het verstuurt."),
        )
        return redirect(way_back(self.request, reverse("answers:inspect", args=[answer.pk])))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        today = amsterdam_day(timezone.now())
        told = Told(self.looking.seals, day=today)
        loose = told.without_request(MOST_ASKED + 1)
        page = Paginator(
            described(self.looking.seals, day=today).prefetch_related("recipient"), DESCRIPTIONS_PER_PAGE
        ).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "number": self.looking.number,
            "count": told.rows.count(),
            "clients": told.clients,
            "kept": told.kept,
            "without_request": [
                (row, reverse("disclosures:inspect", args=[row.pk])) for row in loose[:MOST_ASKED]
            ],
            "more_without_request": len(loose) > MOST_ASKED,
            "page_obj": page,
            "descriptions": [
                {
                    "at": row.disclosed_at,
                    "recipient": row.recipient,
                    "pieces": readable(told.words.description(row.pk, row.description)),
                    "url": kept_way(self.request, reverse("answers:black_out", args=[row.pk])),
                }
                for row in page.object_list
            ],
            "may_black_out": may(self.request.user, "add", BlackOut),
            "own_url": self.request.path,
        }


def readable(pieces: Pieces) -> list[dict[str, Any]]:
    """The pieces of a description for a template: words, and whether they stand in the place of black ones."""
    return [
        {"black": True, "words": BLACK[one.ground]} if isinstance(one, Black) else {"words": one}
        for one in pieces
    ]


class BlackOutView(NeedsRight, FormScreen):
    """Mark words of one description that no answer shows."""

    model = Disclosure
    needed = ("add", BlackOut)
    page_title = gettext_lazy("Tekst over anderen zwart maken")
    template_name = "sharing/answers/black_out.html"
    header_icon = "no-view"
    form_class = BlackOutForm
    submit_label = gettext_lazy("Zwart maken")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code == 200:
            note_shown(request, self.disclosure, again=request.method == "GET")
        return response

    @cached_property
    def disclosure(self) -> Disclosure:
        """Whose description it is."""
        return get_object_or_404(Disclosure, pk=self.kwargs["pk"])

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {
            "url": reverse("disclosures:inspect", args=[self.disclosure.pk]),
            "label": str(self.disclosure),
        }
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_blacked_out(self.disclosure, passages_in(given.get("passages", "").splitlines()))

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        black_out(
            self.disclosure,
            passages=form.lines(),
            ground=data["ground"],
            by=self.request.user,
            reason=data["reason"],
            seen=data["version"],
        )
        messages.success(self.request, _("Deze woorden staan voortaan zwart in een antwoord."))
        return redirect(self.request.get_full_path())

    def get_initial(self) -> dict[str, Any]:
        return {"version": version_of(Disclosure, self.disclosure.pk)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        marks = BlackOut.objects.filter(disclosure=self.disclosure)
        return super().get_context_data(**kwargs) | {
            "disclosure": self.disclosure,
            "pieces": readable(shown_description(self.disclosure)),
            "marks": marks,
            "answer_url": self.answer_url(),
        }

    def answer_url(self) -> str:
        """To the answer that these words were read for; empty when the dossier is not looked at."""
        looking = looking_at(self.request, bytes(self.disclosure.dossier))
        return kept_way(self.request, reverse("answers:make", args=[looking.key])) if looking else ""
