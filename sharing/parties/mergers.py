"""The only writers of mergers: proposed by one, confirmed by another about exactly what both saw (ADR 0069)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.dutch import enumerated
from sharing.core.exceptions import Refused
from sharing.core.records import version_of
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.parties.choices import MergerKind
from sharing.parties.merger_models import PartyMerger
from sharing.parties.merging import aliases_after, differing, values_after
from sharing.parties.models import Party
from sharing.parties.queries import said, why_not_joined, why_not_proposed


def propose_merger(
    *,
    merged: Party,
    kept: Party,
    choices: Mapping[str, str],
    seen_merged: str,
    seen_kept: str,
    by: Actor,
    at: datetime,
    reason: str,
) -> PartyMerger:
    """Propose that ``merged`` goes into ``kept``. Raises Refused, ChangedMeanwhile when either is not what was seen."""
    refuse_bsn(reason=reason)
    with readable_refusals(), acting(by=by, reason=reason):
        _lock(merged, kept, seen_merged, seen_kept)
        one, other = said(kept), said(merged)
        wanted = {field.name for field in differing(one, other)}
        if missing := wanted - set(choices):
            labels: dict[str, Any] = {name: Party._meta.get_field(name) for name in missing}
            names = enumerated(sorted(str(one.verbose_name) for one in labels.values()))
            raise Refused(_("Kies wat geldt voor %(fields)s.") % {"fields": names})
        _refuse(why_not_joined(merged, kept) or why_not_proposed(merged))
        return _proposed(
            MergerKind.MERGE,
            merged,
            kept,
            {name: choices[name] for name in sorted(wanted)},
            by=by,
            at=at,
            reason=reason,
        )


def propose_parting(
    *, merged: Party, seen_merged: str, seen_kept: str, by: Actor, at: datetime, reason: str
) -> PartyMerger:
    """Propose that a record that went into another is one by itself again. What was chosen stays as it is."""
    refuse_bsn(reason=reason)
    with readable_refusals(), acting(by=by, reason=reason):
        kept = merged.merged_into
        if kept is None:
            raise Refused(_("Deze partij is niet samengevoegd."))
        _lock(merged, kept, seen_merged, seen_kept)
        _refuse(why_not_proposed(merged))
        return _proposed(MergerKind.PART, merged, kept, {}, by=by, at=at, reason=reason)


def confirm_merger(merger: PartyMerger, *, seen: str, by: Actor, at: datetime, reason: str) -> PartyMerger:
    """A second person's confirmation of this proposal as it was shown: it is carried out at once.

    Raises Refused by who proposed it and when it was decided before, ChangedMeanwhile when the proposal or one of both
    records is no longer what the proposal is about.
    """
    refuse_bsn(reason=reason)
    with readable_refusals(), acting(by=by, reason=reason):
        current = _waiting(merger, seen)
        if current.proposed_by_id == by.pk:
            raise Refused(_("U hebt dit zelf voorgesteld; bevestigen doet een ander."))
        merged, kept = current.merged, current.kept
        remedy = _("Bevestigen kan niet meer: wijs dit voorstel af. Het kan opnieuw worden voorgesteld.")
        _lock(merged, kept, current.seen_merged, current.seen_kept, remedy=remedy)
        if current.kind == MergerKind.MERGE:
            _refuse(why_not_joined(merged, kept))
            one, other = said(kept), said(merged)
            after = values_after(one, other, current.choices)
            for name, value in (after | {"aliases": aliases_after(one, other)}).items():
                setattr(kept, name, value)
            kept.save()
        account: Any = by.pk
        current.confirmed_by_id, current.confirmed_at = account, at
        current.save()  # the database merges
    return current


def decline_merger(merger: PartyMerger, *, seen: str, by: Actor, at: datetime, reason: str) -> PartyMerger:
    """It does not go through; who proposed it may say so too."""
    refuse_bsn(reason=reason)
    with readable_refusals(), acting(by=by, reason=reason):
        current = _waiting(merger, seen)
        account: Any = by.pk
        current.declined_by_id, current.declined_at = account, at
        current.save()
    return current


def _lock(merged: Party, kept: Party, seen_merged: str, seen_kept: str, *, remedy: str = "") -> None:
    """Both, in a fixed order, as they were seen, and read again."""
    for party, seen in sorted(((merged, seen_merged), (kept, seen_kept)), key=lambda one: one[0].pk):
        lock_as_seen(party, seen, remedy=remedy)
        party.refresh_from_db()


def _waiting(merger: PartyMerger, seen: str) -> PartyMerger:
    lock_as_seen(merger, seen)
    current = PartyMerger.objects.select_related("merged", "kept").get(pk=merger.pk)
    if current.confirmed_by_id or current.declined_by_id:
        raise Refused(_("Over dit voorstel is al beslist."))
    return current


def _refuse(sentence: str) -> None:
    if sentence:
        raise Refused(sentence)


def _proposed(
    kind: MergerKind,
    merged: Party,
    kept: Party,
    choices: dict[str, str],
    *,
    by: Actor,
    at: datetime,
    reason: str,
) -> PartyMerger:
    account: Any = by.pk
    merger = PartyMerger(
        kind=kind,
        merged=merged,
        kept=kept,
        choices=choices,
        explanation=reason,
        seen_merged=version_of(Party, merged.pk),
        seen_kept=version_of(Party, kept.pk),
        proposed_at=at,
    )
    merger.proposed_by_id = account
    try:
        merger.full_clean()
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    merger.save()
    return merger
