"""Extending, terminating, replacing and copying an agreement: each one step, with a reason, whole or not at all."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.models import Agreement, Article28Clause
from sharing.agreements.queries import facts_of, successor_of
from sharing.agreements.refusals import (
    why_not_replaced_from,
    why_not_signed_on,
    why_not_terminated_per,
    why_not_until,
    why_not_with,
)
from sharing.agreements.succession import (
    end_before,
    why_not_extended,
    why_not_replaced,
    why_not_terminated,
)
from sharing.core.actor import Actor, acting
from sharing.core.exceptions import ChangedMeanwhile, InputError, Refused, RefusedInput
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.parties.models import Party

# What a successor or a copy takes over as it is; what was signed, checked or ended belongs to the one alone.
TAKEN_OVER = (
    *(
        "kind",
        "description",
        "description_en",
        "notice_days",
        "owner",
        "sub_processor_authorisation",
        "objection_days",
    ),
    *("processing_nature", "security", "breach_notice_hours", "data_at_end", "infringing_instruction"),
)
COVERED = ("purposes", "data_categories", "subject_categories")


def extend_agreement(
    agreement: Agreement, *, last_day: date | None, by: Actor, reason: str, seen: str | None = None
) -> Agreement:
    """Move the end to a later last day; None: it holds indefinitely from now on.

    ``seen`` is the ``version_of`` the agreement on the screen. Raises RefusedInput on ``last_day``, ChangedMeanwhile
    and Refused; so do the other steps here.
    """
    with readable_refusals(), acting(by=by, reason=reason):
        stored = _locked(agreement, seen)
        _refuse(why_not_extended(facts_of(stored)), why_not_until(stored, last_day))
        stored.last_day = last_day
        return _saved(stored, "last_day")


def terminate_agreement(
    agreement: Agreement, *, last_day: date, by: Actor, reason: str, seen: str | None = None
) -> Agreement:
    """Record that notice was given: this is the last day on which the agreement holds."""
    with readable_refusals(), acting(by=by, reason=reason):
        stored = _locked(agreement, seen)
        _refuse(why_not_terminated(facts_of(stored)), why_not_terminated_per(stored, last_day))
        stored.terminated_per = last_day
        return _saved(stored, "terminated_per")


def replace_agreement(
    agreement: Agreement,
    *,
    reference: str,
    first_day: date,
    last_day: date | None,
    signed_on: date | None,
    covers: "dict[str, Iterable[Any]]",
    by: Actor,
    reason: str,
    seen: str | None = None,
) -> Agreement:
    """Make the successor from ``first_day`` and let the agreement end before it; the successor.

    ``covers``: purposes, data_categories and subject_categories of the successor. It takes over the arrangements, the
    items of art. 28(3) and the chain of sub-processors; not the signature, the documents and the audits.
    """
    with readable_refusals(), acting(by=by, reason=reason):
        stored = _locked(agreement, seen)
        facts, successor = facts_of(stored), successor_of(stored)
        never = why_not_replaced(facts, successor=facts_of(successor) if successor else None)
        _refuse(never, why_not_replaced_from(stored, first_day) + why_not_signed_on(signed_on))
        if new_end := end_before(facts, first_day):
            stored.last_day = new_end
            _saved(stored, "last_day")
        made = _made_from(
            stored,
            reference=reference,
            party=stored.party.organisation,
            first_day=first_day,
            last_day=last_day,
            signed_on=signed_on,
            replaces=stored,
        )
        _cover(made, covers)
        _copy_items(stored, made)
        _copy_chain(stored, made)
        connection.check_constraints()
    return made


def copy_agreement(
    agreement: Agreement,
    *,
    reference: str,
    party: Party,
    first_day: date,
    last_day: date | None,
    by: Actor,
    reason: str,
) -> Agreement:
    """Make a new draft for another party or period; the draft.

    It takes over the arrangements and what is covered, and for the same party its chain of sub-processors too.
    """
    with readable_refusals(), acting(by=by, reason=reason):
        _refuse("", why_not_with(party))
        made = _made_from(agreement, reference=reference, party=party, first_day=first_day, last_day=last_day)
        _cover(made, {name: getattr(agreement, name).all() for name in COVERED})
        _copy_items(agreement, made)
        if party.organisation == agreement.party.organisation:
            _copy_chain(agreement, made)
        connection.check_constraints()
    return made


def _locked(agreement: Agreement, seen: str | None) -> Agreement:
    """The agreement as it is stored now, locked until the transaction ends."""
    if seen is not None:
        lock_as_seen(agreement, seen)
    stored = Agreement.objects.select_for_update(of=("self",)).filter(pk=agreement.pk).first()
    if stored is None:
        raise ChangedMeanwhile(_("Iemand anders heeft dit intussen verwijderd; er is niets opgeslagen."))
    return stored


def _refuse(never: str, wrong: list[InputError]) -> None:
    """``never`` says why the step does not fit at all, ``wrong`` what is wrong with what was filled in."""
    if never:
        raise Refused(never)
    if wrong:
        raise RefusedInput(wrong)


def _saved(agreement: Agreement, field: str) -> Agreement:
    agreement.full_clean(validate_unique=False, validate_constraints=False)
    agreement.save(update_fields=[field])
    connection.check_constraints()
    return agreement


def _made_from(agreement: Agreement, **given: Any) -> Agreement:
    made = Agreement(**{name: getattr(agreement, name) for name in TAKEN_OVER}, **given)
    made.full_clean()
    made.save()
    return made


def _cover(agreement: Agreement, covers: "dict[str, Iterable[Any]]") -> None:
    for name in COVERED:
        getattr(agreement, name).set(covers[name])


def _copy_items(old: Agreement, new: Agreement) -> None:
    Article28Clause.objects.bulk_create(
        Article28Clause(agreement=new, item=one.item, status=one.status, clause=one.clause, note=one.note)
        for one in Article28Clause.objects.filter(agreement=old)
    )


def _copy_chain(old: Agreement, new: Agreement) -> None:
    """The sub-processors that are still engaged when the new one begins, each below the copy of who engaged it.

    Whoever was engaged by one that is not any more, stands directly below the processor; so does who came to stand in
    a circle before that was refused.
    """
    links = [
        one
        for one in SubProcessor.objects.filter(agreement=old)
        .select_related("party__merged_into")
        .order_by("pk")
        if one.last_day is None or one.last_day >= new.first_day
    ]
    copies: dict[int, SubProcessor] = {}
    kept = {one.pk for one in links}
    waiting = links
    while waiting:
        ready = [one for one in waiting if one.parent_id not in kept or one.parent_id in copies] or waiting[
            :1
        ]
        for one in ready:
            first = one.first_day if one.first_day and one.first_day > new.first_day else None
            copies[one.pk] = SubProcessor.objects.create(
                agreement=new,
                party=one.party.organisation,
                parent=copies.get(one.parent_id or 0),
                service=one.service,
                service_en=one.service_en,
                country_id=one.country_id,
                announced_on=one.announced_on,
                objection_until=one.objection_until,
                approved_on=one.approved_on,
                objected_on=one.objected_on,
                objection_reason=one.objection_reason,
                objection_outcome=one.objection_outcome,
                flow_down=one.flow_down,
                first_day=first,
                last_day=one.last_day,
            )
        waiting = [one for one in waiting if one.pk not in copies]
