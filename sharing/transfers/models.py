"""Transfers to third countries and what they rest on (AVG chapter V)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sharing.core.kept import AgreesWith
from sharing.core.models import Period, Register, ends_after_it_starts
from sharing.parties.merger_triggers import NotOfMerged
from sharing.parties.models import Party
from sharing.reference.models import AdequacyDecision, Country
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
    decision = models.ForeignKey(
        AdequacyDecision,
        verbose_name=_("adequaatheidsbesluit"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="transfers",
        help_text=_(
            "Het besluit waarop deze doorgifte rust. Een later besluit vraagt een nieuwe aanmelding."
        ),
    )
    inside_scope = models.BooleanField(
        _("ontvanger valt binnen de reikwijdte van het besluit"),
        null=True,
        blank=True,
        help_text=_("Alleen bij een adequaatheidsbesluit met een beperkte reikwijdte."),
    )
    covers_staff = models.BooleanField(
        _("ook voor personeelsgegevens"),
        null=True,
        blank=True,
        help_text=_(
            "Of de aanmelding van de ontvanger bij het besluit ook gegevens over personeel dekt. Niet vastgelegd telt "
            "als nee."
        ),
    )
    scope = models.TextField(_("wat wordt doorgegeven"), blank=True)
    # Of the time when a transfer had one assessment, in itself. Since then they are rows of `ImpactAssessment` and
    # these are empty; they stay, because the history must still tell what was said then.
    tia_date = models.DateField(_("datum TIA"), null=True, blank=True, editable=False)
    tia_conclusion = models.CharField(
        _("conclusie TIA"), max_length=8, choices=TiaConclusion.choices, blank=True, editable=False
    )
    supplementary_measures = models.TextField(_("aanvullende maatregelen"), blank=True, editable=False)

    past_fields = ("tia_date", "tia_conclusion", "supplementary_measures")

    class Meta:
        verbose_name = _("doorgifte")
        verbose_name_plural = _("doorgiften")
        ordering = ["party", "country", "first_day"]
        constraints = [
            NotOfMerged(name="transfer_not_of_merged", columns=("party_id",)),
            models.CheckConstraint(name="mechanism_known", condition=Q(mechanism__in=Mechanism.values)),
            ends_after_it_starts("transfer_period"),
            models.UniqueConstraint(
                fields=["party", "country", "mechanism", "first_day"],
                name="transfer_once",
                violation_error_message=_(
                    "Deze doorgifte staat al in het register. Open de bestaande doorgifte."
                ),
            ),
            AgreesWith(
                name="transfer_decision_of_country",
                target="sharing_adequacydecision",
                columns=["decision_id>id", "country_id>country_id"],
            ),
            models.CheckConstraint(
                name="transfer_tia_moved",
                condition=Q(tia_date__isnull=True, tia_conclusion="", supplementary_measures=""),
                violation_error_message=_(
                    "Een TIA staat niet meer bij de doorgifte zelf; leg haar vast bij “Beoordelingen van doorgiften”."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party} → {self.country} ({self.get_mechanism_display()})"


class ImpactAssessment(Register):
    """A transfer impact assessment (C-311/18): what an art. 46 mechanism needs for a party in a country, dated."""

    free_text = ("measures",)

    party = models.ForeignKey(
        Party, verbose_name=_("partij"), on_delete=models.PROTECT, related_name="impact_assessments"
    )
    country = models.ForeignKey(Country, verbose_name=_("land"), on_delete=models.PROTECT, related_name="+")
    assessed_on = models.DateField(
        _("beoordeeld op"), help_text=_("Vanaf deze dag geldt de conclusie, tot een volgende beoordeling.")
    )
    conclusion = models.CharField(_("conclusie"), max_length=8, choices=TiaConclusion.choices)
    measures = models.TextField(
        _("aanvullende maatregelen"),
        blank=True,
        help_text=_("Zoals versleuteling met een sleutel in de EER."),
    )
    review_due = models.DateField(_("herzien voor"), null=True, blank=True)

    class Meta:
        verbose_name = _("beoordeling van een doorgifte")
        verbose_name_plural = _("beoordelingen van doorgiften")
        ordering = ["party", "country", "-assessed_on"]
        constraints = [
            NotOfMerged(name="assessment_not_of_merged", columns=("party_id",)),
            models.CheckConstraint(
                name="impact_conclusion_known", condition=Q(conclusion__in=TiaConclusion.values)
            ),
            models.CheckConstraint(
                name="impact_review_later",
                condition=Q(review_due__isnull=True) | Q(review_due__gte=F("assessed_on")),
                violation_error_message=_("De herziening ligt voor de beoordeling zelf."),
            ),
            models.UniqueConstraint(
                fields=["party", "country", "assessed_on"],
                name="impact_assessment_once",
                violation_error_message=_(
                    "Van deze dag is al een beoordeling vastgelegd. Open de bestaande beoordeling."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"TIA {self.party} → {self.country}"
