"""The screens of the systems that report disclosures. A token is shown once, on the answer that makes it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.button import Button

from sharing.access.models import AccessProposal
from sharing.core.admin import (
    Column,
    ReasonForm,
    RecordMixin,
    RegisterCreateView,
    RegisterEditView,
    RegisterForm,
    RegisterInspectView,
    RegisterViewSet,
    Status,
    StatusColumn,
)
from sharing.core.admin.screens import FormScreen
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import Refused
from sharing.core.periods import amsterdam_day
from sharing.core.readable import EMPTY, named
from sharing.core.seen import lock_as_seen
from sharing.sources.choices import Scope
from sharing.sources.models import Source
from sharing.sources.operations import (
    DAYS,
    LONGEST_DAYS,
    MadeToken,
    change_source,
    create_source,
    renew_token,
)


def people() -> QuerySet[Any]:
    """Who can own a token: active accounts of people."""
    accounts = get_user_model().objects.filter(is_active=True, source=None)
    return accounts.order_by("first_name", "last_name", "username")


def days_field() -> forms.IntegerField:
    """How long a token is valid."""
    return forms.IntegerField(
        label=gettext_lazy("Geldig (dagen)"),
        min_value=1,
        max_value=LONGEST_DAYS,
        initial=DAYS,
        help_text=gettext_lazy("Daarna werkt het token niet meer; vernieuw het op tijd."),
    )


class SourceForm(RegisterForm):
    """A source: its name for good, who answers for its token, and what that may do."""

    fixed_fields = ("name",)

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Rechten"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Toetsen slaat niets op. Lezen geeft toegang tot dossiernummers: dat geven doen twee personen."
        ),
        error_messages={"required": gettext_lazy("Kies minstens één recht.")},
    )
    owner: Any = forms.ModelChoiceField(
        label=gettext_lazy("Eigenaar"),
        queryset=None,
        help_text=gettext_lazy("Wie weet waar het token staat en het op tijd laat vernieuwen."),
        error_messages={"required": gettext_lazy("Kies wie voor dit token verantwoordelijk is.")},
    )
    days = days_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = people()
        self.fields["owner"].label_from_instance = named
        del self.fields["active" if self.is_new else "days"]


def show_token(request: HttpRequest, made: MadeToken, index_url: str) -> HttpResponse:
    """The only page that ever shows the token; nothing keeps it, the browser neither."""
    context = {
        "source": made.source,
        "token": made.token,
        "proposal": made.proposal,
        "expires_on": expiry_words(made.source),
        "index_url": index_url,
    }
    answer = TemplateResponse(request, "sharing/sources/token.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


class SourceCreateView(RegisterCreateView):
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
        return f"{said} {waiting_words()}" if self.proposal else said


def waiting_words() -> str:
    """What waits for a second person."""
    return _("Lezen is voorgesteld aan een tweede persoon; totdat die bevestigt, mag het token dat niet.")


class RenewForm(ReasonForm):
    """Why a token is renewed, and for how long."""

    days = days_field()


class RenewTokenView(RecordMixin, FormScreen):
    """A new token instead of the old one, which stops working at once."""

    any_permission_required: Any = None
    permission_required = "change"
    form_class = RenewForm
    page_title = gettext_lazy("Token vernieuwen")
    explanation = gettext_lazy(
        "Het huidige token werkt daarna meteen niet meer. Het nieuwe token ziet u één keer; zorg dat de "
        "beheerder van het bronsysteem klaarstaat om het over te nemen. Mocht het token lezen, dan bevestigt een "
        "tweede persoon dat opnieuw."
    )
    submit_label = gettext_lazy("Nieuw token maken")

    def get_form(self, data: Any = None) -> Any:
        form = super().get_form(data)
        form.fields["reason"].label = _("Reden van de vernieuwing")
        return form

    def perform(self, form: Any) -> HttpResponse:
        if self.live.token_hash is None:
            raise Refused(_("Dit is een ingebouwde bron; die heeft geen token."))
        data = form.cleaned_data
        made = renew_token(
            self.live, days=data["days"], by=self.request.user, at=timezone.now(), reason=data["reason"]
        )
        return show_token(self.request, made, self.url("inspect"))


class SourceInspectView(RegisterInspectView):
    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if self.live is not None and self.live.token_hash and self.user_has_permission("change"):
            buttons.append(Button(_("Token vernieuwen"), url=self.url("token"), icon_name="key", priority=5))
        return buttons


def owner_words(source: Source) -> str:
    """Who answers for the token, and whether that account is still there."""
    if source.owner is None:
        return EMPTY
    name = named(source.owner)
    return name if source.owner.is_active else _("%s (niet actief)") % name


def expiry_words(source: Source) -> str:
    """Until when the token is valid."""
    return day_in_words(amsterdam_day(source.expires_at)) if source.expires_at else EMPTY


def scope_words(source: Source) -> str:
    """What the token may do; a source of the system itself has none."""
    if source.token_hash is None:
        return _("ingebouwd, zonder token")
    return ", ".join(str(Scope(scope).label) for scope in Scope.values if scope in source.scopes)


def status_of(source: Source) -> Status:
    """Whether the source may still report."""
    return Status("active", _("Actief")) if source.active else Status("inactive", _("Niet actief"))


class SourceViewSet(RegisterViewSet):
    model = Source
    name = "sources"
    url_prefix = "bronsystemen"
    icon = "key"
    menu_label = gettext_lazy("Bronsystemen")
    menu_order = 100
    form_class = SourceForm
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
        StatusColumn("active", label=gettext_lazy("Status"), accessor=status_of, sort_key="active"),
    ]
    inspect_view_fields = ["name", "owner", "rights", "all_entries", "expires_at", "active", "user"]

    def show_rights(self, source: Source) -> str:
        return scope_words(source)

    show_rights.short_description = gettext_lazy("Rechten")  # type: ignore[attr-defined]  # read by the inspect screen

    @property
    def renew_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(RenewTokenView)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"delete_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]
        return [*kept, path("<int:pk>/token/", self.renew_view, name="token")]


viewsets = [SourceViewSet()]
