"""Enumerations of security measures and declarations of confidentiality."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeasureKind(models.TextChoices):
    """What art. 32(1) AVG distinguishes."""

    ORGANISATIONAL = "organisational", _("Organisatorisch")
    TECHNICAL = "technical", _("Technisch")


class CheckOutcome(models.TextChoices):
    """What a check found."""

    IN_ORDER = "in_order", _("In orde")
    ADJUSTED = "adjusted", _("Aangepast, nu in orde")
    INSUFFICIENT = "insufficient", _("Schiet tekort")


class Declarer(models.TextChoices):
    """Who declared to keep data confidential (AVG art. 28(3)(b), 32(4))."""

    STAFF = "staff", _("Eigen medewerkers")
    PROCESSOR = "processor", _("Verwerker")
