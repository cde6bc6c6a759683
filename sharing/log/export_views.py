"""Asking for what the list shows as a file; it is made in the background."""

from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin import messages

from sharing.background.operations import order_work
from sharing.consents.queries import numbers_in
from sharing.core.admin.looking import PARAMETER, Looking, looking_under, note_act
from sharing.core.admin.screens import FormScreen
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.core.looking.choices import LookAct
from sharing.core.periods import amsterdam_day
from sharing.log.exporting import MOST_ROWS, filters_of, narrowed, words_of
from sharing.log.filters import WORDS_ASKED
from sharing.log.leafing import LogPaginator
from sharing.log.listing import count_words
from sharing.log.tasks import export_log

FORMATS = [
    ("xlsx", gettext_lazy("Excel (.xlsx)")),
    ("csv", gettext_lazy("CSV (.csv), voor andere programma’s")),
]


class ExportForm(forms.Form):
    """Which kind of file, and what it is for."""

    format = forms.ChoiceField(
        label=gettext_lazy("Bestand"), choices=FORMATS, widget=forms.RadioSelect, initial="xlsx"
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarvoor"),
        max_length=300,
        help_text=gettext_lazy(
            "Komt bij de export te staan, waar ook de auditor haar ziet. Zet er geen dossiernummer of naam in."
        ),
        error_messages={"required": gettext_lazy("Schrijf op waarvoor u deze verstrekkingen nodig hebt.")},
    )


class ExportView(FormScreen):
    """Says what the file will hold, and puts it in the queue."""

    model: Any = None
    viewset: Any = None
    index_url_name: Any = None
    header_icon = "download"
    any_permission_required: Any = ["view"]
    page_title = gettext_lazy("Verstrekkingen exporteren")
    submit_label = gettext_lazy("Export maken")
    template_name = "sharing/disclosures/export.html"
    form_class = ExportForm

    @cached_property
    def filters(self) -> dict[str, list[str]]:
        """Of the address what the filters of the list know; the dossier is none of these."""
        known = filters_of({}).filters
        return {
            name: values
            for name, values in self.request.GET.lists()
            if any(values) and (name in known or name.rpartition("_")[0] in known)
        }

    @cached_property
    def looking(self) -> Looking | None:
        """The dossier that the list is narrowed to, and why; None when it shows all."""
        return looking_under(self.request, self.request.GET.get(PARAMETER, ""))

    @cached_property
    def seals(self) -> list[bytes]:
        """Of the dossier that the list is narrowed to; none when it shows all."""
        return list(self.looking.seals) if self.looking else []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.GET.get(PARAMETER) and not self.seals:
            messages.error(request, _("Deze zoekopdracht is verlopen. Zoek het dossier opnieuw."))
            return redirect(self.index_url_name)
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"reason": self.looking.words} if self.looking else {}

    def foresee(self, given: dict[str, Any]) -> list[InputError]:
        if not numbers_in(given.get("reason", ""), self.seals):
            return []
        message = _(
            "Haal het dossiernummer uit “Waarvoor”. Om welk dossier het gaat, wordt verzegeld bewaard."
        )
        return [InputError(message, "reason", "dossier-number")]

    def perform(self, form: forms.Form) -> HttpResponse:
        data = form.cleaned_data
        if errors := self.foresee(data):
            raise RefusedInput(errors)
        if numbers_in(" ".join(self.filters.get(WORDS_ASKED, ())), self.seals):
            raise Refused(
                _(
                    "Er staat een dossiernummer bij de woorden waarop is gezocht. Zoek het met “Zoek dossier” en vraag "
                    "dan."
                )
            )
        narrowed(self.filters)  # refuses here what cannot be understood, and not only in the background
        title = _("Verstrekkingen (%(format)s)") % {"format": {"xlsx": "Excel", "csv": "CSV"}[data["format"]]}
        with transaction.atomic():
            self._order(data, title)
            if self.looking:
                note_act(self.request, self.looking, LookAct.EXPORTED, about=title)
        messages.success(
            self.request,
            _("De export wordt gemaakt. Hieronder ziet u hoe ver het is; u kunt intussen verder werken."),
        )
        return redirect("exports:index")

    def _order(self, data: dict[str, Any], title: str) -> None:
        order_work(
            export_log,
            title=title,
            filename=f"verstrekkingen-{amsterdam_day(timezone.now()):%Y-%m-%d}.{data['format']}",
            parameters={
                "filters": self.filters,
                "format": data["format"],
                "language": get_language() or "nl",
            },
            words=words_of(self.filters),
            needs=("sharing.view_disclosure",),
            dossier=self.seals[0] if self.seals else None,
            by=self.request.user,
            reason=data["reason"],
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        above = {"url": reverse(self.index_url_name), "label": self.viewset.menu_label}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            shown = narrowed(self.filters, self.seals[0] if self.seals else None)
            counted, refused = count_words(LogPaginator(shown, 1)), ""
        except Refused as error:
            counted, refused = "", str(error)
        return super().get_context_data(**kwargs) | {
            "words": words_of(self.filters),
            "count_words": counted,
            "refused": refused,
            "dossier_number": self.looking.number if self.looking else "",
            "most_rows": number_format(MOST_ROWS, force_grouping=True),
        }
