"""The screen with all changes in all registers that somebody may view."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.admin.utils import quote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from sharing.access.queries import access_registers
from sharing.core.actor import Actor
from sharing.core.admin.policies import may
from sharing.core.admin.sections import Link, screen_of
from sharing.core.fields import DayField
from sharing.core.models import Register
from sharing.core.periods import amsterdam_day
from sharing.core.readable import named, named_after
from sharing.core.records import parent_of, registers
from sharing.core.timeline import FOLDED_FROM
from sharing.core.whole import bring_along, fetch_together
from sharing.history.queries import AllChanges, Changes, Work, key_to_owner, record_of
from sharing.history.views import ComparisonView, comparable
from sharing.sources.models import Source

MOMENTS_PER_PAGE = 50
DAYS_SHOWN = 7
ACCESS = "access"
_DID = {"+": _("toegevoegd"), "~": _("gewijzigd"), "-": _("verwijderd")}


def viewable(user: Actor) -> list[type[Register]]:
    """The registers whose history this user may read; a part follows the record it belongs to."""
    return [model for model in registers() if may(user, "view", parent_of(model) or model)]


class PersonChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not when it runs
    def label_from_instance(self, user: Any) -> str:
        return named(user)


class ChangesForm(forms.Form):
    """Which changes to show."""

    first = DayField(label=_("Van"), required=False)
    last = DayField(label=_("Tot en met"), required=False)
    register = forms.ChoiceField(label=_("Register"), required=False)
    person = PersonChoiceField(
        label=_("Door"),
        required=False,
        queryset=get_user_model().objects.order_by("last_name", "first_name", "username"),
        empty_label=_("Iedereen"),
    )

    def __init__(self, *args: Any, models: list[type[Register]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = sorted(
            (capfirst(str(model._meta.verbose_name_plural)), model._meta.model_name) for model in models
        )
        register: Any = self.fields["register"]
        register.choices = [
            ("", _("Alle registers")),
            *([(ACCESS, _("Accounts, rollen en tokens"))] if get_user_model() in models else []),
            *((code, name) for name, code in names),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("first") and cleaned.get("last") and cleaned["last"] < cleaned["first"]:
            self.add_error("last", _("Deze dag ligt voor de eerste dag."))
        return cleaned


class ChangesView(WagtailAdminTemplateMixin, TemplateView):
    """Who changed what in the registers, when and why."""

    page_title = _("Alle wijzigingen")
    header_icon = "history"
    template_name = "sharing/history/changes.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.models = viewable(request.user)
        if not self.models:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self) -> ChangesForm:
        """What was asked; without a question the last week."""
        today = amsterdam_day(timezone.now())
        usual = {"first": today - timedelta(days=DAYS_SHOWN), "last": today}
        asked = self.request.GET if set(self.request.GET) - {"p"} else usual
        return ChangesForm(asked, models=self.models)

    def changes(self) -> AllChanges:
        """The changes asked for; none when the question is wrong."""
        if not self.form.is_valid():
            return AllChanges([])
        asked = self.form.cleaned_data
        chosen = [one for one in self.models if asked["register"] in ("", one._meta.model_name)]
        if asked["register"] == ACCESS:
            chosen = [one for one in self.models if one in (*access_registers(), Source)]
        person = asked["person"].pk if asked["person"] else None
        return AllChanges(chosen, first=asked["first"], last=asked["last"], user_id=person)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        changes: Any = self.changes()  # counted and sliced, which is what a paginator asks
        page = Paginator(changes, MOMENTS_PER_PAGE).get_page(self.request.GET.get("p"))
        works = [work for one in page.object_list for work in one.works]
        owners, changed = owners_of(works), changed_in(works)
        rows = [self._row(one, owners, changed) for one in page.object_list]
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "page_obj": page,
            "rows": rows,
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
            "own_url": self.request.path,
            "compares": bool(comparable(self.request.user)),
        }

    def _row(
        self, change: Changes, owners: dict[tuple[Any, ...], Register], changed: dict[int, Any]
    ) -> dict[str, Any]:
        """A transaction as one line: the record it was about, and the rest folded behind it."""
        works = sorted(change.works, key=lambda work: parent_of(work.model) is not None)
        told = [{"link": link_of(work, owners, changed), "did": _DID[work.kind]} for work in works]
        shown = len(told) if len(told) < FOLDED_FROM else 1
        return {"change": change, "first": told[:shown], "rest": told[shown:]}


def owners_of(works: list[Work]) -> dict[tuple[Any, ...], Register]:
    """The records (by model and key) that changed parts belong to, as they were last known."""
    now = timezone.now()
    parted = {record_of(work) for work in works if parent_of(work.model) is not None}
    asked = {(model, key, now) for model, key in filter(None, parted)}
    return {
        (model, key): record
        for (model, key, _at), record in fetch_together(asked, names_of=named_after).items()
    }


def changed_in(works: list[Work]) -> dict[int, Any]:
    """Per history row (by identity) the record it is of, with what it is called after."""
    rows: list[Any] = [work.row for work in works if work.row is not None]
    found = {id(row): row.instance for row in rows}
    bring_along({(type(one), key, None): one for key, one in found.items()}, names_of=named_after)
    return found


def link_of(work: Work, owners: dict[tuple[Any, ...], Register], changed_rows: dict[int, Any]) -> Link | str:
    """What was done, leading to the record's history, or to the list when there were more."""
    meta = work.model._meta
    name = capfirst(str(meta.verbose_name if work.count == 1 else f"{work.count} {meta.verbose_name_plural}"))
    found = record_of(work)
    if found:
        changed = changed_rows.get(id(work.row), "")
        if found in owners:
            setattr(changed, key_to_owner(work.model).name, owners[found])  # a part may be named after it
            name = f"{name} “{changed}” ({owners[found]})"
        else:
            name = f"{name} “{changed}”"
    screen = screen_of(found[0] if found else parent_of(work.model) or work.model)
    if screen is None:
        return name
    if found is None:
        return Link(name, reverse(screen.get_url_name("index")))
    return Link(name, reverse(screen.get_url_name("history"), args=(quote(found[1]),)))


class ChangesMenuItem(MenuItem):
    """Shown to who may view at least one register."""

    def is_shown(self, request: HttpRequest) -> bool:
        # Asked for every page: the first that may be seen will do.
        return any(may(request.user, "view", parent_of(model) or model) for model in registers())


class ChangesViewSet(ViewSet):
    """One screen."""

    name = "changes"
    url_prefix = "wijzigingen"
    icon = "history"
    menu_label = _("Alle wijzigingen")
    menu_item_class = ChangesMenuItem
    view_class = ChangesView

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("", self.construct_view(self.view_class), name="index"),
            path("vergelijken/", self.construct_view(ComparisonView), name="compare"),
        ]


viewsets = [ChangesViewSet()]
