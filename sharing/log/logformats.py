"""An entry of the log in the words of two Dutch standards for logging what is done with personal data.

VNG Realisatie, API's voor verwerkingenlogging: a ``verwerkingsactie``. Logius, Logboek dataverwerkingen 1.0: a line of
the log, as a span of OpenTelemetry in OTLP's JSON. Pure functions; what each leaves out stands in docs/logformaten.md.

Neither holds a dossier number. A person is known by a pseudonym: 128 bits under a key of this installation, the same in
both files and at every export, of no use to who does not have that key.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

LONGEST = 80  # characters of a name (VNG)
PSEUDONYM = "pseudoniem-verantwoord"
# Of OpenTelemetry: a step inside an application, and "no error" (Logius: Unset).
_INTERNAL, _UNSET = 1, 0
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Confidential(StrEnum):
    """Whether a person may be told (VNG ``vertrouwelijkheid``)."""

    NORMAL = "normaal"
    SECRET = "vertrouwelijk"  # noqa: S105 - a value of the standard
    LIFTED = "opgeheven"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who received: by a number of the trade register where there is one."""

    code: str
    kvk_number: str
    foreign_number: str


@dataclass(frozen=True, slots=True)
class Activity:
    """The processing activity that a disclosure belongs to: its place in the register; no code when unknown."""

    code: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What both formats are made of. Instants are aware; ``oin`` is the organisation's own number, if it has one."""

    id: int
    disclosed_at: datetime
    recorded_at: datetime
    recorded_by: str
    person: str
    subject: str
    purpose: str
    categories: Sequence[str]
    recipient: Recipient
    activity: Activity
    source: str
    source_url: str
    confidential: Confidential
    void: bool
    oin: str = ""


def pseudonym(number: str, key: bytes) -> str:
    """32 hexadecimal digits for a dossier number in its normal form."""
    return hashlib.blake2b(number.encode(), digest_size=16, key=key).hexdigest()


def _digest(kind: str, entry: Entry, size: int, key: bytes) -> bytes:
    return hashlib.blake2b(f"{kind}/{entry.id}".encode(), digest_size=size, key=key).digest()


def trace_of(entry: Entry, key: bytes) -> bytes:
    """16 bytes: the processing that the disclosure was, the same in both formats and at every export."""
    return _uuid(_digest("trace", entry, 16, key)).bytes


def as_vng(entry: Entry, key: bytes) -> dict[str, Any]:
    """A ``verwerkingsactie``; what is not known is left out."""
    kind, number = _number_of(entry.recipient)
    action: dict[str, Any] = {
        "actieId": str(_uuid(_digest("actie", entry, 16, key))),
        "actieNaam": "Verstrekken van persoonsgegevens",
        "handelingNaam": _short(entry.purpose),
        "verwerkingNaam": _short(entry.activity.name),
        "verwerkingId": str(UUID(bytes=trace_of(entry, key))),
        "verwerkingsactiviteitId": entry.activity.code,
        "verwerkingsactiviteitUrl": entry.activity.url,
        "vertrouwelijkheid": entry.confidential.value,
        "uitvoerder": entry.oin,
        "systeem": "Verantwoord",
        "gebruiker": entry.recorded_by,
        "gegevensbron": _short(entry.source),
        "soortAfnemerId": kind,
        "afnemerId": number,
        "tijdstip": _instant(entry.disclosed_at),
        "tijdstipRegistratie": _instant(entry.recorded_at),
        "vervallen": entry.void,
        "verwerkteObjecten": [
            {
                "objecttype": "Persoon",
                "soortObjectId": PSEUDONYM,
                "objectId": entry.person,
                "betrokkenheid": _short(entry.subject),
                "verwerkteSoortenGegevens": [{"soortGegeven": _short(one)} for one in entry.categories],
            }
        ],
    }
    return {name: value for name, value in action.items() if value != ""}


def as_ldv(entry: Entry, key: bytes) -> dict[str, Any]:
    """A span: one person, one disclosure. Times are nanoseconds, as strings (OTLP); the entry knows one moment."""
    moment = str((entry.disclosed_at - _EPOCH) // timedelta(milliseconds=1) * 1_000_000)
    attributes = {
        "dpl.core.processing_activity_id": entry.activity.url,
        "dpl.core.data_subject_id": entry.person,
        "dpl.core.data_subject_id_type": PSEUDONYM,
    }
    if entry.source_url:  # another application called this one: the source that reported it
        attributes["dpl.core.foreign_operation.processor"] = entry.source_url
    return {
        "traceId": trace_of(entry, key).hex(),
        "spanId": _digest("span", entry, 8, key).hex(),
        "name": f"Verstrekken: {entry.purpose}",
        "kind": _INTERNAL,
        "startTimeUnixNano": moment,
        "endTimeUnixNano": moment,
        "attributes": [{"key": name, "value": {"stringValue": value}} for name, value in attributes.items()],
        "status": {"code": _UNSET},
    }


def _number_of(recipient: Recipient) -> tuple[str, str]:
    if recipient.kvk_number:
        return "KvK-nummer", recipient.kvk_number
    if recipient.foreign_number:
        return "buitenlands registernummer", recipient.foreign_number
    return "partijcode", recipient.code


def _uuid(digest: bytes) -> UUID:
    return UUID(bytes=digest, version=4)  # VNG asks for the form of that version


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _instant(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
