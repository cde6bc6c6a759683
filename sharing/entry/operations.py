"""Recording by hand: one or several persons at once, through the one gate, and never the same thing twice unasked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.core.exceptions import InputError, RecordedBefore, Refused
from sharing.core.locks import RECORDING_BY_HAND
from sharing.disclosures.checking import outcome_of
from sharing.disclosures.choices import Outcome
from sharing.disclosures.intake.channels import FORM, Raw, in_chunks
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import USED, recording
from sharing.entry.doubles import doubles_of, unconfirmed
from sharing.parties.models import Party
from sharing.reference.models import Purpose
from sharing.sources.operations import BY_HAND, built_in_source


class Doubles(Refused):
    """What is to be recorded may be in the log already; ``found`` has per entry what that is, or nothing.

    Nothing was stored. ``ids`` are the keys of all that was found: who confirms them, confirms what he saw.
    """

    code = "double"

    def __init__(self, found: Sequence[Sequence[Disclosure]]) -> None:
        super().__init__(
            _("Misschien is dit al vastgelegd. Er is nog niets opgeslagen; kijk hieronder wat er al staat.")
        )
        self.found = found

    @property
    def ids(self) -> list[int]:
        return sorted({row.pk for rows in self.found for row in rows})


@dataclass(frozen=True, slots=True)
class Kept:
    """The keys of what was stored, in the order of the entries; ``deviations`` how many of them a rule forbade.

    ``before``: the very same was sent before and stored then.
    """

    ids: tuple[int, ...]
    deviations: int = 0
    before: bool = False


def record_by_hand(
    entries: Sequence[Raw],
    *,
    recipient: Party,
    purpose: Purpose,
    confirmed: frozenset[int],
    by: Actor,
    at: datetime,
    reason: str,
) -> Kept:
    """Record entries of one recipient and purpose, each about one person; all of them or none.

    The very same entries (by their ids) sent again are stored once. Raises Doubles when the log may have one of them
    already and it is not among the ``confirmed`` keys, RecordedBefore when the ids were used for something else,
    and what `recording` raises.
    """
    source = built_in_source(BY_HAND)
    ids = [raw.external_id for raw in entries]
    with acting(by=by, reason=reason):
        # One after the other: two tabs with the same words must see each other.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RECORDING_BY_HAND])
        before = Disclosure.objects.filter(source=source, external_id__in=ids)
        if not before.exists():
            found = doubles_of(entries, recipient, purpose)
            if unconfirmed(found, confirmed):
                raise Doubles(found)
        with recording(source=source, by=by, at=at, reason=reason, words=FORM, again=True) as log:
            rows = [row for chunk in in_chunks(enumerate(entries)) for row in log.add(chunk)]
        if log.passed_over:
            return _sent_before(ids, source.pk, log.passed_over)
        deviations = sum(outcome_of(verdict) == Outcome.DEVIATION for _key, _entry, verdict in rows)
        return Kept(tuple(int(key) for key, _entry, _verdict in rows), deviations)


def _sent_before(ids: Sequence[str], source: int, known: int) -> Kept:
    if known < len(ids):  # some of it was stored then, and some of it is new: that is another form by now
        message = _(
            "Dit formulier is al eerder verzonden, met andere regels; wat toen is verzonden, is vastgelegd."
        )
        raise RecordedBefore([InputError(message, code=USED)])
    rows = Disclosure.objects.filter(source=source, external_id__in=ids)
    keys = dict(rows.values_list("external_id", "pk"))
    return Kept(tuple(keys[one] for one in ids), before=True)
