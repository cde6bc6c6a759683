"""The log on the screen; flat however long it grows."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.widgets.button import Button

from sharing.core.admin import Column, TitleColumn
from sharing.core.admin.dossiers import DossierIndexView
from sharing.core.admin.screens import BACK
from sharing.core.keyset import NEWEST_FIRST, KeysetPaginator
from sharing.core.readable import named_after
from sharing.core.whole import bring_along
from sharing.disclosures.models import Disclosure
from sharing.log.filters import DisclosureFilterSet, shareable
from sharing.log.leafing import LogPaginator
from sharing.log.list_columns import (
    LogColumn,
    Words,
    chosen_columns,
    in_order,
    moment_words,
    relations,
)
from sharing.log.models import SavedFilter
from sharing.log.narrowing import Narrowing


def count_words(paginator: KeysetPaginator[Disclosure]) -> str:
    """How many there are; of a long log only that there are more than were counted."""
    if paginator.is_capped:
        most = number_format(paginator.cap, force_grouping=True)
        return _("Meer dan %(count)s verstrekkingen") % {"count": most}
    count = paginator.count
    return ngettext("%(count)s verstrekking", "%(count)s verstrekkingen", count) % {
        "count": number_format(count, force_grouping=True)
    }


class DisclosureIndexView(DossierIndexView):
    """The log, newest first, in pages by key."""

    filters: DisclosureFilterSet
    results_template_name = "sharing/disclosures/index_results.html"
    default_ordering = NEWEST_FIRST
    is_searchable = False
    list_export: list[str] = []  # made in the background (sharing.log.exporting)

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """What is shown, as a file: with the same filters, and the key of the dossier."""
        query = self.request.GET.copy()
        query.pop("p", None)
        address = f"{reverse(self.viewset.get_url_name('export'))}?{query.urlencode()}"
        button = Button(_("Exporteren (Excel of CSV)"), url=address, icon_name="download", priority=90)
        return [*super().header_more_buttons, button]

    @cached_property
    def add_item_label(self) -> str:
        return _("Verstrekking vastleggen")

    @cached_property
    def shown(self) -> list[LogColumn]:
        """The columns that this person chose."""
        return in_order(chosen_columns(self.request.user))

    @cached_property
    def columns(self) -> list[Column]:
        words = Words(self.moment)
        moment = TitleColumn(
            "moment", label=_("Verstrekt op"), accessor=moment_words, get_url=self.get_inspect_url
        )
        return [moment, *(column.made(words) for column in self.shown)]

    @property
    def related_names(self) -> tuple[str, ...]:
        return relations(self.shown)

    @cached_property
    def narrowing(self) -> Narrowing:
        """What the log is narrowed to; to nothing when a filter was not understood or a search for a dossier ended."""
        if self.filters.is_valid():
            narrowing = self.filters.narrowing(self.dossier if self.dossier_key else None)
        else:
            nothing = type(self.filters)({})
            nothing.is_valid()
            narrowing = nothing.narrowing([])
        return narrowing

    def get_queryset(self) -> QuerySet[Any]:
        return self.narrowing.entries

    def get_paginator(self, *args: Any, **kwargs: Any) -> LogPaginator:
        return LogPaginator(self.narrowing, self.paginate_by)

    def _ordering(self) -> list[str]:
        # The only order that an index serves.
        return list(NEWEST_FIRST)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if not self.moment:
            names = dict.fromkeys(name.partition("__")[0] for name in self.related_names)
            bring_along(
                {(Disclosure, one.pk, None): one for one in context["object_list"]},
                lambda model: names if model is Disclosure else named_after(model),
            )
        query = shareable(self.request.GET)
        shared = f"{self.index_url}?{query}" if query else self.index_url
        columns = reverse(self.viewset.get_url_name("columns"))
        return context | {
            "count_words": count_words(context["paginator"]),
            "saved_filters": SavedFilter.objects.filter(owner=self.request.user),
            "saved_filters_url": reverse(self.viewset.get_url_name("saved_filters")),
            "save_filter_url": reverse(self.viewset.get_url_name("save_filter")),
            "columns_url": f"{columns}?{urlencode({BACK: shared})}",
            "shared_query": query,
            "shared_url": self.request.build_absolute_uri(shared),
        }
