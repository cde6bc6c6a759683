"""Recording that somebody looked. What is shown, is shown after this was stored: without it nothing is."""

from collections.abc import Iterable
from typing import Any

from sharing.core.actor import Actor, acting
from sharing.core.dossiers import normal_form, seal, seal_of_nobody, unseal
from sharing.core.exceptions import RefusedInput
from sharing.core.looking.choices import LOOKED_FOR, LookAct, LookReason
from sharing.core.looking.models import Look
from sharing.core.looking.queries import is_kept
from sharing.core.looking.rules import why_not_looked
from sharing.core.normalising.queries import seals_of


def record_look(
    dossier: bytes,
    *,
    act: LookAct,
    reason: str,
    note: str = "",
    by: Actor,
    about: str = "",
    source: Any = None,
) -> Look:
    """Store that ``by`` did this with a dossier (sealed), and why; the database says who and when.

    ``source`` is the system that asks, whose account ``by`` is. Of a number that was looked for and of which nothing is
    kept, it is not kept either (ADR 0071). Raises RefusedInput, at ``reason`` or ``note``, when the reason is not one
    of the list, is missing, or names the dossier or a BSN.
    """
    number = normal_form(unseal(dossier))
    note = note.strip()
    if errors := why_not_looked(reason, note, number):
        raise RefusedInput(errors)
    account: Any = by.pk
    is_named = act not in LOOKED_FOR or is_kept(seals_of(number))
    with acting(by=by, reason=note):  # refuses a BSN
        return Look.objects.create(
            looked_by_id=account,
            source=source,
            owner_id=source.owner_id if source is not None else None,
            dossier=seal(number) if is_named else seal_of_nobody(),
            act=act,
            about=about,
            reason=reason,
            note=note,
        )


def record_looks(
    dossiers: Iterable[bytes],
    *,
    act: LookAct,
    reason: LookReason,
    by: Actor,
    about: str,
    source: Any = None,
) -> None:
    """Store that ``by`` was shown something that is about these dossiers (sealed), for a reason that needs no note.

    ``source`` is the system that asks, whose account ``by`` is.
    """
    account: Any = by.pk
    with acting(by=by):
        Look.objects.bulk_create(
            Look(
                looked_by_id=account,
                source=source,
                owner_id=source.owner_id if source is not None else None,
                dossier=seal(normal_form(unseal(dossier))),
                act=act,
                about=about,
                reason=reason,
            )
            for dossier in dossiers
        )
