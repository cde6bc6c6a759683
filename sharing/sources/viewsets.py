"""The screens of the systems that report disclosures. A token is shown once, on the answer that makes it."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.button import Button

from sharing.access.choices import ProposalKind
from sharing.access.models import AccessProposal
from sharing.access.queries import waiting_about
from sharing.access.words import waiting_in_words
from sharing.core.admin import (
    Column,
    RegisterCreateView,
    RegisterEditView,
    RegisterIndexView,
    RegisterInspectView,
    RegisterViewSet,
    Status,
    StatusColumn,
)
from sharing.core.exceptions import InputError, Refused
from sharing.core.readable import EMPTY
from sharing.core.seen import lock_as_seen
from sharing.sources.forms import SourceForm
from sharing.sources.models import Source
from sharing.sources.operations import change_source, create_source
from sharing.sources.queries import last_uses
from sharing.sources.refusals import why_not_asked, why_not_named
from sharing.sources.views import RenewTokenView, RevokeTokenView, show_token
from sharing.sources.words import expiry_words, old_token_words, owner_words, scope_words, use_words


class SourceIndexView(RegisterIndexView):
    def completed(self, records: Iterable[Any]) -> list[Source]:
        """The sources with when their tokens were last used, which is known for now only."""
        sources: list[Source] = super().completed(records)
        uses = {} if self.moment else last_uses(*sources)
        for source in sources:
            source.last_uses = uses
        return sources


class SourceCreateView(RegisterCreateView):
    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        return why_not_named(given.get("name"))

    def write(self, form: Any) -> Source:
        data = form.cleaned_data
        names = ("name", "scopes", "owner", "all_entries", "days", "reason")
        self.made = create_source(
            **{name: data[name] for name in names}, by=self.request.user, at=timezone.now()
        )
        return self.made.source

    def save_action(self) -> HttpResponse:
        return show_token(self.request, self.made, self.get_success_url())


class SourceEditView(RegisterEditView):
    proposal: AccessProposal | None = None

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        stored = Source.objects.get(pk=self.object.pk)
        flags = {name: given.get(name, False) for name in ("all_entries", "active")}
        return why_not_asked(stored, given.get("scopes", ()), **flags)

    def write(self, form: Any) -> Source:
        data = form.cleaned_data
        if self.object.token_hash is None:
            raise Refused(_("Dit is een ingebouwde bron zonder token; er valt niets in te stellen."))
        with transaction.atomic():
            lock_as_seen(self.object, data["version"])
            self.proposal = change_source(
                self.object,
                **{name: data[name] for name in ("scopes", "owner", "all_entries", "active")},
                by=self.request.user,
                reason=data["reason"],
            )
        return Source.objects.get(pk=self.object.pk)

    def get_success_message(self) -> str:
        said: str = super().get_success_message()
        return f"{said} {waiting_in_words(self.proposal)}" if self.proposal else said


class SourceInspectView(RegisterInspectView):
    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if self.live is not None and self.live.token_hash and self.user_has_permission("change"):
            buttons += [
                Button(_("Token vernieuwen"), url=self.url("token"), icon_name="key", priority=5),
                Button(_("Token intrekken"), url=self.url("revoke"), icon_name="cross", priority=6),
            ]
        return buttons


def status_of(source: Source) -> Status:
    """Whether the source may still report, and can."""
    if source.active and source.expires_at is not None and source.expires_at <= timezone.now():
        return Status("expired", _("Token verlopen"))
    return Status("active", _("Actief")) if source.active else Status("inactive", _("Niet actief"))


class SourceViewSet(RegisterViewSet):
    model = Source
    name = "sources"
    url_prefix = "bronsystemen"
    icon = "key"
    menu_label = gettext_lazy("Bronsystemen")
    form_class = SourceForm
    index_view_class = SourceIndexView
    add_view_class = SourceCreateView
    edit_view_class = SourceEditView
    inspect_view_class = SourceInspectView
    panels = [
        *(FieldPanel(name) for name in ("name", "owner", "scopes", "all_entries", "days", "active")),
    ]
    list_select_related = ("owner",)
    search_fields = ["name"]
    list_filter = ["active"]
    list_display = [
        "name",
        Column("scopes", label=gettext_lazy("Rechten"), accessor=scope_words),
        Column("owner", label=gettext_lazy("Eigenaar"), accessor=owner_words),
        Column("expires", label=gettext_lazy("Token verloopt op"), accessor=expiry_words),
        Column(
            "used", label=gettext_lazy("Laatst gebruikt"), accessor=lambda one: use_words(one, one.last_uses)
        ),
        StatusColumn("active", label=gettext_lazy("Status"), accessor=status_of, sort_key="active"),
    ]
    inspect_view_fields = [
        *("name", "owner", "rights", "all_entries", "expires", "last_use", "old_token", "active", "user"),
        "waiting",
    ]

    def show_rights(self, source: Source) -> str:
        return scope_words(source)

    show_rights.short_description = gettext_lazy("Rechten")  # type: ignore[attr-defined]  # read by the inspect screen

    def show_expires(self, source: Source) -> str:
        return expiry_words(source)

    show_expires.short_description = gettext_lazy("Token verloopt op")  # type: ignore[attr-defined]  # idem

    def show_last_use(self, source: Source) -> str:
        return use_words(source, last_uses(source))

    show_last_use.short_description = gettext_lazy("Laatst gebruikt")  # type: ignore[attr-defined]  # idem

    def show_old_token(self, source: Source) -> str:
        return old_token_words(source, last_uses(source))

    show_old_token.short_description = gettext_lazy("Oud token")  # type: ignore[attr-defined]  # idem

    def show_waiting(self, source: Source) -> str:
        proposal = waiting_about(ProposalKind.TOKEN, source.pk)
        return waiting_in_words(proposal) if proposal else EMPTY

    show_waiting.short_description = gettext_lazy("Wacht op een tweede persoon")  # type: ignore[attr-defined]  # idem

    @property
    def renew_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(RenewTokenView)

    @property
    def revoke_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(RevokeTokenView)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"delete_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]
        return [
            *kept,
            path("<int:pk>/token/", self.renew_view, name="token"),
            path("<int:pk>/intrekken/", self.revoke_view, name="revoke"),
        ]


viewsets = [SourceViewSet()]
