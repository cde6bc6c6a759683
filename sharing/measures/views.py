"""The steps on a measure or a declaration: that it was checked, and that it holds no longer."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from sharing.core.admin.steps import StepScreen
from sharing.core.exceptions import InputError
from sharing.core.periods import amsterdam_day, months_after
from sharing.measures.forms import CheckForm, RetireForm
from sharing.measures.operations import record_check, retire
from sharing.measures.queries import why_not_checked, why_not_retired

_ENDED = gettext_lazy("Dit geldt niet meer: er is een laatste dag vastgelegd.")


class CheckView(StepScreen):
    """It was looked at: what was found, and when it is looked at again."""

    page_title = gettext_lazy("Controle vastleggen")
    header_icon = "check"
    form_class = CheckForm
    submit_label = gettext_lazy("Controle vastleggen")
    explanation = gettext_lazy("Wat vastligt, verandert niet meer: een volgende controle komt ernaast.")

    def why_not(self) -> str:
        return str(_ENDED) if self.live.last_day and self.live.last_day < _today() else ""

    def get_initial(self) -> dict[str, Any]:
        today = _today()
        return {"checked_on": today, "next_check": months_after(today, 12)}

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_checked(given.get("checked_on"), given.get("next_check"), at=timezone.now())

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        record_check(
            self.live,
            checked_on=data["checked_on"],
            outcome=data["outcome"],
            note=data["note"],
            next_check=data["next_check"],
            seen=data["version"],
            by=self.request.user,
            at=timezone.now(),
            reason=data["reason"],
        )
        messages.success(self.request, _("De controle is vastgelegd."))
        return redirect(self.url("inspect"))


class RetireView(StepScreen):
    """It holds no longer."""

    page_title = gettext_lazy("Beëindigen")
    header_icon = "cross"
    form_class = RetireForm
    submit_label = gettext_lazy("Beëindigen")
    explanation = gettext_lazy(
        "Het blijft in het register staan, met alle controles; er hoeft daarna niets meer mee."
    )

    def why_not(self) -> str:
        return str(_ENDED) if self.live.last_day else ""

    def get_initial(self) -> dict[str, Any]:
        return {"last_day": _today()}

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_retired(self.live, given.get("last_day"))

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        retire(
            self.live,
            last_day=data["last_day"],
            seen=data["version"],
            by=self.request.user,
            reason=data["reason"],
        )
        messages.success(self.request, _("De laatste dag is vastgelegd."))
        return redirect(self.url("inspect"))


def _today() -> Any:
    return amsterdam_day(timezone.now())
