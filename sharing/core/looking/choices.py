"""What somebody did with a dossier, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LookAct(models.TextChoices):
    """What was done with it."""

    SEARCHED = "searched", _("Gezocht")
    OPENED = "opened", _("Dossier bekeken")
    RECORD = "record", _("Eén gegeven bekeken")
    EXPORTED = "exported", _("Gedownload")
    ANSWERED = "answered", _("Antwoord op inzageverzoek gemaakt")
    FETCHED = "fetched", _("Bewaard bestand opgehaald")
    API = "api", _("Gelezen door een bronsysteem")


# With a number that somebody typed or a system sent: perhaps there is no such dossier.
LOOKED_FOR = frozenset((LookAct.SEARCHED, LookAct.OPENED, LookAct.API))


class LookReason(models.TextChoices):
    """Why. The last one is for what a system or a screen does by its nature; nobody chooses it."""

    ACCESS = "access", _("Inzageverzoek van de betrokkene")
    OTHER_RIGHT = "other_right", _("Ander verzoek van de betrokkene (verbeteren, wissen, bezwaar)")
    COMPLAINT = "complaint", _("Vraag of klacht van de betrokkene")
    RECORDING = "recording", _("Verstrekking of toestemming vastleggen of verbeteren")
    REVIEW = "review", _("Afwijking of datalek beoordelen")
    AUTHORITY = "authority", _("Verzoek van een autoriteit")
    AUDIT = "audit", _("Controle")
    OTHER = "other", _("Anders")
    NATURE = "nature", _("Volgt uit de handeling")


# What people choose from.
ASKED = [(one.value, one.label) for one in LookReason if one != LookReason.NATURE]
