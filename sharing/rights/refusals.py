"""What is wrong with what was typed about a request of a person, each at its field: for the screens and the operations.

What is not known (None) is not judged, so that a screen can ask it of a form in which something else is wrong.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.answers.models import AccessAnswer
from sharing.consents.checking import sealed
from sharing.consents.models import Consent, Objection
from sharing.consents.queries import numbers_in
from sharing.core.actor import Actor
from sharing.core.dates import to_come
from sharing.core.dutch import day_in_words, instant_in_words
from sharing.core.exceptions import InputError
from sharing.core.periods import amsterdam_day
from sharing.rights.choices import (
    AGAINST,
    IN_FAVOUR,
    IN_REGISTER,
    OUTCOMES,
    STATUTORY,
    TO_BE_SHOWN,
    Decision,
    IdentityHow,
    RightKind,
)
from sharing.rights.models import RightsRequest
from sharing.rights.portability_models import PortableFile
from sharing.rights.progress import possible_decisions
from sharing.rights.queries import answers_for, open_consents, pending, progress_of
from sharing.rights.standings import standing_of
from sharing.rights.subjects import Subject, why_not_about, why_not_by


def why_not_written(request: RightsRequest, **texts: str) -> list[InputError]:
    """A dossier number has a field of its own, where it is sealed: at each text in which one stands."""
    own = [bytes(request.dossier)] if request.dossier is not None else []
    message = _("Hierin staat een dossiernummer; zet het bij “Dossiernummer”, daar wordt het versleuteld.")
    return [wrong(message, field) for field, text in texts.items() if text and numbers_in(text, own)]


def why_not_on(request: RightsRequest, day: date | None, field: str, *, at: datetime) -> list[InputError]:
    """A step is on a day on which the request was there, and that is not yet to come."""
    if day is not None and day > amsterdam_day(at):
        return why_not_yet(day, field, at=at)
    if day is not None and day < amsterdam_day(request.received_at):
        return [wrong(_("Deze dag ligt voor de dag waarop het verzoek binnenkwam."), field)]
    return []


def why_not_yet(day: date | None, field: str, *, at: datetime) -> list[InputError]:
    """A day that is yet to come."""
    if day is None or day <= amsterdam_day(at):
        return []
    return [wrong(to_come(day), field)]


def why_not_identified(
    request: RightsRequest, how: str | None, on: date | None, note: str | None, *, at: datetime
) -> list[InputError]:
    """Of how it was made sure who asks."""
    errors = []
    if how == IdentityHow.NOT_NEEDED and note is not None and not note.strip():
        message = _("Schrijf op waarom er geen twijfel is over wie dit vraagt (art. 12, lid 6, AVG).")
        errors.append(wrong(message, "note"))
    return errors + why_not_on(request, on, "on", at=at)


def why_not_answered_by(request: RightsRequest, until: date | None, *, at: datetime) -> list[InputError]:
    """Of the day on which the person answered what we asked."""
    pause = request.pauses.filter(until__isnull=True).first()
    if pause is None or until is None or until >= pause.since:
        return why_not_yet(until, "until", at=at)
    message = _("Wij vroegen het pas op %(day)s; het antwoord kan niet eerder zijn gekomen.")
    return [wrong(message % {"day": day_in_words(pause.since)}, "until")]


def why_not_extended(request: RightsRequest, told_on: date | None, *, at: datetime) -> list[InputError]:
    """Of the day on which the person heard that it takes longer: it counts within the first term."""
    errors = why_not_on(request, told_on, "told_on", at=at)
    last = standing_of(request, on=amsterdam_day(at)).first.due
    if not errors and told_on is not None and last is not None and told_on > last:
        message = _(
            "Verlengen telt alleen als de betrokkene het hoorde binnen de eerste termijn, dus uiterlijk op %(day)s. "
            "Antwoord zo snel mogelijk."
        )
        errors.append(wrong(message % {"day": day_in_words(last)}, "told_on"))
    return errors


def why_not_decided(
    request: RightsRequest,
    decision: str | None,
    *,
    note: str | None,
    provision: str | None,
    evidence: str | None,
    consents: Collection[Consent] | None,
    upheld: Collection[Objection] | None,
) -> list[InputError]:
    """Of a decision with what belongs to it."""
    if decision is None:
        return []
    if decision not in possible_decisions(progress_of(request)):
        message = _(
            "Dit kan nu niet worden besloten. Controleer eerst wie dit vraagt, of kies een ander besluit."
        )
        return [wrong(message, "decision")]
    errors = []
    if decision in AGAINST or decision in OUTCOMES:
        if note is not None and not note.strip():
            errors.append(_missing(_("Schrijf op waarom; de betrokkene krijgt dit te lezen."), "note"))
        if decision not in OUTCOMES and provision is not None and not provision.strip():
            errors.append(_missing(_("Noem het artikel waarop dit besluit rust."), "provision"))
    if decision in TO_BE_SHOWN and evidence is not None and not evidence.strip():
        message = _("Schrijf op waaruit dat blijkt: wij moeten het kunnen aantonen (art. 12, lid 5, AVG).")
        errors.append(_missing(message, "evidence"))
    errors += _why_not_withdrawn(request, decision, consents)
    return errors + _why_not_upheld(request, decision, upheld)


def _why_not_withdrawn(
    request: RightsRequest, decision: str, consents: Collection[Consent] | None
) -> list[InputError]:
    """A withdrawal that is granted names what is withdrawn, of this person and not before."""
    if request.kind != RightKind.WITHDRAWAL or decision not in IN_FAVOUR or consents is None:
        return []
    known = {one.pk for one in open_consents(request)}
    if known and not consents:
        return [wrong(_("Kies welke toestemming de betrokkene intrekt."), "consents")]
    if not {one.pk for one in consents} <= known:
        message = _("Deze toestemming is van iemand anders, of al ingetrokken. Kies uit de lijst.")
        return [wrong(message, "consents")]
    return []


def _why_not_upheld(
    request: RightsRequest, decision: str, upheld: Collection[Objection] | None
) -> list[InputError]:
    """A decision in part says which of several objections are granted, and not all."""
    if decision != Decision.PARTLY or request.kind not in IN_REGISTER or upheld is None:
        return []
    asked = {one.pk for one in pending(request)}
    if upheld and {one.pk for one in upheld} < asked:
        return []
    return [_missing(_("Kies welke bezwaren worden toegewezen, en welke niet."), "upheld")]


def why_not_answered(
    request: RightsRequest,
    answered_on: date | None,
    answered_at: datetime | None,
    made: dict[str, AccessAnswer | None],
    *,
    at: datetime,
) -> list[InputError]:
    """Of an answer and, by their fields, the ones that were ``made`` from the log and went along."""
    errors = [] if answered_at is not None else why_not_on(request, answered_on, "answered_on", at=at)
    for name, answer in made.items():
        if answer is None:
            continue
        day = amsterdam_day(answer.made_at)
        if not answers_for(request).filter(pk=answer.pk).exists():
            message = _("Dit antwoord gaat niet over dit dossier, of is gemaakt voor het verzoek.")
            errors.append(wrong(message, name))
        elif not errors and answered_on is not None and answered_on < day:
            message = _("Het antwoord uit het log is van %(day)s; het kan niet eerder zijn verstuurd.")
            field = "answered_on" if answered_at is None else "answered_at"
            errors.append(wrong(message % {"day": day_in_words(day)}, field))
    if answered_at is not None and answered_at > at:
        errors.append(wrong(to_come(answered_at), "answered_at"))
    elif answered_at is not None and answered_at < request.received_at:
        message = _("Dit moment ligt voor dat waarop het verzoek binnenkwam: %(moment)s.")
        errors.append(wrong(message % {"moment": instant_in_words(request.received_at)}, "answered_at"))
    return errors


def why_not_handed_over(file: PortableFile, on: date | None, *, at: datetime) -> list[InputError]:
    """Of the day on which the person got a file."""
    if on is not None and on < amsterdam_day(file.made_at):
        message = _("Het bestand is later gemaakt; het is niet eerder overgedragen.")
        return [wrong(message, "delivered_on")]
    return why_not_yet(on, "delivered_on", at=at)


def why_not_registered(request: RightsRequest, about: Subject | None) -> list[InputError]:
    """Of a new request, not yet stored, and what a complaint is about."""
    errors = why_not_written(request, asked=request.asked, representative=request.representative)
    return errors + (why_not_about(request, about) if about is not None else [])


def corrected(request: RightsRequest, changes: Mapping[str, Any]) -> RightsRequest:
    """The request as it is to be (``dossier`` as a number), not yet stored; of another person who asks is not known."""
    before, represented = _dossier(request), request.representative
    for name, value in changes.items():
        setattr(request, name, (sealed(value) if value else None) if name == "dossier" else value)
    is_other = request.representative != represented or (before and before != _dossier(request))
    if request.identity_how and is_other and not request.decision:
        request.identity_how, request.identity_note = "", ""
        request.identity_on = request.identity_by = None
    return request


def _dossier(request: RightsRequest) -> bytes | None:
    """The sealed number of whose request it is; None as long as it is not known, which is nobody else."""
    return bytes(request.dossier) if request.dossier is not None else None


def why_not_corrected(before: RightsRequest, request: RightsRequest, *, at: datetime) -> list[InputError]:
    """Of a correction: the request as it is stored and as it is to be."""
    if request.received_at > at:
        return [wrong(to_come(request.received_at), "received_at")]
    if request.decision:  # after it nothing of this changes, whatever the form sends along
        return []
    errors = _why_not_later(request)
    if request.kind == RightKind.COMPLAINT and request.assigned_to_id != before.assigned_to_id:
        errors += why_not_by(request, request.assigned_to_id, "assigned_to")
    return errors + why_not_written(request, asked=request.asked, representative=request.representative)


def _why_not_later(request: RightsRequest) -> list[InputError]:
    """A request came in before anything was done about it."""
    steps = [request.identity_on, request.extension_told_on, *(one.since for one in request.pauses.all())]
    first = min((day for day in steps if day is not None), default=None)
    if first is None or first >= amsterdam_day(request.received_at):
        return []
    message = _(
        "Op %(day)s is al iets met dit verzoek gedaan; het kan niet later zijn binnengekomen. Controleer deze dag."
    )
    return [wrong(message % {"day": day_in_words(first)}, "received_at")]


def why_not_more_time(before: RightsRequest, request: RightsRequest, *, by: Actor) -> str:
    """Why who registered it, or checked who asks, does not correct it so that there is more time to answer, or none
    that ends (ADR 0064): a later day of receipt, a kind without a term, a client who is to answer. Empty when he may.
    """
    if request.decision or by.pk not in (before.registered_by_id, before.identity_by_id):
        return ""
    gone = request.kind != before.kind and request.kind not in STATUTORY
    if (
        amsterdam_day(request.received_at) > amsterdam_day(before.received_at)
        or (gone and before.kind in {*STATUTORY, RightKind.COMPLAINT})
        or (before.on_behalf_of_id is None and request.on_behalf_of_id is not None)
    ):
        return _(
            "U legde dit verzoek zelf vast of controleerde de identiteit. Door deze correctie is er later of geen "
            "antwoord nodig; laat haar door een collega vastleggen."
        )
    return ""


def wrong(message: str, field: str) -> InputError:
    """What is wrong at a field."""
    return InputError(message, field, "invalid")


def _missing(message: str, field: str) -> InputError:
    return InputError(message, field, "required")
