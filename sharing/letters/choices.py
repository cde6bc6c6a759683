"""Enumerations of letters to persons and to who received their data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterKind(models.TextChoices):
    """What a letter tells."""

    RECEIPT = "receipt", _("Ontvangstbevestiging")
    IDENTITY = "identity", _("Vraag wie dit vraagt")
    EXTENSION = "extension", _("Verlenging van de termijn")
    DECISION = "decision", _("Besluit")
    REFUSAL = "refusal", _("Besluit: niet of niet geheel")
    COMPLAINT = "complaint", _("Uitkomst van een klacht")
    RECIPIENT = "recipient", _("Kennisgeving aan een ontvanger (art. 19)")
    BREACH = "breach", _("Bericht over een datalek (art. 34)")


class LetterLanguage(models.TextChoices):
    """The languages in which there are letters."""

    NL = "nl", _("Nederlands")
    EN = "en", _("Engels")


class LetterWay(models.TextChoices):
    """How a letter went out."""

    POST = "post", _("Per post")
    EMAIL = "email", _("Per e-mail")
    HANDED = "handed", _("Meegegeven")


# Letters that are made of a request of a person.
OF_REQUESTS = frozenset(
    {
        LetterKind.RECEIPT,
        LetterKind.IDENTITY,
        LetterKind.EXTENSION,
        LetterKind.DECISION,
        LetterKind.REFUSAL,
        LetterKind.COMPLAINT,
    }
)
# What does not give a person what was asked tells the way to the authority and to a judge (art. 12(4), 77, 79).
WITH_WAY_OUT = frozenset({LetterKind.REFUSAL, LetterKind.COMPLAINT})
WAY_OUT = "naar_ap_en_rechter"
