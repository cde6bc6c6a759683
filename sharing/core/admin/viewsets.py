"""The screens of one register as a Wagtail viewset."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from sharing.core.actor import Actor
from sharing.core.admin.forms import RegisterForm
from sharing.core.admin.listing import DeletedView, ListOptions, RegisterIndexView
from sharing.core.admin.policies import ReadOnlyRegisterPolicy, RegisterPolicy, register_policy
from sharing.core.admin.reading import RegisterHistoryView, RegisterInspectView
from sharing.core.admin.sections import Section, remember_screen
from sharing.core.admin.status import Status
from sharing.core.admin.writing import RegisterCreateView, RegisterDeleteView, RegisterEditView
from sharing.core.models import Register


class RegisterViewSet(ListOptions, ModelViewSet):
    """List, inspect, history, add, change and delete for a register. How to use it: ``sharing.core.admin``."""

    index_view_class = RegisterIndexView
    add_view_class = RegisterCreateView
    edit_view_class = RegisterEditView
    delete_view_class = RegisterDeleteView
    inspect_view_class = RegisterInspectView
    history_view_class = RegisterHistoryView
    deleted_view_class = DeletedView
    policy_class: type[RegisterPolicy] = RegisterPolicy
    form_class: type[RegisterForm] = RegisterForm
    panels: list[Any] = []

    inspect_view_enabled = True
    # A copy would carry along dates and references that were true of the other record only.
    copy_view_enabled = False
    # What refers to a record is asked of the database itself, never of an index beside it.
    add_to_reference_index = False
    search_backend_name = None
    list_per_page = 50

    def __init__(self, name: str | None = None, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        register_policy(self.model, self.policy_class)
        remember_screen(self.model, self)

    @cached_property
    def export_filename(self) -> str:
        """The file's name without extension: what the list is called, and no table of the database."""
        return slugify(str(self.model._meta.verbose_name_plural))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The live records, with what the list shows of their relations."""
        # Without names, select_related would join everything there is to join.
        records = self.model._default_manager.select_related(*self.list_select_related or (None,))
        return records.prefetch_related(*self.list_prefetch_related)

    def status_of(self, record: Any) -> Status:
        """Where a listed or inspected record stands on the day it is shown for: for list, record and sheet alike."""
        raise NotImplementedError

    def show_status(self, record: Any) -> str:
        return self.status_of(record).tag()

    show_status.short_description = _("Status")  # type: ignore[attr-defined]  # read by the inspect screen

    def export_status(self, record: Any) -> str:
        return str(self.status_of(record))

    def inspect_sections(self, record: Register, *, user: Actor, day: date) -> list[Section]:
        """Further parts of the inspect screen, beside the rows that are part of the record."""
        return []

    def get_edit_handler(self) -> Any:
        panels = [*self.panels, FieldPanel("reason", icon="edit")]
        return ObjectList(panels, base_form_class=self.form_class).bind_to_model(self.model)

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"viewset": self, "usage_url_name": None, **kwargs})

    def get_history_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return {"template_name": self.history_view_class.template_name, "header_icon": "history", **kwargs}

    @property
    def deleted_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(self.deleted_view_class)

    def get_urlpatterns(self) -> list[URLPattern]:
        key = self.pk_path_converter
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("nieuw/", self.add_view, name="add"),
            path("verwijderd/", self.deleted_view, name="deleted"),
            path(f"<{key}:pk>/", self.inspect_view, name="inspect"),
            path(f"<{key}:pk>/wijzigen/", self.edit_view, name="edit"),
            path(f"<{key}:pk>/verwijderen/", self.delete_view, name="delete"),
            path(f"<{key}:pk>/historie/", self.history_view, name="history"),
        ]


class ReadOnlyViewSet(RegisterViewSet):
    """A register that people read: list, inspect and history; nothing is added, changed or deleted on a screen."""

    policy_class = ReadOnlyRegisterPolicy
    _written = frozenset({"add", "edit", "delete"})

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        absent = {f"{name}_url_name": None for name in self._written}
        return super().get_common_view_kwargs(**{**absent, **kwargs})

    def get_edit_handler(self) -> Any:
        return None

    def get_form_fields(self) -> list[str]:
        return []

    def get_urlpatterns(self) -> list[URLPattern]:
        return [pattern for pattern in super().get_urlpatterns() if pattern.name not in self._written]
