"""Recording that somebody looked. What is shown, is shown after this was stored: without it nothing is."""

from collections.abc import Iterable
from typing import Any

from sharing.core.actor import Actor, acting
from sharing.core.dossiers import normal_form, seal, unseal
from sharing.core.looking.choices import LookAct, LookReason
from sharing.core.looking.models import Look
from sharing.core.looking.rules import check_reason


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

    ``source`` is the system that asks, whose account ``by`` is. Raises RefusedInput, at ``reason`` or ``note``, when
    the reason is not one of the list, is missing, or names the dossier or a BSN.
    """
    number = normal_form(unseal(dossier))
    note = note.strip()
    check_reason(reason, note, number)
    account: Any = by.pk
    with acting(by=by, reason=note):  # refuses a BSN
        return Look.objects.create(
            looked_by_id=account,
            source=source,
            owner_id=source.owner_id if source is not None else None,
            dossier=seal(number),
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
