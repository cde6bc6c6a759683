"""What holds for every address: tokens, methods, bodies, and never an error of the server."""

import io
import json

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory
from django.urls import resolve

from sharing.disclosures.models import Disclosure
from sharing.sources.choices import Scope
from sharing.sources.queries import source_of
from tests import factories as make
from tests.sharing.api.client import Source, errors, problem
from tests.sharing.register import entry, small_register, token_for

pytestmark = pytest.mark.django_db

CALLS = [
    ("POST", "disclosures/check", Scope.CHECK),
    ("POST", "disclosures", Scope.RECORD),
    ("POST", "disclosures/search", Scope.READ),
    ("GET", "disclosures/1", Scope.READ),
    ("POST", "consents", Scope.RECORD),
    ("POST", "consents/1/withdrawal", Scope.RECORD),
    ("POST", "objections", Scope.RECORD),
    ("GET", "parties", Scope.READ),
    ("GET", "parties/gemeente-a", Scope.READ),
]
DEEP = b'{"a":' * 10_000 + b"1" + b"}" * 10_000


def call(method: str, path: str, **headers):
    client = Client(headers={name.replace("_", "-"): value for name, value in headers.items()})
    return client.generic(method, f"/api/v1/{path}", b"{}", content_type="application/json")


@pytest.mark.parametrize(("method", "path", "scope"), CALLS)
class TestTokens:
    def test_none_or_a_wrong_one(self, method, path, scope):
        token = token_for()
        for headers in (
            {},
            {"Authorization": "Bearer "},
            {"Authorization": "Bearer verkeerd"},
            {"Authorization": f"Basic {token}"},
            {"Authorization": token},
            {"Authorization": f"Bearer {token}x"},
            {"Authorization": "Bearer é"},
        ):
            response = call(method, path, **headers)
            problem(response, 401)
            assert response["WWW-Authenticate"].startswith("Bearer")

    def test_the_scope_it_needs(self, method, path, scope):
        others = [one.value for one in Scope if one != scope]
        response = call(method, path, Authorization=f"Bearer {token_for(*others)}")
        assert scope.value in problem(response, 403)["detail"]
        only = call(method, path, Authorization=f"Bearer {token_for(scope.value, name='Ander')}")
        assert only.status_code not in (401, 403)

    def test_other_methods(self, method, path, scope):
        for other in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} - {method}:
            response = call(other, path)
            problem(response, 405)
            assert method in response["Allow"]

    def test_an_inactive_source(self, method, path, scope):
        source, token = _source_and_token()
        source.active = False
        with make.recorded():
            source.save()
        problem(call(method, path, Authorization=f"Bearer {token}"), 401)

    def test_no_cookie_and_nothing_kept(self, method, path, scope):
        response = call(method, path, Authorization=f"Bearer {token_for()}")
        assert not response.cookies and response["Cache-Control"] == "no-store"


def _source_and_token():
    token = token_for(name="Portaal")
    return source_of(token), token


def test_an_unknown_address():
    for path in ("", "iets", "disclosures/1/2", "parties/a/b", "consents/1"):
        problem(call("GET", path), 404)


BODIES = [
    (b"", 400),
    (b"{", 400),
    (b"nee", 400),
    (b"\xff\xfe{}", 400),
    (b'{"a": "\xe9"}', 400),
    (b"\xef\xbb\xbf{}", 400),
    (b'{"a": NaN}', 400),
    (b'{"a": -Infinity}', 400),
    (b'{"a": ' + b"9" * 5000 + b"}", 400),
    (b'{"dossier": "a", "dossier": "b"}', 400),
    (b'{"x": [{"a": 1, "a": 2}]}', 400),
    (DEEP, 400),
    (b"[" * 100_000, 400),
    (b"[]", 422),
    (b'"tekst"', 422),
    (b"null", 422),
    (b"7", 422),
    (b'{"onbekend": 1}', 422),
    (b'{"\\ud800": 1}', 422),
    (b'{"dossier": "a\\u0000b"}', 422),
    (b'{"dossier": {"a": 1}, "external_id": []}', 422),
]


@pytest.mark.parametrize("path", [path for method, path, _ in CALLS if method == "POST"])
class TestBodies:
    @pytest.mark.parametrize(("body", "status"), BODIES)
    def test_what_cannot_be_read(self, path, body, status):
        if path == "consents/1/withdrawal":
            make.ConsentFactory(pk=1)
        problem(Source().post(path, body, Idempotency_Key="k"), status)

    def test_a_body_over_16_mib(self, path):
        body = b'{"a": "' + b"x" * (16 * 1024 * 1024) + b'"}'
        if path == "consents/1/withdrawal":
            make.ConsentFactory(pk=1)
        problem(Source().post(path, body, Idempotency_Key="k"), 413)

    @pytest.mark.parametrize(
        "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
    )
    def test_another_kind_of_content(self, path, kind):
        if path == "consents/1/withdrawal":
            make.ConsentFactory(pk=1)
        client = Client(headers={"Authorization": f"Bearer {token_for()}", "Idempotency-Key": "k"})
        problem(client.post(f"/api/v1/{path}", b"{}", content_type=kind), 415)


class TestNeverAServerError:
    def test_a_database_that_does_not_answer(self, monkeypatch):
        source = Source()

        def broken(*args, **kwargs):
            raise OperationalError("weg")

        monkeypatch.setattr("sharing.disclosures.api.check_entries", broken)
        response = source.post("disclosures/check", entry())
        problem(response, 503)
        assert response["Retry-After"]

    def test_a_mistake_of_ours(self, monkeypatch):
        source = Source()
        monkeypatch.setattr("sharing.disclosures.api.check_entries", lambda *args, **kwargs: 1 / 0)
        assert "division" not in json.dumps(problem(source.post("disclosures/check", entry()), 503))


class TestParties:
    @pytest.fixture(autouse=True)
    def _register(self):
        small_register()

    def test_pages_by_code(self):
        source, codes, cursor = Source("read"), [], {}
        while True:
            page = source.get("parties", limit=2, **cursor).json()
            codes += [item["code"] for item in page["items"]]
            if page["next"] is None:
                break
            cursor = {"cursor": page["next"]}
        assert codes == ["cloud-e", "derde-c", "dienst-d", "gemeente-a", "partner-b"]

    def test_by_the_capacity_of_today(self):
        make.PartyCapacityFactory(party=make.PartyFactory(code="oud-g"), capacity="client", ended=True)
        items = Source("read").get("parties", capacity="client").json()["items"]
        assert items == [
            {"code": "gemeente-a", "name": "Gemeente A", "country": "NL", "capacities": ["client"]}
        ]

    @pytest.mark.parametrize(
        ("parameters", "field"),
        [
            ({"capacity": "klant"}, "capacity"),
            ({"capacity": ""}, "capacity"),
            ({"limit": "0"}, "limit"),
            ({"limit": "501"}, "limit"),
            ({"limit": "-1"}, "limit"),
            ({"limit": "²"}, "limit"),
            ({"limit": "9" * 5000}, "limit"),
            ({"cursor": "geknoei"}, "cursor"),
            ({"cursor": "%00"}, "cursor"),
            ({"cursor": "é"}, "cursor"),
            ({"iets": "1"}, "iets"),
        ],
    )
    def test_bad_parameters(self, parameters, field):
        assert [one[1] for one in errors(Source("read").get("parties", **parameters))] == [field]

    def test_one_as_of_a_day(self):
        source = Source("read")
        party = source.get("parties/gemeente-a", on="2026-01-01").json()
        assert party["agreements"] == [
            {
                "reference": "OV-A",
                "kind": "service_agreement",
                "status": "in_force",
                "from": "2020-01-01",
                "until": None,
            }
        ]
        assert (party["capacities"], party["transfer"]["status"]) == (["client"], "eea")
        early = source.get("parties/gemeente-a", on="2019-12-15").json()
        assert early["capacities"] == []
        assert early["agreements"][0]["status"] == "signed_not_started"

    @pytest.mark.parametrize(
        ("day", "status"),
        [("2026-01-01", "in_force"), ("2026-12-01", "ends_soon"), ("2027-01-01", "terminated")],
    )
    def test_what_was_terminated_holds_until_its_end(self, day, status):
        from sharing.models import Agreement

        with make.recorded():
            Agreement.objects.filter(reference="OV-A").update(terminated_per="2026-12-31", notice_days=60)
        [agreement] = Source("read").get("parties/gemeente-a", on=day).json()["agreements"]
        assert (agreement["status"], agreement["until"]) == (status, "2026-12-31")

    def test_outside_the_eea(self):
        from sharing.models import Party

        source = Source("read")
        assert source.get("parties/cloud-e").json()["transfer"]["status"] in ("none", "adequate")
        make.TransferFactory(party=Party.objects.get(code="cloud-e"))
        transfer = source.get("parties/cloud-e", on="2022-06-01").json()["transfer"]
        assert transfer["status"] == "safeguards" and transfer["reason"].endswith(".")

    @pytest.mark.parametrize("code", ["bestaat-niet", "%00", "%F0%9F%90%88", "x" * 3000, "%ff"])
    def test_an_unknown_one(self, code):
        problem(Source("read").client.get(f"/api/v1/parties/{code}"), 404)

    @pytest.mark.parametrize("day", ["gisteren", "2026-02-30", "2026-1-1", "", "0000-00-00"])
    def test_no_day(self, day):
        assert errors(Source("read").get("parties/gemeente-a", on=day)) == [(None, "on", "invalid")]


def test_the_sources_of_other_apps_stay_out_of_reach():
    """A token opens no screen of the admin."""
    response = Client(headers={"Authorization": f"Bearer {token_for()}"}).get("/beheer/")
    assert response.status_code == 302 and "login" in response["Location"]
    assert not Disclosure.objects.exists()


class TestBodiesInChunks:
    """A body without a length, as a program sends that makes it while sending."""

    def send(self, body: bytes):
        headers = {"Authorization": f"Bearer {token_for()}", "Transfer-Encoding": "chunked"}
        request = RequestFactory().generic("POST", "/", b" ", "application/json", headers=headers)
        request.META["wsgi.input"] = io.BytesIO(body)
        return resolve("/api/v1/disclosures/check").func(request)

    def test_is_read(self):
        small_register()
        assert self.send(json.dumps(entry()).encode()).status_code == 200

    def test_over_16_mib(self):
        assert self.send(b" " * (16 * 1024 * 1024 + 1)).status_code == 413
