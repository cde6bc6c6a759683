"""Enumerations of the party register."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Capacity(models.TextChoices):
    """The role in which a party receives personal data (AVG art. 4(7)-(10))."""

    CLIENT = "client", _("Opdrachtgever")
    PARTNER = "partner", _("Samenwerkingspartner")
    PROCESSOR = "processor", _("Verwerker")
    AUTHORITY = "authority", _("Autoriteit")
    OTHER = "other", _("Andere derde")


class MergerKind(models.TextChoices):
    """Two records become one organisation, or go apart again."""

    MERGE = "merge", _("Samenvoegen")
    PART = "part", _("Uit elkaar halen")


# The words people use in workbooks and CSV files; stable codes of the exchange format.
CAPACITY_WORDS = {
    "opdrachtgever": Capacity.CLIENT,
    "samenwerkingspartner": Capacity.PARTNER,
    "verwerker": Capacity.PROCESSOR,
    "autoriteit": Capacity.AUTHORITY,
    "andere_derde": Capacity.OTHER,
}
