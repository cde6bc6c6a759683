"""The base class of the reference lists' screens: wagtail-modeladmin, with its holes closed.

modeladmin draws the list and the forms. Reading one record, its history and its deletion are the register's own
screens. What modeladmin leaves open and is closed here: the list accepts any query lookup in its address (now only
those of its own filters), history asks no permission, records are fetched outside the scoped queryset and before the
permission is checked, exports write formulas, and writes bypass the named operations.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.admin.utils import label_for_field, quote, unquote
from django.core.exceptions import PermissionDenied, SuspiciousOperation, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, re_path
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin import views
from wagtail_modeladmin.helpers import ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from sharing.core.actor import Actor
from sharing.core.admin.exports import NeutralExportMixin
from sharing.core.admin.filters import REFERENCE_DATE, error_in, moment_in, reference_date_input
from sharing.core.admin.forms import RegisterForm
from sharing.core.admin.listing import DeletedView, RegisterPaginator
from sharing.core.admin.policies import may, register_policy
from sharing.core.admin.reading import RegisterHistoryView, RegisterInspectView, words_for
from sharing.core.admin.sections import Section, remember_screen
from sharing.core.admin.writing import REFUSALS, RegisterDeleteView, explain, save_form
from sharing.core.asof import complete, found_by_text, rows_at, without_joins
from sharing.core.models import Register


class PolicyPermissionHelper(PermissionHelper):
    """modeladmin's questions, answered by the policy that is registered for the model."""

    def user_can_list(self, user: Actor) -> bool:
        return may(user, "view", self.model)

    def user_can_inspect_obj(self, user: Actor, obj: Any) -> bool:
        return may(user, "view", self.model)

    def user_can_create(self, user: Actor) -> bool:
        return may(user, "add", self.model)

    def user_can_edit_obj(self, user: Actor, obj: Any) -> bool:
        return may(user, "change", self.model)

    def user_can_delete_obj(self, user: Actor, obj: Any) -> bool:
        return may(user, "delete", self.model)


class ReferenceButtonHelper(ButtonHelper):
    """Buttons that keep the reference date, on which nothing can be changed."""

    def get_buttons_for_obj(self, obj: Any, exclude: Any = None, **kwargs: Any) -> list[Any]:
        exclude = [*(exclude or []), *(["edit", "delete"] if self._moment else [])]
        return super().get_buttons_for_obj(obj, exclude=exclude, **kwargs)

    def get_primary_button(self, obj: Any) -> Any:
        return self.inspect_button(obj.pk) if self._moment else super().get_primary_button(obj)

    def inspect_button(self, pk: int, *args: Any, **kwargs: Any) -> dict[str, Any]:
        button = super().inspect_button(pk, *args, **kwargs) | {"label": _("Bekijk")}
        if self._moment:
            button["url"] += f"?{REFERENCE_DATE}={self.request.GET[REFERENCE_DATE]}"
        return button

    @property
    def _moment(self) -> datetime | None:
        return moment_in(self.request.GET)


class ReferenceIndexView(NeutralExportMixin, views.IndexView):
    """The list, now or with ``?peildatum=`` as it stood; only the lookups of its own filters count."""

    paginator_class = RegisterPaginator
    IGNORED_PARAMS = (*views.IndexView.IGNORED_PARAMS, REFERENCE_DATE)

    @cached_property
    def moment(self) -> datetime | None:
        """The instant of the reference date; None for now."""
        return moment_in(self.request.GET)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if any("\x00" in value for values in request.GET.lists() for value in values[1]):
            raise SuspiciousOperation("NUL in de adresregel")
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self, request: HttpRequest | None = None) -> QuerySet[Any]:
        if self.moment:
            return rows_at(self.model, self.moment)
        if error_in(self.request.GET):
            return self.model._default_manager.none()
        related = [field.name for field in self.opts.concrete_fields if field.is_relation]
        return super().get_base_queryset(request).select_related(*related)

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        if not self.moment:
            return super().get_ordering(request, queryset)
        return without_joins(self.model, super().get_ordering(request, queryset.order_by()))

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> Any:
        if not (self.moment and search_term):
            return super().get_search_results(request, queryset, search_term)
        return queryset.filter(found_by_text(self.model, self.search_fields, search_term, self.moment))

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        allowed = {
            f"{field}{lookup}"
            for field in self.list_filter
            for lookup in ("", "__exact", "__isnull", "__gte", "__lt")
        }
        return {key: value for key, value in super().get_filters_params(params).items() if key in allowed}

    def get_heading(self, queryset: QuerySet[Any], field: Any) -> str:
        return capfirst(str(label_for_field(field, self.model, model_admin=self.model_admin)))

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        return {field: self._cell(item, field) for field in self.list_export}

    def _cell(self, item: Any, field: Any) -> Any:
        method = getattr(self.model_admin, field, None)
        show = getattr(item, f"get_{field}_display", None)
        value = method(item) if method else show() if show else getattr(item, field)
        return str(value) if isinstance(value, Model) else value

    def completed(self, records: Iterable[Any]) -> list[Any]:
        records = list(records)
        complete(records, self.moment)
        return records

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["object_list"] = self.completed(context["object_list"])
        asked = self.request.GET.get(REFERENCE_DATE, "")
        return context | {
            "reference_date": reference_date_input(asked),
            "reference_date_error": error_in(self.request.GET),
            "moment_words": words_for(self.moment) if self.moment else "",
            "now_url": self.index_url,
            "deleted_url": self.url_helper.get_action_url("deleted"),
        }


_View: Any = object  # of wagtail-modeladmin, to which the mixin is added


class SavingMixin(_View):
    """Saves through the register's operation, and puts what that refuses on the form."""

    saved_message: Any = ""

    def get_error_message(self) -> str:
        return gettext("Nog niet opgeslagen: er is iets mis met de invoer. Zie de meldingen hieronder.")

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.instance = save_form(form, by=self.request.user)
        except REFUSALS as refused:
            explain(form, refused)
            return self.form_invalid(form)
        label = capfirst(self.verbose_name)
        messages.success(self.request, self.saved_message % {"what": label, "record": self.instance})
        return redirect(self.get_success_url())


class ReferenceCreateView(SavingMixin, views.CreateView):
    """Add an entry to a list."""

    saved_message = _("%(what)s “%(record)s” is toegevoegd.")


class ReferenceEditView(SavingMixin, views.EditView):
    """Change an entry; it is fetched after the permission was checked, from the records of the screen."""

    saved_message = _("%(what)s “%(record)s” is gewijzigd.")

    def __init__(self, model_admin: Any, instance_pk: str) -> None:
        views.WMABaseView.__init__(self, model_admin)
        self.instance_pk = unquote(instance_pk)
        self.pk_quoted = quote(self.instance_pk)

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        if not self.permission_helper.user_can_edit_obj(request.user, None):
            raise PermissionDenied
        try:
            self.instance: Any = self.get_base_queryset(request).filter(pk=self.instance_pk).first()
        except (ValueError, ValidationError):
            self.instance = None
        if self.instance is None:
            raise Http404
        super().setup(request, *args, **kwargs)


class ReferenceAdmin(ModelAdmin):
    """A reference list. Give ``model``, ``base_url_path``, ``panels`` and ``list_display``; the reason is added."""

    index_view_class = ReferenceIndexView
    create_view_class = ReferenceCreateView
    edit_view_class = ReferenceEditView
    permission_helper_class = PolicyPermissionHelper
    button_helper_class = ReferenceButtonHelper
    index_template_name = "sharing/reference/index.html"
    inspect_view_enabled = True
    add_to_admin_menu = False
    empty_value_display = "–"
    list_per_page = 50
    form_class = RegisterForm
    panels: list[Any] = []

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        register_policy(self.model)
        remember_screen(self.model, self)

    def get_edit_handler(self) -> Any:
        return ObjectList([*self.panels, FieldPanel("reason", icon="edit")], base_form_class=self.form_class)

    # What the register's own screens ask of a viewset.

    def get_url_name(self, action: str) -> str:
        """The name of the address of one of the screens."""
        return self.url_helper.get_action_url_name("create" if action == "add" else action)

    def inspect_sections(self, record: Register, *, user: Actor, day: date) -> list[Section]:
        """Further parts of the inspect screen."""
        return []

    def _screen(self, view_class: Any, **options: Any) -> Callable[..., HttpResponseBase]:
        names = {
            f"{one}_url_name": self.get_url_name(one)
            for one in ("index", "edit", "delete", "inspect", "history")
        }
        given = {"viewset": self, "model": self.model, **names, **options}
        return view_class.as_view(**{key: value for key, value in given.items() if hasattr(view_class, key)})

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponseBase:
        return self._screen(RegisterInspectView, fields=self.inspect_view_fields)(request, pk=instance_pk)

    def history_view(self, request: HttpRequest, instance_pk: str) -> HttpResponseBase:
        return self._screen(RegisterHistoryView)(request, pk=instance_pk)

    def delete_view(self, request: HttpRequest, instance_pk: str) -> HttpResponseBase:
        return self._screen(RegisterDeleteView)(request, pk=instance_pk)

    def deleted_view(self, request: HttpRequest) -> HttpResponseBase:
        """What was deleted from the list."""
        return self._screen(DeletedView)(request)

    def get_admin_urls_for_registration(self) -> tuple[URLPattern, ...]:
        deleted = re_path(
            f"^{self.base_url_path}/verwijderd/$",
            self.deleted_view,
            name=self.url_helper.get_action_url_name("deleted"),
        )
        return (deleted, *super().get_admin_urls_for_registration())

    def register_indexing(self) -> None:
        """What refers to an entry is asked of the database itself, never of an index beside it."""
