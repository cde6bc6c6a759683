"""Enumerations of consents, objections, restrictions and authority requests."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ObjectionKind(models.TextChoices):
    """Which right the person used."""

    OBJECTION = "objection", _("Bezwaar (art. 21)")
    RESTRICTION = "restriction", _("Beperking (art. 18)")


class Assessment(models.TextChoices):
    """What the assessors of an authority's request concluded."""

    GRANTED = "granted", _("Voldoen aan het verzoek")
    REFUSED = "refused", _("Verzoek afwijzen")


class RequestState(models.TextChoices):
    """The steps of an authority's request."""

    TO_ASSESS = "to_assess", _("Te beoordelen")
    TO_CONFIRM = "to_confirm", _("Te bevestigen")
    GRANTED = "granted", _("Bevestigd: voldoen")
    REFUSED = "refused", _("Bevestigd: afwijzen")
