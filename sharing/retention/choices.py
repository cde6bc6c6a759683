"""What goes when its time is over, what its term is counted from, and why it goes or stays."""

from collections.abc import Collection, Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class RecordKind(models.TextChoices):
    """A kind of record that is about a person."""

    DISCLOSURE = "disclosure", _("Verstrekkingen")
    CONSENT = "consent", _("Toestemmingen")
    OBJECTION = "objection", _("Bezwaren en beperkingen")
    REQUEST = "request", _("Verzoeken van betrokkenen")
    REQUESTED = "requested", _("Dossiers in een verzoek van een autoriteit")
    ANSWER = "answer", _("Antwoorden op inzageverzoeken")
    WORK = "work", _("Exports over één dossier")
    LOOK = "look", _("Raadplegingen")
    HOLD = "hold", _("Opgeheven blokkades")
    CONTACT = "contact", _("Gegevens van een contactpersoon of vertegenwoordiger")
    EARLIER = "earlier", _("Eerdere standen in de historie")


# What a term may be about by itself; the others go with the dossier.
WITH_TERM = (
    RecordKind.DISCLOSURE,
    RecordKind.CONSENT,
    RecordKind.OBJECTION,
    RecordKind.REQUEST,
    RecordKind.ANSWER,
    RecordKind.WORK,
    RecordKind.LOOK,
)


class StartingEvent(models.TextChoices):
    """The day from which a term is counted."""

    OWN = "own", _("De dag van het gegeven zelf (verstrekt, gegeven, ontvangen, gemaakt)")
    ENDED = "ended", _("De dag waarop het eindigde (ingetrokken, geldt tot, beantwoord)")
    DOSSIER = "dossier", _("De laatste verstrekking over hetzelfde dossier")


# From which days the term of a kind can be counted.
EVENTS: dict[RecordKind, tuple[StartingEvent, ...]] = {
    RecordKind.DISCLOSURE: (StartingEvent.OWN, StartingEvent.DOSSIER),
    RecordKind.CONSENT: (StartingEvent.OWN, StartingEvent.ENDED),
    RecordKind.OBJECTION: (StartingEvent.OWN, StartingEvent.ENDED),
    RecordKind.REQUEST: (StartingEvent.OWN, StartingEvent.ENDED),
    RecordKind.ANSWER: (StartingEvent.OWN,),
    RecordKind.WORK: (StartingEvent.OWN,),
    RecordKind.LOOK: (StartingEvent.OWN,),
}


class HoldGround(models.TextChoices):
    """Why something is kept although its term is over."""

    CLAIM = "claim", _("Rechtsvordering (art. 17, lid 3, onder e, AVG)")
    REQUEST = "request", _("Lopend verzoek of onderzoek")
    BREACH = "breach", _("Datalek")
    LAW = "law", _("Wettelijke plicht om te bewaren")
    OTHER = "other", _("Anders")


class Basis(models.TextChoices):
    """Why records are destroyed."""

    TERM = "term", _("De bewaartermijn is voorbij")
    ERASURE = "erasure", _("Toegewezen verzoek om wissing (art. 17 AVG)")
    ARCHIVE = "archive", _("Hoort niet (meer) in het archief")
    CONTACT = "contact", _("Contactpersoon of vertegenwoordiger die hier weg moet")


def kinds_in_words(counts: Mapping[str, int]) -> Collection[tuple[str, int]]:
    """What a list counts, per kind in words."""
    return [(str(RecordKind(kind).label), count) for kind, count in counts.items()]


def counted_in_words(counts: Mapping[str, int], record: object = None) -> str:
    """The same as one line."""
    return ", ".join(f"{words}: {count}" for words, count in kinds_in_words(counts))
