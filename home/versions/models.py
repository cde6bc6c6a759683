"""What publication freezes of the statement: its immutable versions and their translations."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from home.core.languages import ENGLISH
from home.versions.addresses import STATEMENT, Addresses
from home.versions.bases import (
    FrozenVersion,
    FrozenWithdrawal,
    VersionQuerySet,
    by_two,
    four_eyes,
    with_a_reason,
)
from home.versions.triggers import (
    SHOWN,
    DraftsAreKept,
    LogIsKept,
    TellOfShownChanges,
    TranslationsInOrder,
    VersionsInOrder,
    WithdrawnByTwo,
)
from sharing import public


class StatementVersion(FrozenVersion):
    """A version of the statement, with what it promises and how it stood towards the register and the law."""

    number = models.PositiveIntegerField(_("nummer"), unique=True)
    page = models.ForeignKey(
        "home.StatementPage", on_delete=models.PROTECT, related_name="versions", verbose_name=_("pagina")
    )
    commitments = models.JSONField(_("toezeggingen"))
    conflicts = models.JSONField(_("verschillen met het register bij publicatie"), default=list)
    conflict_reason = models.TextField(_("waarom ondanks verschillen"), blank=True)
    # None: published before completeness was judged.
    completeness = models.JSONField(_("volledigheid bij publicatie"), null=True)

    makes_promises = True
    screens = "statement_versions"
    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie van de verklaring")
        verbose_name_plural = _("versies van de verklaring")
        ordering = ["-number"]
        default_permissions = ["view"]
        constraints = [
            VersionsInOrder(name="home_statementversion_in_order"),
            four_eyes("version_four_eyes"),
            TellOfShownChanges(name="tell_of_shown_change", columns=SHOWN),
            DraftsAreKept(name="home_drafts_are_kept", columns=["wagtailcore_revision"]),
            LogIsKept(
                name="home_log_is_kept", columns=["wagtailcore_pagelogentry", "wagtailcore_modellogentry"]
            ),
        ]

    @property
    def addresses(self) -> Addresses:
        return STATEMENT

    @cached_property
    def english(self) -> "StatementTranslation | None":
        """The English edition that readers get: the last one."""
        return self.translations.filter(language=ENGLISH).order_by("-edition").first()


class VersionWithdrawal(FrozenWithdrawal):
    """A version of the statement that was taken back; its promises never hold either."""

    version = models.OneToOneField(
        StatementVersion, on_delete=models.PROTECT, related_name="withdrawal", verbose_name=_("versie")
    )

    class Meta:
        verbose_name = _("intrekking van een versie")
        verbose_name_plural = _("intrekkingen van versies")
        ordering = ["-confirmed_at"]
        default_permissions = ["view"]
        constraints = [
            by_two("withdrawal_by_two"),
            with_a_reason("withdrawal_has_a_reason"),
            WithdrawnByTwo(name="home_versionwithdrawal_by_two"),
        ]


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
            four_eyes("translation_four_eyes"),
        ]

    def __str__(self) -> str:
        language = dict(settings.LANGUAGES).get(self.language, self.language)
        return _("Versie %(number)s, %(language)s") % {"number": self.version.number, "language": language}

    def save(self, *args: Any, **kwargs: Any) -> Any:
        if not self._state.adding:
            raise ValidationError(_("Een gepubliceerde vertaling verandert nooit meer."))
        return super().save(*args, **kwargs)
