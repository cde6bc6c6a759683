"""The list of a register: now or on a reference date, and the list of what was deleted."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.utils import quote
from django.db.models import OrderBy, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views import generic
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button
from wagtail.coreutils import multigetattr

from sharing.core.admin.exports import NeutralExportMixin
from sharing.core.admin.filters import RegisterFilterSet
from sharing.core.admin.tables import Column, DayColumn, DenseTable, TitleColumn, linked
from sharing.core.admin.viewpoint import QUESTION, REFERENCE_DATE, Viewpoint, held, is_dated, viewpoint_in
from sharing.core.asof import found_by_text, rows_at, without_joins
from sharing.core.completing import complete
from sharing.core.readable import name_accounts
from sharing.core.timeline import deleted_rows

# The column of a file that says of which moment it speaks.
AS_OF = "as_of"


class ListOptions:
    """What the list asks of the screen that it belongs to, a viewset or a modeladmin."""

    list_select_related: tuple[str, ...] = ()
    list_prefetch_related: tuple[str, ...] = ()
    # The class of the first column: WORDS where it holds a sentence and not a reference, which stays on one line.
    list_title = ""
    # Relations that only the export shows.
    export_related: tuple[str, ...] = ()
    # Accounts that the list names as on that day (``accessor="named.x"``), each with the field of the moment.
    list_named: Mapping[str, str] = MappingProxyType({})
    # What the list can be ordered by that is no field: per ``sort_key`` an expression, made for the day that is shown.
    computed_orderings: Mapping[str, Callable[[date], Any]] = MappingProxyType({})
    model: Any = None

    def held(self, day: date) -> Q:
        """Condition on records as they are known now: they held on the day."""
        return held(self.model, day)


def _of_related(related: Any, name: str) -> Any:
    """What a cell tells of a record that another refers to; empty when it refers to none."""
    return "" if related is None else multigetattr(related, name)


class RegisterPaginator(WagtailPaginator):
    """Counts records by their own name, also when they are read from the history."""

    @cached_property
    def items_count_label(self) -> str:
        model: Any = getattr(self.object_list, "model", None)
        meta = getattr(model, "instance_type", model)._meta
        return f"{self.count} {meta.verbose_name if self.count == 1 else meta.verbose_name_plural}"


class RegisterIndexView(NeutralExportMixin, generic.IndexView):
    """Wagtail's list with search, filters, order and export; with ``?peildatum=`` as the register stood.

    Every listed record carries ``viewed_on``, the Amsterdam day that the list speaks of.
    """

    viewset: Any = None
    any_permission_required: Any = ["view"]
    base_filterset_class = RegisterFilterSet
    results_template_name = "sharing/core/index_results.html"
    paginator_class = RegisterPaginator
    table_class = DenseTable
    show_other_searches = False

    @cached_property
    def viewpoint(self) -> Viewpoint:
        """The moment that the list speaks of, and what is asked about it."""
        return viewpoint_in(self.request.GET, dated=is_dated(self.model))

    @cached_property
    def moment(self) -> datetime | None:
        """The instant to read the history at; None when the list is read as it is known now."""
        return self.viewpoint.moment

    @cached_property
    def day(self) -> date:
        """The Amsterdam day that the list speaks of."""
        return self.viewpoint.day

    @cached_property
    def filterset_class(self) -> type[Any]:
        meta = type("Meta", (), {"model": self.model, "fields": self.list_filter or []})
        return type(f"{self.model.__name__}FilterSet", (self.base_filterset_class,), {"Meta": meta})

    def get_base_queryset(self) -> QuerySet[Any]:
        if self.moment:
            return rows_at(self.model, self.moment)
        records = self.viewset.get_queryset(self.request)
        if self.viewpoint.held_on:
            records = records.filter(self.viewset.held(self.viewpoint.held_on))
        return records.prefetch_related(*self.viewset.export_related) if self.is_export else records

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.is_export:
            if self.viewpoint.looks_back:
                # A file lies about when it was, unless each row says it.
                self.list_export: Any = [*self.list_export, AS_OF]
            # The page around a list would first read all of it.
            return self.as_spreadsheet(self.get_queryset(), request.GET["export"])
        return super().get(request, *args, **kwargs)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """What the filters leave: nothing when one was not understood, rather than everything; the page says which."""
        if self.filters and not self.filters.is_valid():
            return queryset.none()
        return super().filter_queryset(queryset)

    def order_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.order_by(*self._ordering()) if self._ordering() else super().order_queryset(queryset)

    def _ordering(self) -> list[Any]:
        ordering = self.ordering or self.model._meta.ordering
        ordering = list(ordering) if isinstance(ordering, (list, tuple)) else [ordering]
        if self.moment:
            ordering = without_joins(self.model, ordering)
        # Equal values keep their order from page to page.
        return [*map(self._ordered, ordering), self.model._meta.pk.attname]

    def _ordered(self, name: Any) -> Any:
        """By what the viewset computes under this name, if it does; what has no value comes last in either order."""
        key = str(name).removeprefix("-")
        if key not in self.viewset.computed_orderings:
            return name
        computed = self.viewset.computed_orderings[key](self.day)
        return OrderBy(computed, descending=str(name).startswith("-"), nulls_last=True)

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.is_searching:
            return queryset
        return queryset.filter(found_by_text(self.model, self.search_fields, self.search_query, self.moment))

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> tuple[Any, Any, list[Any], bool]:
        paginator, page, objects, more = super().paginate_queryset(queryset, page_size)
        page.object_list = self.completed(objects)
        return paginator, page, page.object_list, more

    def completed(self, records: Iterable[Any]) -> list[Any]:
        """The records with what hangs on them as it stood, each knowing the day it is shown for."""
        records = list(records)
        complete(records, self.moment, self.related_names)
        for record in records:
            record.viewed_on = self.day
        name_accounts(records, **self.viewset.list_named)
        return records

    @property
    def related_names(self) -> tuple[str, ...]:
        """The relations that the list or its export shows; on a reference date no others are read."""
        more = self.viewset.export_related if self.is_export else ()
        return (*self.viewset.list_select_related, *self.viewset.list_prefetch_related, *more)

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """A cell per exported field; ``x`` with a method ``export_x(record)`` on the viewset is computed by it."""
        return {field: cell(item) for field, cell in self._cells.items()}

    def get_heading(self, queryset: Any, field: str) -> str:
        return str(_("Peildatum")) if field == AS_OF else super().get_heading(queryset, field)

    def get_filename(self) -> str:
        if not self.viewpoint.looks_back:
            return super().get_filename()
        return f"{super().get_filename()}-{self.viewpoint.question.value}-{self.day:%Y-%m-%d}"

    @cached_property
    def _cells(self) -> dict[str, Callable[[Any], Any]]:
        """Per exported field how its cell is made; what is the same for every row is looked up once."""
        cells = {field: self._cell_of(field) for field in self.list_export if field != AS_OF}
        if AS_OF in self.list_export:
            words = self.viewpoint.words
            cells[AS_OF] = lambda record: words
        return cells

    def _cell_of(self, field: str) -> Callable[[Any], Any]:
        if make := getattr(self.viewset, f"export_{field}", None):
            return make
        coded = field.removeprefix("get_").removesuffix("_display")
        if field == f"get_{coded}_display":
            choices: Any = self.model._meta.get_field(coded)
            labels = {code: str(label) for code, label in choices.flatchoices}
            return lambda record: labels.get(getattr(record, coded), getattr(record, coded))
        if field in {one.name for one in self.model._meta.many_to_many}:
            return lambda record: ", ".join(sorted(map(str, getattr(record, field).all())))
        if "." in field:
            relation, _dot, rest = field.partition(".")
            return lambda record: _of_related(getattr(record, relation), rest)
        return lambda record: getattr(record, field)

    @cached_property
    def leading(self) -> list[Any]:
        """What stands before the columns of the viewset."""
        return []

    @cached_property
    def columns(self) -> list[Any]:
        """Those of the viewset; where none of them leads to the record, the first does."""
        columns = [*self.leading, *super().columns]
        if any(isinstance(column, TitleColumn) for column in columns):
            return columns
        return [linked(columns[0], self.get_inspect_url), *columns[1:]]

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        # A list is read more than it is changed: a row leads to the record, and that to its form and its deletion.
        kwargs |= {"classname": self.viewset.list_title} if self.viewset.list_title else {}
        return self._get_custom_column(field_name, column_class, get_url=self.get_inspect_url, **kwargs)

    def get_inspect_url(self, instance: Any) -> str | None:
        url = super().get_inspect_url(instance)
        return f"{url}?{urlencode(self.viewpoint.query)}" if url and self.viewpoint.looks_back else url

    @cached_property
    def header_buttons(self) -> list[Any]:
        # Nothing is added to, or changed in, what was.
        return [] if self.viewpoint.looks_back else super().header_buttons

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        deleted = reverse(self.viewset.get_url_name("deleted"))
        return [
            *super().header_more_buttons,
            Button(_("Verwijderde gegevens"), url=deleted, icon_name="bin", priority=110),
        ]

    @cached_property
    def no_results_message(self) -> str:
        """Of a list that only a reference date narrows: that there was nothing then."""
        chosen = set(self.filters.form.changed_data) if self.filters else set()
        if self.viewpoint.nothing and not self.is_searching and chosen <= {REFERENCE_DATE, QUESTION}:
            return self.viewpoint.nothing
        return str(super().no_results_message)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if self.viewpoint.looks_back:
            query = self.request.GET.copy()
            query.pop(REFERENCE_DATE)
            query.pop(QUESTION, None)
            context["as_of"] = self.viewpoint
            context["now_url"] = f"{self.index_url}?{query.urlencode()}"
        return context


class DeletedView(PermissionCheckedMixin, BaseListingView):
    """What was deleted from the register: the record as it last was, when, by whom and why."""

    viewset: Any = None
    model: Any = None
    index_url_name: Any = None
    any_permission_required: Any = ["view"]
    paginate_by = 50
    table_class = DenseTable
    page_title = _("Verwijderd")
    header_icon = "bin"

    @cached_property
    def columns(self) -> list[Any]:
        def history_url(row: Any) -> str:
            return reverse(self.viewset.get_url_name("history"), args=(quote(row.instance.pk),))

        return [
            TitleColumn("instance", label=capfirst(self.model._meta.verbose_name), get_url=history_url),
            DayColumn("history_date", label=_("Verwijderd op")),
            Column("by", label=_("Door"), accessor="named.history_user"),
            Column("history_change_reason", label=_("Reden"), classname="register-grow"),
        ]

    def paginate_queryset(self, queryset: QuerySet[Any], page_size: int) -> tuple[Any, Any, list[Any], bool]:
        paginator, page, rows, more = super().paginate_queryset(queryset, page_size)
        page.object_list = list(rows)
        name_accounts(page.object_list, history_user="history_date")
        return paginator, page, page.object_list, more

    def get_queryset(self) -> QuerySet[Any]:
        return deleted_rows(self.model)

    def get_index_url(self) -> str:
        return reverse(self.viewset.get_url_name("deleted"))

    @cached_property
    def verbose_name_plural(self) -> str:
        return _("verwijderde %(records)s") % {"records": self.model._meta.verbose_name_plural}

    def get_page_subtitle(self) -> str:
        return capfirst(self.model._meta.verbose_name_plural)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse(self.index_url_name), "label": capfirst(self.model._meta.verbose_name_plural)}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]
