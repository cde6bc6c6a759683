"""The start page of who looks after contracts: what must be done by when, and what is not in order."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.components import Component

from sharing.agreements.models import Agreement
from sharing.core.admin import may
from sharing.core.dutch import day_in_words
from sharing.core.periods import amsterdam_day
from sharing.duties.choices import GapKind, Whose
from sharing.reminders.queries import uncertain_mails
from sharing.reports.contract_work import (
    SHOWN_PER_STAGE,
    ContractWork,
    contract_work,
    gap_words,
    in_order,
    line_of,
    list_url,
)


class ContractPanel(Component):
    """Left what has a day, grouped by how near it is; right what is counted, only what is not in order."""

    name = "contract_work"
    order = 40
    template_name = "sharing/reports/contract_panel.html"

    def __init__(self, work: ContractWork, uncertain: list[str], may_add: bool) -> None:
        self.work, self.uncertain, self.may_add = work, uncertain, may_add

    def get_context_data(self, parent_context: dict[str, Any] | None) -> dict[str, Any]:
        work = self.work
        return {
            "day": date_format(work.on, "l j F Y"),
            "whose": work.whose.value,
            "tabs": [
                (Whose.MINE.value, Whose.MINE.label, work.mine),
                (Whose.OURS.value, Whose.OURS.label, work.ours),
            ],
            "groups": [
                {
                    "label": stage.label,
                    "count": len(found),
                    "url": list_url(stage.value, work.whose),
                    "lines": [line_of(one, work.on) for one in found[:SHOWN_PER_STAGE]],
                    "more": max(0, len(found) - SHOWN_PER_STAGE),
                }
                for stage, found in work.stages.items()
            ],
            "gaps": [
                {
                    "count": number,
                    "label": gap_words(kind.value, number),
                    "url": list_url(kind.value, work.whose),
                }
                for kind in GapKind
                if (number := work.gaps.get(kind.value, 0))
            ],
            "in_order": in_order(work.gaps),
            "uncertain": self.uncertain,
            "links": self._links(),
        }

    def _links(self) -> list[tuple[str, str]]:
        if not self.may_add:
            return []
        return [("agreements", reverse("agreements:index")), ("calendar", reverse("calendar:index"))]


def add_contract_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For who may change agreements."""
    if not may(request.user, "change", Agreement):
        return
    now = timezone.now()
    person = request.user.pk or 0
    work = contract_work(person=person, asked=request.GET.get("van", ""), on=amsterdam_day(now))
    unsure = [day_in_words(mail.day) for mail in uncertain_mails(at=now, person=person)]
    panels.append(ContractPanel(work, unsure, may(request.user, "add", Agreement)))
