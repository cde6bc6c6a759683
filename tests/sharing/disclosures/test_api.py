"""`disclosures` in the API: checking, recording, searching, reading."""

import json
import threading
from datetime import UTC, datetime

import pytest
from django.db import connection

from sharing.core.dossiers import normal_number, unseal
from sharing.disclosures.corrections import correct_disclosure
from sharing.disclosures.models import Disclosure
from sharing.models import Look
from sharing.sources.models import Idempotency
from sharing.sources.models import Source as SourceModel
from tests import factories as make
from tests.patience import PATIENCE
from tests.sharing.api.client import Source, errors, problem
from tests.sharing.register import BSN, entry, small_register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register(request) -> None:
    small_register()


class TestChecking:
    def test_one_or_several(self):
        source = Source("check")
        assert source.post("disclosures/check", entry()).json() == {
            "results": [{"allowed": True, "findings": []}]
        }
        both = {"disclosures": [entry(), entry(external_id="E-2", purpose="reclame")]}
        results = source.post("disclosures/check", both).json()["results"]
        assert [result["allowed"] for result in results] == [True, False]
        finding = results[1]["findings"][0]
        assert finding.keys() == {"code", "severity", "message", "source"}
        assert not Disclosure.objects.exists()

    def test_an_answer_that_tells_what_a_person_decided_is_kept_as_a_look(self):
        source = Source("check")
        source.post("disclosures/check", entry())
        source.post("disclosures/check", entry(purpose="reclame"))
        assert not Look.objects.exists()
        make.ObjectionFactory(number=entry()["dossier"], restriction=True)
        both = {"disclosures": [entry(), entry(external_id="E-2")]}
        answer = source.post("disclosures/check", both).json()["results"]
        assert [one["allowed"] for one in answer] == [False, False]
        look = Look.objects.get()
        assert (look.act, look.source.name) == ("api", SourceModel.objects.get().name)
        assert unseal(look.dossier) == normal_number(entry()["dossier"])
        assert entry()["dossier"] not in look.about

    def test_may_look_ahead(self):
        response = Source("check").post("disclosures/check", entry(disclosed_at="2031-01-01T00:00:00Z"))
        assert response.status_code == 200

    def test_null_means_absent(self):
        body = {**entry(), "channel": None, "destination_country": None}
        assert Source("check").post("disclosures/check", body).status_code == 200

    def test_all_errors_with_index_field_and_code(self):
        body = {
            "disclosures": [
                entry(),
                entry(recipient="x", dossier=BSN),
                entry(data_categories="naw"),
                entry(channel=7, iets="1"),
                "tekst",
            ]
        }
        assert set(errors(Source("check").post("disclosures/check", body))) == {
            (1, "recipient", "unknown-code"),
            (1, "dossier", "bsn"),
            (2, "data_categories", "type"),
            (3, "channel", "type"),
            (3, "iets", "unknown-field"),
            (4, "", "type"),
        }
        body["disclosures"] = body["disclosures"][:2]
        response = Source("check", name="Ander").post("disclosures/check", body)
        assert errors(response) == [(1, "recipient", "unknown-code"), (1, "dossier", "bsn")]
        assert BSN not in response.content.decode()

    @pytest.mark.parametrize("count", [0, 5001])
    def test_how_many(self, count):
        body = {"disclosures": [entry()] * count}
        assert errors(Source("check").post("disclosures/check", body)) == [(None, "disclosures", "count")]


class TestRecording:
    def test_a_batch(self):
        source = Source("record")
        response = source.record(*(entry(external_id=f"E-{number}") for number in range(5000)))
        assert response.status_code == 201
        recorded = response.json()["recorded"]
        assert [one["external_id"] for one in recorded] == [f"E-{number}" for number in range(5000)]
        assert recorded[0].keys() == {"id", "external_id", "outcome", "findings"}
        assert Disclosure.objects.count() == Disclosure.history.count() == 5000
        last = Disclosure.objects.get(pk=recorded[-1]["id"])
        assert (last.external_id, last.source.name) == ("E-4999", "Dossierportaal")
        assert last.recorded_by == last.source.user

    def test_a_blocked_entry_is_refused_with_its_finding(self):
        response = Source("record").record(entry(), entry(external_id="E-2", purpose="reclame"))
        assert (1, "deviation_reason", "purpose-not-stated") in errors(response)
        assert not Disclosure.objects.exists() and not Idempotency.objects.exists()

    def test_a_deviation_with_its_reason(self):
        [done] = (
            Source("record")
            .record(entry(purpose="reclame", deviation_reason="Vergissing"))
            .json()["recorded"]
        )
        assert done["outcome"] == "deviation"
        assert "purpose-not-stated" in [finding["code"] for finding in done["findings"]]

    def test_a_used_external_id_is_named(self):
        source = Source("record")
        source.record(entry())
        response = source.record(entry(external_id="E-0"), entry())
        assert errors(response, 409) == [(1, "external_id", "external-id-used")]
        assert "E-1" in response.json()["errors"][0]["message"] and Disclosure.objects.count() == 1

    def test_too_far_ahead(self):
        response = Source("record").record(entry(disclosed_at="2099-01-01T00:00:00Z"))
        assert errors(response) == [(0, "disclosed_at", "too-far-ahead")]

    @pytest.mark.parametrize("key", [None, "", "a b", "é", "x" * 256])
    def test_no_key_or_an_impossible_one(self, key):
        headers = {} if key is None else {"Idempotency_Key": key}
        problem(Source("record").post("disclosures", {"disclosures": [entry()]}, **headers), 400)
        assert not Disclosure.objects.exists()


class TestIdempotency:
    def test_the_same_request_gets_the_first_answer(self):
        source = Source("record")
        first, again = source.record(entry(), key="k"), source.record(entry(), key="k")
        assert (again.status_code, again.content) == (201, first.content)
        assert Disclosure.objects.count() == 1

    def test_also_after_a_correction(self):
        source = Source("record")
        first = source.record(entry(), key="k")
        row, by = Disclosure.objects.get(), make.UserFactory()
        correct_disclosure(row, changes={"channel": "post"}, by=by, at=datetime.now(UTC), reason="Post")
        assert source.record(entry(), key="k").content == first.content

    def test_another_body_under_the_key(self):
        source = Source("record")
        source.record(entry(), key="k")
        body = problem(source.record(entry(external_id="E-2"), key="k"), 422)
        assert body["code"] == "idempotency-key-reused"
        assert body["errors"][0]["code"] == "idempotency-key-reused"

    def test_a_refused_request_does_not_use_up_its_key(self):
        source = Source("record")
        assert source.record(entry(purpose="reclame"), key="k").status_code == 422
        assert source.record(entry(), key="k").status_code == 201

    def test_keys_of_two_sources_are_apart(self):
        Source("record").record(entry(), key="k")
        assert Source("record", name="Ander").record(entry(external_id="E-2"), key="k").status_code == 201


@pytest.mark.django_db(transaction=True)
def test_fifty_times_the_same_request_at_once_stores_once(django_db_blocker):
    source, answers = Source("record"), []
    body = json.dumps({"disclosures": [entry(external_id=f"E-{number}") for number in range(20)]}).encode()

    def send() -> None:
        try:
            response = Source(token=source.token).post("disclosures", body, Idempotency_Key="k")
            answers.append((response.status_code, response.content))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(answers) == 50 and set(answers) == {answers[0]} and answers[0][0] == 201
    assert Disclosure.objects.count() == Disclosure.history.count() == 20


@pytest.mark.django_db(transaction=True)
def test_the_same_external_id_in_two_requests_at_once(django_db_blocker):
    source, answers = Source("record"), []

    def send(number: int) -> None:
        try:
            response = Source(token=source.token).record(entry(), key=f"k{number}")
            answers.append((response.status_code, response.json().get("code")))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert sorted(answers, key=str) == [(201, None), *[(409, "external-id-used")] * 7]
    assert Disclosure.objects.count() == 1
