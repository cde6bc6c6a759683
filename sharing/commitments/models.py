"""The promises of the statement that the register obeys."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sharing.commitments.choices import SpecialCategoriesPolicy, TransferPolicy
from sharing.core.models import Immutable, Register


class CommitmentSet(Register, Immutable):
    """What one statement version promises, in force from its first day until the next version's."""

    version = models.PositiveIntegerField(_("versie van de verklaring"), unique=True)
    effective_from = models.DateField(_("geldt vanaf"), unique=True)
    transfer_policy = models.CharField(
        _("doorgifte buiten de EER"), max_length=24, choices=TransferPolicy.choices
    )
    special_categories = models.CharField(
        _("bijzondere persoonsgegevens"), max_length=24, choices=SpecialCategoriesPolicy.choices
    )
    capacities = ArrayField(
        models.CharField(max_length=10), verbose_name=_("hoedanigheden die mogen ontvangen")
    )
    purposes = ArrayField(models.CharField(max_length=64), verbose_name=_("genoemde doeleinden"))
    data_categories = models.JSONField(
        _("gegevens per hoedanigheid"),
        null=True,
        blank=True,
        help_text=_("Leeg: de verklaring noemt niet welke gegevens een hoedanigheid mag ontvangen."),
    )
    response_weeks = models.PositiveSmallIntegerField(_("antwoordtermijn in weken"))
    extension_months = models.PositiveSmallIntegerField(_("verlenging in maanden"))
    identity_check = models.BooleanField(_("identiteit wordt gecontroleerd"))
    consent_for_all_else = models.BooleanField(_("toestemming in alle andere gevallen"))

    class Meta:
        verbose_name = _("toezeggingen")
        verbose_name_plural = _("toezeggingen")
        ordering = ["-effective_from"]
        constraints = [
            models.CheckConstraint(
                name="transfer_policy_known", condition=Q(transfer_policy__in=TransferPolicy.values)
            ),
            models.CheckConstraint(
                name="special_policy_known",
                condition=Q(special_categories__in=SpecialCategoriesPolicy.values),
            ),
        ]

    def __str__(self) -> str:
        return f"Toezeggingen van versie {self.version}"
