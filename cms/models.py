"""Users, images and documents as models of our own.

Django and Wagtail cannot swap these after the first migration, so they exist from the start; see ADR 0002.
"""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.documents.models import Document as WagtailDocument
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class User(AbstractUser):  # type: ignore[django-manager-missing]  # of Wagtail's images and documents
    """Someone who signs in, or a service (import, API source) that acts under its own name in the history."""

    class Meta(AbstractUser.Meta):
        verbose_name = _("gebruiker")  # type: ignore[assignment]  # lazy, as everywhere
        verbose_name_plural = _("gebruikers")  # type: ignore[assignment]


class SignInFailure(models.Model):
    """A wrong password, kept for a quarter of an hour; see `cms.users.signing_in`."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="cms_signinfailure_key_at")]

    def __str__(self) -> str:
        return f"{self.at:%H:%M:%S}"


class Heartbeat(models.Model):
    """When something that must go on was last seen at work."""

    JOBS = "jobs"

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
