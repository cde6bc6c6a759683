"""Reads of authorities' requests: where each stands, what stands in the way of its words, what is kept secret."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Exists, IntegerField, Model, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from sharing.consents.choices import Assessment, RequestState, SecrecyKind
from sharing.consents.models import Consent, Objection
from sharing.consents.request_models import AuthorityRequest, AuthorityRequestDocument, SecrecyDecision
from sharing.consents.secrecy import Change, Secrecy, latest_secrecy, secrecy_on
from sharing.consents.words import lists_numbers, may_be_numbers
from sharing.core.caches import remember_related
from sharing.core.dossiers import normal_form, seal
from sharing.core.dutch import day_in_words
from sharing.core.exceptions import InputError
from sharing.core.gathering import rows_together
from sharing.core.periods import amsterdam_day, previous_day
from sharing.core.readable import DOSSIER
from sharing.core.records import registers

_CONDITIONS = {
    RequestState.TO_ASSESS: Q(assessed_by__isnull=True),
    RequestState.TO_CONFIRM: Q(assessed_by__isnull=False, confirmed_by__isnull=True),
    RequestState.GRANTED: Q(confirmed_by__isnull=False, assessment=Assessment.GRANTED),
    RequestState.REFUSED: Q(confirmed_by__isnull=False, assessment=Assessment.REFUSED),
}

# The place of the state in the life of a request, to order by.
STATE_ORDER = Case(
    *(When(condition, then=Value(place)) for place, condition in enumerate(_CONDITIONS.values())),
    output_field=IntegerField(),
)


def state_of(request: AuthorityRequest) -> RequestState:
    """Where the request stands."""
    if request.assessed_by_id is None:
        return RequestState.TO_ASSESS
    if request.confirmed_by_id is None:
        return RequestState.TO_CONFIRM
    return RequestState(request.assessment)


def with_state(requests: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Those of the requests that stand there."""
    return requests.filter(_CONDITIONS[RequestState(state)])


def came_after_assessment(request: AuthorityRequest) -> bool:
    """Whether a document of the request, or a version of one, was kept after the assessment that stands.

    By the moments of the history, so by one clock.
    """
    if request.assessed_at is None:
        return False
    given = {"assessed_at": request.assessed_at, "assessed_by": request.assessed_by_id}
    states: Any = AuthorityRequest.history.filter(id=request.pk, **given)
    assessed = states.order_by("history_id").values("history_date")[:1]
    later: Any = AuthorityRequestDocument.history.filter(request_id=request.pk, history_date__gt=assessed)
    return bool(later.exists())


def entries_on(request: AuthorityRequest | None = None) -> Any:
    """The entries of the log that rest on this request, or on any, with the log's own ways to narrow them.

    What is void is among them: ``counting()`` leaves it out.
    """
    return _log("disclosures").filter(**_resting("authority_request", request))


def entries_after_withdrawal(consent: Consent) -> Any:
    """The entries of the log that rest on this consent and were made after its withdrawal."""
    return _log("disclosures_after_withdrawal", Consent).filter(**_resting("withdrawn_consent", consent))


def asked_in(objection: Objection) -> Any:
    """The request of a person in which this objection or restriction is asked; None when it is in none."""
    effect: Any = getattr(objection, "rights_effect", None)  # of requests, which are built on top of this
    return effect.request if effect is not None else None


def _log(relation: str, model: type[Model] = AuthorityRequest) -> Any:
    """The log, which is built on top of this capability."""
    found: Any = model._meta.get_field(relation).related_model
    return found.objects.all()


def _resting(name: str, record: Model | None) -> dict[str, Any]:
    return {f"{name}__isnull": False} if record is None else {name: record}


def undisclosed(requests: QuerySet[Any]) -> QuerySet[Any]:
    """Granted requests on which nothing has been disclosed yet and still may be."""
    today = amsterdam_day(timezone.now())
    granted = with_state(requests, RequestState.GRANTED)
    open_ended = Q(period_until__isnull=True) | Q(period_until__gte=today)
    answered = entries_on().counting().order_by().values("authority_request")
    return granted.filter(open_ended).exclude(id__in=answered)


def overdue(requests: QuerySet[Any], *, on: date) -> QuerySet[Any]:
    """Requests that are not answered while the day that the authority named has passed."""
    late = requests.filter(answer_by__lt=on)
    waiting = late.filter(confirmed_by__isnull=True).values("id").order_by()
    return late.filter(Q(id__in=waiting) | Q(id__in=undisclosed(late).values("id").order_by()))


def numbers_in(text: str, dossiers: Collection[bytes]) -> bool:
    """Whether a dossier number stands in a text: one of these (sealed), one of the register, or what looks like a list.

    Every register that is about a person is asked, so also those that are built on this one.
    """
    if lists_numbers(text):
        return True
    seals = {seal(normal_form(word)) for word in may_be_numbers(text)}
    if not seals:
        return False
    about_persons: list[Any] = [
        model for model in registers() if any(field.name == DOSSIER for field in model._meta.concrete_fields)
    ]
    return not seals.isdisjoint(dossiers) or any(
        model.objects.filter(dossier__in=seals).exists() for model in about_persons
    )


@dataclass(frozen=True, slots=True)
class Withheld:
    """Why an access answer leaves out what was disclosed on a request (UAVG art. 41).

    ``until`` is the last day of secrecy; None: until somebody ends it. ``authority`` is the key of the party.
    """

    reference: str
    ground: str
    until: date | None
    authority: int


def ever_secret() -> QuerySet[AuthorityRequest]:
    """The requests that are, were or will be secret: by their own words, or by what was decided later."""
    decided = SecrecyDecision.objects.filter(request=OuterRef("pk"))
    return AuthorityRequest.objects.filter(Q(secret=True) | Exists(decided))


def withheld_on(day: date) -> dict[int, Withheld]:
    """The authorities' requests that are secret on that day, by key: their disclosures stay out of an access answer.

    By what held that day: a decision on the secrecy counts from the day on which it took effect.
    """
    asked = ever_secret().order_by()
    maybe, decided = rows_together([asked, SecrecyDecision.objects.filter(request__in=asked)])
    for row in maybe:
        own = [one for one in decided if one.request_id == row.pk]
        remember_related(row, "secrecy_decisions", SecrecyDecision, own)
    found = ((row, secrecy_on(day, assessed_secrecy(row), changes_of(row))) for row in maybe)
    return {
        row.pk: Withheld(row.reference, held.ground, held.until, row.authority_id)
        for row, held in found
        if held
    }


def assessed_secrecy(request: AuthorityRequest) -> Secrecy | None:
    """The secrecy that the request itself asks for."""
    return Secrecy(request.secrecy_ground, request.secret_until) if request.secret else None


def changes_of(request: AuthorityRequest) -> list[Change]:
    """What was decided on its secrecy later and took effect: to prolong at once, to end when it was confirmed."""
    found = []
    for one in request.secrecy_decisions.all():
        since = one.decided_at if one.kind == SecrecyKind.KEEP else one.confirmed_at
        if since is not None:
            found.append(Change(since, one.last_day, one.explanation, ends=one.kind == SecrecyKind.END))
    return found


def secrecy_of(request: AuthorityRequest) -> Secrecy | None:
    """How long it is or was kept secret by all that was decided; None: it never was."""
    return latest_secrecy(assessed_secrecy(request), changes_of(request))


def proposed_end(request: AuthorityRequest) -> SecrecyDecision | None:
    """The end of the secrecy that waits for a second person."""
    return ends_to_confirm().filter(request=request).first()


def ends_to_confirm() -> QuerySet[SecrecyDecision]:
    """Ends of secrecy that nobody confirmed or declined yet."""
    return SecrecyDecision.objects.filter(
        kind=SecrecyKind.END, confirmed_by__isnull=True, declined_by__isnull=True
    )


def why_not_withdrawn(consent: Consent, withdrawn_at: datetime | None) -> list[InputError]:
    """What is wrong with the moment of a withdrawal; what is not known is not judged."""
    if withdrawn_at is None or withdrawn_at >= consent.given_at:
        return []
    message = _("De intrekking ligt voor het geven van de toestemming; controleer het tijdstip.")
    return [InputError(message, "withdrawn_at", "invalid")]


def why_not_settled(objection: Objection, in_force_from: datetime | None) -> list[InputError]:
    """What is wrong with from when a decision has effect: it ended before; what is not known is not judged."""
    until = objection.in_force_until
    if in_force_from is None or until is None or in_force_from <= until:
        return []
    return [InputError(_("Dit ligt na het einde ervan."), "in_force_from", "invalid")]


def why_not_lifted(
    restriction: Objection, until: datetime | None, informed_on: date | None
) -> list[InputError]:
    """What is wrong with the end of a restriction and when the person heard it; what is not known is not judged."""
    errors = []
    if until is not None and until < restriction.in_force_from:
        errors.append(InputError(_("Het einde ligt voor het begin."), "until", "invalid"))
    if until is not None and informed_on is not None and informed_on > amsterdam_day(until):
        message = _("De betrokkene is pas na het einde ingelicht; dat moet ervoor. Controleer beide datums.")
        errors.append(InputError(message, "informed_on", "invalid"))
    return errors


def why_not_asked(asked: str | None, dossiers: Collection[bytes]) -> list[InputError]:
    """What is wrong with what an authority asks: a dossier number has a field of its own, where it is sealed."""
    if not asked or not numbers_in(asked, dossiers):
        return []
    message = _(
        "Hierin staan dossiernummers. Haal ze hier weg en zet ze bij “Dossiers”, elk op een eigen regel; daar "
        "worden ze versleuteld bewaard."
    )
    return [InputError(message, "asked", "dossier-number")]


def why_not_kept_secret(request: AuthorityRequest, until: date | None, *, at: datetime) -> list[InputError]:
    """What is wrong with the day through which a request is kept secret longer (None: until somebody ends it)."""
    secrecy = secrecy_of(request)
    if until is not None and until < amsterdam_day(at):
        words = _(
            "%(day)s is voorbij; noem een dag vanaf vandaag tot en met wanneer het verzoek geheim blijft."
        )
        message = words % {"day": day_in_words(until)}
    elif secrecy is not None and secrecy.until is None:
        message = _("Dit verzoek is al geheim zonder einddatum; verlengen kan niet meer.")
    elif secrecy is not None and secrecy.until is not None and until is not None and until <= secrecy.until:
        words = _(
            "Het verzoek is al geheim tot en met %(day)s. Noem een latere dag, of kies “Eerder beëindigen”."
        )
        message = words % {"day": day_in_words(secrecy.until)}
    else:
        return []
    return [InputError(message, "last_day", "invalid")]


def why_not_ended(request: AuthorityRequest, until: date | None, *, at: datetime) -> list[InputError]:
    """What is wrong with the last day of a secrecy that is to end earlier; a day that is not known is not judged."""
    secrecy, earliest = secrecy_of(request), previous_day(amsterdam_day(at))
    if secrecy is None or not secrecy.holds_on(amsterdam_day(at)):
        message = _("Dit verzoek is niet (meer) geheim; er valt niets te beëindigen.")
    elif until is not None and secrecy.until is not None and until >= secrecy.until:
        words = _("De geheimhouding duurt nu tot en met %(day)s. Noem een eerdere dag.")
        message = words % {"day": day_in_words(secrecy.until)}
    elif until is not None and until < earliest:
        words = _(
            "Met terugwerkende kracht kan niet: wat tot nu toe is achtergehouden, blijft dat. Noem op zijn vroegst "
            "%(day)s; dan is het meteen na de bevestiging zichtbaar."
        )
        message = words % {"day": day_in_words(earliest)}
    else:
        return []
    return [InputError(message, "last_day", "invalid")]
