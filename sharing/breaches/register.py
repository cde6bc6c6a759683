"""Breaches as they become known: registered, corrected, and the answers for the form. The only writers of that part."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from sharing.breaches.checking import locked, refuse_numbers
from sharing.breaches.definitions import Kind, asked
from sharing.breaches.models import (
    Breach,
    BreachAnswer,
    BreachDisclosure,
    BreachDocument,
    BreachRecords,
    BreachSubjects,
)
from sharing.breaches.queries import disclosures_of
from sharing.breaches.refusals import (
    known_from,
    why_not_changed,
    why_not_known,
    wrong,
)
from sharing.breaches.telling import tell_log
from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.checking import check_record
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.refusals import readable_refusals
from sharing.disclosures.choices import Review
from sharing.disclosures.models import Disclosure
from sharing.documents.operations import keep_documents

Part = BreachSubjects | BreachRecords


def register_breach(
    *,
    facts: Mapping[str, Any],
    parts: Iterable[Part] = (),
    disclosures: Collection[Disclosure] = (),
    documents: Collection[BreachDocument] = (),
    by: Actor,
    at: datetime,
    reason: str,
) -> Breach:
    """Record a breach (``facts`` are model fields), by itself or from disclosures that were judged one.

    ``parts`` are the categories of persons and data, not yet stored. Raises RefusedInput, and Refused for a disclosure
    that is no breach or stands in another one.
    """
    breach = Breach(**facts)
    account: Any = by.pk
    breach.registered_by_id = account
    if errors := why_not_known(facts, disclosures, at=at):
        raise RefusedInput(errors)
    breach.aware_at, _logged = known_from(facts, disclosures)
    with readable_refusals(), acting(by=by, reason=reason):
        check_record(breach)
        breach.save()
        _store(breach, parts)
        _link(breach, disclosures, by=by, at=at)
        keep_documents(breach, documents=documents)
    return breach


def change_breach(
    breach: Breach,
    *,
    changes: Mapping[str, Any],
    parts: Iterable[Part] = (),
    without: Iterable[Part] = (),
    documents: Collection[BreachDocument] = (),
    seen: str | None = None,
    by: Actor,
    at: datetime,
    reason: str,
) -> Breach:
    """Correct or complete what is known; ``without`` are categories that are taken away.

    Raises RefusedInput, ChangedMeanwhile, and Refused when it is closed, when a client is named or taken away after a
    decision, or when who wrote it down says that it became known later or is
    a client's.
    """
    if not reason.strip():
        raise Refused(_("Een wijziging heeft een reden nodig; schrijf op wat er bekend werd of niet klopte."))
    with readable_refusals(), acting(by=by, reason=reason):
        current = locked(breach, seen)
        disclosures = disclosures_of(current)
        if errors := why_not_changed(current, changes, disclosures, by=by, at=at):
            raise RefusedInput(errors)
        for name, value in changes.items():
            setattr(current, name, value)
        if "aware_at" in changes:
            current.aware_at, _logged = known_from(changes, disclosures)
        check_record(current)
        current.save()
        for part in without:
            part.delete()
        _store(current, parts)
        keep_documents(current, documents=documents)
    return current


def link_disclosures(
    breach: Breach, *, disclosures: Collection[Disclosure], seen: str, by: Actor, at: datetime, reason: str
) -> Breach:
    """Add disclosures that turned out to be the same breach. Raises Refused, ChangedMeanwhile."""
    if not disclosures:
        raise RefusedInput([wrong(_("Kies minstens één verstrekking."), "disclosures")])
    with readable_refusals(), acting(by=by, reason=reason):
        current = locked(breach, seen)
        _link(current, disclosures, by=by, at=at)
    return current


def answer_form(
    breach: Breach, *, answers: Mapping[str, str], seen: str, by: Actor, at: datetime, reason: str
) -> Breach:
    """Keep answers to questions of the form, by code: a text, or codes of choices with commas.

    Raises RefusedInput, at its code, for an answer that is none of the choices.
    """
    known = asked()
    refuse_bsn(**answers)
    for code, answer in answers.items():
        question = known.get(code)
        if question is None:
            raise RefusedInput([wrong(_("Deze vraag staat niet in het formulier."), code)])
        codes = {one for one, _label in question.choices}
        if question.kind is not Kind.TEXT and answer and not set(answer.split(",")) <= codes:
            raise RefusedInput([wrong(_("Kies een van de antwoorden die er staan."), code)])
    with readable_refusals(), acting(by=by, reason=reason):
        current = locked(breach, seen)
        refuse_numbers(disclosures_of(current), **answers)
        kept = {one.question: one for one in BreachAnswer.objects.filter(breach=current)}
        for code, answer in answers.items():
            row = kept.get(code) or BreachAnswer(breach=current, question=code)
            if row.answer != answer:
                row.answer = answer
                row.save()
    return current


def _store(breach: Breach, parts: Iterable[Part]) -> None:
    for part in parts:
        part.breach = breach
        part.save()


def _link(breach: Breach, disclosures: Collection[Disclosure], *, by: Actor, at: datetime) -> None:
    linked = BreachDisclosure.objects.filter(disclosure__in=[row.pk for row in disclosures])
    taken = set(linked.values_list("disclosure_id", flat=True))
    for row in disclosures:
        if row.review != Review.BREACH:
            raise Refused(_("Verstrekking %(number)s is niet als datalek beoordeeld.") % {"number": row.pk})
        if row.pk in taken:
            message = _("Verstrekking %(number)s staat al in een datalek.")
            raise Refused(message % {"number": row.pk})
    BreachDisclosure.objects.bulk_create(
        BreachDisclosure(breach=breach, disclosure=row) for row in disclosures
    )
    tell_log(breach, disclosures, by=by, at=at)
