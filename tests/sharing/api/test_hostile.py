"""Whatever somebody sends, the answer is one that the schema names: no 500, nor a 503 that covers up a mistake.

To search longer: ``HOSTILE_EXAMPLES=5000 bin/test tests/sharing/api/test_hostile.py``.
"""

import json
import logging
import os
from datetime import UTC, datetime
from urllib.parse import quote_from_bytes

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sharing.api.schema import openapi
from sharing.sources.queries import source_of
from tests import factories as make
from tests.sharing.register import DOSSIER, entry, small_register, token_for

EXAMPLES = int(os.environ.get("HOSTILE_EXAMPLES", "60"))
often = settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
CONSENT = {
    "external_id": "T-1",
    "dossier": DOSSIER,
    "recipient": "derde-c",
    "purpose": "re-integratie",
    "data_categories": ["naw"],
    "explicit": True,
    "given_at": "2026-01-01T10:00:00+01:00",
    "evidence": "Formulier",
    "given_by": "person",
    "refused": False,
    "statement_version": 1,
}
OBJECTION = {
    "external_id": "B-1",
    "dossier": DOSSIER,
    "kind": "restriction",
    "decision": "pending",
    "upheld": True,
    "from": "2026-01-01",
    "until": "2027-01-01",
    "received_at": "2026-01-01T00:00:00Z",
    "restriction_ground": "a",
}
FULL = entry(
    legal_provision="artikel 1",
    authority_request="V-1",
    destination_country="NL",
    channel="post",
    on_behalf_of="gemeente-a",
    restriction_exception="legal_claim",
    description="Brief",
    deviation_reason="Vergissing",
)
SEARCH = {
    "dossier": DOSSIER,
    "recipient": "gemeente-a",
    "purpose": "re-integratie",
    "outcome": "permitted",
    "from": "2026-01-01",
    "to": "2026-12-31T00:00:00Z",
    "cursor": None,
    "limit": 10,
}
# Where it is sent, and the operation in the schema.
CALLS = {
    "disclosures/check": ("/disclosures/check", FULL),
    "disclosures": ("/disclosures", {"disclosures": [FULL]}),
    "disclosures/search": ("/disclosures/search", SEARCH),
    "consents": ("/consents", CONSENT),
    "consents/{key}/withdrawal": ("/consents/{id}/withdrawal", {"withdrawn_at": "2026-02-01T00:00:00Z"}),
    "objections": ("/objections", OBJECTION),
}
# What breaks programs: halves of characters, NUL, other scripts and directions, numbers, dates at the ends of time.
TEXTS = st.one_of(
    st.text(max_size=30),
    st.text(alphabet=st.characters(codec=None), max_size=20),
    st.sampled_from(
        [
            *(
                "",
                " ",
                "\x00",
                "a\x00b",
                "\ud800",
                "\udfff\ud800",
                "\u202e",
                "\ufeff",
                "\uffff",
                "x" * 100_000,
            ),
            *("0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999-14:00"),
            *("2026-02-30", "2026-03-29T02:30:00", "2026-12-31T23:59:60Z", "2026-01-01T00:00:00+99:99"),
            *(
                "2026-01-01T00:00:00.123456789Z",
                "٢٠٢٦-٠١-٠١",
                "111222333",
                "1,2",
                "1E+11",
                "'; DROP TABLE x; --",
            ),
            *(
                "%s%n{0}{{",
                "../../etc/passwd",
                "<script>",
                "NaN",
                "null",
                "derde-c",
                "naw",
                "𝟙𝟚𝟛",
                "e\u0301" * 50,
            ),
        ]
    ),
)
NUMBERS = st.one_of(
    st.integers(),
    st.sampled_from([0, -1, 2**31, 2**63, -(2**63) - 1, 2**200, 10**4000]),
    st.floats(allow_nan=False, allow_infinity=False),
)
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(TEXTS.filter(lambda name: len(name) < 99), inner, max_size=3),
    ),
    max_leaves=6,
)
PLACES = st.binary(max_size=40).map(quote_from_bytes) | st.sampled_from(
    ["1", "0", "-1", "9" * 18, "9" * 40, "1e3", "%00", "%ff", "¹", "..", "%2e%2e", "x" * 3000]
)


@pytest.fixture(scope="module")
def statuses() -> dict[str, set[int]]:
    """Per operation of the schema the answers that it names."""
    paths = openapi()["paths"]
    return {
        f"{method.upper()} {path}": {int(code) for code in operation["responses"]}
        for path, methods in paths.items()
        for method, operation in methods.items()
    }


@pytest.fixture
def token(db, settings) -> str:
    settings.API_REQUESTS_PER_MINUTE = 0
    small_register()
    make.AuthorityRequestFactory(reference="V-1")
    return token_for()


@pytest.fixture
def consent(token) -> int:
    """The number of a consent that this source recorded."""
    return make.ConsentFactory(given_at=datetime(2026, 1, 1, tzinfo=UTC), source=source_of(token)).pk


@pytest.fixture
def judged(token, statuses, caplog):
    """Send something and look at the answer; what it stored is taken back."""

    def send(method: str, operation: str, path: str, body=b"", kind="application/json", **headers):
        caplog.clear()
        headers = {"Authorization": f"Bearer {token}", **headers}
        with transaction.atomic():
            response = Client().generic(method, f"/api/v1/{path}", body, content_type=kind, headers=headers)
            transaction.set_rollback(True)
        assert response.status_code in statuses[operation] | {404}, (
            response.status_code,
            response.content[:300],
        )
        assert response.status_code < 500, response.content[:300]
        assert not [one for one in caplog.records if one.levelno >= logging.ERROR], caplog.text[:2000]
        kinds = ("application/json", "application/problem+json")
        assert response["Content-Type"] == kinds[response.status_code >= 400]
        if method != "HEAD":
            json.loads(response.content)
        return response

    return send


@st.composite
def spoilt(draw, body: dict) -> dict:
    """The body with one or two of its fields, at whatever depth, replaced, taken away or added to."""
    body = json.loads(json.dumps(body))
    for _ in range(draw(st.integers(1, 2))):
        place = body
        while True:
            names = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not names:
                break
            name = draw(st.sampled_from(names))
            inner = place[name]
            if isinstance(inner, (dict, list)) and inner and draw(st.booleans()):
                place = inner
                continue
            if isinstance(place, dict) and draw(st.integers(0, 4)) == 0:
                del place[name]
            else:
                place[name] = draw(VALUES)
            break
    return body


@pytest.mark.parametrize("path", CALLS)
class TestBodies:
    @often
    @given(data=st.data())
    def test_a_wrong_value_in_any_field(self, path, data, judged, consent):
        operation, body = CALLS[path]
        sent = json.dumps(data.draw(spoilt(body))).encode()
        judged("POST", f"POST {operation}", path.format(key=consent), sent, **{"Idempotency-Key": "k"})

    @often
    @given(data=st.data())
    def test_json_that_is_broken_or_can_be_read_in_two_ways(self, path, data, judged, consent):
        operation, body = CALLS[path]
        whole = json.dumps(body).encode()
        place = data.draw(st.integers(0, len(whole)))
        piece = data.draw(
            st.binary(max_size=6)
            | st.sampled_from(
                [
                    *(
                        b"NaN",
                        b"Infinity",
                        b"-",
                        b"1e400",
                        b"-1e400",
                        b"9" * 5000,
                        b'"',
                        b"\\",
                        b"\\ud800",
                        b"\x00",
                    ),
                    *(
                        b"[" * 3000,
                        b'{"a":' * 3000,
                        b",",
                        b"}",
                        b"\xff\xfe",
                        b"\xef\xbb\xbf",
                        b'"dossier":"d",' * 2,
                    ),
                ]
            )
        )
        sent = whole[:place] + piece + whole[place + data.draw(st.integers(0, 5)) :]
        judged("POST", f"POST {operation}", path.format(key=consent), sent, **{"Idempotency-Key": "k"})


class TestAddresses:
    @often
    @given(place=PLACES)
    def test_any_number_or_code(self, place, judged):
        judged("GET", "GET /disclosures/{id}", f"disclosures/{place}")
        judged("GET", "GET /parties/{code}", f"parties/{place}")
        judged("GET", "GET /processing-activities/{id}", f"processing-activities/{place}")
        body = b'{"withdrawn_at": "2026-02-01T00:00:00Z"}'
        judged("POST", "POST /consents/{id}/withdrawal", f"consents/{place}/withdrawal", body)

    @often
    @given(
        name=st.sampled_from(["capacity", "cursor", "limit", "on", "iets", ""]),
        value=PLACES,
        again=st.booleans(),
    )
    def test_any_parameter(self, name, value, again, judged):
        query = f"{name}={value}" + (f"&{name}=1" if again else "")
        judged("GET", "GET /parties", f"parties?{query}")
        judged("GET", "GET /parties/{code}", f"parties/gemeente-a?{query}")
        judged("HEAD", "GET /parties", f"parties?{query}")
        judged("GET", "GET /processing-activities", f"processing-activities?{query}")
        judged("GET", "GET /processing-activities/{id}", f"processing-activities/1?{query}")


class TestHeaders:
    TEXT = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n"), max_size=300)

    @often
    @given(key=TEXT)
    def test_any_idempotency_key(self, key, judged):
        body = json.dumps({"disclosures": [FULL]}).encode()
        judged("POST", "POST /disclosures", "disclosures", body, **{"Idempotency-Key": key})

    @often
    @given(token=TEXT, scheme=st.sampled_from(["Bearer ", "bearer  ", "Basic ", ""]))
    def test_any_authorization(self, token, scheme, judged):
        response = judged("GET", "GET /parties", "parties", Authorization=f"{scheme}{token}")
        assert response.status_code == 401

    @often
    @given(kind=TEXT)
    def test_any_kind_of_content(self, kind, judged):
        body = json.dumps(FULL).encode()
        judged("POST", "POST /disclosures/check", "disclosures/check", body, kind=kind)
