"""Whom we told that data were corrected, completed, erased or restricted (AVG art. 19)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from sharing.core.kept import Kept
from sharing.core.models import Register
from sharing.parties.models import Party
from sharing.rights.choices import NotTold, Way
from sharing.rights.models import RightsRequest
from sharing.rights.recipient_triggers import NoticeStands

KEPT_NOTICE = (
    "Een kennisgeving wordt nooit verwijderd: zij laat zien wie van het besluit weet. Klopt zij niet, leg haar dan "
    "opnieuw vast met een reden; de oude stand blijft in de historie."
)


class RecipientNotice(Register):
    """One recipient that was told of a decision, or why it is not told.

    Who has to be told is never stored: it is read from the log (``recipients``). ``kept_from_person``: all that this
    recipient received was secret that day, so the person does not hear of it (UAVG art. 41).
    """

    free_text = ("address", "explanation")

    request = ParentalKey(
        RightsRequest, verbose_name=_("verzoek"), on_delete=models.CASCADE, related_name="notices"
    )
    recipient = models.ForeignKey(
        Party, verbose_name=_("ontvanger"), on_delete=models.PROTECT, related_name="rights_notices"
    )
    told_on = models.DateField(_("verteld op"), null=True, blank=True)
    told_way = models.CharField(_("hoe verteld"), max_length=7, choices=Way.choices, blank=True)
    address = models.CharField(_("verteld aan"), max_length=255, blank=True)
    acknowledged_on = models.DateField(_("bevestigd op"), null=True, blank=True)
    exception = models.CharField(_("niet verteld"), max_length=10, choices=NotTold.choices, blank=True)
    explanation = models.TextField(_("waarom niet verteld"), blank=True)
    excepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("besloten door"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    excepted_on = models.DateField(_("besloten op"), null=True, blank=True)
    person_told_on = models.DateField(_("betrokkene hoorde dit op"), null=True, blank=True)
    kept_from_person = models.BooleanField(_("geheim voor de betrokkene"), default=False)

    class Meta:
        verbose_name = _("kennisgeving aan een ontvanger")
        verbose_name_plural = _("kennisgevingen aan ontvangers")
        ordering = ["id"]
        constraints = [
            Kept(name="kept_sharing_recipientnotice", sentence=KEPT_NOTICE),
            NoticeStands(name="recipient_notice_stands"),
            models.UniqueConstraint(fields=["request", "recipient"], name="recipient_notice_once"),
            models.CheckConstraint(
                name="recipient_notice_told_or_not",
                condition=Q(
                    told_on__isnull=False,
                    told_way__in=Way.values,
                    exception="",
                    explanation="",
                    excepted_by__isnull=True,
                    excepted_on__isnull=True,
                )
                | (
                    Q(told_on__isnull=True, told_way="", address="", acknowledged_on__isnull=True)
                    & Q(exception__in=NotTold.values, excepted_by__isnull=False, excepted_on__isnull=False)
                    & ~Q(explanation="")
                ),
                violation_error_message=_(
                    "Vul in wanneer en hoe de ontvanger dit hoorde, of waarom niet en wie dat besloot."
                ),
            ),
            models.CheckConstraint(
                name="recipient_notice_acknowledged",
                condition=Q(acknowledged_on__isnull=True) | Q(acknowledged_on__gte=F("told_on")),
                violation_error_message=_("De bevestiging kwam niet voor de dag waarop wij het vertelden."),
            ),
            models.CheckConstraint(
                name="recipient_notice_person",
                condition=Q(person_told_on__isnull=True)
                | Q(kept_from_person=False, person_told_on__gte=F("told_on"))
                | Q(kept_from_person=False, person_told_on__gte=F("excepted_on")),
                violation_error_message=_(
                    "De betrokkene hoort wie het weet op of na de dag waarop dat is verteld of besloten."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.recipient)
