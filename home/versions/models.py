"""What publication freezes of the statement: its immutable versions and their translations."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.versions.addresses import STATEMENT, Addresses
from home.versions.bases import (
    FrozenEdition,
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


class StatementTranslation(FrozenEdition):
    """An edition of a version of the statement in another language."""

    version = models.ForeignKey(
        StatementVersion, on_delete=models.PROTECT, related_name="translations", verbose_name=_("versie")
    )
    page = models.ForeignKey(
        "home.StatementPage",
        on_delete=models.PROTECT,
        related_name="translated_versions",
        verbose_name=_("pagina"),
    )

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

    @property
    def addresses(self) -> Addresses:
        # Known without the page: public pages read nothing whose changes the database does not tell of.
        return STATEMENT
