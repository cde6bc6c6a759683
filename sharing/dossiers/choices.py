"""What happened in a dossier."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Happening(models.TextChoices):
    """A kind of moment on the timeline of one person."""

    DISCLOSURE = "disclosure", _("Verstrekking")
    CONSENT = "consent", _("Toestemming gegeven")
    REFUSAL = "refusal", _("Toestemming geweigerd")
    WITHDRAWAL = "withdrawal", _("Toestemming ingetrokken")
    OBJECTION = "objection", _("Bezwaar")
    RESTRICTION = "restriction", _("Beperking")
    LIFTED = "lifted", _("Bezwaar of beperking geëindigd")
    REQUEST = "request", _("Verzoek van een autoriteit")
    ASKED = "asked", _("Verzoek van de betrokkene")
