"""Keeping records longer, and destroying them: proposed by one person, approved by another. The only writers.

What is approved is carried out at once, in the same transaction, by the database's own function. Who is refused is
noted, also where nothing else is stored.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils.translation import gettext as _

from sharing.consents.checking import sealed
from sharing.core import locks
from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.checking import check_record
from sharing.core.dossiers import unseal
from sharing.core.exceptions import ChangedMeanwhile, InputError, Refused, RefusedInput
from sharing.core.normalising.queries import seals_of
from sharing.core.periods import amsterdam_day
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.retention import journal
from sharing.retention.checking import refuse_any_held, refuse_held, refuse_unanswered, why_not_written
from sharing.retention.choices import WITH_TERM, Basis, RecordKind
from sharing.retention.gathering import (
    MODELS,
    Listed,
    contact_texts,
    everything_about,
    listed,
    manifest_of,
    why_not_forgotten,
)
from sharing.retention.models import (
    Destruction,
    DestructionItem,
    RefusedDestruction,
    RetentionHold,
    RetentionRule,
)
from sharing.retention.queries import due, term_in_words
from sharing.retention.replaying import remove_files
from sharing.rights.erasures import is_upheld
from sharing.rights.models import RightsRequest
from sharing.rights.recipients import recipients_told

# In one proposal: what two people can still look at, and what locks the log for a moment only.
MOST_AT_ONCE = 1_000


def place_hold(
    *, dossier: str, ground: str, explanation: str, by: Actor, at: datetime, reason: str
) -> RetentionHold:
    """From now on nothing of this dossier (a number as typed) is destroyed. Raises RefusedInput."""
    account: Any = by.pk
    number = sealed(dossier)
    hold = RetentionHold(dossier=number, ground=ground, explanation=explanation, placed_at=at)
    hold.placed_by_id = account
    refuse_bsn(explanation=explanation)
    if errors := why_not_written(number, explanation=explanation):
        raise RefusedInput(errors)
    with readable_refusals(), acting(by=by, reason=reason):
        check_record(hold)
        hold.save()
    return hold


def release_hold(hold: RetentionHold, *, seen: str, by: Actor, at: datetime, reason: str) -> RetentionHold:
    """The reason is over: what is due can be destroyed again. Raises Refused when that was done, ChangedMeanwhile."""
    refuse_bsn(reason=reason)
    with readable_refusals(), acting(by=by, reason=reason):
        lock_as_seen(hold, seen)
        current = RetentionHold.objects.get(pk=hold.pk)
        if current.released_at is not None:
            raise Refused(_("Deze blokkade is al opgeheven."))
        if errors := why_not_written(bytes(current.dossier), reason=reason):
            raise RefusedInput(errors)
        account: Any = by.pk
        current.released_by_id, current.released_at = account, at
        current.save()
    return current


def propose_due(rule: RetentionRule, *, by: Actor, at: datetime, reason: str) -> Destruction:
    """Propose to destroy what is due by this rule, ``MOST_AT_ONCE`` records at most. Raises Refused when nothing is."""
    with _noted(by, None), readable_refusals(), acting(by=by, reason=reason):
        kind = RecordKind(rule.record_kind)
        keys = list(due(rule, on=amsterdam_day(at)).values_list("pk", flat=True)[:MOST_AT_ONCE])
        if not keys:
            raise Refused(_("Van deze bewaarregel is nu niets te vernietigen."))
        items = listed(kind, MODELS[kind].objects.filter(pk__in=keys))
        return _proposed(
            Destruction(basis=Basis.TERM, rule=rule, term=term_in_words(rule)),
            items,
            by=by,
            at=at,
            reason=reason,
        )


def propose_erasure(
    request: RightsRequest, *, kinds: Collection[str] = WITH_TERM, by: Actor, at: datetime, reason: str
) -> Destruction:
    """Propose to destroy before its time what the person asked to have erased (art. 17), after that was decided.

    ``kinds`` are what the decision covers. Raises Refused before it, when recipients were not told yet (art. 19), when
    the person has no answer yet (art. 12(3)), and when something must be kept longer.
    """
    with _noted(by, None), readable_refusals(), acting(by=by, reason=reason):
        current = RightsRequest.objects.select_for_update().get(pk=request.pk)
        if not is_upheld(current):
            raise Refused(
                _("Eerder vernietigen kan alleen na een toegewezen verzoek om wissing (art. 17 AVG).")
            )
        if current.dossier is None:
            raise Refused(_("Bij dit verzoek hoort geen dossiernummer (meer); er is niets te vernietigen."))
        if not recipients_told(current):
            raise Refused(
                _("Laat eerst aan de ontvangers weten dat de gegevens worden gewist (art. 19 AVG).")
            )
        refuse_unanswered(current)
        seals = seals_of(unseal(current.dossier))
        refuse_held(seals, but_for=current)
        proposal = Destruction(
            basis=Basis.ERASURE, request=current, term=_("Artikel 17 AVG: toegewezen verzoek om wissing")
        )
        return _proposed(proposal, everything_about(seals, kinds=kinds), by=by, at=at, reason=reason)


def propose_archive(
    *, dossiers: Collection[str], kinds: Collection[str] = WITH_TERM, by: Actor, at: datetime, reason: str
) -> Destruction:
    """Record that these dossiers (numbers as typed) do not or no longer belong here, and propose to destroy them.

    ``reason`` is why. One list, of ``MOST_AT_ONCE`` records at most when it is of several dossiers. Raises
    RefusedInput, and Refused when nothing is kept of them or something of one must be kept longer.
    """
    each = [seals_of(unseal(number)) for number in dict.fromkeys(map(sealed, dossiers))]
    seals = [seal for some in each for seal in some]
    refuse_bsn(reason=reason)
    if errors := why_not_written(*seals, reason=reason):
        raise RefusedInput(errors)
    with _noted(by, None), readable_refusals(), acting(by=by, reason=reason):
        refuse_any_held(each)
        items = everything_about(seals, kinds=kinds)
        if len(each) > 1 and len(items) > MOST_AT_ONCE:
            message = _(
                "Van deze dossiers zijn er samen %(number)s gegevens; op één lijst staan er hoogstens %(most)s. Kies "
                "minder dossiers."
            )
            told = message % {"number": len(items), "most": MOST_AT_ONCE}
            raise RefusedInput([InputError(told, "dossiers", "too_many")])
        proposal = Destruction(basis=Basis.ARCHIVE, term=_("Hoort niet (meer) in het archief"))
        return _proposed(proposal, items, by=by, at=at, reason=reason)


def propose_contact(*, words: str, by: Actor, at: datetime, reason: str) -> Destruction:
    """Propose to take somebody's name or address out of parties and requests and their history, wherever it stands.

    Raises RefusedInput when it stands nowhere, or in the reason.
    """
    refuse_bsn(words=words, reason=reason)
    if errors := why_not_forgotten(words, reason):
        raise RefusedInput(errors)
    items = contact_texts(words.strip())
    with readable_refusals(), acting(by=by, reason=reason):
        proposal = Destruction(
            basis=Basis.CONTACT, term=_("Contactgegevens zijn niet meer nodig (art. 5 en 17 AVG)")
        )
        return _proposed(proposal, items, by=by, at=at, reason=reason)


def approve_destruction(
    destruction: Destruction, *, manifest: str, by: Actor, at: datetime, reason: str
) -> Destruction:
    """The second person's approval of exactly the list with this ``manifest``: it is destroyed at once.

    Raises Refused by who proposed it, under a hold, or when something on the list changed; that is noted. Done before,
    it does nothing.
    """
    refuse_bsn(reason=reason)
    with _noted(by, destruction), readable_refusals(), acting(by=by, reason=reason):
        current = Destruction.objects.select_for_update().get(pk=destruction.pk)
        if current.carried_out_at is not None:
            return current
        if current.declined_at is not None:
            raise Refused(_("Dit voorstel ging niet door; er wordt niets vernietigd."))
        if current.proposed_by_id == by.pk:
            raise Refused(_("U hebt dit zelf voorgesteld; goedkeuren doet een ander."))
        if current.manifest != manifest:
            raise ChangedMeanwhile(_("Dit is niet de lijst die op uw scherm stond. Open haar opnieuw."))
        if current.request is not None:
            refuse_unanswered(current.request)
        _refuse_numbers(current, reason)
        account: Any = by.pk
        current.approved_by_id, current.approved_at = account, at
        current.save()
        _erase(current)
    remove_files(by=by, reason=reason)
    return Destruction.objects.get(pk=destruction.pk)


def decline_destruction(destruction: Destruction, *, by: Actor, at: datetime, reason: str) -> Destruction:
    """It does not go on: declined by a colleague, or taken back. Nothing is destroyed. Raises Refused when decided."""
    refuse_bsn(reason=reason)
    with readable_refusals(), acting(by=by, reason=reason):
        current = Destruction.objects.select_for_update().get(pk=destruction.pk)
        if current.approved_at is not None or current.declined_at is not None:
            raise Refused(_("Over dit voorstel is al besloten."))
        _refuse_numbers(current, reason)
        account: Any = by.pk
        current.declined_by_id, current.declined_at = account, at
        current.save()
        DestructionItem.objects.filter(destruction=current).delete()
    return current


def _proposed(
    proposal: Destruction, items: Sequence[Listed], *, by: Actor, at: datetime, reason: str
) -> Destruction:
    if not items:
        raise Refused(_("Van dit dossier is niets (meer) te vernietigen."))
    dossiers = {bytes(one.dossier) for one in items if one.dossier is not None}
    if errors := why_not_written(*dossiers, reason=reason):
        raise RefusedInput(errors)
    account: Any = by.pk
    proposal.proposed_by_id, proposal.proposed_at, proposal.explanation = account, at, reason
    proposal.counts, proposal.total = dict(sorted(Counter(one.kind for one in items).items())), len(items)
    proposal.requests = sorted(one.record for one in items if one.kind == RecordKind.REQUEST)
    proposal.manifest = manifest_of(items)
    check_record(proposal)
    proposal.save()
    DestructionItem.objects.bulk_create(
        DestructionItem(
            destruction=proposal,
            kind=one.kind,
            record=one.record,
            seen=one.seen,
            dossier=one.dossier,
            mark=one.mark,
            place=one.place,
        )
        for one in items
    )
    return proposal


def _refuse_numbers(destruction: Destruction, reason: str) -> None:
    """What is said about a list stays, and names none of those on it."""
    listed = destruction.items.filter(dossier__isnull=False).values_list("dossier", flat=True)
    if errors := why_not_written(*{bytes(one) for one in listed if one is not None}, reason=reason):
        raise RefusedInput(errors)


def _erase(destruction: Destruction) -> None:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [locks.ERASURE])
            cursor.execute("SELECT register_erase(%s)", [destruction.pk])
            (done,) = cursor.fetchone()
            if done is not None:
                # The last step before it is final: what breaks off from here on, is repeated from the journal.
                journal.append(_told(destruction, done if isinstance(done, dict) else json.loads(done)))
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != "55P03":  # lock_not_available
            raise
        message = _(
            "Er wordt nu veel vastgelegd; er is niets vernietigd. Probeer het over een paar minuten opnieuw."
        )
        raise Refused(message) from error


def _told(destruction: Destruction, done: dict[str, Any]) -> dict[str, Any]:
    """The line of the journal: which records, and what remains of the destruction; nobody's name or number."""
    return {
        **{name: done[name] for name in ("number", "installation", "items", "files")},
        "destruction": destruction.pk,
        "basis": destruction.basis,
        "term": destruction.term,
        "counts": destruction.counts,
        "manifest": destruction.manifest,
        "proposed_by": destruction.proposed_by_id,
        "approved_by": destruction.approved_by_id,
        "approved_at": destruction.approved_at.isoformat() if destruction.approved_at else "",
    }


@contextmanager
def _noted(by: Actor, destruction: Destruction | None) -> Iterator[None]:
    """Who is refused is noted, after all else was undone."""
    try:
        yield
    except RefusedInput:
        raise  # a slip of the hand
    except Refused as refused:
        account: Any = by.pk
        with acting(by=by):
            RefusedDestruction.objects.create(asked_by_id=account, destruction=destruction, why=str(refused))
        raise
