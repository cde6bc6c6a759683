"""The screens of until when missing grounds only warn: ended early by one person, made longer by two."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.button import HeaderButton

from sharing.core.admin import (
    DayColumn,
    RegisterEditView,
    RegisterInspectView,
    RegisterViewSet,
    Status,
    StatusColumn,
    may,
)
from sharing.core.admin.screens import DecisionScreen
from sharing.core.admin.steps import StepScreen
from sharing.core.readable import account_name_in
from sharing.grounds.forms import IntroductionForm, LongerForm, TakeLongerBackForm
from sharing.grounds.introducing import confirm_longer, decline_longer, set_warn_until
from sharing.grounds.models import GroundsIntroduction
from sharing.grounds.queries import introduction_in


def introduction_status(introduction: GroundsIntroduction) -> Status:
    """Whether missing grounds only warn on the day shown."""
    if introduction.warn_until < introduction.viewed_on:
        return Status("ended", _("Voorbij: ontbrekende gronden houden tegen"))
    return Status("warning", _("Ontbrekende gronden waarschuwen alleen"))


class IntroductionItem(MenuItem):
    """Shown to who may view it, in an installation that is older than the rules about grounds."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "view", GroundsIntroduction) and introduction_in(request) is not None


class IntroductionEditView(RegisterEditView):
    """Another day: an earlier one at once, a later one when a colleague confirms it."""

    def write(self, form: Any) -> GroundsIntroduction:
        said = form.cleaned_data
        return set_warn_until(
            self.object,
            until=said["warn_until"],
            seen=said["version"],
            by=self.request.user,
            reason=said["reason"],
        )

    def get_success_message(self) -> Any:
        if self.object.wanted_until is not None:
            return _("Voorgesteld. Een collega bevestigt de latere dag; tot dan blijft de dag zoals hij is.")
        return _("De dag is vervroegd.")


class IntroductionInspectView(RegisterInspectView):
    """The day, with the way to what was proposed."""

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = super().header_buttons
        if buttons and self.live.wanted_until is not None:
            label = _("Voorstel bekijken")
            return [HeaderButton(label, url=self.url("longer"), icon_name="check"), *buttons]
        return buttons


class LongerView(DecisionScreen, StepScreen):
    """A colleague decides on a later day; who proposed it may take it back."""

    page_title = _("Langer alleen waarschuwen")
    template_name = "sharing/grounds/longer.html"
    deciding_form = LongerForm
    taking_back_form = TakeLongerBackForm

    def why_not(self) -> str:
        return "" if self.live.wanted_until is not None else str(_("Er wacht geen voorstel."))

    @property
    def proposed_by(self) -> Any:
        return self.live.wanted_by_id

    @property
    def explanation(self) -> Any:
        """What this means for who looks."""
        if self.is_own:
            return _(
                "Een collega bevestigt uw voorstel. Tot dan blijft de dag zoals hij is; u kunt het intrekken."
            )
        return _(
            "Na uw bevestiging houdt een ontbrekende grond of wettelijke bepaling langer niets tegen. Kijk eerst bij "
            "“Stromen zonder grond” wat er nog ontbreekt."
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "proposer": account_name_in(self.live, "wanted_by"),
            "reason": self.live.history.latest().history_change_reason,
        }

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        said = {"seen": data["version"], "by": self.request.user, "reason": data["reason"]}
        if not self.is_own and data["decision"] == LongerForm.AGREE:
            confirm_longer(self.live, **said)
            done = _("De voorgestelde dag geldt.")
        else:
            decline_longer(self.live, **said)
            done = _("Het voorstel gaat niet door; de dag blijft zoals hij is.")
        messages.success(self.request, done)
        return redirect(self.url("inspect"))


class IntroductionViewSet(RegisterViewSet):
    """One date, that nobody adds or deletes; the menu shows it where there is one."""

    model = GroundsIntroduction
    name = "introduction"
    url_prefix = "invoering"
    icon = "date"
    menu_label = _("Invoering van gronden")
    form_class = IntroductionForm
    edit_view_class = IntroductionEditView
    inspect_view_class = IntroductionInspectView
    panels = [FieldPanel("warn_until")]
    list_display = [
        DayColumn("warn_until", label=_("Alleen waarschuwen tot en met")),
        DayColumn("wanted_until", label=_("Voorgesteld: tot en met")),
        StatusColumn("status", label=_("Stand"), accessor=introduction_status),
    ]
    list_export = ["warn_until", "wanted_until"]

    _absent = frozenset({"add", "delete"})

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = {f"{name}_url_name": None for name in self._absent}
        return super().get_common_view_kwargs(**{**absent, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        shown = [pattern for pattern in super().get_urlpatterns() if pattern.name not in self._absent]
        return [*shown, path("<int:pk>/langer/", self.longer_view, name="longer")]

    @property
    def longer_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(LongerView)

    @property
    def menu_item_class(self) -> type[MenuItem]:
        return IntroductionItem
