"""Enumerations of the statement's commitments."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TransferPolicy(models.TextChoices):
    """What the statement allows outside the EEA, strictest first; each allows what the former allows."""

    LEGAL_OBLIGATION_ONLY = "legal_obligation_only", _("Alleen bij een wettelijke verplichting")
    ADEQUATE_COUNTRIES = "adequate_countries", _("Ook naar landen met een adequaatheidsbesluit")
    APPROPRIATE_SAFEGUARDS = "appropriate_safeguards", _("Ook met passende waarborgen (artikel 46)")


class SpecialCategoriesPolicy(models.TextChoices):
    """On what ground the statement allows special categories (AVG art. 9)."""

    EXPLICIT_CONSENT_ONLY = "explicit_consent_only", _("Alleen met uitdrukkelijke toestemming")
    LAWFUL_GROUND = "lawful_ground", _("Met een wettelijke uitzondering")
