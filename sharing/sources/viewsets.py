"""The screens of the systems that report disclosures. A token is shown once, on the answer that makes it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets.button import Button

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
from sharing.core.exceptions import Refused
from sharing.sources.choices import Scope
from sharing.sources.models import Source
from sharing.sources.operations import change_source, create_source, renew_token


class SourceForm(RegisterForm):
    """A source: its name for good, and what its token may do."""

    fixed_fields = ("name",)

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Rechten"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Toetsen slaat niets op; lezen geeft toegang tot het hele logboek."),
        error_messages={"required": gettext_lazy("Kies minstens één recht.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            del self.fields["active"]


def show_token(request: HttpRequest, source: Source, token: str, index_url: str) -> HttpResponse:
    """The only page that ever shows the token; nothing keeps it, the browser neither."""
    context = {"source": source, "token": token, "index_url": index_url}
    answer = TemplateResponse(request, "sharing/sources/token.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


class SourceCreateView(RegisterCreateView):
    def write(self, form: Any) -> Source:
        data = form.cleaned_data
        source, self.token = create_source(
            name=data["name"], scopes=data["scopes"], by=self.request.user, reason=data["reason"]
        )
        return source

    def save_action(self) -> HttpResponse:
        return show_token(self.request, self.object, self.token, self.get_success_url())


class SourceEditView(RegisterEditView):
    def write(self, form: Any) -> Source:
        data = form.cleaned_data
        if self.object.token_hash is None:
            raise Refused(_("Dit is een ingebouwde bron zonder token; er valt niets in te stellen."))
        return change_source(
            Source.objects.get(pk=self.object.pk),
            scopes=data["scopes"],
            active=data["active"],
            by=self.request.user,
            reason=data["reason"],
        )


class RenewTokenView(RecordMixin, FormScreen):
    """A new token instead of the old one, which stops working at once."""

    any_permission_required: Any = None
    permission_required = "change"
    form_class = ReasonForm
    page_title = gettext_lazy("Token vernieuwen")
    explanation = gettext_lazy(
        "Het huidige token werkt daarna meteen niet meer. Het nieuwe token ziet u één keer; zorg dat de "
        "beheerder van het bronsysteem klaarstaat om het over te nemen."
    )
    submit_label = gettext_lazy("Nieuw token maken")

    def get_form(self, data: Any = None) -> Any:
        form = super().get_form(data)
        form.fields["reason"].label = _("Reden van de vernieuwing")
        return form

    def perform(self, form: Any) -> HttpResponse:
        if self.live.token_hash is None:
            raise Refused(_("Dit is een ingebouwde bron; die heeft geen token."))
        token = renew_token(self.live, by=self.request.user, reason=form.cleaned_data["reason"])
        return show_token(self.request, self.live, token, self.url("inspect"))


class SourceInspectView(RegisterInspectView):
    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = list(super().header_more_buttons)
        if self.live is not None and self.live.token_hash and self.user_has_permission("change"):
            buttons.append(Button(_("Token vernieuwen"), url=self.url("token"), icon_name="key", priority=5))
        return buttons


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
    panels = [FieldPanel("name"), FieldPanel("scopes"), FieldPanel("active")]
    search_fields = ["name"]
    list_filter = ["active"]
    list_display = [
        "name",
        Column("scopes", label=gettext_lazy("Rechten"), accessor=scope_words),
        StatusColumn("active", label=gettext_lazy("Status"), accessor=status_of, sort_key="active"),
    ]
    inspect_view_fields = ["name", "rights", "active", "user"]

    def show_rights(self, source: Source) -> str:
        return scope_words(source)

    show_rights.short_description = gettext_lazy("Rechten")  # type: ignore[attr-defined]  # read by the list and the inspect screen

    @property
    def renew_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(RenewTokenView)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"delete_url_name": None, **kwargs})

    def get_urlpatterns(self) -> list[URLPattern]:
        kept = [pattern for pattern in super().get_urlpatterns() if pattern.name != "delete"]
        return [*kept, path("<int:pk>/token/", self.renew_view, name="token")]


viewsets = [SourceViewSet()]
