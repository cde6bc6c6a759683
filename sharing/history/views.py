"""The screen that lays the register at two moments beside each other, and the file of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, override
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from sharing.access.queries import access_registers
from sharing.core.actor import Actor
from sharing.core.admin import Column, DenseTable, Status, StatusColumn, TitleColumn, may
from sharing.core.admin.exports import Written
from sharing.core.admin.filters import MomentTextField
from sharing.core.admin.sections import screen_of
from sharing.core.admin.tables import WORDS
from sharing.core.admin.viewpoint import REFERENCE_DATE, words_for
from sharing.core.asof import parse_moment
from sharing.core.dates import show_day
from sharing.core.models import Period, Register
from sharing.core.periods import amsterdam_day
from sharing.core.readable import EMPTY, field_or_none
from sharing.core.records import parent_of, registers
from sharing.core.spreadsheets import FORMATS
from sharing.core.widgets import DayOrMomentInput
from sharing.history.comparing import Difference, Differences, Kind

PER_PAGE, AT_ONCE = 50, 500
DAYS_BACK = 30
FORMAT = "export"
_LOOKS = {
    Kind.ADDED: "granted",
    Kind.CHANGED: "warning",
    Kind.ENDED: "ended",
    Kind.REMOVED: "unsound",
    Kind.SAME: "inactive",
}
HEADINGS = (
    *(gettext_lazy("Register"), gettext_lazy("Gegeven"), gettext_lazy("Wat"), gettext_lazy("Veld")),
    *(gettext_lazy("Was"), gettext_lazy("Werd"), gettext_lazy("Van"), gettext_lazy("Tot")),
)


def comparable(user: Actor) -> list[type[Register]]:
    """The registers with a list of their own that the user may view, but for those about persons and accounts."""
    return [
        model
        for model in registers()
        if parent_of(model) is None
        and screen_of(model) is not None
        and field_or_none(model, "dossier") is None
        and model not in access_registers()
        and may(user, "view", model)
    ]


def holds(model: type[Register], day: Any) -> Q:
    """As its own screen tells it: an agreement that was never signed does not hold."""
    condition: Q = screen_of(model).held(day) if issubclass(model, Period) else Q()
    return condition


class ComparisonForm(forms.Form):
    """Two moments, and of which register."""

    first = MomentTextField(label=gettext_lazy("Van"), widget=DayOrMomentInput)
    second = MomentTextField(
        label=gettext_lazy("Tot"),
        required=False,
        widget=DayOrMomentInput,
        help_text=gettext_lazy("Leeg: tot nu."),
    )
    register = forms.ChoiceField(label=gettext_lazy("Register"), required=False)

    def __init__(self, *args: Any, models: list[type[Register]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted((capfirst(str(one._meta.verbose_name_plural)), one._meta.model_name) for one in models)
        field: Any = self.fields["register"]
        field.choices = [("", _("Alle registers")), *((code, name) for name, code in named)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("first") or "second" not in cleaned:
            return cleaned
        now = timezone.now()
        cleaned["from"] = parse_moment(cleaned["first"])
        cleaned["until"] = parse_moment(cleaned["second"]) if cleaned["second"] else now
        if cleaned["from"] > now:
            self.add_error("first", _("Dit moment moet nog komen. Kies een eerder moment."))
        elif cleaned["until"] <= cleaned["from"]:
            self.add_error("second", _("Dit ligt niet na het eerste moment. Kies een later moment."))
        return cleaned


class ComparisonView(WagtailAdminTemplateMixin, TemplateView):
    """What was added, changed, ended and removed in the registers between two moments."""

    page_title = gettext_lazy("Twee momenten vergelijken")
    header_icon = "history"
    template_name = "sharing/history/comparison.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.models = comparable(request.user)
        if not self.models:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        wanted = request.GET.get(FORMAT, "")
        if wanted in FORMATS and self.form.is_valid():
            return self.as_file(wanted)
        return super().get(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse("changes:index"), "label": _("Alle wijzigingen")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    @cached_property
    def form(self) -> ComparisonForm:
        """What was asked; without a question the last month."""
        month_ago = amsterdam_day(timezone.now()) - timedelta(days=DAYS_BACK)
        usual = {"first": show_day(month_ago), "second": "", "register": ""}
        asked = self.request.GET if "first" in self.request.GET else usual
        return ComparisonForm(asked, models=self.models)

    @cached_property
    def differences(self) -> Differences:
        """The differences asked for; none when the question is wrong."""
        if not self.form.is_valid():
            now = timezone.now()
            return Differences([], now, now, holds=holds)
        asked = self.form.cleaned_data
        chosen = [one for one in self.models if asked["register"] in ("", one._meta.model_name)]
        return Differences(chosen, asked["from"], asked["until"], holds=holds)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found: Any = self.differences  # counted and sliced, which is what a paginator asks
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("p"))
        asked = {name: self.form.data.get(name, "") for name in self.form.fields}
        valid = self.form.is_valid()
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "page_obj": page,
            "count": page.paginator.count,
            "between": self.between if valid else (),
            "table": DenseTable(self.columns, list(page.object_list), caption=self.page_title),
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
            "own_url": self.request.path,
            "files": [(name, f"?{urlencode(asked | {FORMAT: name})}") for name in FORMATS] if valid else [],
        }

    @property
    def between(self) -> tuple[str, str]:
        """The two moments in words."""
        return words_for(self.differences.first), words_for(self.differences.second)

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("name", label=_("Gegeven"), get_url=self._address, classname=WORDS),
            Column("register", label=_("Register"), accessor=_register),
            StatusColumn("kind", label=_("Wat"), accessor=_status),
            Column("changes", label=_("Verschil"), accessor=_told, classname=WORDS),
        ]

    def _address(self, one: Difference) -> str:
        screen = screen_of(one.model)
        if one.kind in (Kind.REMOVED, Kind.SAME):
            return reverse(screen.get_url_name("history"), args=(quote(one.pk),))
        address = reverse(screen.get_url_name("inspect"), args=(quote(one.pk),))
        second = self.form.data.get("second", "")
        return f"{address}?{urlencode({REFERENCE_DATE: second})}" if second else address

    def as_file(self, kind: str) -> HttpResponse:
        """All differences, a row per field, written while they are read."""
        answer: Any = StreamingHttpResponse(self.written(kind), content_type=FORMATS[kind].kind)
        days = "-".join(
            f"{amsterdam_day(one):%Y%m%d}" for one in (self.differences.first, self.differences.second)
        )
        answer["Content-Disposition"] = f'attachment; filename="vergelijking-{days}.{kind}"'
        return answer

    def written(self, kind: str) -> Iterator[bytes]:
        """The file, some hundreds of records at a time."""
        # Read after the view has answered, when the language of the person is no longer that of the thread.
        with override(get_language()):
            out = Written()
            book = FORMATS[kind](out, [str(one) for one in HEADINGS], title=str(self.page_title))
            number = 0
            while found := self.differences[number : number + AT_ONCE]:
                for row in (row for one in found for row in _rows(one, self.between)):
                    book.write(row)
                yield out.take()
                number += AT_ONCE
            book.close()
            yield out.take()


def _register(one: Difference) -> str:
    return capfirst(str(one.model._meta.verbose_name))


def _status(one: Difference) -> Status:
    return Status(_LOOKS[one.kind], one.kind.label)


def _told(one: Difference) -> Any:
    lines = ((change.label, change.old, change.new) for change in one.changes)
    return format_html_join("", "<div>{}: {} → {}</div>", lines) if one.changes else format_html("{}", EMPTY)


def _rows(one: Difference, between: tuple[str, str]) -> Iterator[tuple[str, ...]]:
    said = (_register(one), one.name, str(one.kind.label))
    for change in one.changes:
        yield (*said, change.label, change.old, change.new, *between)
    if not one.changes:
        yield (*said, "", "", "", *between)
