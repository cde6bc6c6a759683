"""The schema, and requests made from it: whatever they are, the answer is one that the schema names.

To search longer: ``SCHEMA_EXAMPLES=1000 bin/test tests/sharing/api/test_schema.py``. Against a system that runs, with
sequences of calls too, in ``tests/sharing/api``:
``st run https://UW-SERVER/api/v1/openapi.json -H "Authorization: Bearer TOKEN"``; what is set there stands in
``schemathesis.toml``.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.checks import load_all_checks
from schemathesis.generation.feedback import FeedbackSources
from schemathesis.pytest._test_builder import build_operation_test

from sharing.api.schema import openapi
from tests import factories as make
from tests.sharing.api.client import Source
from tests.sharing.register import entry, small_register

METHODS = {"get", "post", "put", "patch", "delete"}
EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "8"))
CONFIG = schemathesis.Config.from_path(Path(__file__).with_name("schemathesis.toml"))


@pytest.fixture(scope="module")
def schema() -> Any:
    load_all_checks()
    loaded = schemathesis.openapi.from_dict(openapi(), config=CONFIG)
    loaded.app = get_wsgi_application()
    return loaded


@pytest.fixture
def headers(db) -> Iterator[dict[str, str]]:
    small_register()
    # As Django's own client: a request does not end the connection whose transaction is the test's.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield {"Authorization": f"Bearer {Source().token}"}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


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


CALLS = [
    f"{method.upper()} {path}"
    for path, methods in openapi()["paths"].items()
    for method in methods
    if method in METHODS
]


@pytest.mark.parametrize("call", CALLS)
def test_requests_made_from_the_schema(call, schema, headers):
    """With every check there is: of what is valid and what is not, with and without the token, by every method."""

    @settings(max_examples=EXAMPLES, derandomize=True, suppress_health_check=list(HealthCheck))
    def validated(case):
        case.call_and_validate(headers=headers)

    # What `schema.parametrize()` does while tests are collected: there each worker makes the cases of all calls, which
    # takes longer than finding all other tests.
    build_operation_test(
        config=schema.config,
        operation=schema.find_operation_by_label(call),
        test_func=validated,
        given_kwargs={},
        feedback=FeedbackSources(),
    )()


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
def test_what_is_really_answered_fits(headers, schema):
    source = Source(name="Ander")
    key = source.record(entry()).json()["recorded"][0]["id"]
    activity = make.ActivityRecipientFactory().activity_id
    for path, method, response in (
        ("/disclosures/search", "POST", source.post("disclosures/search", {})),
        ("/disclosures/{id}", "GET", source.get(f"disclosures/{key}")),
        ("/parties", "GET", source.get("parties")),
        ("/parties/{code}", "GET", source.get("parties/gemeente-a")),
        ("/processing-activities", "GET", source.get("processing-activities")),
        ("/processing-activities/{id}", "GET", source.get(f"processing-activities/{activity}")),
    ):
        assert response.status_code == 200
        schema[path][method].validate_response(answered(response))
