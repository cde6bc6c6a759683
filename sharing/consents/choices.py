"""Enumerations of consents, objections, restrictions and authority requests."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ObjectionKind(models.TextChoices):
    """Which right the person used."""

    OBJECTION = "objection", _("Bezwaar (art. 21)")
    RESTRICTION = "restriction", _("Beperking (art. 18)")


class ObjectionDecision(models.TextChoices):
    """What was decided on it; only what is upheld has effect."""

    PENDING = "pending", _("Nog te beslissen")
    UPHELD = "upheld", _("Toegewezen")
    REJECTED = "rejected", _("Afgewezen")


class RestrictionGround(models.TextChoices):
    """Why processing is restricted (AVG art. 18(1))."""

    A = "a", _("a. De juistheid wordt betwist")
    B = "b", _("b. De verwerking is onrechtmatig en de betrokkene wil geen wissing")
    C = "c", _("c. De betrokkene heeft de gegevens nodig voor een rechtsvordering")
    D = "d", _("d. Op een bezwaar is nog niet beslist")


class GivenBy(models.TextChoices):
    """Who gave the consent (AVG art. 8; representation)."""

    PERSON = "person", _("De betrokkene zelf")
    REPRESENTATIVE = "representative", _("Een vertegenwoordiger")


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


class SecrecyKind(models.TextChoices):
    """What is decided on the secrecy of a request after its assessment (UAVG 41)."""

    KEEP = "keep", _("Langer geheim houden")
    END = "end", _("Eerder beëindigen")
