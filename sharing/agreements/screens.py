"""The list of agreements and the screen of one: status and days in words, filters, what is covered, documents."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.choices import DIRECTION_WORDS, NEEDS_ARTICLE_28, AgreementKind, AgreementStatus
from sharing.agreements.models import (
    Agreement,
    AgreementDataCategory,
    AgreementPurpose,
    AgreementSubjectCategory,
    Article28Clause,
)
from sharing.agreements.queries import (
    ending_within,
    facts_of,
    overlapping,
    successor_of,
    with_status,
)
from sharing.agreements.rules import (
    AgreementFacts,
    last_day_for_notice,
    last_effective_day,
    status_on,
    unmet_items,
)
from sharing.agreements.succession import why_not_extended, why_not_replaced, why_not_terminated
from sharing.core.admin import (
    RecordFilter,
    RegisterFilterSet,
    RegisterIndexView,
    RegisterInspectView,
    Section,
    Status,
    link_to,
    may,
)
from sharing.core.asof import rows_at
from sharing.core.dutch import day_in_words
from sharing.documents.views import ShowsDocuments
from sharing.parties.models import Party
from sharing.reference.models import DataCategory, Purpose, SubjectCategory
from sharing.transfers.models import Transfer

SEARCHED = ["reference", "description", "party__name", "party__code", "party__aliases", "party__kvk_number"]


def owner_of(agreement: Agreement) -> str:
    """Short, for a row that is one line: who manages is no evidence of who acted."""
    owner = agreement.owner
    return (owner.get_full_name() or owner.get_username()) if owner else ""


def status_of(agreement: Agreement) -> Status:
    """The status of a listed or inspected agreement on the day it is shown for."""
    status = status_on(facts_of(agreement), agreement.viewed_on)
    return Status(status.value, status.label, why_draft(agreement) if status == AgreementStatus.DRAFT else "")


def why_draft(agreement: Agreement) -> str:
    """Why an agreement is still a draft on the day it is shown for."""
    if agreement.signed_on is None:
        return gettext(
            "Er is geen datum van ondertekening vastgelegd. Zolang die ontbreekt, telt deze overeenkomst niet mee: een "
            "verstrekking kan er niet op rusten."
        )
    return gettext("Ondertekend op %s, dus toen nog niet.") % day_in_words(agreement.signed_on)


def last_day_of(agreement: Agreement) -> date | None:
    """The last day on which the agreement holds, termination included."""
    return last_effective_day(facts_of(agreement))


def notice_day_of(agreement: Agreement) -> date | None:
    """The last day on which notice can be given, where there is an end and a notice period."""
    return last_day_for_notice(facts_of(agreement))


class AgreementFilterSet(RegisterFilterSet):
    """Agreements by status on the day shown, kind, party, owner and nearing end."""

    status = django_filters.ChoiceFilter(
        label=_("Status"),
        choices=AgreementStatus.choices,
        widget=forms.RadioSelect,
        empty_label=_("Alle"),
        method="standing",
    )
    party = RecordFilter(Party, label=_("Partij"))
    owner = django_filters.ModelChoiceFilter(
        label=_("Beheerder"),
        queryset=lambda request: get_user_model().objects.filter(agreements__isnull=False).distinct(),
    )
    ends = django_filters.NumberFilter(
        label=_("Loopt af binnen (dagen)"),
        method="ending",
        min_value=0,
        max_value=3650,
        help_text=_("Overeenkomsten waarvan de laatste dag binnen zoveel dagen valt."),
    )

    class Meta:
        model = Agreement
        fields = ["status", "kind", "party", "owner", "ends", "peildatum"]

    def standing(self, queryset: QuerySet[Any], _name: str, status: str) -> QuerySet[Any]:
        """Derived from the dates, by the rules."""
        return with_status(queryset, AgreementStatus(status), on=self.day)

    def ending(self, queryset: QuerySet[Any], _name: str, days: Any) -> QuerySet[Any]:
        """A termination counts as an end."""
        return ending_within(queryset, int(days), on=self.day)


# What an agreement covers, in the order in which people read it.
_COVERED = (
    (AgreementPurpose._meta.get_field("purpose"), Purpose),
    (AgreementDataCategory._meta.get_field("data_category"), DataCategory),
    (AgreementSubjectCategory._meta.get_field("subject_category"), SubjectCategory),
)


class AgreementInspectView(ShowsDocuments, RegisterInspectView):
    """An agreement in full, with what can be done with it; its documents are fetched from here."""

    template_name = "sharing/agreements/inspect.html"
    told_apart = (Agreement,)  # its successor, above the fields

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.live is None or self.moment:
            return context
        successor, facts = successor_of(self.live), facts_of(self.live)
        context["successor"] = link_to(successor) if successor else None
        if self.viewpoint.looks_back:  # what is still to be done is of now
            return context
        changes = self.user_has_permission("change")
        return context | {
            "steps": self._steps(facts, successor) if changes else [],
            "overlaps": [
                (one.in_words, reverse(self.viewset.get_url_name("inspect"), args=[one.id]))
                for one in overlapping(self.live)
            ],
            "open_items": self._open_items(),
        }

    def _steps(self, facts: AgreementFacts, successor: Agreement | None) -> list[tuple[Any, str]]:
        """What may be done with the agreement now, and where."""
        adds = self.user_has_permission("add")
        possible = [
            ("extend", _("Verlengen"), not why_not_extended(facts)),
            ("replace", _("Opvolger maken"), adds and not successor and not why_not_replaced(facts)),
            ("terminate", _("Opzeggen"), not why_not_terminated(facts)),
            ("copy", _("Kopiëren"), adds),
            ("chain", _("Keten van subverwerkers"), self.live.kind in NEEDS_ARTICLE_28),
        ]
        steps = [(label, self.url(name)) for name, label, fits in possible if fits]
        if may(self.request.user, "add", Transfer):
            address = f"{reverse('transfers:add')}?party={self.live.party_id}"
            steps.append((_("Doorgifte toevoegen"), address))
        return steps

    def _open_items(self) -> str:
        if self.live.kind not in NEEDS_ARTICLE_28:
            return ""
        clauses = {one.item: one.status for one in self.live.clauses.all()}
        open_ones = unmet_items(replace(facts_of(self.live), clauses=clauses))
        return ", ".join(item.value for item in open_ones)

    def get_fields_context(self) -> list[dict[str, Any]]:
        fields = [one for one in super().get_fields_context() if not self._means_nothing(one["name"])]
        if why := status_of(self.object).reason:
            place = next(number for number, field in enumerate(fields) if field["name"] == "status")
            fields.insert(place + 1, {"label": _("Waarom"), "value": why, "name": "why"})
        return fields

    def _means_nothing(self, name: str) -> bool:
        """Whether this is of processing agreements only, and this one is another and has nothing there."""
        if self.object.kind in NEEDS_ARTICLE_28 or name not in DIRECTION_WORDS[AgreementKind.PROCESSING]:
            return False
        field: Any = Agreement._meta.get_field(name)
        return getattr(self.object, name) in (None, field.get_default())

    def get_sections(self) -> list[Section]:
        own = {str(section.title): section for section in super().get_sections()}
        if self.object.kind not in NEEDS_ARTICLE_28:
            for model in (Article28Clause, SubProcessor):
                title = str(capfirst(model._meta.verbose_name_plural))
                if not own[title].rows:
                    del own[title]
        covered = [
            replace(
                own.pop(str(capfirst(field.verbose_name))),
                title=str(capfirst(plural._meta.verbose_name_plural)),
            )
            for field, plural in _COVERED
        ]
        return [*covered, *own.values()]


class AgreementIndexView(RegisterIndexView):
    """The list; the sheet tells by their codes what an agreement covers as well."""

    def completed(self, records: Iterable[Any]) -> list[Any]:
        rows = super().completed(records)
        if self.is_export:
            for field, plural in _COVERED:
                self._tell_codes(rows, field, plural)
        return rows

    def _tell_codes(self, rows: list[Any], field: Any, listed: Any) -> None:
        """Give each row the codes it covers of this reference list, without a record for every one of them."""
        known = self._codes.setdefault(
            listed, dict(rows_at(listed, self.moment).order_by().values_list("id", "code"))
        )
        covered = defaultdict(list)
        found = rows_at(field.model, self.moment).filter(agreement_id__in=[row.pk for row in rows])
        for agreement, key in found.order_by().values_list("agreement_id", field.attname):
            covered[agreement].append(known.get(key, str(key)))
        for row in rows:
            row.codes = {**getattr(row, "codes", {}), field.name: ", ".join(sorted(covered[row.pk]))}

    @cached_property
    def _codes(self) -> dict[Any, dict[int, str]]:
        return {}
