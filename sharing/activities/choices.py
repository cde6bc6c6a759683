"""Enumerations of the record of processing activities."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProcessingRole(models.TextChoices):
    """In which role we do it (AVG art. 4(7), 4(8))."""

    CONTROLLER = "controller", _("Verwerkingsverantwoordelijke")
    PROCESSOR = "processor", _("Verwerker")


PROCESSING_ROLE_WORDS = {
    "verantwoordelijke": ProcessingRole.CONTROLLER,
    "verwerker": ProcessingRole.PROCESSOR,
}
