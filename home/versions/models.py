"""What publication freezes: the immutable versions of the statement and their translations."""

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from home.core.languages import ENGLISH
from home.versions.triggers import (
    SHOWN,
    DraftsAreKept,
    LogIsKept,
    TellOfShownChanges,
    TranslationsInOrder,
    VersionsInOrder,
)
from sharing import public


class Kind(models.TextChoices):
    """How far a version changes what readers may expect."""

    MATERIAL = "material", _("Inhoudelijk: er verandert iets voor lezers")
    EDITORIAL = "editorial", _("Redactioneel: alleen de verwoording verandert")


def _four_eyes(name: str) -> models.CheckConstraint:
    """Nobody approves what they wrote; an archive that the operator loads is approved by nobody (ADR 0008)."""
    return models.CheckConstraint(
        name=name,
        condition=Q(approved_by=None) | ~Q(authors__contains=[F("approved_by")]),
        violation_error_message=_("Wie aan een tekst schreef, keurt die niet goed."),
    )


class StatementVersionQuerySet(models.QuerySet[Any]):
    def in_force_by(self, day: date) -> Any:
        """The versions whose effective date is that day or earlier, latest first."""
        return self.filter(effective_from__lte=day).order_by("-effective_from")

    def public_on(self, day: date) -> Any:
        """The versions that readers may see on that day: in force by then, or announced; latest first."""
        known = models.Q(effective_from__lte=day) | models.Q(announce_from__lte=day)
        return self.filter(known).order_by("-effective_from")


class StatementVersion(public.Immutable):
    """A published text as it stood: everything needed to show it, whatever happens to the page it came from.

    ``text`` holds every word in reading order and ``sha256`` is the hash of its UTF-8; the database checks
    the hash, the numbering and that each version takes effect after the one before.
    """

    number = models.PositiveIntegerField(_("nummer"), unique=True)
    page = models.ForeignKey(
        "home.StatementPage", on_delete=models.PROTECT, related_name="versions", verbose_name=_("pagina")
    )
    title = models.CharField(_("titel"), max_length=255)
    language = models.CharField(_("taal"), max_length=5)
    effective_from = models.DateField(_("geldt vanaf"), unique=True)
    published_at = models.DateTimeField(_("gepubliceerd op"))
    kind = models.CharField(_("soort wijziging"), max_length=10, choices=Kind.choices)
    change_note = models.TextField(_("wat is er veranderd"), blank=True)
    sections = models.JSONField(_("paragrafen"))
    html = models.TextField(_("html"))
    text = models.TextField(_("tekst"))
    sha256 = models.CharField(_("controlegetal (SHA-256)"), max_length=64)
    commitments = models.JSONField(_("toezeggingen"))
    body = models.JSONField(_("bron"))
    announce_from = models.DateField(_("aangekondigd vanaf"), null=True)
    shown_facts = models.JSONField(_("getoonde gegevens uit het register"), default=list)
    conflicts = models.JSONField(_("verschillen met het register bij publicatie"), default=list)
    conflict_reason = models.TextField(_("waarom ondanks verschillen"), blank=True)
    authors = ArrayField(models.BigIntegerField(), verbose_name=_("schrijvers (nummers)"), default=list)
    written_by = models.BigIntegerField(_("geschreven door (nummer)"), null=True)
    written_by_name = models.CharField(_("geschreven door"), max_length=255, blank=True)
    approved_by = models.BigIntegerField(_("goedgekeurd door (nummer)"), null=True)
    approved_by_name = models.CharField(_("goedgekeurd door"), max_length=255, blank=True)

    objects = StatementVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie van de verklaring")
        verbose_name_plural = _("versies van de verklaring")
        ordering = ["-number"]
        default_permissions = ["view"]
        constraints = [
            VersionsInOrder(name="home_statementversion_in_order"),
            _four_eyes("version_four_eyes"),
            TellOfShownChanges(name="tell_of_shown_change", columns=SHOWN),
            DraftsAreKept(name="home_drafts_are_kept", columns=["wagtailcore_revision"]),
            LogIsKept(
                name="home_log_is_kept", columns=["wagtailcore_pagelogentry", "wagtailcore_modellogentry"]
            ),
        ]

    def __str__(self) -> str:
        return _("Versie %(number)s") % {"number": self.number}

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if not self._state.adding:
            raise ValidationError(_("Een gepubliceerde versie verandert nooit meer."))
        return super().save(*args, **kwargs)

    @cached_property
    def english(self) -> "StatementTranslation | None":
        """The English edition that readers get: the last one."""
        return self.translations.filter(language=ENGLISH).order_by("-edition").first()


class StatementTranslation(public.Immutable):
    """An edition of a version in another language, as it stood; the version's own text is authoritative.

    A mended translation is a next ``edition`` of the same version and language; readers get the last one. The
    database checks the hash and the numbering.
    """

    version = models.ForeignKey(
        StatementVersion, on_delete=models.PROTECT, related_name="translations", verbose_name=_("versie")
    )
    language = models.CharField(_("taal"), max_length=5)
    edition = models.PositiveIntegerField(_("uitgave"))
    page = models.ForeignKey(
        "home.StatementPage",
        on_delete=models.PROTECT,
        related_name="translated_versions",
        verbose_name=_("pagina"),
    )
    title = models.CharField(_("titel"), max_length=255)
    published_at = models.DateTimeField(_("gepubliceerd op"))
    change_note = models.TextField(_("wat is er veranderd"), blank=True)
    sections = models.JSONField(_("paragrafen"))
    html = models.TextField(_("html"))
    text = models.TextField(_("tekst"))
    sha256 = models.CharField(_("controlegetal (SHA-256)"), max_length=64)
    body = models.JSONField(_("bron"))
    authors = ArrayField(models.BigIntegerField(), verbose_name=_("schrijvers (nummers)"), default=list)
    written_by = models.BigIntegerField(_("geschreven door (nummer)"), null=True)
    written_by_name = models.CharField(_("geschreven door"), max_length=255, blank=True)
    approved_by = models.BigIntegerField(_("goedgekeurd door (nummer)"), null=True)
    approved_by_name = models.CharField(_("goedgekeurd door"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("vertaling van een versie")
        verbose_name_plural = _("vertalingen van versies")
        ordering = ["-version__number", "language", "-edition"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language", "edition"], name="translation_edition_once"
            ),
            TranslationsInOrder(name="home_statementtranslation_in_order"),
            _four_eyes("translation_four_eyes"),
        ]

    def __str__(self) -> str:
        language = dict(settings.LANGUAGES).get(self.language, self.language)
        return _("Versie %(number)s, %(language)s") % {"number": self.version.number, "language": language}

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if not self._state.adding:
            raise ValidationError(_("Een gepubliceerde vertaling verandert nooit meer."))
        return super().save(*args, **kwargs)
