"""Enumerations of the conflict report."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Weight(models.TextChoices):
    """How much a conflict weighs: only the first kind asks for a reason at publication."""

    CONFLICT = "conflict", _("Verschil")
    WARNING = "warning", _("Aandachtspunt")
