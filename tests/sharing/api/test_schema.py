"""The schema, and requests made from it: whatever they are, the answer is one that the schema names."""

import json

import pytest
import requests
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from sharing.api.schema import openapi
from tests.sharing.api.client import Source
from tests.sharing.register import entry, small_register

schema = schemathesis.openapi.from_dict(openapi())
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture
def headers(db) -> dict[str, str]:
    small_register()
    return {"Authorization": f"Bearer {Source().token}"}


def answered(response) -> schemathesis.Response:
    """Django's answer as schemathesis sees answers."""
    return schemathesis.Response(
        status_code=response.status_code,
        headers={name.lower(): [value] for name, value in response.items()},
        content=response.content,
        request=requests.Request("GET", "http://testserver/").prepare(),
        elapsed=0.0,
        verify=False,
    )


@schema.parametrize()
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_requests_made_from_the_schema(case, headers):
    made = requests.Request(**case.as_transport_kwargs(base_url="http://testserver/api/v1"))
    made = made.prepare()
    sent = {name: value for name, value in made.headers.items() if name.lower() != "content-length"}
    response = Client().generic(
        made.method,
        made.path_url,
        made.body or b"",
        content_type=sent.pop("Content-Type", ""),
        headers={**sent, **headers},
    )
    case.validate_response(answered(response), checks=CHECKS)


def test_anybody_may_read_it():
    response = Client().get("/api/v1/openapi.json")
    assert response.status_code == 200 and response["Content-Type"] == "application/json"
    assert response.json()["openapi"].startswith("3.1")


@pytest.mark.django_db
def test_every_address_is_in_it():
    from sharing.api.urls import urlpatterns

    paths = {str(one.pattern) for one in urlpatterns if one.name != "api_unknown"}
    told = {
        path.lstrip("/").replace("{id}", "<str:key>").replace("{code}", "<str:code>") for path in _paths()
    }
    assert paths == told


def _paths() -> list[str]:
    return list(json.loads(Client().get("/api/v1/openapi.json").content)["paths"])


@pytest.mark.django_db
def test_what_is_really_answered_fits(headers):
    source = Source(name="Ander")
    key = source.record(entry()).json()["recorded"][0]["id"]
    for path, method, response in (
        ("/disclosures/search", "POST", source.post("disclosures/search", {})),
        ("/disclosures/{id}", "GET", source.get(f"disclosures/{key}")),
        ("/parties", "GET", source.get("parties")),
        ("/parties/{code}", "GET", source.get("parties/gemeente-a")),
    ):
        assert response.status_code == 200
        schema[path][method].validate_response(answered(response))
