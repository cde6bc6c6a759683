"""Which exception allows special, criminal or national-id data (AVG art. 9(2), 10, 87), kept by legal staff."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sharing.core.dutch import day_in_words
from sharing.core.kept import AgreesWith
from sharing.core.models import CodeField, Period, Register, ends_after_it_starts
from sharing.grounds.choices import EXCEPTIONS_OF_KIND, NEEDS_PROVISION, SensitiveException
from sharing.grounds.constraints import LongerByTwo
from sharing.parties.choices import Capacity
from sharing.parties.merger_triggers import NotOfMerged
from sharing.parties.models import Party
from sharing.reference.choices import Confidence, DataKind
from sharing.reference.models import DataCategory, LegalProvision, Purpose


def _fits() -> Q:
    fitting = Q()
    for kind, exceptions in EXCEPTIONS_OF_KIND.items():
        fitting |= Q(kind=kind, exception__in=sorted(exceptions))
    return fitting


class SensitiveGround(Register, Period):
    """A ground for a data category or a whole kind of it; purpose, recipient and capacity narrow it when given."""

    free_text = ("source",)

    reference = CodeField(
        _("kenmerk"), help_text=_("Kort, blijvend kenmerk, bijvoorbeeld “bsn-loonheffing”.")
    )
    kind = models.CharField(
        _("soort gegevens"),
        max_length=12,
        choices=[(one.value, one.label) for one in DataKind if one in EXCEPTIONS_OF_KIND],
    )
    data_category = models.ForeignKey(
        DataCategory,
        verbose_name=_("gegevenscategorie"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grounds",
        help_text=_("Leeg: alle gegevens van deze soort."),
    )
    purpose = models.ForeignKey(
        Purpose,
        verbose_name=_("doeleinde"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grounds",
        help_text=_("Leeg: elk doeleinde. Een doeleinde geldt ook voor wat eronder valt."),
    )
    recipient = models.ForeignKey(
        Party,
        verbose_name=_("ontvanger"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grounds",
        help_text=_("Leeg: elke ontvanger."),
    )
    capacity = models.CharField(
        _("hoedanigheid"),
        max_length=10,
        choices=Capacity.choices,
        blank=True,
        help_text=_("Leeg: elke hoedanigheid."),
    )
    exception = models.CharField(_("uitzondering"), max_length=11, choices=SensitiveException.choices)
    provision = models.ForeignKey(
        LegalProvision,
        verbose_name=_("wettelijke bepaling"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grounds",
        help_text=_("Verplicht voor strafrechtelijke gegevens en identificatienummers."),
    )
    confidence = models.CharField(
        _("zekerheid"), max_length=10, choices=Confidence.choices, default=Confidence.CONFIRMED
    )
    source = models.CharField(_("toelichting"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("grond voor gevoelige gegevens")
        verbose_name_plural = _("gronden voor gevoelige gegevens")
        ordering = ["kind", "reference"]
        constraints = [
            NotOfMerged(name="ground_not_of_merged", columns=("recipient_id",)),
            ends_after_it_starts("ground_period"),
            models.CheckConstraint(
                name="ground_exception_fits_kind",
                condition=_fits(),
                violation_error_message=_(
                    "Deze uitzondering past niet bij deze soort gegevens: artikel 9 bij bijzondere, artikel 10 bij "
                    "strafrechtelijke en artikel 46 UAVG bij een identificatienummer."
                ),
            ),
            models.CheckConstraint(
                name="ground_names_provision",
                condition=Q(provision__isnull=False) | ~Q(exception__in=sorted(NEEDS_PROVISION)),
                violation_error_message=_(
                    "Noem bij deze uitzondering de wettelijke bepaling die haar geeft."
                ),
            ),
            models.CheckConstraint(
                name="ground_capacity_known", condition=Q(capacity="") | Q(capacity__in=Capacity.values)
            ),
            AgreesWith(
                name="ground_category_of_kind",
                target="sharing_datacategory",
                columns=["data_category_id>id", "kind>kind"],
            ),
        ]

    def __str__(self) -> str:
        return str(self.reference)


class GroundsIntroduction(Register):
    """Until which day missing grounds and provisions only warn, in an installation older than they are (one row)."""

    warn_until = models.DateField(
        _("alleen waarschuwen tot en met"),
        help_text=_(
            "Tot en met deze dag van vastleggen waarschuwt een ontbrekende grond of wettelijke bepaling; daarna houdt "
            "zij de verstrekking tegen. Een latere dag gaat in als een collega die bevestigt."
        ),
    )
    wanted_until = models.DateField(_("voorgesteld: tot en met"), null=True, blank=True)
    wanted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("voorgesteld door"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("invoering van gronden en bepalingen")
        verbose_name_plural = _("invoering van gronden en bepalingen")
        constraints = [
            models.CheckConstraint(name="one_introduction", condition=Q(id=1)),
            models.CheckConstraint(
                name="introduction_wanted_whole",
                condition=Q(wanted_until__isnull=True, wanted_by__isnull=True)
                | Q(wanted_by__isnull=False, wanted_until__gt=models.F("warn_until")),
            ),
            LongerByTwo(name="introduction_by_two"),
        ]

    def __str__(self) -> str:
        return day_in_words(self.warn_until)
