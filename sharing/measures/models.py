"""Security measures (AVG art. 32), declarations of confidentiality (art. 28(3)(b), 32(4)), and what checks found."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from sharing.activities.models import ProcessingActivity
from sharing.core.models import CodeField, Immutable, Period, Register, ends_after_it_starts
from sharing.measures.choices import CheckOutcome, Declarer, MeasureKind
from sharing.measures.triggers import CheckedByActor
from sharing.parties.merger_triggers import NotOfMerged
from sharing.parties.models import Party
from sharing.reference.models import DataCategory

CHECKED = _("Wat ooit is gecontroleerd, blijft in het register staan. Leg een laatste dag vast.")


class Checked(models.Model):
    """What somebody looks after and checks again and again."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("beheerder"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    next_check = models.DateField(
        _("volgende controle"),
        help_text=_("Uiterlijk op deze dag wordt het gecontroleerd; een controle zet de volgende dag."),
    )

    class Meta:
        abstract = True


class SecurityMeasure(Register, Period, Checked):
    """A measure that protects personal data: what it is, and what it protects."""

    free_text = ("description",)

    code = CodeField(_("code"), help_text=_("Kort, blijvend kenmerk, bijvoorbeeld “versleuteling”."))
    name = models.CharField(_("naam"), max_length=200)
    kind = models.CharField(_("soort"), max_length=14, choices=MeasureKind.choices)
    description = models.TextField(_("beschrijving"), help_text=_("Wat u doet en hoe het werkt."))
    protects_all = models.BooleanField(
        _("beschermt alle persoonsgegevens"),
        default=False,
        help_text=_("Anders noemt u hieronder welke gegevens of verwerkingen."),
    )
    data_categories = models.ManyToManyField(
        DataCategory, verbose_name=_("gegevenscategorieën"), through="MeasureDataCategory"
    )
    activities = models.ManyToManyField(
        ProcessingActivity, verbose_name=_("verwerkingsactiviteiten"), through="MeasureActivity"
    )

    class Meta:
        verbose_name = _("beveiligingsmaatregel")
        verbose_name_plural = _("beveiligingsmaatregelen")
        ordering = ["name", "code"]
        constraints = [
            ends_after_it_starts("measure_period"),
            models.CheckConstraint(name="measure_kind_known", condition=Q(kind__in=MeasureKind.values)),
        ]

    def __str__(self) -> str:
        return self.name

    def why_kept(self) -> str:
        """Checks are evidence, and so is what they were of."""
        return str(CHECKED) if self.checks.exists() else ""


class MeasureDataCategory(Register):
    """A data category that the measure protects."""

    measure = models.ForeignKey(
        SecurityMeasure, on_delete=models.CASCADE, related_name="protected_categories"
    )
    data_category = models.ForeignKey(
        DataCategory, verbose_name=_("gegevenscategorie"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("gegevenscategorie van de maatregel")
        verbose_name_plural = _("gegevenscategorieën van de maatregel")
        constraints = [
            models.UniqueConstraint(fields=["measure", "data_category"], name="measure_data_category_once")
        ]

    def __str__(self) -> str:
        return str(self.data_category)


class MeasureActivity(Register):
    """A processing activity that the measure protects."""

    measure = models.ForeignKey(
        SecurityMeasure, on_delete=models.CASCADE, related_name="protected_activities"
    )
    activity = models.ForeignKey(
        ProcessingActivity,
        verbose_name=_("verwerkingsactiviteit"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("verwerkingsactiviteit van de maatregel")
        verbose_name_plural = _("verwerkingsactiviteiten van de maatregel")
        constraints = [models.UniqueConstraint(fields=["measure", "activity"], name="measure_activity_once")]

    def __str__(self) -> str:
        return str(self.activity)


NOT_ABOUT_ONE = _(
    "Van eigen medewerkers vult u een groep en aantallen in en geen partij; van een verwerker kiest u de partij."
)


class Confidentiality(Register, Period, Checked):
    """Declarations of confidentiality: of own staff as numbers per group, never names; of a processor its party."""

    free_text = ("kept_where",)

    declarer = models.CharField(_("van wie"), max_length=9, choices=Declarer.choices)
    group = models.CharField(
        _("groep medewerkers"),
        max_length=200,
        blank=True,
        help_text=_("Een afdeling of functie, geen namen van mensen."),
    )
    people = models.PositiveIntegerField(_("aantal medewerkers"), null=True, blank=True)
    signed = models.PositiveIntegerField(_("aantal getekende verklaringen"), null=True, blank=True)
    party = models.ForeignKey(
        Party,
        verbose_name=_("verwerker"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="confidentiality",
    )
    kept_where = models.CharField(
        _("waar het staat"),
        max_length=300,
        blank=True,
        help_text=_("Bijvoorbeeld het artikel van de overeenkomst, of waar de verklaringen liggen."),
    )

    class Meta:
        verbose_name = _("geheimhouding")
        verbose_name_plural = _("geheimhoudingsverklaringen")
        ordering = ["declarer", "group", "party"]
        constraints = [
            ends_after_it_starts("confidentiality_period"),
            NotOfMerged(name="confidentiality_not_of_merged", columns=("party_id",)),
            models.CheckConstraint(
                name="confidentiality_of_staff_or_processor",
                condition=Q(
                    declarer=Declarer.STAFF, party__isnull=True, people__isnull=False, signed__isnull=False
                )
                & ~Q(group="")
                | Q(
                    declarer=Declarer.PROCESSOR,
                    party__isnull=False,
                    group="",
                    people__isnull=True,
                    signed__isnull=True,
                ),
                violation_error_message=NOT_ABOUT_ONE,
            ),
            models.CheckConstraint(
                name="confidentiality_no_more_than_people",
                condition=Q(signed__isnull=True) | Q(signed__lte=F("people")),
                violation_error_message=_("Er zijn meer verklaringen dan medewerkers in deze groep."),
            ),
        ]

    def __str__(self) -> str:
        return self.group if self.declarer == Declarer.STAFF else str(self.party)

    def why_kept(self) -> str:
        """Checks are evidence, and so is what they were of."""
        return str(CHECKED) if self.checks.exists() else ""


def _later(name: str) -> Any:
    return models.CheckConstraint(
        name=name,
        condition=Q(next_check__gt=F("checked_on")),
        violation_error_message=_("De volgende controle ligt niet na deze controle. Kies een latere dag."),
    )


class Check(Register, Immutable):
    """That it was looked at: when, by whom, what was found, and when it is looked at again."""

    free_text = ("note",)

    checked_on = models.DateField(_("gecontroleerd op"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("door"), on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.CharField(_("uitkomst"), max_length=12, choices=CheckOutcome.choices)
    note = models.TextField(_("toelichting"), blank=True)
    next_check = models.DateField(_("volgende controle"))

    class Meta:
        abstract = True
        ordering = ["-checked_on", "-pk"]

    def __str__(self) -> str:
        return str(self.get_outcome_display())


class MeasureCheck(Check):
    """A check of a security measure (art. 32(1)(d))."""

    measure = models.ForeignKey(SecurityMeasure, on_delete=models.CASCADE, related_name="checks")

    class Meta(Check.Meta):
        verbose_name = _("controle van de maatregel")
        verbose_name_plural = _("controles van de maatregel")
        constraints = [
            models.CheckConstraint(name="measure_check_known", condition=Q(outcome__in=CheckOutcome.values)),
            _later("measure_check_later"),
            CheckedByActor(name="measure_check_actor"),
        ]


class ConfidentialityCheck(Check):
    """A check of declarations of confidentiality."""

    declaration = models.ForeignKey(Confidentiality, on_delete=models.CASCADE, related_name="checks")

    class Meta(Check.Meta):
        verbose_name = _("controle van de geheimhouding")
        verbose_name_plural = _("controles van de geheimhouding")
        constraints = [
            models.CheckConstraint(
                name="confidentiality_check_known", condition=Q(outcome__in=CheckOutcome.values)
            ),
            _later("confidentiality_check_later"),
            CheckedByActor(name="confidentiality_check_actor"),
        ]
