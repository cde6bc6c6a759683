"""What was mailed to whom about which moment to act, and the secret address of somebody's calendar."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sharing.core.models import Register
from sharing.duties.choices import MomentKind, Stage


class ReminderMail(models.Model):
    """The one mail of a person on a day. It is kept before it is sent, so that it is never sent twice (ADR 0037).

    Without ``sent_at`` it is under way, or was when the process that sent it was killed: then it may have arrived.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("aan"), on_delete=models.CASCADE, related_name="+"
    )
    day = models.DateField(_("dag"))
    claimed_at = models.DateTimeField()
    sent_at = models.DateTimeField(_("verstuurd op"), null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["person", "day"], name="reminder_mail_once_a_day")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.day}"


class Reminder(models.Model):
    """That a person was told of a moment to act, at this stage: never a second time."""

    mail = models.ForeignKey(ReminderMail, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=15, choices=MomentKind.choices)
    record = models.BigIntegerField()
    day = models.DateField()
    stage = models.CharField(max_length=7, choices=Stage.choices)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "record", "day", "stage"], name="reminder_once"
            ),
            models.CheckConstraint(name="reminder_kind_known", condition=Q(kind__in=MomentKind.values)),
            models.CheckConstraint(name="reminder_stage_known", condition=Q(stage__in=Stage.values)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.record} {self.day} {self.stage}"


class CalendarFeed(Register):
    """The calendar of somebody's moments to act, at an address that only he knows: of it only the hash is kept."""

    secret_fields = ("secret_hash",)

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("van"),
        on_delete=models.CASCADE,
        related_name="calendar_feeds",
        editable=False,
    )
    # NULL once it was withdrawn: unlike an empty text, it may occur more than once.
    secret_hash = models.CharField(  # noqa: DJ001
        _("controlegetal van het adres"), max_length=64, unique=True, null=True, editable=False
    )
    made_at = models.DateTimeField(_("adres gemaakt op"), editable=False)

    class Meta:
        verbose_name = _("agenda-adres")
        verbose_name_plural = _("agenda-adressen")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(name="one_calendar_of_a_person", fields=["person"])]

    def __str__(self) -> str:
        return str(self.person)
