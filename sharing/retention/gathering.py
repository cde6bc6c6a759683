"""Making the list of a proposal: records as they are now, and everything that there is of one dossier."""

import hashlib
import secrets
import string
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Func, Max, Q, QuerySet
from django.utils.translation import gettext as _

from sharing.answers.models import AccessAnswer
from sharing.background.models import BackgroundWork
from sharing.consents.models import Consent, Objection
from sharing.consents.request_models import RequestedDossier
from sharing.core.dossiers import seal
from sharing.core.exceptions import InputError
from sharing.core.looking.models import Look
from sharing.core.models import Register
from sharing.disclosures.models import Disclosure
from sharing.parties.models import Party
from sharing.retention.choices import WITH_TERM, RecordKind
from sharing.retention.models import RetentionHold
from sharing.retention.what import DOSSIERS, contact_places, history_of
from sharing.rights.models import RightsRequest
from sharing.rights.recipient_models import RecipientNotice

MODELS: dict[RecordKind, Any] = {
    RecordKind.DISCLOSURE: Disclosure,
    RecordKind.CONSENT: Consent,
    RecordKind.OBJECTION: Objection,
    RecordKind.REQUEST: RightsRequest,
    RecordKind.REQUESTED: RequestedDossier,
    RecordKind.ANSWER: AccessAnswer,
    RecordKind.WORK: BackgroundWork,
    RecordKind.LOOK: Look,
    RecordKind.HOLD: RetentionHold,
}
# The records in which somebody stands who is no data subject, and their history.
CONTACT_MODELS: tuple[Any, ...] = tuple(
    model for kept in (Party, RightsRequest, RecipientNotice) for model in (kept, kept.history.model)
)
_BY_TABLE = {model._meta.db_table: model for model in MODELS.values()}


@dataclass(frozen=True, slots=True)
class Listed:
    """One record of a list: its kind and key, its last history row, the sealed dossier, what comes in its place."""

    kind: str
    record: int
    seen: int
    dossier: bytes | None = None
    mark: bytes | None = None
    place: str = ""


def listed(kind: RecordKind, records: QuerySet[Any]) -> list[Listed]:
    """These records as they are now."""
    model = MODELS[kind]
    found = dict(records.order_by().values_list("pk", "dossier"))
    last: dict[int, int] = {}
    if issubclass(model, Register):
        seen = model.history.filter(id__in=list(found)).order_by().values("id")
        last = dict(seen.annotate(last=Max("history_id")).values_list("id", "last"))
    return [
        Listed(
            kind.value,
            key,
            last.get(key, 0),
            bytes(dossier) if dossier is not None else None,
            _nobody() if kind == RecordKind.REQUESTED else None,
        )
        for key, dossier in sorted(found.items())
    ]


def everything_about(seals: Sequence[bytes], *, kinds: Collection[str] = WITH_TERM) -> list[Listed]:
    """All that is kept of a dossier (under any of its seals), of these kinds.

    Of all kinds also what goes with the dossier only: its number in requests of authorities, holds that were released,
    and earlier states of records that turned out to be about somebody else.
    """
    whole = set(kinds) >= {one.value for one in WITH_TERM}
    chosen = list(MODELS) if whole else [one for one in WITH_TERM if one in kinds]
    found = [
        one for kind in chosen for one in listed(kind, MODELS[kind].objects.filter(dossier__in=list(seals)))
    ]
    return found + (_earlier(seals, found) if whole else [])


def _earlier(seals: Sequence[bytes], going: Iterable[Listed]) -> list[Listed]:
    """Rows of the history that name the dossier, of records that stay."""
    gone = {(MODELS[RecordKind(one.kind)]._meta.db_table, one.record) for one in going}
    found = []
    for table, column in DOSSIERS:
        rows = _BY_TABLE[table].history.filter(Q(**{f"{column}__in": list(seals)})).order_by("history_id")
        for key, record, dossier in rows.values_list("history_id", "id", column):
            if (table, record) not in gone:
                place = f"{history_of(table)}.{column}"
                found.append(
                    Listed(RecordKind.EARLIER.value, key, key, bytes(dossier), _nobody(), place),
                )
    return found


class _Said(Func):
    """The hash of a text as PostgreSQL makes it."""

    function = "hashtextextended"
    template = "%(function)s(%(expressions)s, 0)"
    output_field = BigIntegerField()


def contact_texts(words: str) -> list[Listed]:
    """Where a name or address stands: the whole text, or within a reason of the history.

    Capitals and spaces around it do not matter.
    """
    found, models = [], {one._meta.db_table: one for one in CONTACT_MODELS}
    for (table, column), key in contact_places().items():
        how = "icontains" if column == "history_change_reason" else "iexact"
        same = models[table]._base_manager.filter(**{f"{column}__{how}": words.strip()})
        found += [
            Listed(RecordKind.CONTACT.value, record, said, place=f"{table}.{column}")
            for record, said in same.annotate(said=_Said(column)).order_by(key).values_list(key, "said")
        ]
    return found


def _nobody() -> bytes:
    """The seal of a number that no dossier has: letters only, made by chance."""
    return seal("gewist-" + "".join(secrets.choice(string.ascii_lowercase) for _ in range(24)))


def manifest_of(items: Iterable[Any]) -> str:
    """Hex SHA-256 of a list, as the database computes it: kind, key, last history row and place, sorted."""
    lines = sorted((one.kind, one.record, one.place, one.seen) for one in items)
    text = "\n".join(f"{kind}:{record}:{seen}:{place}" for kind, record, place, seen in lines)
    return hashlib.sha256(text.encode()).hexdigest()


def why_not_forgotten(words: str | None, reason: str | None) -> list[InputError]:
    """What is wrong with a name or an address that is to go, and with why; what is not known is not judged."""
    if words is None:
        return []
    said, errors = words.strip(), []
    if said and reason and said.casefold() in reason.casefold():
        message = _("Hierin staat wat u wilt laten verwijderen, en dit blijft bewaard. Laat het weg.")
        errors.append(InputError(message, "reason", "invalid"))
    if not said or not contact_texts(said):
        message = _("Dit staat nergens bij een partij of vertegenwoordiger. Vul het in zoals het er staat.")
        errors.append(InputError(message, "words", "invalid"))
    return errors
