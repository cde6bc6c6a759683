"""Enumerations of moments to act."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class MomentKind(models.TextChoices):
    """What has a last day on which somebody can still act."""

    NOTICE = "notice", _("Opzegtermijn van een overeenkomst")
    AGREEMENT_ENDS = "agreement_ends", _("Einde van een overeenkomst")
    AGREEMENT_ENDED = "agreement_ended", _("Afgelopen overeenkomst die nog wordt gebruikt")
    TRANSFER_ENDS = "transfer_ends", _("Einde van een doorgifte")
    DECISION_ENDS = "decision_ends", _("Einde van een adequaatheidsbesluit")
    REVIEW = "review", _("Herziening van een beoordeling (TIA)")
    OBJECTION = "objection", _("Bezwaar tegen een subverwerker")
    AUDIT = "audit", _("Volgende audit van een verwerker")
    MEASURE = "measure", _("Controle van een beveiligingsmaatregel")
    CONFIDENTIALITY = "confidentiality", _("Controle van geheimhoudingsverklaringen")
    ROLE_REVIEW = "role_review", _("Beoordeling van rollen")
    RIGHTS = "rights", _("Verzoek van een betrokkene")
    BREACH = "breach", _("Datalek te melden of niet")


# What is told in days and not in months, also of what nobody took on yet.
URGENT = frozenset({MomentKind.RIGHTS, MomentKind.BREACH})
# Work of everybody whose work it is, whoever took it on.
OF_ALL = URGENT | {MomentKind.ROLE_REVIEW}


class Stage(models.TextChoices):
    """How near the last day is: too late, or within so many days of it."""

    OVERDUE = "overdue", _("Te laat")
    TWO_DAYS = "2", _("Binnen 2 dagen")
    WEEK = "7", _("Binnen 7 dagen")
    FORTNIGHT = "14", _("Binnen 14 dagen")
    MONTH = "30", _("Binnen 30 dagen")
    QUARTER = "90", _("Binnen 90 dagen")


# The days that a stage looks ahead, the nearest first: of contracts, and of what a person waits for.
AHEAD: dict[Stage, int] = {Stage.WEEK: 7, Stage.MONTH: 30, Stage.QUARTER: 90}
AHEAD_OF_ANSWER: dict[Stage, int] = {Stage.TWO_DAYS: 2, Stage.WEEK: 7, Stage.FORTNIGHT: 14}
FURTHEST = max(AHEAD.values())
# What can be asked for among moments of contracts.
STAGES_OF_CONTRACTS = [Stage.OVERDUE, *AHEAD]

# What is to be done, said of the record; when the day has passed it is said otherwise.
TO_DO: dict[str, Any] = {
    MomentKind.NOTICE: _("%(what)s opzeggen of verlengen"),
    MomentKind.AGREEMENT_ENDS: _("%(what)s loopt af: regel wat erna komt"),
    MomentKind.AGREEMENT_ENDED: _("%(what)s verlengen of afronden"),
    MomentKind.TRANSFER_ENDS: _("Doorgifte %(what)s verlengen of beëindigen"),
    MomentKind.DECISION_ENDS: _("Doorgifte %(what)s op een andere grond brengen"),
    MomentKind.REVIEW: _("Beoordeling van doorgifte %(what)s herzien"),
    MomentKind.OBJECTION: _("Besluit over subverwerker %(what)s vastleggen"),
    MomentKind.AUDIT: _("Audit bij %(what)s uitvoeren en vastleggen"),
    MomentKind.MEASURE: _("Maatregel “%(what)s” controleren"),
    MomentKind.CONFIDENTIALITY: _("Geheimhouding van %(what)s controleren"),
    MomentKind.ROLE_REVIEW: _("Met twee personen beoordelen wie welke rol heeft"),
    MomentKind.RIGHTS: _("%(what)s afhandelen"),
    MomentKind.BREACH: _("%(what)s melden, of besluiten van niet"),
}
TOO_LATE: dict[str, Any] = {
    MomentKind.NOTICE: _("%(what)s verlengen: opzeggen kan niet meer op tijd"),
}
# What the day itself is called.
DAY_WORDS: dict[str, Any] = {
    MomentKind.NOTICE: _("opzeggen uiterlijk"),
    MomentKind.AGREEMENT_ENDS: _("geldt tot en met"),
    MomentKind.AGREEMENT_ENDED: _("gold tot en met"),
    MomentKind.TRANSFER_ENDS: _("geldt tot en met"),
    MomentKind.DECISION_ENDS: _("besluit geldt tot en met"),
    MomentKind.REVIEW: _("herzien voor"),
    MomentKind.OBJECTION: _("bezwaar tot en met"),
    MomentKind.AUDIT: _("audit uiterlijk"),
    MomentKind.MEASURE: _("controle uiterlijk"),
    MomentKind.CONFIDENTIALITY: _("controle uiterlijk"),
    MomentKind.ROLE_REVIEW: _("beoordelen uiterlijk"),
    MomentKind.RIGHTS: _("uiterlijk"),
    MomentKind.BREACH: _("uiterlijk"),
}


class GapKind(models.TextChoices):
    """What is not in order, without a day on which it has to be."""

    NO_AGREEMENT = "geen-overeenkomst", _("Partij is verwerker zonder overeenkomst")
    MISMATCH = "past-niet", _("Hoedanigheid en overeenkomst passen niet bij elkaar")
    ENDED = "afgelopen", _("Overeenkomst is afgelopen en wordt nog gebruikt")
    ART_28 = "artikel-28", _("Overeenkomst mist een onderdeel van artikel 28")
    UNSIGNED = "niet-ondertekend", _("Overeenkomst is niet ondertekend")
    NO_CONTACT = "geen-contact", _("Partij zonder contactpersoon of meldadres")
    DECISION = "besluit-eindigt", _("Besluit van de Commissie eindigt binnen een jaar")


class Whose(models.TextChoices):
    """Of whom what has to be done is shown."""

    MINE = "mij", _("Van mij")
    OURS = "ons", _("Van ons")
