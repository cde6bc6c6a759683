"""What every address of the JSON API has in common: reading bodies strictly, and answering.

Views are plain functions of a ``Call`` that return a value for JSON, or an ``Answer`` with another status.
They raise ``Problem``, or let the operations' refusals pass: those become problems too.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NoReturn

from django.core.exceptions import RequestDataTooBig, ValidationError
from django.http import HttpRequest, HttpResponse

from sharing.api.problems import RETRY, Problem, as_bytes
from sharing.core.exceptions import InputError, NotUnderstood, RefusedInput
from sharing.core.models import validate_code

LARGEST_BODY = 16 * 1024 * 1024
# Five thousand entries with forty categories each.
MOST_VALUES = 500_000
_TEXT = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.DOTALL)
# In the surroundings of a request: its body was left unread, because whoever calls was not known at that moment.
UNREAD = "verantwoord.unread"
MOST_DISCARDED, PIECE = 4 * LARGEST_BODY, 64 * 1024
# How much a page of a list holds.
DEFAULT_LIMIT, LARGEST_LIMIT = 100, 500


@dataclass(frozen=True, slots=True)
class Answer:
    """A successful answer: a value for JSON, or the bytes of an earlier answer."""

    content: Any
    status: int = 200

    def response(self) -> HttpResponse:
        """The answer as JSON."""
        content = self.content if isinstance(self.content, bytes) else as_bytes(self.content)
        return HttpResponse(content, status=self.status, content_type="application/json")


@dataclass(frozen=True, slots=True)
class Call:
    """One request: who makes it (a source system, and what its token may do) and at which instant."""

    request: HttpRequest
    at: datetime
    caller: Any = None
    place: Mapping[str, Any] = field(default_factory=dict)

    @property
    def source(self) -> Any:
        """The source system that calls, with its account."""
        return self.caller.source

    def raw_body(self) -> bytes:
        """The body as sent. Raises Problem 400 when there is none, 413 and 415, and 503 when it was not read."""
        try:
            chunks = _chunks(self.request)
            body = chunks.read(LARGEST_BODY + 1) if chunks else self.request.body
        except RequestDataTooBig:
            body = None
        if body is None or len(body) > LARGEST_BODY:
            raise Problem(413, "De inhoud is groter dan 16 MiB; verdeel hem over meer verzoeken.")
        if not body and self.request.META.get(UNREAD):
            # The database was away when it was asked who calls, or the token came into being in between.
            said = "De inhoud is niet gelezen, omdat het token even niet was na te gaan; stuur dit verzoek opnieuw."
            raise Problem(503, said, headers=RETRY)
        if not body:
            raise Problem(400, "Het verzoek heeft geen inhoud; stuur een JSON-object.")
        if (self.request.content_type or "").lower() != "application/json":
            raise Problem(415, "Stuur de inhoud als application/json.")
        return body

    def body(self) -> dict[str, Any]:
        """The body as a JSON object. Raises Problem 400, 413, 415 and 422."""
        return as_object(self.raw_body())

    def parameters(self, *known: str) -> dict[str, str]:
        """The parameters of the address; RefusedInput on unknown, repeated and unreadable ones."""
        given, errors = self.request.GET, []
        for name in given:
            if name not in known:
                message = f"Onbekende parameter; bekend zijn {', '.join(known) or '(geen)'}."
                errors.append(InputError(message, name[:60], "unknown-field"))
            elif len(given.getlist(name)) > 1:
                errors.append(InputError("Deze parameter staat er twee keer.", name, "duplicate"))
        if errors:
            raise RefusedInput(errors)
        return {name: given[name] for name in given}


View = Callable[[Call], Any]


def _chunks(request: HttpRequest) -> Any:
    """The stream of a body that comes in chunks, which has no length for Django to go by; else None."""
    chunked = "chunked" in request.headers.get("Transfer-Encoding", "").lower()
    return request.META.get("wsgi.input") if chunked else None


def discard_body(request: HttpRequest) -> None:
    """Read what the caller still sends, within reason: who is cut off while sending never sees the answer."""
    try:
        left, stream = MOST_DISCARDED, _chunks(request) or request
        while left > 0 and (part := stream.read(PIECE)):
            left -= len(part)
    except OSError:
        pass  # the caller has gone


class _Unreadable(ValueError):
    """Valid JSON by its grammar, but not to be understood in one way."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = _first_repeated(name for name, _ in pairs)
        raise _Unreadable(f"Het veld “{twice[:60]}” staat twee keer in hetzelfde object.")
    return found


def _first_repeated(names: Iterable[str]) -> str:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            return name
        seen.add(name)
    return ""


def refuse_many_values(body: bytes) -> None:
    """Raise Problem 413 for more values than any call needs: a value of two bytes costs a hundred in memory.

    Every value but the first of a list or an object has a comma before it; commas in texts do not count.
    """
    if body.count(b",") + body.count(b"[") + body.count(b"{") <= MOST_VALUES:
        return
    bare = _TEXT.sub(b"", body)
    if bare.count(b",") + bare.count(b"[") + bare.count(b"{") > MOST_VALUES:
        raise Problem(413, f"De inhoud telt meer dan {MOST_VALUES} waarden; verdeel hem over meer verzoeken.")


def _no_constant(name: str) -> NoReturn:
    raise _Unreadable(f"{name} is geen JSON.")


def as_object(body: bytes) -> dict[str, Any]:
    """A JSON object, read strictly: no duplicate names, no NaN, no nesting beyond reason.

    The standard library's reader: it shows duplicate names, which faster ones hide.
    """
    refuse_many_values(body)
    try:
        value = json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise Problem(400, "De inhoud is geen UTF-8.") from None
    except _Unreadable as error:
        raise Problem(400, f"De inhoud is niet eenduidig te lezen. {error}") from None
    except json.JSONDecodeError as error:
        where = f"regel {error.lineno}, teken {error.colno}"
        raise Problem(400, f"De inhoud is geen geldige JSON ({where}).") from None
    except ValueError:
        raise Problem(400, "De inhoud bevat een getal dat te groot is om te lezen.") from None
    except RecursionError:
        raise Problem(400, "De inhoud is te diep genest.") from None
    if not isinstance(value, dict):
        raise RefusedInput([InputError("De inhoud moet een JSON-object zijn.", code="type")])
    return value


def place_in_list(given: Mapping[str, str]) -> tuple[str, int, list[InputError]]:
    """After which code a page begins ("" for the first), how much it holds, and what is wrong with either."""
    errors, text, after = [], given.get("limit", ""), ""
    limit = int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
    if "limit" not in given:
        limit = DEFAULT_LIMIT
    elif not 1 <= limit <= LARGEST_LIMIT:
        errors.append(InputError(f"Kies een getal van 1 tot en met {LARGEST_LIMIT}.", "limit"))
    try:
        after = code_at(given["cursor"]) if "cursor" in given else ""
    except ValueError as error:
        errors.append(InputError(str(error), "cursor"))
    return after, limit, errors


def page_cursor(code: str) -> str:
    """The place after a code in a list sorted by code, as an opaque piece of an address."""
    return base64.urlsafe_b64encode(code.encode()).decode().rstrip("=")


def code_at(cursor: str) -> str:
    """The code of a cursor; NotUnderstood when it is not one of ours."""
    try:
        code = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True).decode()
        validate_code(code)
    except (ValueError, binascii.Error, ValidationError):
        raise NotUnderstood("Deze bladwijzer is ongeldig; begin opnieuw zonder.") from None
    return code
