"""What somebody asked for that takes longer than a page may: who, what, how far it is, and what came of it."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sharing.background.choices import UNDER_WAY, State
from sharing.core.kept import Kept
from sharing.core.models import Register

KEPT = (
    "Dat een export is gevraagd, gemaakt en opgehaald, blijft bewaard: het laat zien wie welke gegevens meenam. Alleen "
    "het bestand zelf verdwijnt, een dag nadat het is gemaakt."
)


class BackgroundWork(Register):
    """One request and its outcome. Its history says when it was asked, made, fetched (each time) and removed.

    ``task`` is where its task is found. ``parameters`` and ``words`` hold no dossier number: that of a request about
    one person is sealed, apart. How far it is, is not followed by the history. ``attempt`` counts the times that a
    worker began; only who has the last attempt finishes it.
    """

    free_text = ("why",)
    unfollowed_fields = ("done", "total", "beat_at")
    secret_fields = ("task", "file", "parameters", "attempt")

    task = models.CharField(max_length=100, blank=True, editable=False)
    title = models.CharField(_("wat"), max_length=200, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("gevraagd door"),
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    asked_at = models.DateTimeField(_("gevraagd op"), db_default=Now(), editable=False)
    parameters = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder, editable=False)
    words = models.JSONField(_("gefilterd op"), default=list, blank=True, editable=False)
    dossier = models.BinaryField(_("dossier"), null=True, editable=False)
    why = models.TextField(_("waarvoor"), blank=True)
    state = models.CharField(
        _("stand"), max_length=7, choices=State.choices, default=State.WAITING, editable=False
    )
    attempt = models.PositiveSmallIntegerField(default=0, editable=False)
    finished_at = models.DateTimeField(_("klaar op"), null=True, editable=False)
    message = models.TextField(_("melding"), blank=True, default="", editable=False)
    rows = models.PositiveBigIntegerField(_("aantal rijen"), null=True, editable=False)
    file = models.CharField(max_length=100, blank=True, default="", editable=False)
    filename = models.CharField(_("bestand"), max_length=150, blank=True, default="", editable=False)
    size = models.PositiveBigIntegerField(_("grootte in bytes"), null=True, editable=False)
    sha256 = models.CharField(
        _("SHA-256 van het bestand"), max_length=64, blank=True, default="", editable=False
    )
    expires_at = models.DateTimeField(_("te downloaden tot"), null=True, editable=False)
    downloads = models.PositiveIntegerField(_("keer opgehaald"), default=0, editable=False)
    downloaded_at = models.DateTimeField(_("laatst opgehaald op"), null=True, editable=False)

    done = models.PositiveBigIntegerField(default=0, editable=False)
    total = models.PositiveBigIntegerField(null=True, editable=False)
    beat_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-asked_at", "-id"]
        indexes = [
            models.Index(fields=["asked_by", "-asked_at"], name="work_of_person"),
            models.Index(fields=["state"], name="work_under_way", condition=Q(state__in=UNDER_WAY)),
            models.Index(fields=["expires_at"], name="work_with_file", condition=Q(state=State.DONE)),
        ]
        constraints = [
            Kept(name="kept_sharing_backgroundwork", sentence=KEPT),
            models.CheckConstraint(name="work_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="work_about_a_person_has_a_reason",
                condition=Q(dossier__isnull=True) | ~Q(why=""),
                violation_error_message=_("Schrijf op waarvoor u de gegevens van dit dossier nodig hebt."),
            ),
            models.CheckConstraint(
                name="work_failed_says_why",
                condition=~Q(state=State.FAILED) | ~Q(message=""),
            ),
            models.CheckConstraint(
                name="work_done_has_a_file",
                condition=~Q(state=State.DONE)
                | (Q(rows__isnull=False, size__isnull=False, expires_at__isnull=False) & ~Q(file="")),
            ),
        ]

    def __str__(self) -> str:
        return self.title
