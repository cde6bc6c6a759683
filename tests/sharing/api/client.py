"""A source system that calls the API."""

import json
from itertools import count

from django.test import Client

from tests.sharing.register import token_for

_keys = count()


class Source:
    """Calls with a token; ``post`` and ``get`` answer Django's response."""

    def __init__(self, *scopes: str, token: str | None = None, name: str = "Dossierportaal"):
        self.token = token or token_for(*scopes, name=name)
        self.client = Client(headers={"Authorization": f"Bearer {self.token}"})

    def post(self, path: str, body, **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(f"/api/v1/{path}", data, content_type="application/json", headers=names)

    def record(self, *entries: dict, key: str | None = None):
        return self.post(
            "disclosures", {"disclosures": list(entries)}, Idempotency_Key=key or f"sleutel-{next(_keys)}"
        )

    def get(self, path: str, **parameters):
        return self.client.get(f"/api/v1/{path}", parameters)


def problem(response, status: int) -> dict:
    """The problem document of a response with this status."""
    assert response.status_code == status, (response.status_code, response.content[:500])
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert {"type", "title", "status", "detail", "errors"} <= body.keys() and body["status"] == status
    assert all(error.keys() == {"index", "field", "code", "message"} for error in body["errors"])
    return body


def errors(response, status: int = 422) -> list[tuple]:
    """(index, field, code) of each error."""
    return [(one["index"], one["field"], one["code"]) for one in problem(response, status)["errors"]]
