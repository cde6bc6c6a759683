"""The screen on which several agreements get the same owner or notice period: chosen, looked at, then stored."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from sharing.agreements.models import Agreement
from sharing.agreements.screens import SEARCHED, AgreementFilterSet, AgreementIndexView, owner_of, status_of
from sharing.agreements.step_screen import LOOK, mark_of
from sharing.agreements.together import MOST_TOGETHER, Together, change_together
from sharing.agreements.together_forms import TogetherForm
from sharing.core.admin.screens import FormScreen, add_refusal
from sharing.core.admin.tables import ChoosingColumn, TitleColumn
from sharing.core.admin.viewpoint import QUESTION, REFERENCE_DATE
from sharing.core.asof import found_by_text
from sharing.core.exceptions import Refused
from sharing.core.fields import EntriesField
from sharing.core.keys import key_in
from sharing.core.periods import amsterdam_day
from sharing.core.readable import EMPTY, named
from sharing.core.records import versions_of

CHOSEN, ALL = "id", "alles"
FORM = "samen"  # of the boxes in the list
# What an address of the list carries that is of no use afterwards: the filters choose, and one comes back in the order.
_NOT_KEPT = frozenset({CHOSEN, ALL, "p", "export", REFERENCE_DATE, QUESTION})


def filter_of(query: QueryDict) -> QueryDict:
    """Of the address of a list or of this screen the filters, the words that were searched for and the order."""
    kept = query.copy()
    for name in query:
        if name in _NOT_KEPT or name.startswith("_w"):
            del kept[name]
    return kept


def filtered(request: HttpRequest) -> Any:
    """The agreements that a list with these filters shows; none when one of them was not understood."""
    asked = filter_of(request.GET)
    rows = Agreement.objects.order_by("pk")
    filters = AgreementFilterSet(asked, queryset=rows, request=request)
    if not filters.is_valid():
        return rows.none()
    words = asked.get("q", "").strip()
    return filters.qs.filter(found_by_text(Agreement, SEARCHED, words, None)) if words else filters.qs


class ChoosingIndexView(AgreementIndexView):
    """The list, with a box before each agreement for who may change them."""

    results_template_name = "sharing/agreements/index_results.html"

    @cached_property
    def chooses(self) -> bool:
        """Whether several can be changed from here: not in what was."""
        return not self.viewpoint.looks_back and self.user_has_permission("change")

    def _get_title_column(self, field_name: str, column_class: Any = TitleColumn, **kwargs: Any) -> Any:
        if self.chooses:
            column_class, kwargs = ChoosingColumn, kwargs | {"form": FORM}
        return super()._get_title_column(field_name, column_class, **kwargs)

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        if self.chooses:
            asked = filter_of(self.request.GET)
            context |= {
                "together_url": reverse(self.viewset.get_url_name("together")),
                "together_form": FORM,
                "together_filter": [(name, value) for name, values in asked.lists() for value in values],
            }
        return context


class TogetherView(FormScreen):
    """In two screens, as a step on one agreement: the first post shows what changes, the second stores exactly that."""

    viewset: Any = None
    model: Any = None
    permission_required = "change"
    page_title = gettext_lazy("Samen wijzigen")
    header_icon = "list-ul"
    template_name = "sharing/agreements/together.html"
    form_class = TogetherForm
    outcome: Together | None = None
    stored = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.user_has_permission("change"):
            raise PermissionDenied
        if request.method == "GET" and not self.keys:
            messages.warning(request, _("Kies eerst een of meer overeenkomsten: zet er een vinkje voor."))
            return redirect(f"{self.back}#{ChoosingColumn.FIRST}")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def back(self) -> str:
        """The list with the filters and in the order that it had."""
        query = filter_of(self.request.GET).urlencode()
        index = reverse(self.viewset.get_url_name("index"))
        return f"{index}?{query}" if query else index

    @cached_property
    def keys(self) -> list[int]:
        """Of the agreements that were chosen in the list: one by one, or everything that its filters leave."""
        if self.request.GET.get(ALL):
            return list(filtered(self.request).values_list("pk", flat=True))
        return [key for text in self.request.GET.getlist(CHOSEN) if (key := key_in(text))]

    @cached_property
    def today(self) -> Any:
        return amsterdam_day(timezone.now())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form: Any = self.get_form(request.POST)
        if form.is_valid():
            try:
                looked_at = form.cleaned_data["previewed"] == mark_of(request.POST)
                self.stored = looked_at and LOOK not in request.POST
                self.outcome = self._change(form)
            except (Refused, ValidationError) as refused:
                self.stored = False
                add_refusal(form, refused)
        if self.stored and self.outcome:
            return self._done(form, self.outcome)
        return self.show(form)

    def _change(self, form: Any) -> Together:
        """The operation; of a first look all of it is undone."""
        with transaction.atomic():
            outcome = change_together(
                form.cleaned_data["entries"],
                wanted=form.wanted,
                on=self.today,
                by=self.request.user,
                reason=form.cleaned_data["reason"],
            )
            transaction.set_rollback(not self.stored)
        return outcome

    def _done(self, form: Any, outcome: Together) -> HttpResponse:
        count = len(outcome.changed)
        if count:
            said = ngettext("%d overeenkomst is gewijzigd.", "%d overeenkomsten zijn gewijzigd.", count)
            messages.success(self.request, said % count)
        return self.show(form) if outcome.passed_over else redirect(self.back)

    def show(self, form: Any) -> HttpResponse:
        self.rows = self._rows(form)
        if form.is_bound:
            form.data = form.data.copy()
            form.data.setlist("entries", [row["value"] for row in self.rows if row["ticked"]])
            looked_at = self.outcome is not None and not self.stored and self.outcome.changed
            form.data["previewed"] = mark_of(form.data) if looked_at else ""
        return super().show(form)

    def _rows(self, form: Any) -> list[dict[str, Any]]:
        """What is shown of each: read after its mark, so that no mark is newer than what is shown."""
        keys = (
            list(form.fields["entries"].to_python(form.data.getlist("entries")))
            if form.is_bound
            else self.keys
        )
        changing: Mapping[int, Mapping[str, Any]] | None = None
        why: dict[int | None, str] = {}
        if self.outcome is not None:
            changing = {} if self.stored else self.outcome.written
            why = {one.id: one.why for one in self.outcome.passed_over}
            if self.stored:
                keys = [key for key in keys if key in why]
        marks = versions_of(Agreement, keys[:MOST_TOGETHER])
        found = Agreement.objects.select_related("party", "owner").filter(pk__in=marks).order_by("reference")
        rows = []
        for one in found:
            one.viewed_on = self.today
            ticked = changing is None or one.pk in changing
            rows.append(
                {
                    "agreement": one,
                    "value": EntriesField.value_of(one.pk, marks[one.pk]),
                    "ticked": ticked,
                    "why": why.get(one.pk, ""),
                    "status": status_of(one).tag(),
                    "owner": owner_of(one) or EMPTY,
                    "notice": EMPTY if one.notice_days is None else one.notice_days,
                    "new": self._new(form, changing[one.pk]) if changing and ticked else {},
                }
            )
        return rows

    def _new(self, form: Any, written: Mapping[str, Any]) -> dict[str, Any]:
        """What of an agreement becomes what."""
        owner = {"owner": named(form.wanted.owner)} if "owner_id" in written else {}
        return owner | ({"notice": written["notice_days"]} if "notice_days" in written else {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        passed = self.outcome.passed_over if self.outcome else ()
        previewed = self.outcome is not None and not self.stored and bool(self.outcome.changed)
        count = sum(1 for row in self.rows if row["ticked"])
        look_label = _("Bekijk wat er verandert")
        label = (
            ngettext("Vastleggen voor %d overeenkomst", "Vastleggen voor %d overeenkomsten", count) % count
        )
        return super().get_context_data(**kwargs) | {
            "rows": self.rows,
            "previewed": previewed,
            "count": count,
            "gone": [one for one in passed if one.id is None],
            "staying": [row for row in self.rows if row["why"]],
            "stored": self.stored,
            "more": 0 if kwargs["form"].is_bound else max(0, len(self.keys) - MOST_TOGETHER),
            "most": MOST_TOGETHER,
            "submit_label": label if previewed else look_label,
            "look_label": look_label,
            "back": self.back,
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": self.back, "label": self.viewset.menu_label}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]


_ViewSet: Any = object  # of the register, to which the mixin is added


class TogetherViewSet(_ViewSet):
    """The address on which several agreements are changed at once."""

    def get_urlpatterns(self) -> list[URLPattern]:
        own = path("samen/", self.construct_view(TogetherView), name="together")
        return [*super().get_urlpatterns(), own]
