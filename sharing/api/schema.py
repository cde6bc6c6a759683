"""`GET openapi.json`: the API as OpenAPI 3.1."""

from functools import cache
from typing import Any

from sharing.api.envelope import LARGEST_BODY
from sharing.api.problems import TITLES
from sharing.api.schemas import SCHEMAS
from sharing.api.shapes import CODE, DAY, Schema, one_of, ref
from sharing.parties.choices import Capacity

VERSION = "1"
_PROBLEMS = (401, 403, 429)
_BODY_PROBLEMS = (400, 401, 403, 413, 415, 422, 429)
_CHALLENGE: Schema = {
    "WWW-Authenticate": {
        "description": "Wat er aan het token ontbreekt (RFC 6750)",
        "required": True,
        "schema": {"type": "string", "pattern": "^Bearer "},
    }
}
_WAIT: Schema = {
    "Retry-After": {
        "description": "Na zoveel seconden kan hetzelfde verzoek opnieuw",
        "required": True,
        "schema": {"type": "integer", "minimum": 1},
    }
}
_HEADERS = {401: _CHALLENGE, 403: _CHALLENGE, 429: _WAIT, 503: _WAIT}


def _content(schema: Schema) -> Schema:
    return {"application/json": {"schema": schema}}


def _problem(status: int) -> Schema:
    """The response of a problem document, with the headers that come along."""
    headers = {"headers": _HEADERS[status]} if status in _HEADERS else {}
    content = {"application/problem+json": {"schema": ref("Problem")}}
    return {"description": TITLES[status], **headers, "content": content}


def _operation(
    name: str,
    summary: str,
    scope: str,
    answer: str,
    *,
    status: int = 200,
    body: Schema | None = None,
    problems: tuple[int, ...] = (),
    parameters: tuple[Schema, ...] = (),
    links: Schema | None = None,
) -> Schema:
    codes = sorted({*(_BODY_PROBLEMS if body else _PROBLEMS), *problems, 503})
    operation: dict[str, Any] = {
        "operationId": name,
        "summary": summary,
        "responses": {
            str(status): {
                "description": "Gelukt",
                "content": _content(ref(answer)),
                **({"links": links} if links else {}),
            },
            **{str(code): _problem(code) for code in codes},
        },
        "security": [{"token": [scope]}],
    }
    if parameters:
        operation["parameters"] = list(parameters)
    if body:
        operation["requestBody"] = {"required": True, "content": _content(body)}
    return operation


def _link(operation: str, place: str) -> Schema:
    """Where the number in an answer leads."""
    return {operation: {"operationId": operation, "parameters": {"id": f"$response.body#{place}"}}}


def _parameter(name: str, place: str, schema: Schema, description: str, *, required: bool = False) -> Schema:
    return {
        "name": name,
        "in": place,
        "schema": schema,
        "description": description,
        "required": required or place == "path",
    }


_KEY = _parameter(
    "Idempotency-Key",
    "header",
    {"type": "string", "pattern": r"^[\x21-\x7e]{1,255}$", "minLength": 1, "maxLength": 255},
    "Kenmerk van dit verzoek, bij herhalen hetzelfde",
    required=True,
)
_ID = _parameter("id", "path", {"type": "integer", "minimum": 1}, "Nummer")
_CURSOR = _parameter(
    "cursor", "query", {"type": "string", "minLength": 1}, "Waar de vorige bladzijde ophield"
)
_LIMIT = _parameter(
    "limit",
    "query",
    {"type": "integer", "minimum": 1, "maximum": 500, "default": 100},
    "Grootte van de bladzijde",
)


@cache
def openapi() -> Schema:
    """The document."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Verantwoord",
            "version": VERSION,
            "description": (
                "Toetsen, vastleggen en terugvinden van verstrekkingen van persoonsgegevens. Fouten zijn "
                f"probleemdocumenten (RFC 9457). Een verzoek telt hoogstens {LARGEST_BODY} bytes."
            ),
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {
            "/disclosures/check": {
                "post": _operation(
                    "checkDisclosures",
                    "Mag dit worden verstrekt? Slaat niets op en mag vooruitkijken.",
                    "check",
                    "Results",
                    body={"anyOf": [ref("Entry"), ref("Entries")]},
                )
            },
            "/disclosures": {
                "post": _operation(
                    "recordDisclosures",
                    "Verstrekkingen vastleggen, alle of geen",
                    "record",
                    "Recorded",
                    status=201,
                    body=ref("Entries"),
                    problems=(409,),
                    parameters=(_KEY,),
                    links=_link("showDisclosure", "/recorded/0/id"),
                )
            },
            "/disclosures/search": {
                "post": _operation(
                    "searchDisclosures",
                    "Zoeken in de verstrekkingen, nieuwste eerst",
                    "read",
                    "Page",
                    body=ref("Search"),
                    links=_link("showDisclosure", "/items/0/id"),
                )
            },
            "/disclosures/{id}": {
                "get": _operation(
                    "showDisclosure",
                    "Een verstrekking met haar historie",
                    "read",
                    "History",
                    problems=(404,),
                    parameters=(_ID,),
                )
            },
            "/consents": {
                "post": _operation(
                    "giveConsent",
                    "Een toestemming vastleggen; zonder ontvanger of doeleinde geldt ze voor elk",
                    "record",
                    "Stored",
                    status=201,
                    body=ref("Consent"),
                    problems=(409,),
                    links=_link("withdrawConsent", "/id"),
                )
            },
            "/consents/{id}/withdrawal": {
                "post": _operation(
                    "withdrawConsent",
                    "Een toestemming intrekken",
                    "record",
                    "Stored",
                    body=ref("Withdrawal"),
                    problems=(404, 409),
                    parameters=(_ID,),
                )
            },
            "/objections": {
                "post": _operation(
                    "decideObjection",
                    "Een bezwaar of beperking met het besluit vastleggen",
                    "record",
                    "Stored",
                    status=201,
                    body=ref("Objection"),
                    problems=(409,),
                )
            },
            "/parties": {
                "get": _operation(
                    "listParties",
                    "Partijen met hun hoedanigheden van vandaag",
                    "read",
                    "Parties",
                    problems=(422,),
                    parameters=(
                        _parameter("capacity", "query", one_of(Capacity.values), "Alleen wie dit vandaag is"),
                        _CURSOR,
                        _LIMIT,
                    ),
                )
            },
            "/parties/{code}": {
                "get": _operation(
                    "showParty",
                    "Een partij op een dag",
                    "read",
                    "Party",
                    problems=(404, 422),
                    parameters=(
                        _parameter("code", "path", CODE, "Code van de partij"),
                        _parameter(
                            "on",
                            "query",
                            DAY,
                            "Peildatum; standaard vandaag",
                        ),
                    ),
                )
            },
            "/processing-activities": {
                "get": _operation(
                    "listActivities",
                    "Verwerkingsactiviteiten in het register, ook die zijn gestopt",
                    "read",
                    "Activities",
                    problems=(406, 422),
                    parameters=(_CURSOR, _LIMIT),
                    links=_link("showActivity", "/items/0/id"),
                )
            },
            "/processing-activities/{id}": {
                "get": _operation(
                    "showActivity",
                    "Wat artikel 30 AVG van een verwerkingsactiviteit vraagt, nu of aan het eind van een dag",
                    "read",
                    "Activity",
                    problems=(404, 406, 422),
                    parameters=(
                        _ID,
                        _parameter(
                            "on",
                            "query",
                            DAY,
                            "Peildatum; standaard zoals het register nu is",
                        ),
                    ),
                )
            },
            "/openapi.json": {
                "get": {
                    "operationId": "schema",
                    "summary": "Dit document",
                    "responses": {"200": {"description": "Gelukt", "content": _content({"type": "object"})}},
                    "security": [],
                }
            },
        },
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "Het token van een bronsysteem"}
            },
        },
    }
