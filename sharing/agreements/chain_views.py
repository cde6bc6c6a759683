"""The screens on which the whole chain of sub-processors of an agreement is entered: row by row, or pasted."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin import messages

from sharing.agreements.chain_forms import ROWS, ChainForm, PasteForm
from sharing.agreements.chaining import enter_chain
from sharing.agreements.choices import NEEDS_ARTICLE_28
from sharing.agreements.imports import Plan, as_rows, label_of_column, plan_rows
from sharing.agreements.models import Agreement
from sharing.agreements.rows import COLUMNS
from sharing.agreements.step_screen import AgreementStep
from sharing.core.admin.reading import RecordMixin
from sharing.core.admin.screens import kept_way, way_back
from sharing.core.admin.steps import StepScreen
from sharing.core.admin.writing import AROUND_SAVE
from sharing.core.exceptions import InputError, RefusedInput

NO_CHAIN: Any = gettext_lazy("Alleen een verwerkersovereenkomst heeft een keten van subverwerkers.")
CHAIN_STORED: Any = gettext_lazy("De keten van %s is opgeslagen.")


class _BackAlong(RecordMixin):
    """Two screens of one chain: where one came from goes along from the one to the other."""

    def along(self, name: str) -> str:
        """The address of the other screen."""
        return kept_way(self.request, self.url(name))


class ChainView(_BackAlong, StepScreen):
    """Every link in a row of its own, stored together or not at all."""

    page_title = gettext_lazy("Keten van subverwerkers")
    header_icon = "list-ul"
    template_name = "sharing/agreements/chain.html"
    submit_label = gettext_lazy("Keten opslaan")
    explanation = gettext_lazy(
        "Een rij per subverwerker. Schakelt een subverwerker op haar beurt een ander in, vul dan bij die ander het "
        "nummer van de rij in; leeg is de verwerker zelf. Een rij waarin niets staat, telt niet mee."
    )

    def why_not(self) -> str:
        if self.live.kind in NEEDS_ARTICLE_28:
            return ""
        return NO_CHAIN

    def get_form(self, data: Any = None) -> Any:
        return ChainForm(data, agreement=self.live)

    def perform(self, form: Any) -> HttpResponse:
        data = form.cleaned_data
        followers = [follow(self.request, Agreement) for follow in hooks.get_hooks(AROUND_SAVE)]
        enter_chain(
            self.live,
            links=form.rows.links(),
            seen=data["version"],
            by=self.request.user,
            reason=data["reason"],
        )
        messages.success(self.request, CHAIN_STORED % self.live.reference)
        for tell in followers:
            tell(self.live)
        return redirect(way_back(self.request, self.url("inspect")))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        media = kwargs["form"].media + kwargs["form"].rows.media
        return context | {"media": media, "paste_url": self.along("paste")}


def why_not_pasted(plan: Plan) -> list[InputError]:
    """What is wrong with the rows as a whole; of each cell the screen tells it below them."""
    if count := len(plan.errors):
        words = ngettext(
            "%d cel is niet in orde; zij staat hieronder.",
            "%d cellen zijn niet in orde; zij staan hieronder.",
            count,
        )
        return [InputError(words % count)]
    if not plan.changes_anything:
        return [InputError(_("De keten staat al zo: deze rijen veranderen niets."), ROWS)]
    return []


class PasteView(_BackAlong, AgreementStep):
    """Rows of a spreadsheet: every error by its cell, then what they do, and only then one operation."""

    page_title = gettext_lazy("Rijen plakken in de keten")
    header_icon = "table"
    template_name = "sharing/agreements/paste.html"
    form_class = PasteForm
    look_label = gettext_lazy("Rijen nakijken")
    final_label = gettext_lazy("Rijen vastleggen")
    plan: Plan | None = None

    def why_not(self) -> str:
        return NO_CHAIN if self.live.kind not in NEEDS_ARTICLE_28 else ""

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        if not given.get("rows"):
            return []
        self.plan = self.plan or plan_rows(self.live, given["rows"])
        return why_not_pasted(self.plan)

    def step(self, form: Any) -> Agreement:
        self.plan = plan_rows(self.live, form.cleaned_data["rows"])
        if wrong := why_not_pasted(self.plan):
            raise RefusedInput(wrong)
        data = form.cleaned_data
        enter_chain(
            self.live,
            links=self.plan.links,
            seen=data["version"],
            by=self.request.user,
            reason=data["reason"],
        )
        return self.live

    def meaning(self, form: Any) -> list[str]:
        return []

    def look(self, form: Any) -> list[str]:
        """Pasting is undone after the first look; what it does is said per row."""
        with transaction.atomic():
            self.step(form)
            transaction.set_rollback(True)
        rows = self.plan.rows if self.plan else ()
        new = sum(1 for one in rows if one.new)
        changed = sum(1 for one in rows if one.changes)
        same = len(rows) - new - changed
        found = [
            (new, ngettext("%d subverwerker komt erbij.", "%d subverwerkers komen erbij.", new)),
            (changed, ngettext("%d wordt gewijzigd.", "%d worden gewijzigd.", changed)),
            (same, ngettext("%d rij staat er al zo.", "%d rijen staan er al zo.", same)),
        ]
        return [words % number for number, words in found if number]

    def done(self, agreement: Agreement) -> str:
        return CHAIN_STORED % agreement.reference

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "cell_errors": self.plan.errors if self.plan else (),
            "planned": self.plan.rows if self.plan and not self.plan.errors else (),
            "columns": [label_of_column(name) for name in COLUMNS],
            "present": as_rows(self.live),
            "chain_url": self.along("chain"),
        }


_ViewSet: Any = object  # of the register, to which the mixin is added


class ChainViewSet(_ViewSet):
    """The addresses of the chain of an agreement."""

    def get_urlpatterns(self) -> list[URLPattern]:
        key = self.pk_path_converter
        own = [
            path(f"<{key}:pk>/keten/", self.construct_view(ChainView), name="chain"),
            path(f"<{key}:pk>/keten/plakken/", self.construct_view(PasteView), name="paste"),
        ]
        return [*super().get_urlpatterns(), *own]
