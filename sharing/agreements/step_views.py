"""The steps on an agreement: extend, terminate, replace, copy."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from sharing.agreements.changing import (
    COVERED,
    copy_agreement,
    extend_agreement,
    replace_agreement,
    terminate_agreement,
)
from sharing.agreements.models import Agreement
from sharing.agreements.queries import facts_of, successor_of
from sharing.agreements.refusals import (
    why_not_replaced_from,
    why_not_signed_on,
    why_not_terminated_per,
    why_not_until,
    why_not_with,
)
from sharing.agreements.rules import last_effective_day
from sharing.agreements.step_forms import CopyForm, ExtendForm, ReplaceForm, TerminateForm
from sharing.agreements.step_screen import AgreementStep
from sharing.agreements.succession import (
    meaning_of_extension,
    meaning_of_replacement,
    meaning_of_termination,
    until_in_words,
    why_not_extended,
    why_not_replaced,
    why_not_terminated,
)
from sharing.core.admin import may
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import InputError
from sharing.core.periods import next_day
from sharing.parties.models import Party


def carried(agreement: Agreement, first_day: date) -> list[str]:
    """How many sub-processors go along to an agreement that begins on this day, in a sentence; none: nothing."""
    engaged = agreement.sub_processors.exclude(last_day__lt=first_day).count()
    if not engaged:
        return []
    return [ngettext("%d subverwerker gaat mee.", "%d subverwerkers gaan mee.", engaged) % engaged]


class ExtendView(AgreementStep):
    page_title = gettext_lazy("Verlengen")
    header_icon = "calendar-alt"
    form_class = ExtendForm
    final_label = gettext_lazy("Verlengen")

    def why_not(self) -> str:
        return why_not_extended(self.facts)

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        chosen = given.get("last_day") or given.get("indefinite")
        return why_not_until(self.live, given.get("last_day")) if chosen and "last_day" in given else []

    def step(self, form: Any) -> Agreement:
        seen = form.cleaned_data["version"]
        return extend_agreement(self.live, seen=seen, **self.given(form, "last_day"))

    def meaning(self, form: Any) -> list[str]:
        return meaning_of_extension(self.facts, form.cleaned_data["last_day"], on=self.today)

    def done(self, agreement: Agreement) -> str:
        until = until_in_words(agreement.last_day)
        return _("%(what)s is verlengd: zij geldt %(until)s.") % {"what": agreement.reference, "until": until}


class TerminateView(AgreementStep):
    page_title = gettext_lazy("Opzeggen")
    header_icon = "cross"
    form_class = TerminateForm
    final_label = gettext_lazy("Opzegging vastleggen")

    def why_not(self) -> str:
        return why_not_terminated(self.facts)

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_terminated_per(self.live, given.get("last_day"))

    def get_initial(self) -> dict[str, Any]:
        """The first day that the notice period allows, where that comes before the end."""
        if self.live.notice_days is None:
            return {}
        earliest = max(self.today + timedelta(days=self.live.notice_days), self.live.first_day)
        end = self.live.last_day
        return {"last_day": earliest} if end is None or earliest <= end else {}

    def step(self, form: Any) -> Agreement:
        seen = form.cleaned_data["version"]
        return terminate_agreement(self.live, seen=seen, **self.given(form, "last_day"))

    def meaning(self, form: Any) -> list[str]:
        return meaning_of_termination(self.facts, form.cleaned_data["last_day"], on=self.today)

    def done(self, agreement: Agreement) -> str:
        day = day_in_words(agreement.terminated_per) if agreement.terminated_per else ""
        return _("%(what)s is opgezegd per %(day)s.") % {"what": agreement.reference, "day": day}


class ReplaceView(AgreementStep):
    page_title = gettext_lazy("Opvolger maken")
    header_icon = "resubmit"
    form_class = ReplaceForm
    final_label = gettext_lazy("Opvolger maken")
    explanation = gettext_lazy(
        "De opvolger neemt de afspraken, de onderdelen van artikel 28 en de subverwerkers over; documenten, de "
        "ondertekening en audits niet. Beide overeenkomsten verwijzen daarna naar elkaar."
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "add", Agreement):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def why_not(self) -> str:
        successor = successor_of(self.live)
        return why_not_replaced(self.facts, successor=facts_of(successor) if successor else None)

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        wrong = why_not_replaced_from(self.live, given.get("first_day"))
        return wrong + why_not_signed_on(given.get("signed_on"))

    def get_initial(self) -> dict[str, Any]:
        end = last_effective_day(self.facts)
        initial: dict[str, Any] = {"first_day": next_day(end)} if end else {}
        for name in COVERED:
            asked = [key for key in self.request.GET.getlist(name) if key.isascii() and key.isdigit()]
            initial[name] = asked or list(getattr(self.live, name).values_list("pk", flat=True))
        return initial

    def step(self, form: Any) -> Agreement:
        data = form.cleaned_data
        return replace_agreement(
            self.live,
            covers={name: data[name] for name in COVERED},
            seen=data["version"],
            **self.given(form, "reference", "first_day", "last_day", "signed_on"),
        )

    def meaning(self, form: Any) -> list[str]:
        data = form.cleaned_data
        names = ("reference", "first_day", "last_day", "signed_on")
        meaning = meaning_of_replacement(self.facts, on=self.today, **{name: data[name] for name in names})
        return meaning + carried(self.live, data["first_day"])

    def done(self, agreement: Agreement) -> str:
        words = {"what": agreement.reference, "old": self.live.reference}
        return _("%(what)s is gemaakt als opvolger van %(old)s.") % words


class CopyView(AgreementStep):
    page_title = gettext_lazy("Kopiëren")
    header_icon = "copy"
    form_class = CopyForm
    final_label = gettext_lazy("Concept maken")
    explanation = gettext_lazy(
        "Maakt een nieuw concept voor een andere partij of periode. Wat eronder valt, de afspraken en de onderdelen "
        "van artikel 28 gaan mee, en de subverwerkers als de partij dezelfde blijft. Documenten, ondertekening, "
        "opzegging en audits gaan niet mee."
    )

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "add", Agreement):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"party": self.live.party}

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_with(given.get("party"))

    def step(self, form: Any) -> Agreement:
        return copy_agreement(self.live, **self.given(form, "reference", "party", "first_day", "last_day"))

    def meaning(self, form: Any) -> list[str]:
        data = form.cleaned_data
        return [
            _("%(what)s komt erbij als concept voor %(party)s, vanaf %(first)s %(until)s.")
            % {
                "what": data["reference"],
                "party": data["party"],
                "first": day_in_words(data["first_day"]),
                "until": until_in_words(data["last_day"]),
            },
            *self._chain(data["party"], data["first_day"]),
            _("Aan %(old)s verandert niets.") % {"old": self.live.reference},
        ]

    def _chain(self, party: Party, first_day: date) -> list[str]:
        """Who is engaged goes along with the party that engages them, and with no other."""
        going = carried(self.live, first_day)
        if not going or party.organisation == self.live.party.organisation:
            return going
        return [
            _("De subverwerkers van %(party)s gaan niet mee: vul die van %(other)s daarna in.")
            % {"party": self.live.party, "other": party}
        ]

    def done(self, agreement: Agreement) -> str:
        return _("%(what)s is gemaakt als concept. Controleer haar, en vul in wanneer er is getekend.") % {
            "what": agreement.reference
        }


STEPS: dict[str, tuple[str, type[AgreementStep]]] = {
    "extend": ("verlengen", ExtendView),
    "replace": ("opvolgen", ReplaceView),
    "terminate": ("opzeggen", TerminateView),
    "copy": ("kopieren", CopyView),
}

_ViewSet: Any = object  # of the register, to which the mixin is added


class StepsViewSet(_ViewSet):
    """The addresses of the steps on an agreement."""

    def step_view(self, name: str) -> Callable[..., HttpResponseBase]:
        """The view of a step by its name in ``STEPS``."""
        return self.construct_view(STEPS[name][1])

    def get_urlpatterns(self) -> list[URLPattern]:
        key = self.pk_path_converter
        own = [
            path(f"<{key}:pk>/{words}/", self.step_view(name), name=name)
            for name, (words, _view) in STEPS.items()
        ]
        return [*super().get_urlpatterns(), *own]
