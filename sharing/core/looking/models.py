"""Who looked at which dossier, when and why: evidence that only grows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sharing.core.looking.choices import LookAct, LookReason
from sharing.core.looking.rules import LONGEST_NOTE
from sharing.core.looking.triggers import AsItHappened
from sharing.core.models import Immutable


class Look(Immutable):
    """One time that somebody, or a source system, read what is kept of one person.

    ``about`` names the one record that was shown, without a dossier number. For a source ``looked_by`` is its account
    and ``owner`` who answered for its token at that moment.
    """

    looked_at = models.DateTimeField(_("gekeken op"), db_default=Now(), editable=False)
    looked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("door"), on_delete=models.PROTECT, related_name="+"
    )
    source = models.ForeignKey(
        "sharing.Source",
        verbose_name=_("bronsysteem"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("eigenaar van het token"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    dossier = models.BinaryField(_("dossier"), editable=False)
    act = models.CharField(_("wat"), max_length=8, choices=LookAct.choices)
    about = models.CharField(_("welk gegeven"), max_length=100, blank=True)
    reason = models.CharField(_("waarom"), max_length=11, choices=LookReason.choices)
    note = models.CharField(_("toelichting"), max_length=LONGEST_NOTE, blank=True)

    class Meta:
        verbose_name = _("raadpleging")
        verbose_name_plural = _("raadplegingen")
        ordering = ["-looked_at", "-id"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["dossier", "-looked_at", "-id"], name="look_dossier"),
            models.Index(fields=["-looked_at", "-id"], name="look_newest"),
        ]
        constraints = [
            models.CheckConstraint(name="look_act_known", condition=Q(act__in=LookAct.values)),
            models.CheckConstraint(name="look_reason_known", condition=Q(reason__in=LookReason.values)),
            models.CheckConstraint(
                name="look_other_explained",
                condition=~Q(reason=LookReason.OTHER) | ~Q(note=""),
                violation_error_message=_("Schrijf op waarom u dit dossier bekijkt."),
            ),
            AsItHappened(name="look_as_it_happened", columns=("looked_by_id", "looked_at")),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.get_reason_display()}"
