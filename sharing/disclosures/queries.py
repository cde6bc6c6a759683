"""Reads that writing needs: what a source sent before, which requests entries refer to, whose work an entry is."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Min, Q
from django.utils.translation import gettext as _

from sharing.consents.choices import Assessment, ObjectionDecision
from sharing.consents.models import Objection
from sharing.consents.request_models import AuthorityRequest
from sharing.consents.rules import AuthorityRequestFacts
from sharing.core import locks
from sharing.core.actor import Actor
from sharing.core.dossiers import unseal
from sharing.core.exceptions import Refused
from sharing.core.normalising.queries import seals_of
from sharing.core.records import version_of
from sharing.disclosures.choices import Outcome, Review
from sharing.disclosures.models import Disclosure
from sharing.disclosures.triggers import WRITERS
from sharing.gate.choices import Severity
from sharing.gate.judge import HOLD_OBJECTIONS
from sharing.parties.queries import of_organisation
from sharing.reference.models import DataCategory
from sharing.reference.queries import below
from sharing.sources.models import Source

# What legal staff judges: what a rule forbade, what turned out to rest on a consent that was withdrawn, and what turned
# out to be against an objection or restriction (nothing else that was permitted waits or was accepted).
IN_DOUBT = (Review.PENDING, Review.ACCEPTED)
TO_JUDGE = Q(outcome=Outcome.DEVIATION) | Q(withdrawn_consent__isnull=False) | Q(review__in=IN_DOUBT)


class OwnWork(Refused):
    """Nobody judges what they recorded or corrected themselves."""

    code = "own-work"


def stored_entries(source: Source, external_ids: Collection[str]) -> dict[str, bytes]:
    """Of these ids the ones that the source already used, with the fingerprint of what it sent then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT external_id, fingerprint FROM sharing_disclosure"
            " WHERE source_id = %s AND external_id = ANY(string_to_array(%s, E'\\x1f'))",
            [source.pk, "\x1f".join(external_ids)],
        )
        return {external_id: bytes(sent) for external_id, sent in cursor}


def writers_of(disclosure: Disclosure) -> set[int]:
    """Keys of the accounts that recorded it, also by a token, corrected it, or are proposing a correction: they judge
    nothing of it.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {WRITERS}(%s)", [disclosure.pk])
        return set(cursor.fetchone()[0])


def own_among(disclosures: Iterable[Disclosure], *, by: Actor) -> set[int]:
    """Keys of those that ``by`` recorded or corrected, or is proposing something about: as ``check_not_own`` says."""
    keys = [row.pk for row in disclosures]
    with connection.cursor() as cursor:
        asked = f"SELECT id FROM unnest(%s::bigint[]) id WHERE %s = ANY({WRITERS}(id))"  # noqa: S608 - a name of ours
        cursor.execute(asked, [keys, by.pk])
        return {key for (key,) in cursor}


def waiting_since(disclosures: Iterable[Disclosure]) -> dict[int, datetime]:
    """Since when each was to be judged: the first moment at which its history says so."""
    keys = [row.pk for row in disclosures]
    rows = Disclosure.history.filter(id__in=keys, review=Review.PENDING).order_by()
    return dict(rows.values_list("id").annotate(Min("history_date")))


def hold_consents(seals: Collection[bytes]) -> None:
    """Lock the consents of these persons: none is withdrawn, and no objection written, until the transaction ends.

    Always before a disclosure is locked: a withdrawal locks in the same order.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD_OBJECTIONS, [locks.OPPOSED, sorted({seal[0] for seal in seals})])
        cursor.execute(
            "SELECT id FROM sharing_consent WHERE dossier = ANY(%s) ORDER BY id FOR SHARE", [list(seals)]
        )


def is_judged(disclosure: Disclosure) -> bool:
    """Whether there is something to judge about it, as in ``TO_JUDGE``."""
    marked = disclosure.withdrawn_consent_id is not None or disclosure.review in IN_DOUBT
    return marked or disclosure.outcome == Outcome.DEVIATION


def is_opposed(disclosure: Disclosure) -> bool:
    """Whether it turned out to be against an objection or restriction that was recorded later."""
    permitted = disclosure.outcome == Outcome.PERMITTED and disclosure.withdrawn_consent_id is None
    return permitted and disclosure.review in IN_DOUBT


def opposing(disclosure: Disclosure) -> list[Objection]:
    """The objections and restrictions against it that held when it was made and were recorded after it."""
    rows = Objection.objects.filter(
        Q(in_force_until__isnull=True) | Q(in_force_until__gt=disclosure.disclosed_at),
        Q(recipient__isnull=True) | of_organisation("recipient", disclosure.recipient_id),
        dossier__in=seals_of(unseal(disclosure.dossier)),
        decision=ObjectionDecision.UPHELD,
        in_force_from__lte=disclosure.disclosed_at,
    )
    against = [
        one
        for one in rows.order_by("pk")
        if one.purpose_id is None or disclosure.purpose_id in below([one.purpose_id])
    ]
    return [one for one in against if known_since(one) > disclosure.recorded_at]


def known_since(objection: Objection) -> datetime:
    """Since when the register says that this upheld objection or restriction holds."""
    states: Any = Objection.history.filter(id=objection.pk, decision=ObjectionDecision.UPHELD)
    first: datetime = states.aggregate(first=Min("history_date"))["first"]
    return first


def takes_two(row: Disclosure) -> bool:
    """Whether a finding disappears when it becomes void: it was ever to be judged, whatever was decided."""
    return row.review != ""


def corrected_away(disclosures: Iterable[Disclosure]) -> dict[int, list[dict[str, Any]]]:
    """Per key the findings that blocked in an earlier state and do no more: who judges it is shown them too."""
    now = {row.pk: {one["message"] for one in row.findings} for row in disclosures}
    found: dict[int, dict[str, dict[str, Any]]] = {}
    states = Disclosure.history.filter(id__in=list(now)).order_by("id", "history_date", "history_id")
    for key, findings in states.values_list("id", "findings"):
        for one in findings:
            if one["severity"] == Severity.BLOCK and one["message"] not in now[key]:
                found.setdefault(key, {})[one["message"]] = one
    return {key: list(gone.values()) for key, gone in found.items()}


def as_seen(current: Disclosure, *, among: int = 1) -> list[dict[str, Any]]:
    """What is kept of what a reviewer saw: which state, out of how many in one decision, the findings of then, and
    those that a correction had made disappear.
    """
    state = version_of(Disclosure, current.pk)
    message = f"Stand {state} van deze verstrekking"  # kept as evidence, and so plain Dutch
    if among > 1:
        message += f", in één besluit over {among} verstrekkingen"
    findings = [{"code": one["code"], "message": one["message"]} for one in current.findings]
    gone = [
        {"code": one["code"], "message": f"Weggecorrigeerd: {one['message']}"}
        for one in corrected_away([current]).get(current.pk, ())
    ]
    return [{"state": state, "among": among, "message": message}, *findings, *gone]


def check_not_own(disclosure: Disclosure, *, by: Actor) -> None:
    """Raise OwnWork when ``by`` recorded or corrected this disclosure, by a token of theirs as well, or is proposing a
    correction of it.
    """
    if by.pk in writers_of(disclosure):
        raise OwnWork(
            _(
                "U legde deze verstrekking zelf vast, met het token van een bronsysteem van u, of corrigeerde haar. "
                "Wie dat deed, beoordeelt haar niet; vraag een collega."
            )
        )


class AuthorityRequests:
    """The authority requests that entries refer to, each read once; for one recording or check."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[int, AuthorityRequestFacts] | None] = {"": None}

    def unread(self, references: Iterable[str]) -> set[str]:
        """Of these references those that the database was not asked about."""
        return set(references) - self._known.keys()

    def read(self, references: Iterable[str]) -> None:
        """Ask the database about these references."""
        wanted = self.unread(references)
        rows = (
            AuthorityRequest.objects.filter(reference__in=wanted)
            .select_related("authority")
            .prefetch_related("dossiers")
        )
        codes = dict(DataCategory.objects.values_list("id", "code")) if wanted else {}
        self._known |= dict.fromkeys(wanted) | {row.reference: (row.pk, _request(row, codes)) for row in rows}

    def get(self, reference: str) -> tuple[int, AuthorityRequestFacts] | None:
        """Key and facts of a request; None when there is none."""
        if reference not in self._known:
            self.read([reference])
        return self._known[reference]


def _request(row: AuthorityRequest, codes: Mapping[int, str]) -> AuthorityRequestFacts:
    return AuthorityRequestFacts(
        reference=row.reference,
        authority=row.authority.code,
        assessed_by=row.assessed_by_id,
        confirmed_by=row.confirmed_by_id,
        confirmed_at=row.confirmed_at,
        granted=row.assessment == Assessment.GRANTED,
        categories=frozenset(codes[key] for key in row.data_categories),
        dossiers=frozenset(bytes(one.dossier) for one in row.dossiers.all()),
        provision=row.legal_provision,
        period_from=row.period_from,
        period_until=row.period_until,
    )
