"""Enumerations of source systems."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Scope(models.TextChoices):
    """What a source's token may do."""

    CHECK = "check", _("Toetsen")
    RECORD = "record", _("Vastleggen")
    READ = "read", _("Lezen")
