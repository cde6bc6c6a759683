"""Enumerations of what persons ask about their data, and how it is dealt with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sharing.consents.choices import RestrictionGround
from sharing.letters.choices import LetterWay


class RightKind(models.TextChoices):
    """What somebody asks."""

    ACCESS = "access", _("Inzage (art. 15)")
    RECTIFICATION = "rectification", _("Verbetering (art. 16)")
    COMPLETION = "completion", _("Aanvulling (art. 16)")
    ERASURE = "erasure", _("Wissing (art. 17)")
    RESTRICTION = "restriction", _("Beperking (art. 18)")
    PORTABILITY = "portability", _("Overdracht van gegevens (art. 20)")
    OBJECTION = "objection", _("Bezwaar (art. 21)")
    AUTOMATED = "automated", _("Een mens laten kijken naar een geautomatiseerd besluit (art. 22)")
    WITHDRAWAL = "withdrawal", _("Intrekking van toestemming (art. 7)")
    COMPLAINT = "complaint", _("Klacht")
    QUESTION = "question", _("Vraag")


# The rights for which the law itself gives a term (art. 12(3): requests under articles 15 to 22).
STATUTORY = frozenset(
    {
        RightKind.ACCESS,
        RightKind.RECTIFICATION,
        RightKind.COMPLETION,
        RightKind.ERASURE,
        RightKind.RESTRICTION,
        RightKind.PORTABILITY,
        RightKind.OBJECTION,
        RightKind.AUTOMATED,
    }
)


class Way(models.TextChoices):
    """How something reached us, or the person."""

    POST = "post", _("Per post")
    EMAIL = "email", _("Per e-mail")
    PHONE = "phone", _("Per telefoon")
    COUNTER = "counter", _("Aan de balie")


# How a letter went out, as a way in which somebody was told.
AS_WAY = {LetterWay.POST: Way.POST, LetterWay.EMAIL: Way.EMAIL, LetterWay.HANDED: Way.COUNTER}


class IdentityHow(models.TextChoices):
    """How it was made sure who asks (art. 12(2), (6))."""

    SHOWN = "shown", _("Identiteitsbewijs gezien, niet gekopieerd")
    KNOWN = "known", _("Gevraagd naar wat alleen de betrokkene weet")
    CALLED = "called", _("Teruggebeld op het nummer dat wij al hadden")
    ACCOUNT = "account", _("Gevraagd vanuit een account of adres dat wij al kenden")
    MANDATE = "mandate", _("Machtiging en identiteit van de vertegenwoordiger gezien")
    NOT_NEEDED = "not_needed", _("Niet meer nodig: er is geen redelijke twijfel")


class PauseGround(models.TextChoices):
    """Why we wait for the person."""

    IDENTITY = "identity", _("Wij vroegen om te laten zien wie dit vraagt (art. 12, lid 6)")
    CLARIFY = "clarify", _("Wij vroegen wat er precies wordt bedoeld (overweging 63)")
    OTHER = "other", _("Wij wachten op iets anders")


class Decision(models.TextChoices):
    """What was decided on it."""

    GRANTED = "granted", _("Toegewezen")
    PARTLY = "partly", _("Deels toegewezen")
    REFUSED = "refused", _("Afgewezen")
    UNFOUNDED = "unfounded", _("Niet in behandeling: kennelijk ongegrond (art. 12, lid 5)")
    EXCESSIVE = "excessive", _("Niet in behandeling: buitensporig (art. 12, lid 5)")
    UNIDENTIFIED = "unidentified", _("Niet in behandeling: niet vast te stellen wie dit vraagt")
    FOUNDED = "founded", _("Gegrond")
    PARTLY_FOUNDED = "partly_found", _("Deels gegrond")
    DISMISSED = "dismissed", _("Ongegrond")
    ANSWERED = "answered", _("Vraag beantwoord")
    FORWARDED = "forwarded", _("Doorgestuurd aan de verwerkingsverantwoordelijke")
    RETRACTED = "retracted", _("De betrokkene trok het verzoek in")


# What does not give the person what was asked: taken by another than who registered it or checked the identity.
AGAINST = frozenset(
    {
        Decision.PARTLY,
        Decision.REFUSED,
        Decision.UNFOUNDED,
        Decision.EXCESSIVE,
        Decision.UNIDENTIFIED,
        Decision.PARTLY_FOUNDED,
        Decision.DISMISSED,
    }
)
# How a complaint ends: it is not granted or refused, but judged.
OUTCOMES = (Decision.FOUNDED, Decision.PARTLY_FOUNDED, Decision.DISMISSED)
# Also by another: with a request that is taken back, the term to answer it disappears.
TAKES_ANOTHER = AGAINST | {Decision.RETRACTED}
# Refused as unfounded or excessive: we have to show that it is (art. 12(5)).
TO_BE_SHOWN = frozenset({Decision.UNFOUNDED, Decision.EXCESSIVE})
# What can be decided without knowing who asks: nothing of the content is told.
WITHOUT_IDENTITY = frozenset(
    {
        Decision.UNFOUNDED,
        Decision.EXCESSIVE,
        Decision.UNIDENTIFIED,
        Decision.FORWARDED,
        Decision.RETRACTED,
    }
)


# What gives the person all or part of what was asked.
IN_FAVOUR = frozenset({Decision.GRANTED, Decision.PARTLY})
# What is written down among the objections and restrictions before it is decided: the decision takes effect there.
IN_REGISTER = frozenset({RightKind.OBJECTION, RightKind.RESTRICTION})
# Until there is an answer: on which ground somebody who asks this may have the use restricted (art. 18(1)).
UNTIL_ANSWERED = {
    RightKind.OBJECTION.value: RestrictionGround.D,
    RightKind.RECTIFICATION.value: RestrictionGround.A,
    RightKind.COMPLETION.value: RestrictionGround.A,
}
# What, when it is granted, whoever received the data hears of (art. 19).
TOLD_TO_RECIPIENTS = frozenset(
    {RightKind.RECTIFICATION, RightKind.COMPLETION, RightKind.ERASURE, RightKind.RESTRICTION}
)


class NotTold(models.TextChoices):
    """Why a recipient is not told of a decision (art. 19; art. 4(9))."""

    IMPOSSIBLE = "impossible", _("Onmogelijk")
    DISPROPORTIONATE = "effort", _("Kost onevenredig veel inspanning")
    INQUIRY = "inquiry", _("Autoriteit in een bepaald onderzoek: geen ontvanger (art. 4, onder 9, AVG)")


class Concern(models.TextChoices):
    """Why somebody does not deal with a complaint: what he had to do with what it is about."""

    DECIDED = "decided", _("besliste op verzoek %(number)s")
    REGISTERED = "registered", _("legde verzoek %(number)s vast")
    IDENTIFIED = "identified", _("controleerde bij verzoek %(number)s wie het deed")
    HANDLED = "handled", _("behandelde verzoek %(number)s")
    WROTE = "wrote", _("legde verstrekking %(number)s vast of wijzigde haar")
    REVIEWED = "reviewed", _("beoordeelde verstrekking %(number)s")
    VOIDED = "voided", _("liet verstrekking %(number)s vervallen")


class DeliveredTo(models.TextChoices):
    """To whom data went that a person takes along (AVG art. 20(1), (2))."""

    PERSON = "person", _("Aan de betrokkene")
    PARTY = "party", _("Aan een andere organisatie")


class RightState(models.TextChoices):
    """Where a request stands: the step that comes next."""

    FORWARD = "forward", _("Door te sturen")
    IDENTIFY = "identify", _("Identiteit controleren")
    WAITING = "waiting", _("Wacht op de betrokkene")
    TELL = "tell", _("Verlenging nog te vertellen")
    RECORD = "record", _("Nog op te nemen bij de bezwaren en beperkingen")
    HANDLER = "handler", _("Behandelaar aan te wijzen")
    DECIDE = "decide", _("Te beslissen")
    INFORM = "inform", _("Ontvangers te informeren")
    ANSWER = "answer", _("Te beantwoorden")
    FOLLOW = "follow", _("Beantwoord, nog uit te voeren")
    DESTROY = "destroy", _("Beantwoord, nog te vernietigen")
    DONE = "done", _("Afgehandeld")


# The person has the answer: no term runs, and nothing of the request changes any more.
CLOSED = frozenset({RightState.FOLLOW, RightState.DESTROY, RightState.DONE})
