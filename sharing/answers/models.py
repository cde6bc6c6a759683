"""Answers to requests for access (AVG art. 15), and what is blacked out in them."""

from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from sharing.answers.choices import AnswerFormat, BlackOutGround
from sharing.core.looking.choices import LookReason
from sharing.core.looking.rules import LONGEST_NOTE
from sharing.core.looking.triggers import AsItHappened
from sharing.core.models import Immutable, Register
from sharing.disclosures.models import Disclosure


def private_storage() -> Storage:
    """Where answers lie, sealed: outside everything that is served."""
    return storages["private"]


class AccessAnswer(Immutable):
    """One answer as it was made. The file is kept sealed; ``sha256`` and ``size`` are those of what the person got.

    ``withheld`` is for staff and not in the file: per authority's request that is secret that day its reference, the
    ground, the last day and how many disclosures (UAVG art. 41).
    """

    dossier = models.BinaryField(_("dossier"), editable=False)
    made_at = models.DateTimeField(_("gemaakt op"), db_default=Now(), editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("gemaakt door"), on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("waarom"), max_length=11, choices=LookReason.choices)
    note = models.CharField(_("toelichting"), max_length=LONGEST_NOTE, blank=True)
    format = models.CharField(_("soort bestand"), max_length=4, choices=AnswerFormat.choices)
    file = models.FileField(_("bestand"), upload_to="inzage/%Y/", storage=private_storage, max_length=255)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("grootte in bytes"))
    disclosures = models.PositiveIntegerField(_("verstrekkingen in het antwoord"))
    blacked_out = models.PositiveIntegerField(_("verstrekkingen met zwart gemaakte tekst"))
    withheld = models.JSONField(_("geheim gehouden"), default=list, encoder=DjangoJSONEncoder)

    class Meta:
        verbose_name = _("antwoord op een inzageverzoek")
        verbose_name_plural = _("antwoorden op inzageverzoeken")
        ordering = ["-made_at", "-id"]
        default_permissions = ("add", "view")
        indexes = [
            models.Index(fields=["dossier", "-made_at", "-id"], name="answer_dossier"),
            models.Index(fields=["-made_at", "-id"], name="answer_newest"),
        ]
        constraints = [
            models.CheckConstraint(name="answer_format_known", condition=Q(format__in=AnswerFormat.values)),
            AsItHappened(name="answer_as_it_happened", columns=("made_by_id", "made_at")),
        ]

    def __str__(self) -> str:
        return f"Antwoord {self.pk}"

    def open(self) -> "File[Any]":
        """The file, sealed; FileNotFoundError when it is gone."""
        return private_storage().open(str(self.file))


class BlackOut(Register):
    """Words of a description that an answer shows blacked out, because they are about another (AVG art. 15(4))."""

    free_text = ("passage",)

    disclosure = models.ForeignKey(
        Disclosure, verbose_name=_("verstrekking"), on_delete=models.PROTECT, related_name="black_outs"
    )
    passage = models.CharField(_("zwart in een antwoord"), max_length=2000)
    ground = models.CharField(_("grond"), max_length=6, choices=BlackOutGround.choices)

    class Meta:
        verbose_name = _("zwart gemaakte tekst")
        verbose_name_plural = _("zwart gemaakte teksten")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="black_out_ground_known", condition=Q(ground__in=BlackOutGround.values)
            ),
            models.CheckConstraint(name="black_out_names_words", condition=~Q(passage="")),
            models.UniqueConstraint(
                fields=["disclosure", "passage"],
                name="black_out_once",
                violation_error_message=_("Deze woorden zijn al zwart gemaakt."),
            ),
        ]

    def __str__(self) -> str:
        return f"Zwart gemaakte tekst {self.pk}"
