"""Transfers to third countries and what they rest on (AVG chapter V)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sharing.core.models import Period, Register, ends_after_it_starts
from sharing.parties.models import Party
from sharing.reference.models import Country
from sharing.transfers.choices import Mechanism, TiaConclusion
from sharing.transfers.rules import TransferAssessment


class Transfer(Register, Period):
    """A registered ground on which a party may receive data in a country outside the EEA."""

    assessment: TransferAssessment  # given by the list that shows it

    party = models.ForeignKey(
        Party, verbose_name=_("partij"), on_delete=models.PROTECT, related_name="transfers"
    )
    country = models.ForeignKey(
        Country, verbose_name=_("land"), on_delete=models.PROTECT, related_name="transfers"
    )
    mechanism = models.CharField(_("mechanisme"), max_length=16, choices=Mechanism.choices)
    inside_scope = models.BooleanField(
        _("ontvanger valt binnen de reikwijdte van het besluit"),
        null=True,
        blank=True,
        help_text=_("Alleen bij een adequaatheidsbesluit met een beperkte reikwijdte."),
    )
    scope = models.TextField(_("wat wordt doorgegeven"), blank=True)
    tia_date = models.DateField(
        _("datum TIA"), null=True, blank=True, help_text=_("Beoordeling van de risico's van de doorgifte.")
    )
    tia_conclusion = models.CharField(
        _("conclusie TIA"), max_length=8, choices=TiaConclusion.choices, blank=True
    )
    supplementary_measures = models.TextField(_("aanvullende maatregelen"), blank=True)

    class Meta:
        verbose_name = _("doorgifte")
        verbose_name_plural = _("doorgiften")
        ordering = ["party", "country", "first_day"]
        constraints = [
            models.CheckConstraint(name="mechanism_known", condition=Q(mechanism__in=Mechanism.values)),
            ends_after_it_starts("transfer_period"),
            models.UniqueConstraint(
                fields=["party", "country", "mechanism", "first_day"],
                name="transfer_once",
                violation_error_message=_(
                    "Deze doorgifte staat al in het register. Open de bestaande doorgifte."
                ),
            ),
            models.CheckConstraint(
                name="transfer_tia_whole",
                condition=(Q(tia_date__isnull=True) & Q(tia_conclusion=""))
                | (Q(tia_date__isnull=False) & Q(tia_conclusion__in=TiaConclusion.values)),
                violation_error_message=_(
                    "Vul van de TIA zowel de datum als de conclusie in, of geen van beide."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} → {self.country} ({self.get_mechanism_display()})"
