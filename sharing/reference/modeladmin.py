"""The base class of the reference lists' screens: wagtail-modeladmin, with its holes closed.

modeladmin draws the forms, and the menu of the lists. The list itself, reading one record, its history and its
deletion are the register's own screens. What modeladmin leaves open and is closed here: records are fetched outside the
scoped queryset and before the permission is checked, and writes bypass the named operations.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib.admin.utils import label_for_field, quote, unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, re_path
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.permissions import policy_registry
from wagtail_modeladmin import views
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin

from sharing.core.actor import Actor
from sharing.core.admin.forms import RegisterForm
from sharing.core.admin.listing import AS_OF, DeletedView, ListOptions, RegisterIndexView
from sharing.core.admin.policies import may, register_policy
from sharing.core.admin.reading import RegisterHistoryView, RegisterInspectView
from sharing.core.admin.sections import Section, remember_screen
from sharing.core.admin.writing import (
    REFUSALS,
    RegisterDeleteView,
    explain,
    prefilled,
    save_form,
    tell_overtaken,
)
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


class ReferenceIndexView(RegisterIndexView):
    """The list of a register, whose sheet says in words what its fields hold."""

    def get_heading(self, queryset: Any, field: Any) -> str:
        if field == AS_OF:
            return super().get_heading(queryset, field)
        return capfirst(str(label_for_field(field, self.model, model_admin=self.viewset)))

    def _cell_of(self, field: Any) -> Callable[[Any], Any]:
        return lambda item: self._cell(item, field)

    def _cell(self, item: Any, field: Any) -> Any:
        method = getattr(self.viewset, field, None)
        show = getattr(item, f"get_{field}_display", None)
        value = method(item) if method else show() if show else getattr(item, field)
        return str(value) if isinstance(value, Model) else value


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
        tell_overtaken(self.request, form)
        label = capfirst(self.verbose_name)
        messages.success(self.request, self.saved_message % {"what": label, "record": self.instance})
        return redirect(self.get_success_url())


class ReferenceCreateView(SavingMixin, views.CreateView):
    """Add an entry to a list."""

    saved_message = _("%(what)s “%(record)s” is toegevoegd.")

    def get_initial(self) -> dict[str, Any]:
        return super().get_initial() | prefilled(self.model, self.model_admin.prefilled, self.request.GET)


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


class ReferenceAdmin(ListOptions, ModelAdmin):
    """A reference list. Give ``model``, ``base_url_path``, ``panels`` and ``list_display``; the reason is added."""

    index_view_class: Any = ReferenceIndexView
    create_view_class = ReferenceCreateView
    edit_view_class = ReferenceEditView
    permission_helper_class = PolicyPermissionHelper
    inspect_view_enabled = True
    add_to_admin_menu = False
    list_per_page = 50
    form_class = RegisterForm
    panels: list[Any] = []
    # What the address of the form may fill in beforehand.
    prefilled: tuple[str, ...] = ()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        register_policy(self.model)
        remember_screen(self.model, self)

    def get_edit_handler(self) -> Any:
        return ObjectList([*self.panels, FieldPanel("reason", icon="edit")], base_form_class=self.form_class)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related(*self.list_select_related or (None,))

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

    def _list(self, **options: Any) -> Callable[..., HttpResponseBase]:
        addresses = {f"{one}_url_name": self.get_url_name(one) for one in ("add", "index_results")}
        return self._screen(
            self.index_view_class,
            header_icon=self.get_menu_icon(),
            permission_policy=policy_registry.get_by_type(self.model),
            default_ordering=self.ordering,
            paginate_by=self.list_per_page,
            list_display=self.list_display,
            list_filter=self.list_filter,
            list_export=self.list_export,
            search_fields=self.search_fields,
            search_backend_name=None,
            export_filename=self.export_filename,
            **addresses,
            **options,
        )

    def index_view(self, request: HttpRequest) -> HttpResponseBase:
        return self._list()(request)

    def index_results_view(self, request: HttpRequest) -> HttpResponseBase:
        """The rows alone, as Wagtail fetches them while somebody types or chooses."""
        return self._list(results_only=True)(request)

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
        more = [
            re_path(f"^{self.base_url_path}/{end}/$", view, name=self.get_url_name(name))
            for end, view, name in (
                ("verwijderd", self.deleted_view, "deleted"),
                ("results", self.index_results_view, "index_results"),
            )
        ]
        return (*more, *super().get_admin_urls_for_registration())

    def register_indexing(self) -> None:
        """What refers to an entry is asked of the database itself, never of an index beside it."""
