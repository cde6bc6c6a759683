"""How far a version changes things, and where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """How far a version changes what readers may expect."""

    MATERIAL = "material", _("Inhoudelijk: er verandert iets voor lezers")
    EDITORIAL = "editorial", _("Redactioneel: alleen de verwoording verandert")


class Standing(models.TextChoices):
    """Where a version stands at a moment; at most one holds."""

    IN_FORCE = "in_force", _("geldt nu")
    PLANNED = "planned", _("gepland")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    REPLACED = "replaced", _("vervangen")
