"""Which consents, objections and restrictions of a person count at an instant, and which authority's request.

Everything here is compared at the instant, not at the day. A consent holds from the moment it was given until
the moment of withdrawal, which no longer counts; an objection or restriction from its start until, not
including, its end. Consent is specific (art. 4(11)): to a purpose it is consent to that purpose, not to its
sub-purposes. Who objects to the whole objects to its parts: there ``purpose_line``, a purpose with all its
ancestors, is compared.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sharing.consents.choices import ObjectionDecision, ObjectionKind
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.periods import holds_on
from sharing.reference.rules import ProvisionFacts, name_the_same


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """A consent (art. 4(11), 7). An absent recipient or purpose means any; ``categories`` are codes.

    ``refused``: the person was asked and said no; that never counts as consent.
    """

    recipient: str | None
    purpose: str | None
    categories: frozenset[str]
    explicit: bool
    given_at: datetime
    withdrawn_at: datetime | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True)
class ObjectionFacts:
    """An objection (art. 21) or a restriction (art. 18); ``kind`` is a code of ``ObjectionKind``.

    An objection names a recipient, a purpose or both, and then concerns what matches all it names. A
    restriction covers the whole dossier. ``decision`` is a code of ``ObjectionDecision``: only what was upheld has
    effect.
    """

    kind: str
    recipient: str | None
    purpose: str | None
    decision: str
    start: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AuthorityRequestFacts:
    """An authority's request: the party that asked, and the persons (by id) who assessed and confirmed it.

    What it is about limits what may go: ``categories`` (codes), ``dossiers`` (sealed numbers), ``provision`` (as it is
    cited) and the days of the disclosure, both inclusive. What is empty or None does not limit.
    """

    reference: str
    authority: str
    assessed_by: int | None
    confirmed_by: int | None
    confirmed_at: datetime | None
    granted: bool
    categories: frozenset[str] = frozenset()
    dossiers: frozenset[bytes] = frozenset()
    provision: str = ""
    period_from: date | None = None
    period_until: date | None = None


def covers(
    consent: ConsentFacts,
    recipient: str,
    purpose: str,
    categories: frozenset[str],
    *,
    explicit: bool,
) -> bool:
    """Whether the consent concerns this recipient, purpose and all these categories; explicit when that is
    needed.
    """
    return (
        (consent.explicit or not explicit)
        and consent.recipient in (None, recipient)
        and consent.purpose in (None, purpose)
        and categories <= consent.categories
    )


def was_given(consent: ConsentFacts, instant: datetime) -> bool:
    """Whether the consent had been given at that instant, withdrawn or not; a refusal never was."""
    return not consent.refused and consent.given_at <= instant


def was_withdrawn(consent: ConsentFacts, instant: datetime) -> bool:
    """Whether the consent had been withdrawn at or before that instant (art. 7(3))."""
    return consent.withdrawn_at is not None and consent.withdrawn_at <= instant


def has_effect(objection: ObjectionFacts, instant: datetime) -> bool:
    """Whether an upheld objection or restriction holds at that instant."""
    return (
        objection.decision == ObjectionDecision.UPHELD
        and objection.start <= instant
        and (objection.until is None or instant < objection.until)
    )


def opposes(
    objection: ObjectionFacts, recipient: str, purpose_line: Collection[str], instant: datetime
) -> bool:
    """Whether this is an objection with effect at that instant against this recipient and purpose."""
    return (
        objection.kind == ObjectionKind.OBJECTION
        and has_effect(objection, instant)
        and objection.recipient in (None, recipient)
        and (objection.purpose is None or objection.purpose in purpose_line)
    )


def restricts(objection: ObjectionFacts, instant: datetime) -> bool:
    """Whether this is a restriction with effect at that instant."""
    return objection.kind == ObjectionKind.RESTRICTION and has_effect(objection, instant)


def request_gap(request: AuthorityRequestFacts | None, authority: str, instant: datetime) -> str | None:
    """Why this authority may not be answered yet on this request, as a Dutch sentence; None when it may.

    It may when the request is this authority's, was granted, and was confirmed at or before the instant by
    another person than the one who assessed it.
    """
    if request is None:
        return "Er is geen beoordeeld verzoek van deze autoriteit genoemd."
    if request.authority != authority:
        return f"Verzoek {request.reference} is van een andere autoriteit."
    if not request.granted:
        return f"Verzoek {request.reference} is niet toegewezen."
    if request.assessed_by is None:
        return f"Verzoek {request.reference} is nog niet beoordeeld."
    if request.confirmed_by is None or request.confirmed_at is None:
        return f"Verzoek {request.reference} is nog niet door een tweede persoon bevestigd."
    if request.confirmed_by == request.assessed_by:
        return f"Verzoek {request.reference} is beoordeeld en bevestigd door dezelfde persoon."
    if request.confirmed_at > instant:
        return f"Verzoek {request.reference} is pas op {instant_in_words(request.confirmed_at)} bevestigd."
    return None


@dataclass(frozen=True, slots=True)
class Excess:
    """What goes beyond a confirmed request, each part True or not empty when it does.

    ``period`` says in words when the request does hold.
    """

    categories: frozenset[str]
    dossier: bool
    provision: bool
    period: str

    def __bool__(self) -> bool:
        return bool(self.categories or self.dossier or self.provision or self.period)


def beyond_request(
    request: AuthorityRequestFacts,
    categories: frozenset[str],
    dossier: bytes,
    provision: str,
    day: date,
    provisions: Iterable[ProvisionFacts],
) -> Excess:
    """What of a disclosure the request does not cover.

    ``provision`` is what the disclosure names ("": nothing, which other rules judge); ``provisions`` is the list.
    """
    within = holds_on(request.period_from, request.period_until, day)
    compared = bool(request.provision and provision.strip())
    return Excess(
        categories=categories - request.categories if request.categories else frozenset(),
        dossier=bool(request.dossiers) and dossier not in request.dossiers,
        provision=compared and not name_the_same(request.provision, provision, provisions),
        period="" if within else _period_in_words(request),
    )


def _period_in_words(request: AuthorityRequestFacts) -> str:
    first = f"vanaf {day_in_words(request.period_from)}" if request.period_from else ""
    last = f"tot en met {day_in_words(request.period_until)}" if request.period_until else ""
    return f"{first} {last}".strip()
