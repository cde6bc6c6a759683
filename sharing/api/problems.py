"""Answers other than success: problem documents (RFC 9457)."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse

from sharing.core.exceptions import InputError

TITLES = {
    400: "Onleesbaar verzoek",
    401: "Niet aangemeld",
    403: "Niet toegestaan",
    404: "Niet gevonden",
    405: "Methode niet toegestaan",
    406: "Niet in deze vorm",
    408: "Te traag",
    409: "Conflict",
    413: "Verzoek te groot",
    415: "Verkeerde soort inhoud",
    422: "Invoer geweigerd",
    429: "Te veel verzoeken",
    503: "Tijdelijk niet beschikbaar",
}


# With every 503: in so many seconds it is worth trying again.
RETRY = {"Retry-After": "5"}


class Problem(Exception):
    """An answer other than success (RFC 9457). ``code`` is a stable word for machines."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        code: str = "",
        errors: Iterable[InputError] = (),
        more_errors: int = 0,
        headers: Mapping[str, str] | None = None,
    ):
        super().__init__(detail)
        self.status, self.detail, self.code = status, detail, code
        self.errors, self.headers = list(errors), dict(headers or {})
        self.more_errors = more_errors

    def response(self) -> HttpResponse:
        """The problem document."""
        body: dict[str, Any] = {
            "type": f"urn:verantwoord:{self.code}" if self.code else "about:blank",
            "title": TITLES[self.status],
            "status": self.status,
            "detail": self.detail,
            "errors": [
                {"index": one.index, "field": one.field, "code": one.code, "message": one.message}
                for one in self.errors
            ],
        }
        if self.more_errors:
            body["more_errors"] = self.more_errors
        if self.code:
            body["code"] = self.code
        response = HttpResponse(as_bytes(body), status=self.status, content_type="application/problem+json")
        for name, value in self.headers.items():
            response[name] = value
        return response


as_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def as_bytes(value: object) -> bytes:
    """JSON in UTF-8; half characters, which UTF-8 does not know, become question marks."""
    return in_utf8(as_text(value))


def in_utf8(text: str) -> bytes:
    """JSON that is a text already, as ``as_bytes``."""
    return text.encode("utf-8", "replace")
