"""Enumerations of the agreement register."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from sharing.parties.choices import Capacity


class AgreementKind(models.TextChoices):
    """What is agreed, seen from our organisation (AVG art. 26, 28(3))."""

    PROCESSING = "processing_agreement", _("Verwerkersovereenkomst (zij verwerken voor ons)")
    PROCESSING_AS_PROCESSOR = (
        "processing_agreement_as_processor",
        _("Verwerkersovereenkomst (wij verwerken voor hen)"),
    )
    SERVICE = "service_agreement", _("Opdrachtovereenkomst")
    COOPERATION = "cooperation_agreement", _("Samenwerkingsovereenkomst")
    JOINT_CONTROLLERS = "joint_controllers", _("Gezamenlijke regeling (art. 26)")


# What a list shows of a kind, where there is no room for all of it.
KIND_SHORT: dict[str, Any] = {
    AgreementKind.PROCESSING: _("Verwerker"),
    AgreementKind.PROCESSING_AS_PROCESSOR: _("Wij zijn verwerker"),
    AgreementKind.SERVICE: _("Opdracht"),
    AgreementKind.COOPERATION: _("Samenwerking"),
    AgreementKind.JOINT_CONTROLLERS: _("Gezamenlijk"),
}

# Only an agreement between a controller and a processor must arrange the items of art. 28(3).
NEEDS_ARTICLE_28 = frozenset({AgreementKind.PROCESSING, AgreementKind.PROCESSING_AS_PROCESSOR})

# How the form asks what both directions arrange, in the words of the direction.
DIRECTION_WORDS: dict[str, dict[str, Any]] = {
    AgreementKind.PROCESSING: {
        "processing_nature": _("Wat de verwerker met de gegevens doet"),
        "security": _("Hoe de verwerker de gegevens beveiligt"),
        "sub_processor_authorisation": _("Onze toestemming voor subverwerkers"),
        "objection_days": _("Dagen waarbinnen wij bezwaar kunnen maken tegen een nieuwe subverwerker"),
        "breach_notice_hours": _("De verwerker meldt ons een datalek binnen (uren)"),
        "data_at_end": _("Wat de verwerker na afloop met de gegevens doet"),
        "data_gone_on": _("De verwerker gaf terug of wiste op"),
        "infringing_instruction": _("Waar staat dat de verwerker een instructie in strijd met de wet meldt"),
        "audited_on": _("Laatste audit bij de verwerker op"),
        "audit_due": _("Volgende audit bij de verwerker uiterlijk"),
    },
    AgreementKind.PROCESSING_AS_PROCESSOR: {
        "processing_nature": _("Wat wij voor de opdrachtgever met de gegevens doen"),
        "security": _("Hoe wij de gegevens van de opdrachtgever beveiligen"),
        "sub_processor_authorisation": _("Toestemming van de opdrachtgever voor onze subverwerkers"),
        "objection_days": _(
            "Dagen waarbinnen de opdrachtgever bezwaar kan maken tegen een nieuwe subverwerker"
        ),
        "breach_notice_hours": _("Wij melden de opdrachtgever een datalek binnen (uren)"),
        "data_at_end": _("Wat wij na afloop met de gegevens doen"),
        "data_gone_on": _("Wij gaven terug of wisten op"),
        "infringing_instruction": _("Waar staat dat wij een instructie in strijd met de wet melden"),
        "audited_on": _("Laatste audit door de opdrachtgever op"),
        "audit_due": _("Volgende audit door de opdrachtgever uiterlijk"),
    },
}

AGREEMENT_KIND_WORDS = {
    "verwerkersovereenkomst": AgreementKind.PROCESSING,
    "verwerkersovereenkomst_als_verwerker": AgreementKind.PROCESSING_AS_PROCESSOR,
    "opdrachtovereenkomst": AgreementKind.SERVICE,
    "samenwerkingsovereenkomst": AgreementKind.COOPERATION,
    "gezamenlijke_regeling": AgreementKind.JOINT_CONTROLLERS,
}

# Which kinds count for a recipient in a capacity; a capacity that is absent needs no agreement.
KINDS_FOR_CAPACITY: dict[str, frozenset[str]] = {
    Capacity.CLIENT: frozenset(
        {AgreementKind.SERVICE, AgreementKind.PROCESSING_AS_PROCESSOR, AgreementKind.JOINT_CONTROLLERS}
    ),
    Capacity.PROCESSOR: frozenset({AgreementKind.PROCESSING}),
    Capacity.PARTNER: frozenset({AgreementKind.COOPERATION}),
}
# A partner works within the statement itself; for these two an agreement is a condition.
AGREEMENT_REQUIRED = frozenset({Capacity.CLIENT, Capacity.PROCESSOR})


class AgreementStatus(models.TextChoices):
    """Where an agreement stands on a day; derived from its dates, never typed."""

    DRAFT = "draft", _("Concept")
    SIGNED_NOT_STARTED = "signed_not_started", _("Nog niet ingegaan")
    IN_FORCE = "in_force", _("Van kracht")
    ENDS_SOON = "ends_soon", _("Loopt af")
    TERMINATING = "terminating", _("Opgezegd, loopt nog")
    ENDED = "ended", _("Afgelopen")
    TERMINATED = "terminated", _("Opgezegd, voorbij")


# What other systems are told: to them an agreement that was terminated holds until its end, as it always did.
EXCHANGED = tuple(one for one in AgreementStatus.values if one != AgreementStatus.TERMINATING)


class ItemStatus(models.TextChoices):
    """Whether an item of article 28(3) is arranged."""

    MET = "met", _("Geregeld")
    NOT_MET = "not_met", _("Niet geregeld")
    NOT_APPLICABLE = "not_applicable", _("Niet van toepassing")


ITEM_STATUS_WORDS = {
    "ja": ItemStatus.MET,
    "nee": ItemStatus.NOT_MET,
    "nvt": ItemStatus.NOT_APPLICABLE,
}


class Article28Item(models.TextChoices):
    """The items (a)-(h) that a processing agreement must arrange (art. 28(3))."""

    A = "a", _("a. Verwerking alleen op schriftelijke instructie")
    B = "b", _("b. Vertrouwelijkheid van medewerkers")
    C = "c", _("c. Beveiliging (art. 32)")
    D = "d", _("d. Voorwaarden voor subverwerkers")
    E = "e", _("e. Bijstand bij rechten van betrokkenen")
    F = "f", _("f. Bijstand bij beveiliging, datalekken en DPIA")
    G = "g", _("g. Wissen of teruggeven na afloop")
    H = "h", _("h. Informatie en audits")


class SubProcessorAuthorisation(models.TextChoices):
    """Whether the processor may engage others (art. 28(2))."""

    NONE = "none", _("Geen toestemming")
    SPECIFIC = "specific", _("Specifieke toestemming")
    GENERAL = "general", _("Algemene toestemming")


class ObjectionOutcome(models.TextChoices):
    """What came of an objection against a sub-processor (art. 28(2))."""

    OPEN = "open", _("Nog niet beslist")
    NOT_ENGAGED = "not_engaged", _("De verwerker schakelt deze partij niet in")
    ADJUSTED = "adjusted", _("Ingeschakeld met andere waarborgen")
    WITHDRAWN = "withdrawn", _("Bezwaar ingetrokken")
    ENDED = "ended", _("De overeenkomst is beëindigd")


# As long as it stands, or led to what it asked for, the sub-processor may not be engaged for want of an objection.
OBJECTION_STANDS = frozenset({ObjectionOutcome.OPEN, ObjectionOutcome.NOT_ENGAGED, ObjectionOutcome.ENDED})

AUTHORISATION_WORDS = {
    "geen": SubProcessorAuthorisation.NONE,
    "specifiek": SubProcessorAuthorisation.SPECIFIC,
    "algemeen": SubProcessorAuthorisation.GENERAL,
}


class DataAtEnd(models.TextChoices):
    """What happens to the data when the agreement ends (art. 28(3)(g))."""

    ERASE = "erase", _("Wissen")
    RETURN = "return", _("Teruggeven")
    RETURN_AND_ERASE = "return_and_erase", _("Teruggeven en wissen")
    UNKNOWN = "unknown", _("Niet vastgelegd")


# As exchange formats write them.
DATA_AT_END_WORDS = {
    "wissen": DataAtEnd.ERASE,
    "teruggeven": DataAtEnd.RETURN,
    "teruggeven_en_wissen": DataAtEnd.RETURN_AND_ERASE,
    "niet_vastgelegd": DataAtEnd.UNKNOWN,
}
