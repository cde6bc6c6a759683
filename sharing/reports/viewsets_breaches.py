"""The list of breaches with their deadline."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.breaches.forms import FROM
from sharing.core.admin import Column, Status, StatusColumn, TitleColumn
from sharing.core.admin.tables import CLIPPED, NUMBER, WORDS, short_moment
from sharing.disclosures.models import Disclosure
from sharing.disclosures.rules import deadline
from sharing.disclosures.words import left_in_words
from sharing.reports.queries import breaches_by_decision
from sharing.reports.worklist import WorklistScreen


class BreachesView(WorklistScreen):
    """Breaches that are not in their register yet, the first deadline first."""

    way = "breaches"
    nothing = gettext_lazy("Alle datalekken uit het verstrekkingenlog staan in het datalekregister.")
    explanation = gettext_lazy(
        "Neem elk datalek op in het datalekregister; daar staat of en wanneer het wordt gemeld bij de Autoriteit "
        "Persoonsgegevens (artikel 33 AVG). De klok loopt al. Ook een vervallen verstrekking blijft een datalek."
    )

    def found(self) -> Any:
        return breaches_by_decision()

    def rows(self, page: list[Any]) -> list[Any]:
        examples = Disclosure.objects.prefetch_related("recipient", "purpose").in_bulk(
            row["example"] for row in page
        )
        for row in page:
            row["row"] = examples[row["example"]]
        return page

    @property
    def columns(self) -> list[Column]:
        def url(row: dict[str, Any]) -> str:
            return f"{reverse('breaches:add')}?{FROM}={row['example']}"

        def more(row: dict[str, Any]) -> str:
            name = "disclosures:breach" if row["number"] == 1 else "worklist:breach"
            address = reverse(name, args=[row["example"]])
            return format_html('<a href="{}">{}</a>', address, _("Aanvullen in het log"))

        return [
            TitleColumn("until", label=_("Melden voor"), accessor=self.until, get_url=url),
            StatusColumn("left", label=_("Nog"), accessor=self.left),
            Column("aware", label=_("Bekend geworden"), accessor=lambda row: short_moment(row["aware_at"])),
            Column("recipient", label=_("Aan"), accessor=lambda row: row["row"].recipient, classname=WORDS),
            Column(
                "note", label=_("Toelichting"), accessor=lambda row: row["row"].review_note, classname=CLIPPED
            ),
            Column("number", label=_("Aantal"), accessor=lambda row: row["number"], classname=NUMBER),
            Column("more", label=_("Anders"), accessor=more),
        ]

    def until(self, row: dict[str, Any]) -> str:
        aware = row["aware_at"]
        return short_moment(deadline(aware, self.now).until) if aware else _("Moment aanvullen")

    def left(self, row: dict[str, Any]) -> Status:
        aware = row["aware_at"]
        late = aware is None or deadline(aware, self.now).is_over
        return Status("breach" if late else "pending", left_in_words(aware, at=self.now))
