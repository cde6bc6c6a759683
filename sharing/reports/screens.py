"""One decision about several disclosures: the deviations of one cause, or the breaches of one earlier decision."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from sharing.core.admin import may
from sharing.core.admin.screens import FormScreen
from sharing.core.admin.tables import short_moment
from sharing.core.dossiers import unseal
from sharing.core.dutch import enumerated
from sharing.core.exceptions import InputError
from sharing.core.fields import EntriesField
from sharing.core.keys import key_in
from sharing.core.readable import name_accounts
from sharing.core.records import versions_of
from sharing.disclosures.causes import Cause, of_cause
from sharing.disclosures.models import Disclosure
from sharing.disclosures.queries import corrected_away, is_opposed, own_among, waiting_since
from sharing.disclosures.refusals import FIELD, why_not_aware
from sharing.disclosures.review_forms import BreachTogetherForm, ReviewTogetherForm
from sharing.disclosures.together import MOST_TOGETHER, Together, add_to_breaches, review_together
from sharing.disclosures.words import OPPOSED, deadline_in_words, span_in_words
from sharing.reference.models import DataCategory
from sharing.reports.queries import breaches_like


def cause_query(cause: Cause) -> str:
    """A cause as the question of an address: codes and keys, nothing about persons."""
    asked = {"bevinding": cause.codes, "ontvanger": cause.recipient, "doeleinde": cause.purpose}
    return urlencode(asked | ({"ingetrokken": 1} if cause.withdrawn else {}))


def cause_of(asked: QueryDict) -> Cause:
    """The cause that an address asks for; one of which nothing waits when it asks for none."""
    recipient, purpose = (key_in(asked.get(name, "")) for name in ("ontvanger", "doeleinde"))
    codes = asked.get("bevinding", "").replace("\0", "")  # the database takes none
    return Cause(codes, "ingetrokken" in asked, recipient, purpose)


def blocks_of(row: Disclosure) -> list[str]:
    """What blocks, in sentences; first of all what turned out later."""
    blocks = [finding["message"] for finding in row.findings if finding["severity"] == "block"]
    if row.withdrawn_consent_id is not None:
        return [_("Toestemming bleek ingetrokken"), *blocks]
    return [str(OPPOSED), *blocks] if is_opposed(row) else blocks


class TogetherScreen(FormScreen):
    """The disclosures that a decision is about, each with the state in which it is shown, and one form."""

    model = Disclosure
    template_name = "sharing/reports/together.html"
    header_icon = "tasks"
    back = "worklist:index"
    panel_heading: Any = gettext_lazy("Uw oordeel")
    not_own: Any = gettext_lazy("Van uzelf: een collega beoordeelt haar; zij blijft op de lijst")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "change", Disclosure):
            raise PermissionDenied
        if not self.entries:
            messages.warning(request, _("Hiervan wacht niets meer; een collega was u misschien voor."))
            return redirect(self.back)
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def found(self) -> Any:
        """What waits, the oldest first."""
        raise NotImplementedError

    @cached_property
    def entries(self) -> list[dict[str, Any]]:
        """What is shown of each: read after its mark, so that no mark is newer than what is shown."""
        keys = list(self.found().values_list("pk", flat=True)[:MOST_TOGETHER])
        marks = versions_of(Disclosure, keys)
        rows = list(self.found().filter(pk__in=keys).prefetch_related("recipient", "purpose"))
        name_accounts(rows, recorded_by="recorded_at")
        own, since, now = own_among(rows, by=self.request.user), waiting_since(rows), timezone.now()
        categories, gone = dict(DataCategory.objects.values_list("id", "name")), corrected_away(rows)
        return [
            {
                "row": row,
                "value": EntriesField.value_of(row.pk, marks[row.pk]),
                "moment": short_moment(row.disclosed_at),
                "age": span_in_words(now - since[row.pk]) if row.pk in since else "",
                "dossier": unseal(row.dossier),
                "data": ", ".join(sorted(categories.get(key, str(key)) for key in row.data_categories)),
                "blocks": blocks_of(row),
                "gone": [one["message"] for one in gone.get(row.pk, ())],
                "recorded_by": row.named["recorded_by"],
                "own": row.pk in own,
            }
            for row in rows
        ]

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        chosen = [one["row"] for one in self.entries if one["row"].pk in given.get("entries", ())]
        found = (why_not_aware(row, given.get(FIELD), at=timezone.now()) for row in chosen)
        return next(filter(None, found), [])

    def perform(self, form: Any) -> HttpResponse:
        done = self.decide(form)
        if done.decided:
            messages.success(self.request, self.told(len(done.decided)))
        for why, numbers in passed_over(done).items():
            words = {"numbers": enumerated(numbers), "why": why}
            messages.warning(self.request, _("Niet meegenomen: verstrekking %(numbers)s. %(why)s") % words)
        return redirect(self.back)

    def decide(self, form: Any) -> Together:
        """Call the operation."""
        raise NotImplementedError

    def told(self, count: int) -> str:
        """What was done, in a sentence."""
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        chosen = kwargs["form"].data.getlist("entries") if kwargs["form"].is_bound else None
        keys = None if chosen is None else {value.partition(":")[0] for value in chosen}
        for entry in self.entries:
            entry["checked"] = keys is None or str(entry["row"].pk) in keys
        return super().get_context_data(**kwargs) | {
            "entries": self.entries,
            "example": self.entries[0]["row"],
            # What the rules say stands above the list; of each only when it is not the same of all.
            "differ": any(entry["blocks"] != self.entries[0]["blocks"] for entry in self.entries),
            "more": self.found().count() - len(self.entries),
            "not_own": self.not_own,
            "panel_heading": self.panel_heading,
        }


def passed_over(done: Together) -> Mapping[str, list[str]]:
    """The numbers of what was passed over, by the sentence that says why."""
    found: dict[str, list[str]] = {}
    for row, why in done.passed_over:
        found.setdefault(str(why), []).append(str(row.pk))
    return found


class ReviewTogetherView(TogetherScreen):
    """One decision about the deviations of one cause."""

    page_title = gettext_lazy("Afwijkingen samen beoordelen")
    form_class = ReviewTogetherForm
    submit_label = gettext_lazy("Oordeel over alle aangevinkte vastleggen")

    @cached_property
    def cause(self) -> Cause:
        return cause_of(self.request.GET)

    def found(self) -> Any:
        return of_cause(self.cause)

    def decide(self, form: Any) -> Together:
        data = form.cleaned_data
        return review_together(
            data["entries"],
            decision=data["decision"],
            note=data["note"],
            aware_at=data["aware_at"],
            by=self.request.user,
            at=timezone.now(),
        )

    def told(self, count: int) -> str:
        return (
            ngettext(
                "Het oordeel over %d verstrekking is vastgelegd.",
                "Het oordeel over %d verstrekkingen is vastgelegd.",
                count,
            )
            % count
        )


class BreachTogetherView(TogetherScreen):
    """The same about the breaches that were judged in one decision."""

    page_title = gettext_lazy("Datalek aanvullen")
    form_class = BreachTogetherForm
    submit_label = gettext_lazy("Bij alle aangevinkte aanvullen")
    explanation = gettext_lazy("Wat over een datalek is vastgelegd, wordt aangevuld en nooit teruggenomen.")
    back = "worklist:breaches"
    panel_heading = gettext_lazy("Aanvulling")
    not_own = gettext_lazy("Van uzelf: dat het niet is gemeld, legt een collega vast")

    @cached_property
    def one(self) -> Disclosure | None:
        """Any of them."""
        return Disclosure.objects.breaches().filter(pk=self.kwargs["pk"]).first()

    def found(self) -> Any:
        return breaches_like(self.one) if self.one else Disclosure.objects.none()

    def decide(self, form: Any) -> Together:
        data = form.cleaned_data
        return add_to_breaches(
            data["entries"],
            note=data["note"],
            aware_at=data["aware_at"],
            by=self.request.user,
            at=timezone.now(),
        )

    def told(self, count: int) -> str:
        return (
            ngettext(
                "De aanvulling is bij %d verstrekking vastgelegd.",
                "De aanvulling is bij %d verstrekkingen vastgelegd.",
                count,
            )
            % count
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.entries[0]["row"]
        return super().get_context_data(**kwargs) | {
            "deadline": deadline_in_words(
                one.aware_at, report=one.breach_report, reported_at=one.breach_reported_at, at=timezone.now()
            ),
            "note": one.review_note,
        }
