"""Sending what is recorded to the organisation's own log of processing, as OTLP over HTTP (ADR 0073).

Logius' logboek dataverwerkingen 1.0 recommends OTLP; the lines are those of `export_log`. Every entry goes, in the
order of its number, and is noted as sent after the other side took it: killed in between, it goes again under the same
numbers of trace and span, by which who receives knows it.
"""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils.translation import gettext as _

from sharing.core.dossiers import derived_key
from sharing.core.exceptions import Refused
from sharing.core.periods import amsterdam_day
from sharing.disclosures.models import Disclosure
from sharing.log.logfiles import COLUMNS, KEY, Readable, envelope
from sharing.log.logformats import Entry, as_ldv
from sharing.log.models import Emitted
from sharing.log.settled import PATIENCE, last_settled

BATCH = 1_000  # entries of one message, about 0.7 MB
MOST = 20  # messages of one run: other work that happens by itself waits for it
LONGEST = 20.0  # seconds after which a run begins no other message, for the same reason
TIMEOUT = 10  # seconds without a sign of the other side
_ANSWER = 64 * 1024  # bytes that are read of what it says
_SAID = 200  # characters of it that are told
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass
class Emission:
    """What one run did. ``refused`` lines were not kept, somewhere ``among`` these numbers; ``said`` is why. A run ends
    with a message of which something was not kept, so that it is told.

    ``waits``: nothing was sent, since something is being recorded that may get a lower number.
    """

    sent: int = 0
    refused: int = 0
    among: tuple[int, int] = (0, 0)
    said: str = ""
    waits: bool = False


def emit_log(*, at: datetime, patience: float = PATIENCE) -> Emission:
    """Send what was recorded since the former run; ``at`` is the instant that is kept with it.

    The first run sends nothing: what there was before goes as a file. Nothing is sent while no address is set. Entries
    that were voided before their turn are left out. Raises Refused when a setting is of no use, and when the other side
    takes nothing now: what is waiting goes at a next run.
    """
    done = Emission()
    if not settings.OTLP_ENDPOINT:
        return done
    place = _place(settings.OTLP_ENDPOINT)
    last = last_settled(patience)
    if last is None:
        done.waits = True
        return done
    known, is_first = Emitted.objects.get_or_create(pk=1, defaults={"upto": last, "at": at})
    entries = Disclosure.objects.filter(id__lte=last, voided_at=None).order_by("id").values(*COLUMNS)
    readable, end = None, time.monotonic() + LONGEST
    for _message in range(0 if is_first else MOST):
        if known.upto >= last or done.refused or time.monotonic() > end:
            break
        rows = list(entries.filter(id__gt=known.upto)[:BATCH])
        if rows:
            readable = readable or Readable(on=amsterdam_day(at), oin="")
            done.refused, done.said = _deliver(readable.entries(rows), place=place, at=at)
            done.sent += len(rows) - done.refused
            done.among = (rows[0]["id"], rows[-1]["id"])
        upto = rows[-1]["id"] if len(rows) == BATCH else last
        Emitted.objects.filter(pk=1, upto=known.upto).update(upto=upto, at=at, away_since=None)
        known.upto = upto
    return done


def _place(address: str) -> str:
    """Where it goes, without a name or password that stands in the address. Raises Refused for one of no use."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if not host or not (parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK)):
        raise Refused(
            _(
                "OTLP_ENDPOINT is geen adres dat begint met https://; zet er het volledige adres, zoals "
                "https://logboek.voorbeeld.nl/v1/traces, of haal de variabele weg."
            )
        )
    return f"{host}:{port}" if port else host


def _deliver(entries: Iterable[Entry], *, place: str, at: datetime) -> tuple[int, str]:
    """Have these lines taken: how many the other side did not keep, and why. Raises Refused, and keeps since when."""
    key, (head, tail) = derived_key(KEY), envelope()
    lines = ",".join(json.dumps(as_ldv(one, key)) for one in entries)
    try:
        status, answer = _posted(f"{head}{lines}{tail}".encode())
    except (requests.exceptions.InvalidHeader, UnicodeError) as error:
        raise Refused(
            _(
                "OTLP_HEADERS heeft een waarde die niet als kop mee kan (%s); schrijf naam=waarde, met komma's "
                "ertussen."
            )
            % error
        ) from None
    except requests.RequestException as error:
        status, answer, why = 0, b"", type(error).__name__
    else:
        why = f"HTTP {status}"
    if status != requests.codes.ok:
        Emitted.objects.filter(pk=1, away_since=None).update(away_since=at)
        raise Refused(
            _(
                "Het logboek op %(place)s neemt niets aan (%(why)s). Er is niets verloren: wat wacht, gaat met een "
                "volgende poging mee. Controleer OTLP_ENDPOINT en OTLP_HEADERS."
            )
            % {"place": place, "why": why}
        )
    return _not_kept(answer)


def _posted(body: bytes) -> tuple[int, bytes]:
    """The status and the beginning of the answer; nobody is followed to another address."""
    with requests.post(
        settings.OTLP_ENDPOINT,
        data=body,
        headers={**settings.OTLP_HEADERS, "Content-Type": "application/json"},
        timeout=TIMEOUT,
        allow_redirects=False,
        stream=True,
    ) as answer:
        return answer.status_code, next(answer.iter_content(_ANSWER), b"")


def _not_kept(answer: bytes) -> tuple[int, str]:
    """How many lines the other side has refused for good, and why (OTLP: ``partialSuccess``)."""
    try:
        told = json.loads(answer or b"{}").get("partialSuccess") or {}
        said = " ".join(str(told.get("errorMessage") or "").split())
        return max(0, int(told.get("rejectedSpans") or 0)), said[:_SAID]
    except (ValueError, AttributeError, TypeError):
        return 0, ""
