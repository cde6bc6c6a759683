"""The screen of one's own calendar: making its secret address, and withdrawing it. It is shown once."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from sharing.core.admin.screens import FormScreen
from sharing.core.dutch import instant_in_words
from sharing.core.exceptions import Refused
from sharing.reminders.forms import MakeAddressForm, WithdrawAddressForm
from sharing.reminders.models import CalendarFeed
from sharing.reminders.operations import make_calendar_address, withdraw_calendar_address
from sharing.reminders.queries import may_have_calendar


class OwnCalendarScreen(FormScreen):
    """For who looks after contracts; of nobody else's calendar."""

    header_icon = "calendar-alt"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_have_calendar(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def feed(self) -> CalendarFeed | None:
        """The address that works now; None when there is none."""
        return CalendarFeed.objects.filter(person=self.request.user.pk, secret_hash__isnull=False).first()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class CalendarView(OwnCalendarScreen):
    """What the calendar is, whether there is an address, and making a new one."""

    page_title = gettext_lazy("Mijn termijnen in mijn agenda")
    template_name = "sharing/reminders/calendar.html"
    form_class = MakeAddressForm

    @property
    def submit_label(self) -> Any:  # type: ignore[override]  # it depends on whether there is one
        return _("Nieuw adres maken") if self.feed else _("Adres maken")

    @sensitive_variables("secret", "address")
    def perform(self, form: Any) -> HttpResponse:
        secret = make_calendar_address(
            by=self.request.user, at=timezone.now(), reason=form.cleaned_data["reason"]
        )
        address = settings.BASE_URL + reverse("calendar_feed", args=[secret])
        answer = TemplateResponse(
            self.request,
            "sharing/reminders/address.html",
            {"address": address, "back": reverse("calendar:index")},
        )
        answer["Cache-Control"] = "no-store"
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        made = instant_in_words(self.feed.made_at) if self.feed else ""
        return super().get_context_data(**kwargs) | {"made": made, "withdraw": reverse("calendar:withdraw")}


class WithdrawView(OwnCalendarScreen):
    """Let the address stop working at once."""

    page_title = gettext_lazy("Agenda-adres intrekken")
    form_class = WithdrawAddressForm
    explanation = gettext_lazy(
        "Het adres werkt dan meteen niet meer, en nooit meer. Wat al in een agenda staat, verdwijnt daar bij de "
        "volgende keer ophalen niet vanzelf: verwijder het abonnement ook in die agenda."
    )
    submit_label = gettext_lazy("Nu intrekken")

    def perform(self, form: Any) -> HttpResponse:
        if self.feed is None:
            raise Refused(_("Er is geen adres dat werkt."))
        withdraw_calendar_address(self.feed, by=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("Ingetrokken; het adres werkt niet meer."))
        return redirect("calendar:index")


class CalendarItem(MenuItem):
    """Shown to who looks after contracts."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_have_calendar(request.user)


class CalendarViewSet(ViewSet):
    """The address /beheer/agenda/."""

    name = "calendar"
    url_prefix = "agenda"
    icon = "calendar-alt"
    menu_label = gettext_lazy("Mijn agenda")
    menu_item_class = CalendarItem

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(CalendarView)

    @property
    def withdraw_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(WithdrawView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.index_view, name="index"),
            path("intrekken/", self.withdraw_view, name="withdraw"),
        ]


viewsets = [CalendarViewSet()]
