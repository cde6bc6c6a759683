"""The promises of each statement version, to read."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.commitments.models import CommitmentSet, CommitmentWithdrawal
from sharing.commitments.rules import per_capacity
from sharing.core.actor import Actor
from sharing.core.admin import Column, DayColumn, Link, ReadOnlyViewSet, RegisterFilterSet, Section
from sharing.core.dutch import enumerated, instant_in_words
from sharing.parties.choices import Capacity
from sharing.reference.models import Purpose
from sharing.reference.queries import known_data_categories


class CommitmentFilterSet(RegisterFilterSet):
    class Meta:
        model = CommitmentSet
        fields = ["transfer_policy", "peildatum"]


class CommitmentViewSet(ReadOnlyViewSet):
    """Promises come from a published version and never change; there is nothing to do here but read."""

    model = CommitmentSet
    name = "commitments"
    url_prefix = "toezeggingen"
    icon = "clipboard-list"
    menu_label = gettext_lazy("Toezeggingen")
    filterset_class = CommitmentFilterSet
    list_display = [
        "version",
        DayColumn("effective_from", label=gettext_lazy("Geldt vanaf"), sort_key="effective_from"),
        "transfer_policy",
        "special_categories",
        Column("response_weeks", label=gettext_lazy("Antwoord binnen (weken)")),
    ]
    list_export = [
        *("version", "effective_from", "get_transfer_policy_display", "get_special_categories_display"),
        *(
            "capacities",
            "purposes",
            "response_weeks",
            "extension_months",
            "identity_check",
            "consent_for_all_else",
            "data_categories",
        ),
    ]
    export_headings = {
        "get_transfer_policy_display": gettext_lazy("Doorgifte buiten de EER"),
        "get_special_categories_display": gettext_lazy("Bijzondere persoonsgegevens"),
    }
    inspect_view_fields = [
        *("version", "effective_from", "transfer_policy", "special_categories", "response_weeks"),
        *("extension_months", "identity_check", "consent_for_all_else"),
    ]

    def inspect_sections(self, record: Any, *, user: Actor, day: date) -> list[Section]:
        """Who may receive and what for, in words, and the way to the text."""
        known = dict(Purpose.objects.values_list("code", "description"))
        labels = dict(Capacity.choices)
        capacities = tuple((str(labels.get(code, code)),) for code in record.capacities)
        names = known_data_categories()
        purposes = tuple((known.get(code, code),) for code in record.purposes)
        gone = CommitmentWithdrawal.objects.filter(commitments=record.pk).values_list(
            "withdrawn_at", flat=True
        )
        text = Link(
            _("Lees versie %d van de verklaring") % record.version,
            f"/privacyverklaring/versies/{record.version}/",
        )
        return [
            Section(_("Wie mogen ontvangen"), (_("Hoedanigheid"),), capacities, empty=_("Niemand.")),
            Section(_("Genoemde doeleinden"), (_("Doeleinde"),), purposes, empty=_("Geen.")),
            Section(
                _("Gegevens per hoedanigheid"),
                (_("Hoedanigheid"), _("Gegevens")),
                tuple(
                    (str(labels.get(code, code)), enumerated(names.get(one, one) for one in chosen))
                    for code, chosen in (per_capacity(record.data_categories) or {}).items()
                ),
                empty=_("De verklaring noemt niet welke gegevens een ontvanger mag krijgen."),
            ),
            Section(
                _("Ingetrokken voor zij golden"),
                (_("Ingetrokken op"),),
                tuple((instant_in_words(moment),) for moment in gone),
                empty=_("Nee."),
            ),
            Section(_("Tekst"), (_("Versie"),), ((text,),)),
        ]


viewsets = [CommitmentViewSet()]
