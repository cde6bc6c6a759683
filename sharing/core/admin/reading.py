"""The screens that show one record: in full, as it stood, and everything that happened to it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.contrib.admin.utils import quote, unquote
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from sharing.core.admin.buttons import EndsLast
from sharing.core.admin.filters import reference_date_input
from sharing.core.admin.looking import note_shown
from sharing.core.admin.policies import may
from sharing.core.admin.sections import Link, Section, referring_sections, screen_of
from sharing.core.admin.viewpoint import Question, Viewpoint, is_dated, viewpoint_in
from sharing.core.completing import record_at
from sharing.core.models import Period
from sharing.core.readable import (
    EMPTY,
    ReadableValues,
    field_or_none,
    label_of,
    learn_names,
    readable_fields,
    references_of,
)
from sharing.core.records import children_of
from sharing.core.timeline import Timeline
from sharing.core.whole import bring_whole

MOMENTS_SHOWN = 5
MOMENTS_PER_PAGE = 25


class RecordMixin(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """One record of a register, for who may view it; also after it was deleted when its history is asked.

    Whoever sees a record about a person has looked at a dossier, which is recorded.
    """

    viewset: Any = None
    model: Any = None
    index_url_name: Any = None
    edit_url_name: Any = None
    delete_url_name: Any = None
    inspect_url_name: Any = None
    history_url_name: Any = None
    any_permission_required: Any = ["view"]
    shows_whole = True  # what it refers to and its parts, and not its name only

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.pk = self._key()
        response = super().dispatch(request, *args, **kwargs)
        if request.method in ("GET", "POST") and response.status_code == 200:
            note_shown(request, self.live, again=request.method == "GET")
        return response

    def _key(self) -> Any:
        try:
            return self.model._meta.pk.to_python(unquote(str(self.kwargs["pk"])))
        except ValidationError:
            raise Http404 from None

    @cached_property
    def live(self) -> Any:
        """The record as it is now; None when it was deleted."""
        rows = self.viewset.get_queryset(self.request).filter(pk=self.pk)
        # What is changed by this request is read as it is asked for.
        if not self.shows_whole or self.request.method not in ("GET", "HEAD"):
            return rows.first()
        record = rows.prefetch_related(None).first()
        if record is not None:
            bring_whole(record)
            prefetch_related_objects([record], *getattr(self.viewset, "list_prefetch_related", ()))
        return record

    @cached_property
    def timeline(self) -> Timeline:
        """Everything that happened to the record."""
        return Timeline(self.model, self.pk, dossiers=True)

    def url(self, action: str) -> str:
        """The address of another screen of this record."""
        return reverse(self.viewset.get_url_name(action), args=(quote(self.pk),))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse(self.index_url_name), "label": capfirst(self.model._meta.verbose_name_plural)}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.get_page_subtitle()}]


class RegisterInspectView(EndsLast, RecordMixin, TemplateView):
    """A record in full, with its latest changes; with ``?peildatum=`` as it stood, parts included."""

    page_title = _("Bekijken")
    template_name = "sharing/core/inspect.html"
    fields: list[Any] = []
    fields_exclude: list[Any] = []
    # Models whose rows the screen tells of in a section of its own.
    told_apart: Collection[type[models.Model]] = ()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.viewpoint: Viewpoint = viewpoint_in(request.GET, dated=is_dated(self.model))
        self.moment = self.viewpoint.moment
        if self.live is None and not self.timeline.count():
            raise Http404
        self.object: Any = record_at(self.model, self.pk, self.moment) if self.moment else self.live
        if self.object is not None:
            self.object.viewed_on = self.day
        return super().get(request, *args, **kwargs)

    @cached_property
    def day(self) -> date:
        """The Amsterdam day that the screen speaks of."""
        return self.viewpoint.day

    @cached_property
    def reader(self) -> ReadableValues:
        """Words for values; only who may view the model comes here, so dossiers are shown."""
        return ReadableValues(self.moment, dossiers=True)

    def get_page_subtitle(self) -> str:
        shown = self.object or self.live
        return str(shown) if shown else str(self.timeline.last_state)

    @cached_property
    def header_buttons(self) -> list[Any]:
        if (
            self.live is None
            or self.viewpoint.looks_back
            or not self.edit_url_name
            or not self.user_has_permission("change")
        ):
            return []
        return [HeaderButton(_("Wijzigen"), url=self.url("edit"), icon_name="edit")]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        buttons = [Button(_("Hele historie"), url=self.url("history"), icon_name="history", priority=10)]
        if (
            self.live is not None
            and not self.viewpoint.looks_back
            and self.delete_url_name
            and self.user_has_permission("delete")
            and not self.live.why_kept()
        ):
            buttons.append(Button(_("Verwijderen"), url=self.url("delete"), icon_name="bin", priority=20))
        return buttons

    def _did_not_hold(self) -> bool:
        """Whether it is asked what held on a day on which this record did not."""
        day = self.viewpoint.held_on
        if day is None or self.live is None:
            return False
        return not self.model._default_manager.filter(self.viewset.held(day), pk=self.pk).exists()

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Labels and words of the record's own fields, or of the attributes that the viewset names."""
        names = self.fields or [field.name for field in readable_fields(self.model)]
        past = {name for name in self.model.past_fields if getattr(self.object, name) in (None, "")}
        return [self._field(name) for name in names if name not in past.union(self.fields_exclude)]

    def _field(self, name: str) -> dict[str, Any]:
        show = getattr(self.viewset, f"show_{name}", None)
        field = field_or_none(self.model, name)
        label = label_of(field) if field is not None else getattr(show, "short_description", capfirst(name))
        value = show(self.object) if show else self.reader.of(self.object, name)
        return {"label": label, "value": value, "name": name, "url": self._leads_to(self.object, field)}

    def _leads_to(self, row: Any, field: Any) -> str:
        """The screen of what this field of a row refers to, for who may view it; of now only."""
        if field is None or not field.many_to_one or self.viewpoint.looks_back:
            return ""
        target, key = field.related_model, getattr(row, field.attname)
        screen = screen_of(target)
        if screen is None or key is None or not may(self.request.user, "view", target):
            return ""
        return reverse(screen.get_url_name("inspect"), args=(quote(key),))

    def _cell(self, row: Any, field: Any) -> Any:
        """The words of a field of a part, leading to what it refers to."""
        words = self.reader.of(row, field.name)
        url = self._leads_to(row, field)
        return Link(str(words), url) if url else words

    def get_sections(self) -> list[Section]:
        """The rows that are part of the record, then what the viewset adds."""
        user = self.request.user
        parts = [self._part(key, rows) for key, rows in self.parts]
        # What refers to the record is known for now only.
        referring = [] if self.moment else referring_sections(self.object, user=user, without=self.told_apart)
        return [*parts, *self.viewset.inspect_sections(self.object, user=user, day=self.day), *referring]

    @cached_property
    def parts(self) -> list[tuple[Any, list[Any]]]:
        """The rows that are part of the record by the key of their kind, and what all of them name read together."""
        keys = children_of(self.model)
        sets = {key: getattr(self.object, key.remote_field.get_accessor_name()).all() for key in keys}
        held = self.viewpoint.held_on
        found = [(key, [row for row in sets[key] if held is None or _held(row, held)]) for key in keys]
        shown: list[tuple[Any, list[Any]]] = [(self.object, readable_fields(self.model))]
        shown += [(row, _shown(key)) for key, rows in found for row in rows]
        learn_names(
            one
            for row, fields in shown
            for one in references_of(
                self.reader,
                (
                    (field, getattr(row, field.attname))
                    for field in fields
                    if not (field.is_relation and field.is_cached(row))
                ),
            )
        )
        return found

    def _part(self, key: Any, rows: list[Any]) -> Section:
        fields = _shown(key)
        cells = [tuple(self._cell(row, field) for field in fields) for row in rows]
        if _told_by_words(key):
            cells.sort(key=lambda row: [_words_of(cell).casefold() for cell in row])
        title = key.model._meta.verbose_name_plural
        title = label_of(fields[0]) if len(fields) == 1 and fields[0].is_relation else capfirst(title)
        return Section(str(title), tuple(map(label_of, fields)), tuple(cells), empty=EMPTY)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.object is not None and self.parts is not None:  # read before any of their names is asked
            context["fields"], context["sections"] = self.get_fields_context(), self.get_sections()
        # On a reference date the history tells what was known by then, in full on its own screen.
        newest = [] if self.viewpoint.looks_back else self.timeline[: MOMENTS_SHOWN + 1]
        context["moments"] = newest[:MOMENTS_SHOWN]
        context["more_moments"] = len(newest) > MOMENTS_SHOWN
        return context | {
            "object": self.object,
            "live": self.live,
            "kind": getattr(self.viewset, "name", ""),
            "reference_date": reference_date_input(self.viewpoint.asked, self.viewpoint.error),
            "questions": Question.choices if is_dated(self.model) else [],
            "as_of": self.viewpoint,
            "did_not_hold": self._did_not_hold(),
            "moment": self.moment,
            "error": self.viewpoint.error,
            "inspect_url": self.url("inspect"),
            "full_history_url": self.url("history"),
            "history_url": None,
        }


def _shown(key: Any) -> list[Any]:
    """The fields of a part that its table shows: not which record it is part of."""
    return [field for field in readable_fields(key.model) if field != key and field.name != key.name]


def _told_by_words(key: Any) -> bool:
    """Whether the rows of a part stand in the order of their words: now and on a reference date alike.

    Those that have no order of their own, or one by the name of what they refer to, which is not asked of what was.
    """
    names = [str(name).lstrip("-") for name in key.model._meta.ordering]
    fields = [field_or_none(key.model, name) for name in names]
    return not names or any(one is not None and one.is_relation and one != key for one in fields)


def _words_of(cell: Any) -> str:
    return cell.text if isinstance(cell, Link) else str(cell)


def _held(row: Any, day: date) -> bool:
    """Whether a part with a period holds on the day; a part without one always does."""
    if not isinstance(row, Period):
        return True
    return (row.first_day is None or row.first_day <= day) and (row.last_day is None or row.last_day >= day)


class RegisterHistoryView(RecordMixin, TemplateView):
    """Everything that ever happened to a record, newest first; also of a deleted record."""

    page_title = _("Historie")
    header_icon = "history"
    shows_whole = False
    template_name = "sharing/core/history.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        moments: Any = self.timeline  # counted and sliced, which is what a paginator asks
        self.paginator: Paginator[Any] = Paginator(moments, MOMENTS_PER_PAGE)
        if not self.paginator.count:
            raise Http404
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.live if self.live is not None else self.timeline.last_state)

    @cached_property
    def header_buttons(self) -> list[Any]:
        return [HeaderButton(_("Bekijken"), url=self.url("inspect"), icon_name="info-circle")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = self.paginator.get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "page_obj": page,
            "moments": page.object_list,
            "live": self.live,
            "elided_page_range": self.paginator.get_elided_page_range(page.number),
            "inspect_url": self.url("inspect"),
            "own_url": self.url("history"),
        }
