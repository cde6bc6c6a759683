"""Users, images and documents as models of our own.

Django and Wagtail cannot swap these after the first migration, so they exist from the start; see ADR 0002. Accounts
and what they may do are registers: every change is in the history, with who and why (ADR 0024).
"""

from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractUser, Group, Permission
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage

from sharing.public import (
    TAKES_TWO,
    AccountRules,
    KeptFor,
    MembershipRules,
    OperatorOnly,
    Register,
    acting,
)

# How long is kept what happened at the door.
KEPT_DAYS = 90


class User(AbstractUser, Register):  # type: ignore[django-manager-missing]  # of Wagtail's images and documents
    """Someone who signs in, or a service (import, API source) that acts under its own name in the history."""

    # Signing in is no change of an account. Of a password the history tells that it was changed, never a hash.
    unfollowed_fields = ("password", "last_login")
    secret_fields = ("password_changed_at",)

    password_changed_at = models.DateTimeField(_("wachtwoord"), null=True, editable=False)
    groups = models.ManyToManyField(  # type: ignore[assignment]  # through a model of ours
        Group,
        through="Membership",
        verbose_name=_("rollen"),
        blank=True,
        related_name="user_set",
        related_query_name="user",
    )
    user_permissions = models.ManyToManyField(  # type: ignore[assignment]  # idem
        Permission,
        through="DirectPermission",
        verbose_name=_("rechten buiten de rollen om"),
        blank=True,
        related_name="user_set",
        related_query_name="user",
    )

    class Meta(AbstractUser.Meta):
        verbose_name = _("gebruiker")  # type: ignore[assignment]  # lazy, as everywhere
        verbose_name_plural = _("gebruikers")  # type: ignore[assignment]
        constraints = [AccountRules(name="rules_cms_user", columns=TAKES_TWO)]

    def check_password(self, raw_password: str | None) -> bool:
        """Whether this is the password. One that is stored in an older way is stored anew, as the user's own doing."""

        def store(raw: str) -> None:
            self.set_password(raw)
            self._password = None  # nothing new to validate: it is the same one
            with acting(by=self, reason="Zelfde wachtwoord, sterker opgeslagen bij het aanmelden"):
                self.save(update_fields=["password"])

        return check_password(raw_password, self.password, store if self.is_active else None)


class Membership(Register):
    """A role of a person."""

    user = models.ForeignKey(
        User, verbose_name=_("gebruiker"), on_delete=models.CASCADE, related_name="roles"
    )
    group = models.ForeignKey(Group, verbose_name=_("rol"), on_delete=models.CASCADE, related_name="+")

    class Meta:
        db_table = "cms_user_groups"
        unique_together = [("user", "group")]
        verbose_name = _("rol van een gebruiker")
        verbose_name_plural = _("rollen")
        constraints = [MembershipRules(name="rules_cms_membership", columns=TAKES_TWO)]

    def __str__(self) -> str:
        return str(self.group)


class DirectPermission(Register):
    """A right that a person has past all roles; the product gives none."""

    user = models.ForeignKey(
        User, verbose_name=_("gebruiker"), on_delete=models.CASCADE, related_name="direct_permissions"
    )
    permission = models.ForeignKey(
        Permission, verbose_name=_("recht"), on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        db_table = "cms_user_user_permissions"
        unique_together = [("user", "permission")]
        verbose_name = _("recht buiten de rollen om")
        verbose_name_plural = _("rechten buiten de rollen om")
        constraints = [OperatorOnly(name="rules_cms_directpermission")]

    def __str__(self) -> str:
        return str(self.permission)


class AttemptLimit(models.Model):
    """How many attempts were made and since when, by a hashed key; see `cms.users.limits`."""

    key = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.count}"


class SignInKind(models.TextChoices):
    """What somebody tried, that may be of interest afterwards."""

    WRONG = "wrong", _("Verkeerd wachtwoord, of geen account")
    WAITS = "waits", _("Moet wachten na te veel pogingen")
    RESET = "reset", _("Link voor een nieuw wachtwoord gevraagd")
    RESET_WAITS = "reset-waits", _("Te vaak een link gevraagd")


class SignInEventQuerySet(models.QuerySet["SignInEvent"]):
    """What happened at the door."""

    def outdated(self, *, at: datetime) -> "SignInEventQuerySet":
        """What is kept no longer."""
        return self.filter(at__lt=at - timedelta(days=KEPT_DAYS + 1))


class SignInEvent(models.Model):
    """A wrong password and the like, for the auditor; kept for three months, and not changed or removed before."""

    at = models.DateTimeField(_("moment"), db_default=Now(), db_index=True)
    kind = models.CharField(_("wat"), max_length=11, choices=SignInKind.choices)
    account = models.ForeignKey(
        User, verbose_name=_("account"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    address = models.CharField(_("adres"), max_length=45, blank=True)

    objects = SignInEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanmeldpoging")
        verbose_name_plural = _("aanmeldpogingen")
        ordering = ["-at", "-id"]
        constraints = [KeptFor(name="kept_cms_signinevent", columns=[f"at>{KEPT_DAYS}"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.at:%d-%m-%Y %H:%M})"


class Heartbeat(models.Model):
    """When something that must go on was last seen at work."""

    JOBS = "jobs"
    TASKS = "tasks"

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%H:%M:%S}"

    @classmethod
    def beat(cls, name: str, *, at: datetime) -> None:
        """It is at work now."""
        cls.objects.update_or_create(name=name, defaults={"at": at})


class CustomImage(AbstractImage):
    """An image in the library."""

    admin_form_fields = WagtailImage.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("afbeelding")
        verbose_name_plural = _("afbeeldingen")


class CustomRendition(AbstractRendition):
    """An image at one size, made when it is first asked for."""

    image = models.ForeignKey(CustomImage, related_name="renditions", on_delete=models.CASCADE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="cms_customrendition_one_per_filter"
            )
        ]


class CustomDocument(AbstractDocument):
    """A file in the library; only staff who may choose documents of its collection can open it."""

    admin_form_fields = WagtailDocument.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
