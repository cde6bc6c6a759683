"""Enumerations of the disclosure log."""

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


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


class RestrictionException(models.TextChoices):
    """What lets restricted data be shared although nobody consented (AVG art. 18(2))."""

    LEGAL_CLAIM = "legal_claim", _("Een rechtsvordering")
    RIGHTS_OF_OTHERS = "rights_of_others", _("Bescherming van de rechten van een ander")
    PUBLIC_INTEREST = "public_interest", _("Een gewichtig algemeen belang")


RESTRICTION_EXCEPTION_WORDS = {
    "rechtsvordering": RestrictionException.LEGAL_CLAIM,
    "rechten_van_anderen": RestrictionException.RIGHTS_OF_OTHERS,
    "algemeen_belang": RestrictionException.PUBLIC_INTEREST,
}


class Outcome(models.TextChoices):
    """Whether the rules of the day allowed the disclosure."""

    PERMITTED = "permitted", _("Toegestaan")
    DEVIATION = "deviation", _("Afwijking")


class Review(models.TextChoices):
    """What legal staff decided about a deviation."""

    PENDING = "pending", _("Te beoordelen")
    ACCEPTED = "accepted", _("Geaccepteerd")
    CORRECTED = "corrected", _("Gecorrigeerd")
    BREACH = "breach", _("Datalek")


def review_in_words(review: str, *, is_void: bool) -> str:
    """What was decided; what became void before anybody decided waits for nobody."""
    if is_void and review == Review.PENDING:
        return gettext("Niet beoordeeld: vervallen")
    return str(Review(review).label) if review else ""


SETTLED = (Review.ACCEPTED, Review.CORRECTED, Review.BREACH)


class BreachReport(models.TextChoices):
    """Whether a breach was reported to the supervisory authority (AVG art. 33); empty while nobody decided."""

    REPORTED = "reported", _("Gemeld bij de AP")
    NOT_REPORTED = "not_reported", _("Niet gemeld bij de AP")


class Proposal(models.TextChoices):
    """What waits for a second person (four eyes): it makes a finding disappear, or a void disclosure count again."""

    CORRECTION = "correction", _("Correctie")
    VOID = "void", _("Laten vervallen")
    RESTORE = "restore", _("Weer laten gelden")
