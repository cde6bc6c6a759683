"""The same for several agreements in one operation: their owner, or their notice period.

Each is judged by itself. What cannot be changed is passed over and named with why; the others are changed all the same.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from sharing.agreements.models import Agreement
from sharing.agreements.queries import facts_of
from sharing.agreements.succession import why_no_notice
from sharing.core.actor import Actor, acting
from sharing.core.exceptions import Refused
from sharing.core.records import versions_of
from sharing.core.refusals import readable_refusals
from sharing.core.seen import check_seen

MOST_TOGETHER = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """What all of them get; None leaves it as it is."""

    owner: Any = None
    notice_days: int | None = None

    def differing(self, agreement: Agreement) -> dict[str, Any]:
        """The fields in which the agreement is not as wanted, with what is wanted."""
        wanted = {"owner_id": self.owner and self.owner.pk, "notice_days": self.notice_days}
        return {
            name: value
            for name, value in wanted.items()
            if value is not None and getattr(agreement, name) != value
        }


@dataclass(frozen=True, slots=True)
class PassedOver:
    """An agreement that stays as it is, and why: a sentence for people. ``id`` is None of one that is gone."""

    reference: str
    why: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """What was changed, and what was not."""

    changed: tuple[Agreement, ...]
    passed_over: tuple[PassedOver, ...]


def _why_not(agreement: Agreement, *, wanted: Wanted, on: date) -> str:
    """Why this agreement does not get what is wanted, in a sentence; empty when it does."""
    differing = wanted.differing(agreement)
    if not differing:
        return _("Dit staat er al zo.")
    if "notice_days" in differing and (
        why := why_no_notice(facts_of(agreement), differing["notice_days"], on=on)
    ):
        return why
    try:
        agreement.clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def change_together(
    entries: Mapping[int, str], *, wanted: Wanted, on: date, by: Actor, reason: str
) -> Together:
    """Give the agreements the same owner or notice period, with one reason, in one transaction.

    ``entries`` are keys with the ``version_of`` each when it was on the screen: one that somebody changed or deleted
    since is passed over, as is one of which the rules say that it cannot be. Raises Refused when there are too many.
    """
    if len(entries) > MOST_TOGETHER:
        raise Refused(_("Wijzig hoogstens %d overeenkomsten tegelijk.") % MOST_TOGETHER)
    with readable_refusals(), acting(by=by, reason=reason):
        found = _locked(entries)
        marks = versions_of(Agreement, found)
        passed_over = [_gone(key) for key in entries if key not in found]
        changed: dict[int, Agreement] = {}
        for key, agreement in found.items():
            why = _overtaken(agreement, entries[key]) if marks[key] != entries[key] else ""
            if why := why or _why_not(agreement, wanted=wanted, on=on):
                passed_over.append(PassedOver(agreement.reference, why, key))
            else:
                changed[key] = agreement
        _write(changed, wanted)
        connection.check_constraints()
    return Together(tuple(changed.values()), tuple(passed_over))


def _locked(keys: Iterable[int]) -> dict[int, Agreement]:
    """Locked in the order of their keys, so that two who change at once never wait for each other."""
    rows = Agreement.objects.select_for_update(of=("self",)).filter(pk__in=list(keys)).order_by("pk")
    return {row.pk: row for row in rows}


def _write(agreements: Mapping[int, Agreement], wanted: Wanted) -> None:
    """Each once, with only what differs: the history counts one change of each."""
    alike: dict[tuple[tuple[str, Any], ...], list[int]] = {}
    for key, one in agreements.items():
        alike.setdefault(tuple(wanted.differing(one).items()), []).append(key)
    for differing, keys in alike.items():
        Agreement.objects.filter(pk__in=keys).update(**dict(differing))


def _overtaken(agreement: Agreement, seen: str) -> str:
    try:
        check_seen(agreement, seen, remedy=_("Bekijk haar, en kies haar dan opnieuw."))
    except Refused as refused:
        return str(refused)
    return ""


def _gone(key: int) -> PassedOver:
    last = Agreement.history.filter(id=key).order_by("-history_date", "-history_id").first()
    why = _("Iemand anders heeft dit intussen verwijderd; er is niets opgeslagen.")
    return PassedOver(last.reference if last else str(key), why)
