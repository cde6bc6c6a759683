"""What is checked of a request of a person before it is stored, and how a refusal names its field."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.answers.models import AccessAnswer
from sharing.consents.models import Consent, Objection
from sharing.consents.queries import numbers_in
from sharing.core.actor import Actor
from sharing.core.dossiers import unseal
from sharing.core.dutch import day_in_words, enumerated, instant_in_words
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.core.normalising.queries import seals_of
from sharing.core.periods import amsterdam_day
from sharing.parties.models import Party
from sharing.rights.choices import IN_FAVOUR, IN_REGISTER, STATUTORY, Decision, RightKind
from sharing.rights.models import RightsRequest
from sharing.rights.queries import answers_for, open_consents, pending
from sharing.rights.recipients import Recipient, recipients_of
from sharing.rights.subjects import Subject, concerned_in, in_words, may_be_about


def refuse_numbers(request: RightsRequest, **texts: str) -> None:
    """A dossier number has a field of its own, where it is sealed; RefusedInput, at each text in which one stands."""
    own = [bytes(request.dossier)] if request.dossier is not None else []
    message = _("Hierin staat een dossiernummer; zet het bij “Dossiernummer”, daar wordt het versleuteld.")
    errors = [InputError(message, field, "invalid") for field, text in texts.items() if numbers_in(text, own)]
    if errors:
        raise RefusedInput(errors)


def refuse_before_receipt(request: RightsRequest, day: date, field: str) -> None:
    """Raise RefusedInput, at that field, for a day on which the request was not there yet."""
    if day < amsterdam_day(request.received_at):
        raise wrong(_("Deze dag ligt voor de dag waarop het verzoek binnenkwam."), field)


def refuse_after_steps(request: RightsRequest) -> None:
    """A request came in before anything was done about it; RefusedInput when a step says otherwise."""
    steps = [request.identity_on, request.extension_told_on, *(one.since for one in request.pauses.all())]
    first = min((day for day in steps if day is not None), default=None)
    if first is not None and first < amsterdam_day(request.received_at):
        message = _(
            "Op %(day)s is al iets met dit verzoek gedaan; het kan niet later zijn binnengekomen. Controleer deze dag."
        )
        raise wrong(message % {"day": day_in_words(first)}, "received_at")


def refuse_more_time(before: RightsRequest, request: RightsRequest, by: Actor) -> None:
    """Raise Refused when who registered it, or checked who asks, corrects it so that there is more time to answer, or
    none that ends (ADR 0064): a later day of receipt, a kind without a term, a client who is to answer.
    """
    if by.pk not in (before.registered_by_id, before.identity_by_id):
        return
    gone = request.kind != before.kind and request.kind not in STATUTORY
    if (
        amsterdam_day(request.received_at) > amsterdam_day(before.received_at)
        or (gone and before.kind in {*STATUTORY, RightKind.COMPLAINT})
        or (before.on_behalf_of_id is None and request.on_behalf_of_id is not None)
    ):
        raise Refused(
            _(
                "U legde dit verzoek zelf vast of controleerde de identiteit. Door deze correctie is er later of geen "
                "antwoord nodig; laat haar door een collega vastleggen."
            )
        )


def refuse_concerned(complaint: RightsRequest, person: int | None, field: str) -> None:
    """Raise RefusedInput when this account had a part in what the complaint is about: who, and which part."""
    why = in_words([one for one in concerned_in(complaint) if one.person == person]) if person else {}
    for words in why.values():
        message = _(
            "Een klacht wordt behandeld en beoordeeld door wie er niet bij betrokken was: %(why)s. Kies een ander."
        )
        raise wrong(message % {"why": words}, field)


def refuse_subject(complaint: RightsRequest, about: Subject) -> None:
    """Raise RefusedInput for what this complaint cannot be about: of another person, itself, or later than it."""
    asked, told = may_be_about(complaint)
    rows: Any = asked if isinstance(about, RightsRequest) else told
    if complaint.dossier is None:
        message = _(
            "Vul eerst het dossiernummer in bij de klacht; dan staat vast dat het om dezelfde persoon gaat."
        )
        raise wrong(message, "about")
    if rows.filter(pk=about.pk).exists():
        return
    seals = seals_of(unseal(complaint.dossier))
    since = about.received_at if isinstance(about, RightsRequest) else about.disclosed_at
    if since > complaint.received_at and type(about).objects.filter(pk=about.pk, dossier__in=seals).exists():
        message = _(
            "De klacht kwam binnen op %(received)s, en “%(what)s” is van daarna: %(since)s. Een klacht gaat over wat "
            "er al was; verbeter “Ontvangen op” van de klacht, of kies waar zij wel over gaat."
        )
        moments = {"received": instant_in_words(complaint.received_at), "since": instant_in_words(since)}
        raise wrong(message % {"what": about, **moments}, "received_at")
    raise wrong(_("Dit is van een ander dossier dan de klacht. Kies iets van hetzelfde dossier."), "about")


def refuse_future(day: date, at: datetime, field: str) -> None:
    """Raise RefusedInput, at that field, for a day that is yet to come."""
    if day > amsterdam_day(at):
        raise wrong(_("Deze dag ligt in de toekomst."), field)


def wrong(message: str, field: str) -> RefusedInput:
    """What is wrong at a field, to raise."""
    return RefusedInput([InputError(message, field, "invalid")])


def check_consents(request: RightsRequest, decision: str, consents: Collection[Consent]) -> None:
    """Raise RefusedInput unless a withdrawal that is granted names what is withdrawn, of this person and not before."""
    if request.kind != RightKind.WITHDRAWAL or decision not in IN_FAVOUR:
        return
    known = {one.pk for one in open_consents(request)}
    if known and not consents:
        raise wrong(_("Kies welke toestemming de betrokkene intrekt."), "consents")
    if not {one.pk for one in consents} <= known:
        raise wrong(
            _("Deze toestemming is van iemand anders, of al ingetrokken. Kies uit de lijst."), "consents"
        )


def check_upheld(request: RightsRequest, decision: str, upheld: Collection[Objection]) -> None:
    """Raise RefusedInput unless a decision in part says which of several objections are granted, and not all."""
    if decision != Decision.PARTLY or request.kind not in IN_REGISTER:
        return
    asked = {one.pk for one in pending(request)}
    if not upheld or not {one.pk for one in upheld} < asked:
        raise RefusedInput(
            [InputError(_("Kies welke bezwaren worden toegewezen, en welke niet."), "upheld", "required")]
        )


def received_by(request: RightsRequest, parties: Collection[Party], at: datetime) -> list[Recipient]:
    """These of the recipients, as the log has them now. Raises RefusedInput for who received nothing."""
    known = {one.party.pk: one for one in recipients_of(request, on=amsterdam_day(at))}
    if not parties:
        raise wrong(_("Kies minstens één ontvanger."), "recipients")
    strangers = [one.name for one in parties if one.pk not in known]
    if strangers:
        message = _("%(names)s kreeg deze gegevens niet, volgens het log.")
        raise wrong(message % {"names": enumerated(strangers)}, "recipients")
    return [known[one.pk] for one in parties]


def check_made(request: RightsRequest, made: AccessAnswer, name: str, *, answered_on: date) -> None:
    """An answer from the log that was sent is about this dossier, and was made by then."""
    if not answers_for(request).filter(pk=made.pk).exists():
        raise wrong(_("Dit antwoord gaat niet over dit dossier, of is gemaakt voor het verzoek."), name)
    if answered_on < amsterdam_day(made.made_at):
        message = _("Het antwoord uit het log is van %(day)s; het kan niet eerder zijn verstuurd.")
        raise wrong(message % {"day": day_in_words(amsterdam_day(made.made_at))}, "answered_on")


def check_hour(request: RightsRequest, answered_at: datetime, at: datetime) -> None:
    """The moment of an answer is after that of the request, and not to come."""
    if answered_at > at:
        raise wrong(_("Dit moment ligt in de toekomst."), "answered_at")
    if answered_at < request.received_at:
        message = _("Dit moment ligt voor dat waarop het verzoek binnenkwam: %(moment)s.")
        raise wrong(message % {"moment": instant_in_words(request.received_at)}, "answered_at")
