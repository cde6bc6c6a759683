"""Registering a breach, by itself or from the log, and completing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from sharing.breaches.choices import Nature
from sharing.breaches.forms import FROM, AnswersForm, LinkForm, answers_in
from sharing.breaches.models import Breach
from sharing.breaches.queries import disclosures_of, judged_with, unregistered
from sharing.breaches.refusals import why_not_changed, why_not_known, why_not_written
from sharing.breaches.register import answer_form, change_breach, link_disclosures, register_breach
from sharing.breaches.views import BreachStep
from sharing.core.admin import RegisterCreateView, RegisterEditView
from sharing.core.admin.tables import short_moment
from sharing.core.exceptions import InputError
from sharing.core.keys import key_in
from sharing.disclosures.models import Disclosure

MOST_TO_LINK = 50


class BreachCreateView(RegisterCreateView):
    """A breach by itself, or of the disclosures that were judged one in one decision."""

    @cached_property
    def disclosures(self) -> list[Disclosure]:
        """What it comes from; nothing when it comes by itself, or stands in a breach already."""
        key = key_in(self.request.POST.get(FROM) or self.request.GET.get(FROM) or "")
        row = Disclosure.objects.breaches().filter(pk=key).first() if key else None
        return list(judged_with(row).prefetch_related("recipient")[:1000]) if row is not None else []

    def get_initial(self) -> dict[str, Any]:
        initial: dict[str, Any] = super().get_initial()
        known = [row.aware_at for row in self.disclosures if row.aware_at]
        if not self.disclosures:
            return initial
        return initial | {
            FROM: self.disclosures[0].pk,
            "aware_at": min(known, default=None),
            "nature": [Nature.CONFIDENTIALITY],
            "facts": self.disclosures[0].review_note,
            "occurred_from": min(row.disclosed_at for row in self.disclosures),
            "persons_least": len({bytes(row.dossier) for row in self.disclosures}),
        }

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if number := len(self.disclosures):
            words = ngettext(
                "Dit datalek komt uit het verstrekkingenlog: %(first)s. Vul aan wat bekend is.",
                "Dit datalek komt uit het verstrekkingenlog: %(count)s verstrekkingen, de eerste is %(first)s. "
                "Vul aan wat "
                "bekend is.",
                number,
            )
            messages.info(request, words % {"count": number, "first": in_words(self.disclosures[0])})
        return super().get(request, *args, **kwargs)

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_known(given, self.disclosures, at=timezone.now())

    def write(self, form: Any) -> Breach:
        kept, _gone = form.changed_parts()
        return register_breach(
            facts=form.values(),
            parts=kept,
            disclosures=self.disclosures,
            documents=form.changed_documents(),
            by=self.request.user,
            at=timezone.now(),
            reason=form.cleaned_data["reason"],
        )


class BreachEditView(RegisterEditView):
    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        breach = Breach.objects.get(pk=self.object.pk)
        disclosures, by = disclosures_of(breach), self.request.user
        return why_not_changed(breach, given, disclosures, by=by, at=timezone.now())

    def write(self, form: Any) -> Breach:
        data = form.cleaned_data
        kept, gone = form.changed_parts()
        return change_breach(
            self.object,
            changes=form.values(),
            parts=kept,
            without=gone,
            documents=form.changed_documents(),
            seen=data["version"],
            by=self.request.user,
            at=timezone.now(),
            reason=data["reason"],
        )


class AnswersView(BreachStep):
    page_title = gettext_lazy("Vragen van het formulier")
    submit_label = gettext_lazy("Antwoorden bewaren")
    done_message = gettext_lazy("De antwoorden zijn bewaard.")
    explanation = gettext_lazy(
        "Dit vraagt het formulier van de AP, of het gezamenlijke Europese formulier dat eraan komt, naast wat "
        "al bij het datalek "
        "staat. Niets is verplicht: wat niet bekend is, volgt in een aanvulling."
    )

    def get_form(self, data: Any = None) -> Any:
        return AnswersForm(data, answers={one.question: one.answer for one in self.live.answers.all()})

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_written(disclosures_of(self.live), **answers_in(given))

    def step(self, form: Any) -> None:
        answer_form(self.live, answers=form.answers(), reason=form.cleaned_data["reason"], **self.said(form))


class LinkView(BreachStep):
    page_title = gettext_lazy("Verstrekkingen toevoegen")
    submit_label = gettext_lazy("Toevoegen")
    done_message = gettext_lazy("De verstrekkingen horen nu bij dit datalek.")
    explanation = gettext_lazy("Verstrekkingen die als datalek zijn beoordeeld en nog in geen datalek staan.")

    def why_not(self) -> str:
        return super().why_not() or (
            "" if unregistered().exists() else _("Er zijn geen verstrekkingen die nog in geen datalek staan.")
        )

    def get_form(self, data: Any = None) -> Any:
        rows = unregistered().prefetch_related("recipient")[:MOST_TO_LINK]
        return LinkForm(data, disclosures=[(row, in_words(row)) for row in rows])

    def step(self, form: Any) -> None:
        link_disclosures(
            self.live, disclosures=form.chosen(), reason=form.cleaned_data["reason"], **self.said(form)
        )


def in_words(row: Any) -> str:
    """A disclosure without whose it is."""
    words = {"number": row.pk, "moment": short_moment(row.disclosed_at), "who": row.recipient}
    return _("Verstrekking %(number)s op %(moment)s aan %(who)s") % words
