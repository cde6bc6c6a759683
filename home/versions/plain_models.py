"""What publication freezes of a plain page: a cookie statement, an accessibility statement, a page on contact.

In tables of their own, so that whatever asks for a version of the statement never finds one of these (ADR 0055).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.versions.addresses import Addresses
from home.versions.bases import (
    FrozenEdition,
    FrozenVersion,
    FrozenWithdrawal,
    VersionQuerySet,
    by_two,
    four_eyes,
    with_a_reason,
)
from home.versions.triggers import PlainTranslationsInOrder, PlainVersionsInOrder, PlainWithdrawnByTwo


class PlainVersion(FrozenVersion):
    """A version of a plain page, numbered within its page; it promises nothing that the register obeys."""

    number = models.PositiveIntegerField(_("nummer"))
    page = models.ForeignKey(
        "home.PlainPage", on_delete=models.PROTECT, related_name="versions", verbose_name=_("pagina")
    )

    makes_promises = False
    screens = "plain_versions"
    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie van een pagina")
        verbose_name_plural = _("versies van pagina's")
        ordering = ["page", "-number"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="plain_version_number_once"),
            PlainVersionsInOrder(name="home_plainversion_in_order"),
            four_eyes("plain_version_four_eyes"),
        ]

    @property
    def addresses(self) -> Addresses:
        return self.page.addresses


class PlainWithdrawal(FrozenWithdrawal):
    """A version of a plain page that was taken back."""

    version = models.OneToOneField(
        PlainVersion, on_delete=models.PROTECT, related_name="withdrawal", verbose_name=_("versie")
    )

    class Meta:
        verbose_name = _("intrekking van een versie van een pagina")
        verbose_name_plural = _("intrekkingen van versies van pagina's")
        ordering = ["-confirmed_at"]
        default_permissions = ["view"]
        constraints = [
            by_two("plain_withdrawal_by_two"),
            with_a_reason("plain_withdrawal_has_a_reason"),
            PlainWithdrawnByTwo(name="home_plainwithdrawal_by_two"),
        ]


class PlainTranslation(FrozenEdition):
    """An edition of a version of a plain page in another language; ``page`` is the one it was written on."""

    version = models.ForeignKey(
        PlainVersion, on_delete=models.PROTECT, related_name="translations", verbose_name=_("versie")
    )
    page = models.ForeignKey(
        "home.PlainPage",
        on_delete=models.PROTECT,
        related_name="translated_versions",
        verbose_name=_("pagina"),
    )

    class Meta:
        verbose_name = _("vertaling van een versie van een pagina")
        verbose_name_plural = _("vertalingen van versies van pagina's")
        ordering = ["page", "-version__number", "language", "-edition"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language", "edition"], name="plain_translation_edition_once"
            ),
            PlainTranslationsInOrder(name="home_plaintranslation_in_order"),
            four_eyes("plain_translation_four_eyes"),
        ]
