"""Enumerations of the disclosure log."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class LegalBasis(models.TextChoices):
    """Grounds of AVG art. 6(1)(a)-(f)."""

    CONSENT = "consent", _("Toestemming")
    CONTRACT = "contract", pgettext_lazy("grondslag", "Overeenkomst")
    LEGAL_OBLIGATION = "legal_obligation", _("Wettelijke verplichting")
    VITAL_INTERESTS = "vital_interests", _("Vitaal belang")
    PUBLIC_TASK = "public_task", _("Taak van algemeen belang")
    LEGITIMATE_INTERESTS = "legitimate_interests", _("Gerechtvaardigd belang")


LEGAL_BASIS_WORDS = {
    "toestemming": LegalBasis.CONSENT,
    "overeenkomst": LegalBasis.CONTRACT,
    "wettelijke_verplichting": LegalBasis.LEGAL_OBLIGATION,
    "vitaal_belang": LegalBasis.VITAL_INTERESTS,
    "taak_algemeen_belang": LegalBasis.PUBLIC_TASK,
    "gerechtvaardigd_belang": LegalBasis.LEGITIMATE_INTERESTS,
}


class Channel(models.TextChoices):
    """How the data travelled."""

    PORTAL = "portal", _("Portaal")
    API = "api", _("API")
    SECURE_MAIL = "secure_mail", _("Beveiligde mail")
    POST = "post", _("Post")
    PHONE = "phone", _("Telefoon")
    IN_PERSON = "in_person", _("Persoonlijk")
    OTHER = "other", _("Anders")


CHANNEL_WORDS = {
    "portaal": Channel.PORTAL,
    "api": Channel.API,
    "beveiligde_mail": Channel.SECURE_MAIL,
    "post": Channel.POST,
    "telefoon": Channel.PHONE,
    "persoonlijk": Channel.IN_PERSON,
    "anders": Channel.OTHER,
}


class Outcome(models.TextChoices):
    """Whether the rules of the day allowed the disclosure."""

    PERMITTED = "permitted", _("Toegestaan")
    DEVIATION = "deviation", _("Afwijking")


class Severity(models.TextChoices):
    """What a finding does."""

    BLOCK = "block", _("Blokkeert")
    WARN = "warn", _("Waarschuwt")


class Review(models.TextChoices):
    """What legal staff decided about a deviation."""

    PENDING = "pending", _("Te beoordelen")
    ACCEPTED = "accepted", _("Geaccepteerd")
    CORRECTED = "corrected", _("Gecorrigeerd")
    BREACH = "breach", _("Gemeld als datalek")


class Scope(models.TextChoices):
    """What a source's token may do."""

    CHECK = "check", _("Toetsen")
    RECORD = "record", _("Vastleggen")
    READ = "read", _("Lezen")
