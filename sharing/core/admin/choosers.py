"""Choosers that show records only to who may see them. Wagtail's own list every record to anyone in the admin."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet

from sharing.core.admin.policies import may
from sharing.core.admin.records import EVERYTHING, SUGGESTED, Alike, make_searchable, searchable
from sharing.core.admin.shared import RegisterChooser
from sharing.core.asof import found_by_text
from sharing.core.exceptions import Refused

_View: Any = object  # of Wagtail, to which the mixin is added


class CheckedMixin(_View):
    """Refuses who may not view the model, on every address of the chooser."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "choose", self.model_class):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class SearchForm(BaseFilterForm):
    """Finds records in which a text occurs."""

    q = forms.CharField(
        label=_("Zoekterm"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Zoeken")})
    )
    search_fields: tuple[str, ...] = ()

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        text = self.cleaned_data["q"].strip()
        if not text:
            return objects
        self.is_searching, self.search_query = True, text
        return objects.filter(found_by_text(objects.model, self.search_fields, text))


class OfferingMixin(CheckedMixin):
    """Offers what is in use: a record that no longer is stays readable, and is not chosen for something new."""

    in_use = Q()
    more_columns: Sequence[Any] = ()
    prefetched: Sequence[str] = ()

    def get_object_list(self) -> QuerySet[Any]:
        return super().get_object_list().filter(self.in_use).prefetch_related(*self.prefetched)

    @property
    def columns(self) -> list[Any]:
        return [*super().columns, *self.more_columns]


class ChooseView(OfferingMixin, chooser.ChooseView):
    pass


class ChooseResultsView(OfferingMixin, chooser.ChooseResultsView):
    pass


class ChosenView(CheckedMixin, chooser.ChosenView):
    def get_object(self, pk: int) -> Any:
        try:
            return super().get_object(pk)
        except ValueError:
            raise Http404 from None


class ChosenMultipleView(CheckedMixin, chooser.ChosenMultipleView):
    def get_objects(self, pks: Iterable[Any]) -> Any:
        try:
            return super().get_objects(pks)
        except ValueError:
            raise Http404 from None


class CreateView(CheckedMixin, chooser.CreateView):
    """Makes a record where it is needed; its form has a ``make`` that says who does, and a reason."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        self.form = self.get_creation_form()
        if self.form.is_valid():
            try:
                return self.get_chosen_response(self.form.make(by=request.user))
            except Refused as refused:
                self.form.add_error(None, str(refused))
        return self.get_reshow_creation_form_response()


class FindView(CheckedMixin, View):
    """Names of records in which a text occurs, for a field that suggests them: ``{"results": [names]}``."""

    model_class: Any = None
    in_use = Q()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        records, text = searchable(self.model_class), request.GET.get("q", "").replace("\x00", "").strip()
        offered = Q() if EVERYTHING in request.GET else self.in_use
        found = records.matching(text).filter(offered)[:SUGGESTED]
        return JsonResponse({"results": [records.name_of(one) for one in found]})


class RegisterChooserViewSet(ChooserViewSet):
    """A chooser of register records. Give ``model``, ``icon`` and ``search_fields``; ``code_field`` is what names a
    record for certain. ``more_columns`` (with what is ``prefetched`` for them) stand beside the name.

    Records are made in their own screen, where a reason is asked, or here by a ``creation_form_class`` with a reason
    and ``make(by=…)``.
    """

    code_field = "code"
    described: Callable[[Any], str] = str  # what stands before the code in a field that names a record
    in_use = Q()  # which records are offered
    alike: Alike | None = None  # what adds the records that are about the same thing
    offered = Q()  # which records a part of a name means

    base_widget_class = RegisterChooser
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView
    create_view_class = CreateView
    more_columns: Sequence[Any] = ()
    prefetched: Sequence[str] = ()
    choose_one_text = _("Kiezen")
    choose_another_text = _("Iets anders kiezen")
    edit_item_text = _("Bekijken of wijzigen")
    search_fields: tuple[str, ...] = ()

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        known = (self.code_field, self.search_fields, self.described)
        make_searchable(self.model, *known, alike=self.alike, offered=self.offered)

    @property
    def find_view(self) -> Callable[..., HttpResponseBase]:
        return FindView.as_view(model_class=self.model, in_use=self.in_use)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        form = type("SearchForm", (SearchForm,), {"search_fields": tuple(self.search_fields)})
        shown = {"more_columns": self.more_columns, "prefetched": self.prefetched}
        return super().get_common_view_kwargs(filter_form_class=form, in_use=self.in_use, **shown, **kwargs)

    def get_urlpatterns(self) -> list[URLPattern]:
        making = [path("maken/", self.create_view, name="create")] if self.creation_form_class else []
        return [
            path("", self.choose_view, name="choose"),
            path("zoeken/", self.find_view, name="find"),
            path("results/", self.choose_results_view, name="choose_results"),
            path("chosen/<str:pk>/", self.chosen_view, name="chosen"),
            path("chosen-multiple/", self.chosen_multiple_view, name="chosen_multiple"),
            *making,
        ]
