"""What was reported of a breach to the supervisory authority, as it was sent."""

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sharing.breaches.choices import Phase
from sharing.breaches.models import Breach
from sharing.core.looking.triggers import AsItHappened
from sharing.core.models import Immutable


def private_storage() -> Storage:
    """Where sent reports lie: outside everything that is served."""
    return storages["private"]


class BreachNotification(Immutable):
    """One report to the supervisory authority as it was sent: its fields, the file and its hash (art. 33(4)).

    ``due_at`` is until when it had to be reported, as it was reckoned then (None: no term, or not the first).
    """

    breach = models.ForeignKey(
        Breach,
        verbose_name=_("datalek"),
        on_delete=models.PROTECT,
        related_name="notifications",
        db_index=False,
    )
    phase = models.CharField(_("soort melding"), max_length=10, choices=Phase.choices)
    sent_at = models.DateTimeField(_("gemeld op"))
    reference = models.CharField(_("nummer van de AP"), max_length=100)
    due_at = models.DateTimeField(_("uiterlijk te melden op"), null=True)
    delay_reason = models.TextField(_("reden van de vertraging"), blank=True)
    is_complete = models.BooleanField(_("volledig"))
    note = models.TextField(_("toelichting"), blank=True)
    fields = models.JSONField(_("zoals gemeld"), encoder=DjangoJSONEncoder)
    file = models.FileField(_("bestand"), upload_to="datalekken/%Y/", storage=private_storage, max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    made_at = models.DateTimeField(_("vastgelegd op"), db_default=Now(), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("vastgelegd door"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("melding van een datalek")
        verbose_name_plural = _("meldingen van een datalek")
        ordering = ["made_at", "id"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["breach", "made_at", "id"], name="notification_breach")]
        constraints = [
            models.CheckConstraint(name="notification_phase_known", condition=Q(phase__in=Phase.values)),
            models.CheckConstraint(name="notification_has_reference", condition=~Q(reference="")),
            models.CheckConstraint(
                name="notification_delay_explained",
                condition=Q(due_at__isnull=True) | Q(sent_at__lte=F("due_at")) | ~Q(delay_reason=""),
            ),
            models.UniqueConstraint(
                fields=["breach"], name="notification_begins_once", condition=Q(phase=Phase.INITIAL)
            ),
            models.UniqueConstraint(
                fields=["breach"], name="notification_ends_once", condition=Q(phase=Phase.WITHDRAWN)
            ),
            AsItHappened(name="notification_as_it_happened", columns=("made_by_id", "made_at")),
        ]

    def __str__(self) -> str:
        return f"Melding {self.pk}"
