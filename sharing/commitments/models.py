"""The promises of the statement that the register obeys."""

from datetime import datetime
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sharing.commitments.choices import SpecialCategoriesPolicy, TransferPolicy
from sharing.commitments.constraints import WithdrawnInTime
from sharing.commitments.rules import capacities_in_words, data_in_words
from sharing.core.models import Immutable, Register


class CommitmentQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        """Without those of a version that was withdrawn: they never held, and never will."""
        return self.filter(withdrawals__isnull=True)

    def in_force_before(self, moment: datetime) -> Self:
        """The promises that began to hold before an instant, latest first."""
        return self.standing().filter(in_force_from__lt=moment).order_by("-version")


class CommitmentSet(Register, Immutable):
    """What one statement version promises, in force from ``in_force_from`` until the next version's.

    That is 00:00 in Amsterdam of ``effective_from``; of a further version on one day the instant of its publication.
    """

    words_of_whole = {"capacities": capacities_in_words, "data_categories": data_in_words}

    version = models.PositiveIntegerField(_("versie van de verklaring"), unique=True)
    effective_from = models.DateField(_("geldt vanaf"))
    in_force_from = models.DateTimeField(_("geldt vanaf (moment)"))
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

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("toezeggingen")
        verbose_name_plural = _("toezeggingen")
        ordering = ["-version"]
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


class CommitmentWithdrawal(Register, Immutable):
    """The version of these promises was withdrawn before it was in force: they never hold."""

    commitments = models.ForeignKey(
        CommitmentSet, on_delete=models.CASCADE, related_name="withdrawals", verbose_name=_("toezeggingen")
    )
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), db_default=TransactionNow(), editable=False)

    class Meta:
        verbose_name = _("intrekking van toezeggingen")
        verbose_name_plural = _("intrekkingen van toezeggingen")
        ordering = ["-withdrawn_at"]
        constraints = [
            models.UniqueConstraint(fields=["commitments"], name="commitments_withdrawn_once"),
            WithdrawnInTime(name="rules_sharing_commitmentwithdrawal"),
        ]

    def __str__(self) -> str:
        return _("Intrekking van de toezeggingen van versie %(number)s") % {
            "number": self.commitments.version
        }
