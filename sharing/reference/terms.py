"""How long what is kept (AVG art. 5(1)(e), 13(2)(a))."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sharing.core.models import CodeField, Period, Register, ends_after_it_starts
from sharing.reference.choices import TermUnit
from sharing.reference.models import IN_ENGLISH, DataCategory, Purpose, SubjectCategory
from sharing.reference.rules import term_in_words


class RetentionTerm(Register, Period):
    """How long something is kept (AVG art. 5(1)(e)): a term from an event, or what decides it (art. 13(2)(a))."""

    code = CodeField(_("code"), help_text=_("Kort, blijvend kenmerk, bijvoorbeeld “trajectdossier”."))
    description = models.CharField(
        _("wat wij bewaren"),
        max_length=300,
        help_text=_(
            "Zoals lezers van de privacyverklaring het zien, bijvoorbeeld “Het dossier van uw traject”."
        ),
    )
    description_en = models.CharField(
        _("wat wij bewaren, in het Engels"), max_length=300, blank=True, help_text=IN_ENGLISH
    )
    length = models.PositiveSmallIntegerField(
        _("termijn"), null=True, blank=True, help_text=_("Een getal; leeg als er geen vaste termijn is.")
    )
    unit = models.CharField(_("eenheid"), max_length=6, choices=TermUnit.choices, blank=True)
    counted_from = models.CharField(
        _("na"),
        max_length=200,
        blank=True,
        help_text=_("Waarna de termijn begint, bijvoorbeeld “het einde van het traject”."),
    )
    counted_from_en = models.CharField(
        _("na, in het Engels"), max_length=200, blank=True, help_text=IN_ENGLISH
    )
    criterion = models.CharField(
        _("of: tot wanneer"),
        max_length=300,
        blank=True,
        help_text=_(
            "Alleen als er geen vaste termijn is, bijvoorbeeld “tot u uw toestemming intrekt” "
            "(artikel 13, lid 2, onder a, AVG)."
        ),
    )
    criterion_en = models.CharField(
        _("of: tot wanneer, in het Engels"), max_length=300, blank=True, help_text=IN_ENGLISH
    )
    legal_ground = models.CharField(
        _("volgens"),
        max_length=200,
        blank=True,
        help_text=_("De wet of afspraak waaruit de termijn volgt, bijvoorbeeld “artikel 52 AWR”."),
    )
    purposes = models.ManyToManyField(Purpose, verbose_name=_("doeleinden"), through="RetentionTermPurpose")
    data_categories = models.ManyToManyField(
        DataCategory, verbose_name=_("gegevenscategorieën"), through="RetentionTermDataCategory"
    )
    # Of the time when a term could have one of each: empty now, and what it was stays readable in the history.
    purpose = models.ForeignKey(
        Purpose,
        verbose_name=_("doeleinde"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    data_category = models.ForeignKey(
        DataCategory,
        verbose_name=_("gegevenscategorie"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    subject_category = models.ForeignKey(
        SubjectCategory,
        verbose_name=_("categorie betrokkenen"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="retention_terms",
    )

    bounded_days = ()  # a term may be older than the register
    past_fields = ("purpose", "data_category")

    class Meta:
        verbose_name = _("bewaartermijn")
        verbose_name_plural = _("bewaartermijnen")
        ordering = ["description", "code"]
        constraints = [
            ends_after_it_starts("retention_term_period"),
            models.CheckConstraint(
                name="retention_term_has_lists",
                condition=Q(purpose__isnull=True, data_category__isnull=True),
                violation_error_message=_(
                    "Een bewaartermijn heeft een lijst van doeleinden en gegevenscategorieën. Gebruik die."
                ),
            ),
            models.CheckConstraint(
                name="retention_term_or_criterion",
                # Each comparison with NULL is said in full: an unknown outcome would count as agreement.
                condition=(
                    Q(length__isnull=False, length__gte=1, unit__in=TermUnit.values, criterion="")
                    & ~Q(counted_from="")
                )
                | (Q(length__isnull=True, unit="", counted_from="") & ~Q(criterion="")),
                violation_error_message=_(
                    "Vul een termijn in met eenheid en waarna zij begint, of alleen tot wanneer de gegevens "
                    "worden bewaard."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def in_words(self) -> str:
        """The term as readers see it."""
        return term_in_words(
            length=self.length, unit=self.unit, counted_from=self.counted_from, criterion=self.criterion
        )

    @property
    def in_words_en(self) -> str:
        """The same for readers of English, in whose language it is asked; empty where nobody wrote it in English."""
        if not (self.counted_from_en if self.length else self.criterion_en):
            return ""
        return term_in_words(
            length=self.length,
            unit=self.unit,
            counted_from=self.counted_from_en,
            criterion=self.criterion_en,
        )


class RetentionTermPurpose(Register):
    """A purpose for which it is kept."""

    term = models.ForeignKey(RetentionTerm, on_delete=models.CASCADE, related_name="covered_purposes")
    purpose = models.ForeignKey(
        Purpose, verbose_name=_("doeleinde"), on_delete=models.PROTECT, related_name="retention_terms"
    )

    class Meta:
        verbose_name = _("doeleinde van de bewaartermijn")
        verbose_name_plural = _("doeleinden van de bewaartermijn")
        constraints = [models.UniqueConstraint(fields=["term", "purpose"], name="term_purpose_once")]

    def __str__(self) -> str:
        return str(self.purpose)


class RetentionTermDataCategory(Register):
    """A data category that is kept so long."""

    term = models.ForeignKey(RetentionTerm, on_delete=models.CASCADE, related_name="covered_categories")
    data_category = models.ForeignKey(
        DataCategory,
        verbose_name=_("gegevenscategorie"),
        on_delete=models.PROTECT,
        related_name="retention_terms",
    )

    class Meta:
        verbose_name = _("gegevenscategorie van de bewaartermijn")
        verbose_name_plural = _("gegevenscategorieën van de bewaartermijn")
        constraints = [models.UniqueConstraint(fields=["term", "data_category"], name="term_category_once")]

    def __str__(self) -> str:
        return str(self.data_category)
