"""The same for several agreements in one operation: their owner, or their notice period.

Each is judged by itself, field by field. What cannot be changed is passed over and named with why; the rest is changed
all the same.
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
from sharing.core.dutch import within
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
    """What of an agreement stays as it is, and why: a sentence for people. ``id`` is None of one that is gone."""

    reference: str
    why: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Together:
    """What was changed, and what was not: an agreement of which one field could not be is in both.

    ``written`` holds by the key of an agreement its fields that changed, with what they became.
    """

    changed: tuple[Agreement, ...]
    passed_over: tuple[PassedOver, ...]
    written: Mapping[int, Mapping[str, Any]]


def _fitting(agreement: Agreement, *, wanted: Wanted, on: date) -> tuple[dict[str, Any], str]:
    """The fields that change, with what they become; and why others stay, in a sentence, empty when none do."""
    differing = wanted.differing(agreement)
    if not differing:
        return {}, _("Dit staat er al zo.")
    try:
        agreement.clean()
    except ValidationError as error:
        return {}, " ".join(error.messages)
    days = differing.get("notice_days")
    if days is None or not (why := why_no_notice(facts_of(agreement), days, on=on)):
        return differing, ""
    del differing["notice_days"]
    return differing, _("De opzegtermijn blijft zoals die is: %s") % within(why)


def change_together(
    entries: Mapping[int, str], *, wanted: Wanted, on: date, by: Actor, reason: str
) -> Together:
    """Give the agreements the same owner or notice period, with one reason, in one transaction.

    ``entries`` are keys with the ``version_of`` each when it was on the screen: one that somebody changed or deleted
    since is passed over, as is a field that by the rules it cannot have. Raises Refused when there are too many.
    """
    if len(entries) > MOST_TOGETHER:
        raise Refused(_("Wijzig hoogstens %d overeenkomsten tegelijk.") % MOST_TOGETHER)
    with readable_refusals(), acting(by=by, reason=reason):
        found = _locked(entries)
        marks = versions_of(Agreement, found)
        passed_over = [_gone(key) for key in entries if key not in found]
        written: dict[int, dict[str, Any]] = {}
        for key, agreement in found.items():
            fitting: dict[str, Any] = {}
            if not (why := _overtaken(agreement, entries[key]) if marks[key] != entries[key] else ""):
                fitting, why = _fitting(agreement, wanted=wanted, on=on)
            if fitting:
                written[key] = fitting
            if why:
                passed_over.append(PassedOver(agreement.reference, why, key))
        _write(written)
        connection.check_constraints()
    return Together(tuple(found[key] for key in written), tuple(passed_over), written)


def _locked(keys: Iterable[int]) -> dict[int, Agreement]:
    """Locked in the order of their keys, so that two who change at once never wait for each other."""
    rows = Agreement.objects.select_for_update(of=("self",)).filter(pk__in=list(keys)).order_by("pk")
    return {row.pk: row for row in rows}


def _write(written: Mapping[int, Mapping[str, Any]]) -> None:
    """Each once, with only what differs: the history counts one change of each."""
    alike: dict[tuple[tuple[str, Any], ...], list[int]] = {}
    for key, fields in written.items():
        alike.setdefault(tuple(fields.items()), []).append(key)
    for fitting, keys in alike.items():
        Agreement.objects.filter(pk__in=keys).update(**dict(fitting))


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
