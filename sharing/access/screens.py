"""Reviewing who has which role: the list as it is, signed by one person and then by another."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button, HeaderButton

from sharing.access.choices import ReviewOutcome
from sharing.access.queries import REVIEW, mark_of, review_state, roles_now
from sharing.access.review import countersign_review, sign_review, stop_review
from sharing.access.review_forms import CountersignForm, SignForm, StopForm
from sharing.access.review_models import RoleReview
from sharing.access.rules import role_changes, roles_in_words
from sharing.core.actor import Actor
from sharing.core.admin import (
    Column,
    DayColumn,
    ReadOnlyViewSet,
    RecordMixin,
    RegisterIndexView,
    RegisterInspectView,
    Section,
    Status,
    StatusColumn,
)
from sharing.core.admin.screens import FormScreen
from sharing.core.dutch import instant_in_words
from sharing.core.readable import EMPTY, account_name_in

_STATES = {
    "": ("pending", gettext_lazy("Wacht op een tweede persoon")),
    ReviewOutcome.AGREED.value: ("granted", ReviewOutcome.AGREED.label),
    ReviewOutcome.STOPPED.value: ("ended", ReviewOutcome.STOPPED.label),
}


def review_status(review: RoleReview) -> Status:
    """Where it stands."""
    return Status(*_STATES[review.outcome])


def roles_section(roles: Iterable[Mapping[str, Any]]) -> Section:
    """Who has which role, an account a row."""
    return Section(
        _("Wie welke rol heeft"),
        (_("Account"), _("Naam"), _("Rollen")),
        tuple((one["account"], one["name"] or EMPTY, roles_in_words(one)) for one in roles),
        empty=EMPTY,
    )


def changes_section(review: RoleReview) -> Section:
    """What is no longer as it was reviewed."""
    return Section(
        _("Sindsdien veranderd"),
        (_("Account"), _("Bij de beoordeling"), _("Nu")),
        tuple(
            (one.account, *(roles_in_words(was) if was else EMPTY for was in (one.before, one.after)))
            for one in role_changes(review.roles, roles_now())
        ),
        empty=_("Niets: wie welke rol heeft, is nog zoals toen."),
    )


class ReviewIndexView(RegisterIndexView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        if self.viewpoint.looks_back or not self.request.user.has_perm(REVIEW):
            return []
        url = reverse(self.viewset.get_url_name("sign"))
        return [HeaderButton(_("Rollen beoordelen"), url=url, icon_name="check")]


class ReviewInspectView(RegisterInspectView):
    @cached_property
    def header_buttons(self) -> list[Any]:
        row, user = self.live, self.request.user
        if row is None or self.viewpoint.looks_back or row.outcome or not user.has_perm(REVIEW):
            return []
        stop = HeaderButton(_("Afbreken"), url=self.url("stop"), icon_name="cross")
        if row.signed_by_id == user.pk:
            return [stop]
        return [HeaderButton(_("Meetekenen"), url=self.url("countersign"), icon_name="check"), stop]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        return [Button(_("Hele historie"), url=self.url("history"), icon_name="history", priority=10)]


class _SigningScreen(FormScreen):
    """For who may sign; with the list that it is about."""

    template_name = "sharing/access/review.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm(REVIEW):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class SignView(_SigningScreen):
    """The first person signs for the list as it is now."""

    page_title = gettext_lazy("Rollen beoordelen")
    header_icon = "check"
    form_class = SignForm
    submit_label = gettext_lazy("Tekenen als eerste")
    explanation = gettext_lazy(
        "Ga van elk account na of het nog nodig is en of de rollen passen bij het werk. Klopt iets niet, wijzig dat "
        "dan eerst bij de gebruikers. Daarna tekent een ander voor dezelfde lijst."
    )
    viewset: Any = None
    model: Any = None
    _show_breadcrumbs = True

    @cached_property
    def roles(self) -> list[dict[str, Any]]:
        """The list on this screen."""
        return roles_now()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nobody fills in what is refused afterwards: there is one review at a time."""
        if (waiting := review_state().waiting) is not None:
            messages.warning(
                request,
                _("Deze beoordeling wacht nog op een tweede persoon. Rond haar eerst af, of breek haar af."),
            )
            return redirect(self.viewset.get_url_name("inspect"), waiting.pk)
        return super().get(request, *args, **kwargs)

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        made = sign_review(note=data["findings"], seen=data["seen"], by=self.request.user)
        messages.success(
            self.request, _("U hebt als eerste getekend. De beoordeling wacht nu op een tweede persoon.")
        )
        return redirect(self.viewset.get_url_name("inspect"), made.pk)

    def show(self, form: Any) -> HttpResponse:
        mark = mark_of(self.roles)
        form.initial["seen"] = mark
        if form.is_bound:
            form.data = form.data.copy()
            form.data["seen"] = mark
        return super().show(form)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {
            "url": reverse(self.viewset.get_url_name("index")),
            "label": capfirst(RoleReview._meta.verbose_name_plural),
        }
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sections": [roles_section(self.roles)]}


class _ClosingView(RecordMixin, _SigningScreen):
    """What a second person does with the review that is on the screen."""

    def get_form(self, data: Any = None) -> Any:
        if self.live is None:
            raise Http404
        return super().get_form(data)

    def get_page_subtitle(self) -> str:
        return str(self.live)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "object": self.live,
            "signer": account_name_in(self.live, "signed_by"),
            "signed_at": instant_in_words(self.live.signed_at),
            "sections": [roles_section(self.live.roles), changes_section(self.live)],
        }


class CountersignView(_ClosingView):
    page_title = gettext_lazy("Meetekenen")
    form_class = CountersignForm
    submit_label = gettext_lazy("Tekenen als tweede")
    explanation = gettext_lazy("Teken alleen voor wat u zelf bent nagegaan. Daarna ligt de beoordeling vast.")

    def perform(self, form: Any) -> HttpResponse:
        countersign_review(self.live, by=self.request.user, note=form.cleaned_data["note"])
        messages.success(self.request, _("De beoordeling is door twee personen getekend."))
        return redirect(self.url("inspect"))


class StopView(_ClosingView):
    page_title = gettext_lazy("Beoordeling afbreken")
    form_class = StopForm
    submit_label = gettext_lazy("Afbreken")
    explanation = gettext_lazy("Er verandert niets aan rollen; de beoordeling telt dan niet.")

    def perform(self, form: Any) -> HttpResponse:
        stop_review(self.live, by=self.request.user, note=form.cleaned_data["note"])
        messages.success(self.request, _("De beoordeling is afgebroken."))
        return redirect(self.url("inspect"))


class RoleReviewViewSet(ReadOnlyViewSet):
    model = RoleReview
    name = "role_reviews"
    url_prefix = "rolbeoordelingen"
    icon = "check"
    menu_label = gettext_lazy("Beoordeling van rollen")
    menu_order = 15
    index_view_class = ReviewIndexView
    inspect_view_class = ReviewInspectView
    search_fields = ["findings"]
    list_named = {"signed_by": "signed_at", "closed_by": "closed_at"}
    list_filter = ["outcome"]
    list_display = [
        DayColumn("signed_at", label=gettext_lazy("Getekend op"), sort_key="signed_at"),
        Column("by", label=gettext_lazy("Getekend door"), accessor="named.signed_by"),
        Column("second", label=gettext_lazy("Tweede persoon"), accessor="named.closed_by"),
        DayColumn("next_review", label=gettext_lazy("Volgende beoordeling"), sort_key="next_review"),
        StatusColumn("status", label=gettext_lazy("Stand"), accessor=review_status),
    ]
    inspect_view_fields = [
        *("status", "findings", "signed_by", "signed_at", "closed_by", "closed_at", "closing_note"),
        "next_review",
    ]

    def status_of(self, record: Any) -> Status:
        return review_status(record)

    def inspect_sections(self, record: Any, *, user: Actor, day: Any) -> list[Section]:
        found = [roles_section(record.roles)]
        return found if record.outcome else [*found, changes_section(record)]

    @property
    def sign_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(SignView)

    @property
    def countersign_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(CountersignView)

    @property
    def stop_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(StopView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            *super().get_urlpatterns(),
            path("beoordelen/", self.sign_view, name="sign"),
            path("<int:pk>/meetekenen/", self.countersign_view, name="countersign"),
            path("<int:pk>/afbreken/", self.stop_view, name="stop"),
        ]
