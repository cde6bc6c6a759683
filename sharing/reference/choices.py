"""Enumerations of the reference lists, and those that the law itself gives."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DataKind(models.TextChoices):
    """How the law protects a data category (AVG art. 9, 10, 87)."""

    ORDINARY = "ordinary", _("Gewoon")
    SPECIAL = "special", _("Bijzonder")
    CRIMINAL = "criminal", _("Strafrechtelijk")
    NATIONAL_ID = "national_id", _("Identificatienummer")


DATA_KIND_WORDS = {
    "gewoon": DataKind.ORDINARY,
    "bijzonder": DataKind.SPECIAL,
    "strafrechtelijk": DataKind.CRIMINAL,
    "identificatienummer": DataKind.NATIONAL_ID,
}


class LegalBasis(models.TextChoices):
    """Grounds of AVG art. 6(1)(a)-(f)."""

    CONSENT = "consent", _("Toestemming")
    CONTRACT = "contract", _("Overeenkomst met de betrokkene")
    LEGAL_OBLIGATION = "legal_obligation", _("Wettelijke verplichting")
    VITAL_INTERESTS = "vital_interests", _("Vitaal belang")
    PUBLIC_TASK = "public_task", _("Taak van algemeen belang")
    LEGITIMATE_INTERESTS = "legitimate_interests", _("Gerechtvaardigd belang")


# Beside every choice of a legal basis: what goes wrong most often.
LEGAL_BASIS_HELP = _(
    "“Overeenkomst met de betrokkene” is een overeenkomst die deze persoon zelf met ons heeft, zoals een "
    "arbeidsovereenkomst (artikel 6, lid 1, onder b, AVG). Onze overeenkomst met de ontvanger is geen grondslag."
)

LEGAL_BASIS_WORDS = {
    "toestemming": LegalBasis.CONSENT,
    "overeenkomst": LegalBasis.CONTRACT,
    "wettelijke_verplichting": LegalBasis.LEGAL_OBLIGATION,
    "vitaal_belang": LegalBasis.VITAL_INTERESTS,
    "taak_algemeen_belang": LegalBasis.PUBLIC_TASK,
    "gerechtvaardigd_belang": LegalBasis.LEGITIMATE_INTERESTS,
}


class TermUnit(models.TextChoices):
    """What a retention term counts in."""

    DAYS = "days", _("dagen")
    WEEKS = "weeks", _("weken")
    MONTHS = "months", _("maanden")
    YEARS = "years", _("jaren")


class Jurisdiction(models.TextChoices):
    """Whose law a provision is: only Union and Dutch law oblige us (AVG art. 6(3), 48)."""

    NL = "nl", _("Nederlands recht")
    EU = "eu", _("Recht van de Europese Unie")
    OTHER = "other", _("Ander recht")


JURISDICTION_WORDS = {"nl": Jurisdiction.NL, "eu": Jurisdiction.EU, "ander": Jurisdiction.OTHER}


class MembershipKind(models.TextChoices):
    """Why a country counts: a bridge satisfies the law's rule on transfers, not a promise about the EEA."""

    MEMBER = "member", _("Lid van de EER")
    TERRITORY = "territory", _("Gebied van een lid")
    BRIDGE = "bridge", _("Overgangsregeling")


class Confidence(models.TextChoices):
    """How sure we are of a fact of law."""

    CONFIRMED = "confirmed", _("Bevestigd")
    TO_CHECK = "to-check", _("Nog te controleren")
