"""Where the register keeps a fact of law otherwise than the release: ours, what was shipped, and its source."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet

from sharing.core.actor import Actor, system_user
from sharing.core.admin import Column, DenseTable, TitleColumn, may
from sharing.core.admin.sections import screen_of
from sharing.core.admin.tables import CLIPPED, WORDS
from sharing.core.readable import EMPTY, ReadableValues, label_of
from sharing.grounds.models import SensitiveGround
from sharing.grounds.starting import differences as different_from_list
from sharing.letters.starting import LETTERS
from sharing.reference.models import AdequacyDecision
from sharing.reference.shipped import SHIPPED, Difference, differences


def may_compare(user: Actor) -> bool:
    """Who judges facts of law, who corrects them, and who audits both."""
    return may(user, "view", SensitiveGround) or may(user, "change", AdequacyDecision)


def all_differences() -> Iterator[Difference]:
    """Of every list that a release fills, what this installation keeps otherwise."""
    yield from differences((*SHIPPED, LETTERS), loader=system_user())
    yield from different_from_list()


class DifferencesView(WagtailAdminTemplateMixin, TemplateView):
    """One line per field; a fact that somebody removed is one line."""

    page_title = gettext_lazy("Afwijkend van de uitgave")
    header_icon = "warning"
    template_name = "sharing/reports/differences.html"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_compare(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @cached_property
    def reader(self) -> ReadableValues:
        """Words for values."""
        return ReadableValues()

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("row", label=_("Gegeven"), accessor=_name, get_url=self._address, classname=WORDS),
            Column("list", label=_("Lijst"), accessor=_list_of, classname=WORDS),
            Column("field", label=_("Veld"), accessor=_field),
            Column("ours", label=_("Bij ons"), accessor=self._ours, classname=WORDS),
            Column("shipped", label=_("In de uitgave"), accessor=self._shipped, classname=WORDS),
            Column("source", label=_("Bron"), accessor="source", classname=CLIPPED),
            Column("confidence", label=_("Zekerheid"), accessor="confidence"),
        ]

    def _address(self, one: Difference) -> str | None:
        """Where the record is shown, for who may see it: legal staff keep what administrators do not."""
        kind = type(one.fact)
        screen = screen_of(kind)
        if screen is None or one.record is None or not may(self.request.user, "view", kind):
            return None
        return reverse(screen.get_url_name("inspect"), args=(quote(one.record.pk),))

    def _ours(self, one: Difference) -> str:
        return self._words(one, one.ours) if one.column else _("Verwijderd")

    def _shipped(self, one: Difference) -> str:
        return self._words(one, one.shipped) if one.column else _name(one)

    def _words(self, one: Difference, value: Any) -> str:
        if isinstance(value, Model):
            return str(value)
        return self.reader.words(one.fact._meta.get_field(one.column), value)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = list(all_differences())
        return super().get_context_data(**kwargs) | {
            "found": found,
            "table": DenseTable(self.columns, found, caption=self.page_title),
        }


def _name(one: Difference) -> str:
    return str(one.record or one.fact)


def _list_of(one: Difference) -> str:
    return str(capfirst(one.fact._meta.verbose_name))


def _field(one: Difference) -> str:
    return label_of(one.fact._meta.get_field(one.column)) if one.column else EMPTY


class DifferencesItem(MenuItem):
    """Shown to who may compare."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_compare(request.user)


class DifferencesViewSet(ViewSet):
    """The address /beheer/afwijkend/."""

    name = "differences"
    url_prefix = "afwijkend"
    icon = "warning"
    menu_label = gettext_lazy("Afwijkend van de uitgave")
    menu_item_class = DifferencesItem

    @property
    def index_view(self) -> Callable[..., HttpResponseBase]:
        return self.construct_view(DifferencesView)

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", self.index_view, name="index")]
