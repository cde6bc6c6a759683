"""Enumerations of the reference lists."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DataKind(models.TextChoices):
    """How the law protects a data category (AVG art. 9, 10, 87)."""

    ORDINARY = "ordinary", _("Gewoon")
    SPECIAL = "special", _("Bijzonder")
    CRIMINAL = "criminal", _("Strafrechtelijk")
    NATIONAL_ID = "national_id", _("Identificatienummer")


DATA_KIND_WORDS = {
    "gewoon": DataKind.ORDINARY,
    "bijzonder": DataKind.SPECIAL,
    "strafrechtelijk": DataKind.CRIMINAL,
    "identificatienummer": DataKind.NATIONAL_ID,
}


class TermUnit(models.TextChoices):
    """What a retention term counts in."""

    DAYS = "days", _("dagen")
    WEEKS = "weeks", _("weken")
    MONTHS = "months", _("maanden")
    YEARS = "years", _("jaren")


class Confidence(models.TextChoices):
    """How sure we are of a fact of law."""

    CONFIRMED = "confirmed", _("Bevestigd")
    TO_CHECK = "to-check", _("Nog te controleren")
