"""Enumerations of the public list of recipients."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeKind(models.TextChoices):
    """What happened on the list; the codes are those of its JSON."""

    ADDED = "added", _("Erbij")
    ENDED = "ended", _("Ermee gestopt")
    COUNTRY = "country", _("Ander land")
    SAFEGUARD = "safeguard", _("Andere waarborg")
