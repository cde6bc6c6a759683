"""Enumerations of the gate."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Severity(models.TextChoices):
    """What a finding does."""

    BLOCK = "block", _("Blokkeert")
    WARN = "warn", _("Waarschuwt")
