"""Enumerations of personal data breaches (AVG art. 4(12), 33, 34), and what becomes of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Nature(models.TextChoices):
    """What happened to the data (art. 4(12); EDPB Guidelines 9/2022)."""

    CONFIDENTIALITY = "confidentiality", _("Vertrouwelijkheid: iemand kreeg gegevens die er niet bij mocht")
    INTEGRITY = "integrity", _("Juistheid: gegevens zijn ongewild veranderd")
    AVAILABILITY = "availability", _("Beschikbaarheid: gegevens zijn weg of niet te bereiken")


class Cause(models.TextChoices):
    """By what it came."""

    MISDIRECTED = "misdirected", _("Aan de verkeerde verstuurd of afgegeven")
    TOO_MUCH = "too_much", _("Meer verstrekt dan mocht")
    LOST = "lost", _("Apparaat, drager of papier kwijt")
    STOLEN = "stolen", _("Apparaat, drager of papier gestolen")
    PUBLISHED = "published", _("Per ongeluk openbaar gemaakt")
    INSIDE = "inside", _("Onbevoegd ingezien door een medewerker")
    INTRUSION = "intrusion", _("Ingebroken in een systeem (hacking)")
    PHISHING = "phishing", _("Inloggegevens ontfutseld (phishing)")
    MALWARE = "malware", _("Kwaadaardige software, zoals gijzelsoftware")
    FAILURE = "failure", _("Fout of storing in een systeem")
    DESTROYED = "destroyed", _("Per ongeluk gewist, veranderd of vernietigd")
    OTHER = "other", _("Iets anders")


class RiskLevel(models.TextChoices):
    """How likely harm to people is: by it the law says who is told."""

    UNLIKELY = "unlikely", _("Een risico voor betrokkenen is onwaarschijnlijk")
    RISK = "risk", _("Risico voor betrokkenen")
    HIGH = "high", _("Hoog risico voor betrokkenen")


class ReportDecision(models.TextChoices):
    """Whether the supervisory authority is told."""

    REPORT = "report", _("Melden bij de AP")
    NOT_REPORT = "not_report", _("Niet melden bij de AP")


class Phase(models.TextChoices):
    """What a report to the supervisory authority is: it may come in parts (art. 33(4))."""

    INITIAL = "initial", _("Eerste melding")
    ADDITIONAL = "additional", _("Aanvulling")
    CHANGED = "changed", _("Wijziging")
    WITHDRAWN = "withdrawn", _("Intrekking")


class PersonsDecision(models.TextChoices):
    """Whether the persons were told (art. 34)."""

    INFORMED = "informed", _("Geïnformeerd")
    NOT_INFORMED = "not_informed", _("Niet geïnformeerd")


class NotInformed(models.TextChoices):
    """Why persons are not told."""

    NO_HIGH_RISK = "no_high_risk", _("Er is geen hoog risico (art. 34, lid 1)")
    PROTECTED = "protected", _("De gegevens waren onleesbaar, zoals versleuteld (art. 34, lid 3, onder a)")
    PREVENTED = "prevented", _("Maatregelen achteraf namen het hoge risico weg (art. 34, lid 3, onder b)")
    PUBLIC = (
        "public",
        _("Onevenredig veel moeite; er is een openbare mededeling gedaan (art. 34, lid 3, onder c)"),
    )
    EXCEPTION = "exception", _("Een uitzondering van de UAVG (art. 41 of 42)")


# What excuses from telling persons of a high risk.
AT_HIGH_RISK = frozenset(
    {NotInformed.PROTECTED, NotInformed.PREVENTED, NotInformed.PUBLIC, NotInformed.EXCEPTION}
)


class ToldHow(models.TextChoices):
    """How somebody was told."""

    LETTER = "letter", _("Per brief")
    EMAIL = "email", _("Per e-mail")
    PHONE = "phone", _("Per telefoon")
    PORTAL = "portal", _("In een portaal of app")
    IN_PERSON = "in_person", _("In een gesprek")
    PUBLIC = "public", _("Openbaar, zoals op de website")


class BreachState(models.TextChoices):
    """Where a breach stands: the step that comes next."""

    TELL_CLIENT = "tell_client", _("Aan de opdrachtgever te melden")
    ASSESS = "assess", _("Te beoordelen")
    CONFIRM = "confirm", _("Niet melden: te bevestigen")
    REPORT = "report", _("Te melden bij de AP")
    PERSONS = "persons", _("Betrokkenen te informeren of niet")
    COMPLETE = "complete", _("Melding aan te vullen")
    CLOSE = "close", _("Af te sluiten")
    DONE = "done", _("Afgesloten")


# By these steps a clock of hours runs.
UNDER_THE_CLOCK = frozenset(
    {BreachState.TELL_CLIENT, BreachState.ASSESS, BreachState.CONFIRM, BreachState.REPORT}
)
