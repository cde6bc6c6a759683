"""What publication freezes of a plain page: a cookie statement, an accessibility statement, a page on contact.

In tables of their own, so that whatever asks for a version of the statement never finds one of these (ADR 0055).
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from home.versions.addresses import Addresses
from home.versions.bases import (
    FrozenVersion,
    FrozenWithdrawal,
    VersionQuerySet,
    by_two,
    four_eyes,
    with_a_reason,
)
from home.versions.triggers import PlainVersionsInOrder, PlainWithdrawnByTwo


class PlainVersion(FrozenVersion):
    """A version of a plain page, numbered within its page; it promises nothing that the register obeys."""

    number = models.PositiveIntegerField(_("nummer"))
    page = models.ForeignKey(
        "home.PlainPage", on_delete=models.PROTECT, related_name="versions", verbose_name=_("pagina")
    )

    makes_promises = False
    screens = "plain_versions"
    english = None  # no edition in another language
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
