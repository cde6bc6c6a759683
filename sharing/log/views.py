"""What somebody keeps of the list of the log: filters under a name, and the columns."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from sharing.core.admin.screens import FormScreen, way_back
from sharing.core.exceptions import Refused
from sharing.core.fields import FreeTextField
from sharing.disclosures.models import Disclosure
from sharing.log.exporting import words_of
from sharing.log.list_columns import COLUMNS, USUAL, chosen_columns, in_order
from sharing.log.models import SavedFilter
from sharing.log.saving import choose_columns, drop_filter, save_filter


class SaveFilterForm(forms.Form):
    """The name, and the part of the address after the question mark."""

    name = FreeTextField(label=gettext_lazy("Naam"), max_length=80)
    query = forms.CharField(widget=forms.HiddenInput, max_length=4000, required=False)


class ColumnsForm(forms.Form):
    """Which columns the list has."""

    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Kolommen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Wanneer er is verstrekt, staat er altijd. Kiest u niets, dan ziet u de kolommen waarmee iedereen begint."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["columns"].choices = [(column.name, column.label) for column in COLUMNS.values()]  # type: ignore[attr-defined]


class _OfTheLog(PermissionCheckedMixin):
    """For whoever may see the log; what is kept is their own."""

    model: Any = Disclosure
    viewset: Any = None
    header_icon: Any = "list-ul"
    index_url_name: Any = None
    any_permission_required: Any = ["view"]
    request: HttpRequest

    @property
    def index_url(self) -> str:
        return reverse(self.index_url_name)

    def address(self, query: str) -> str:
        """The list with these filters."""
        return f"{self.index_url}?{query}" if query else self.index_url


class _BesideTheLog(_OfTheLog):
    """A screen that one comes to from the list, and goes back from to what was shown there."""

    breadcrumbs_items: list[dict[str, Any]]
    page_title: Any

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        back = way_back(self.request, self.index_url, below=self.index_url)
        above = {"url": back, "label": _("Verstrekkingen")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]


class SaveFilterView(_OfTheLog, View):
    """Keeps the filters that are on, and goes back to the list with them."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = SaveFilterForm(request.POST)
        try:
            if not form.is_valid():
                raise ValidationError([error for errors in form.errors.values() for error in errors])
            saved = save_filter(by=request.user, **form.cleaned_data)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect(self.address(form.cleaned_data.get("query", "")))
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect(self.address(form.cleaned_data["query"]))
        messages.success(request, _("Het filter “%s” is bewaard.") % saved.name)
        return redirect(self.address(saved.query))


class SavedFiltersView(_BesideTheLog, WagtailAdminTemplateMixin, TemplateView):
    """Somebody's own filters, with what each asks; a POST removes one."""

    template_name = "sharing/disclosures/saved_filters.html"
    page_title = gettext_lazy("Bewaarde filters")

    @cached_property
    def saved(self) -> list[SavedFilter]:
        return list(SavedFilter.objects.filter(owner_id=self.request.user.pk))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [
            {
                "saved": one,
                "url": self.address(one.query),
                "words": words_of(dict(QueryDict(one.query).lists())),
            }
            for one in self.saved
        ]
        return super().get_context_data(**kwargs) | {"rows": rows, "index_url": self.index_url}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.POST.get("key", "")
        name = (
            drop_filter(key=int(key), by=request.user)
            if key.isascii() and key.isdigit() and len(key) < 19
            else ""
        )
        if name:
            messages.success(request, _("Het filter “%s” is verwijderd.") % name)
        return redirect(request.path)


class ColumnsView(_BesideTheLog, FormScreen):
    """Which columns the list has, for this person from now on."""

    page_title = gettext_lazy("Kolommen kiezen")
    form_class = ColumnsForm
    submit_label = gettext_lazy("Kolommen tonen")

    def get_initial(self) -> dict[str, Any]:
        return {"columns": [column.name for column in in_order(chosen_columns(self.request.user))]}

    def perform(self, form: forms.Form) -> HttpResponse:
        names = form.cleaned_data["columns"]
        choose_columns(names=() if set(names) == set(USUAL) else names, by=self.request.user)
        return redirect(way_back(self.request, self.index_url, below=self.index_url))
