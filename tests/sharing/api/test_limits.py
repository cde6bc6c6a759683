"""What one request may cost: errors, values and memory are bounded, and a source keeps its pace."""

import json
import threading
import tracemalloc

import pytest
from django.db import connection

from sharing.api.envelope import LARGEST_BODY, MOST_VALUES, as_object
from sharing.api.problems import Problem
from sharing.core.exceptions import MOST_LISTED
from sharing.disclosures.models import Disclosure
from sharing.sources.models import Pace
from tests.sharing.api.client import Source, errors, problem
from tests.sharing.register import entry, small_register

MEBIBYTE = 1024 * 1024


def wrong_fields(count: int) -> bytes:
    """One entry with so many unknown fields."""
    return json.dumps({"disclosures": [{f"veld{number}": 1 for number in range(count)}]}).encode()


@pytest.mark.django_db
class TestErrors:
    def test_a_thousand_are_listed_and_the_others_counted(self):
        small_register()
        sent = [entry(external_id=f"E-{number}", purpose="x", recipient="y") for number in range(1000)]
        body = problem(Source().record(*sent), 422)
        assert (len(body["errors"]), body["more_errors"]) == (MOST_LISTED, 1000)
        assert "2.000 fouten; de eerste 1.000 zijn genoemd" in body["detail"]
        assert [one["index"] for one in body["errors"][:4]] == [0, 0, 1, 1]
        assert not Disclosure.objects.exists()

    def test_wrong_forms_and_wrong_values_are_told_together_in_order(self):
        small_register()
        sent = [entry(external_id="A", purpose="x"), entry(external_id="B", kanaal="x", channel=1), 7]
        assert errors(Source().record(*sent)) == [
            (0, "purpose", "unknown-code"),
            (1, "channel", "type"),
            (1, "kanaal", "unknown-field"),
            (2, "", "type"),
        ]

    def test_few_errors_have_no_others(self):
        small_register()
        assert "more_errors" not in problem(Source().record(entry(purpose="x")), 422)

    @pytest.mark.parametrize("path", ["disclosures/check", "consents", "objections", "disclosures/search"])
    def test_unknown_fields_of_every_call(self, path):
        small_register()
        response = Source().post(path, {f"veld{number}": 1 for number in range(5000)} | {"x" * 500: 1})
        body = problem(response, 422)
        assert len(body["errors"]) == MOST_LISTED and body["more_errors"] >= 4001
        assert max(len(one["field"]) for one in body["errors"]) <= 60

    def test_many_codes_are_one_error(self):
        small_register()
        sent = entry(data_categories=[f"code{number}" for number in range(20_000)])
        assert errors(Source().record(sent)) == [(0, "data_categories", "count")]

    def test_the_memory_of_a_large_wrong_request_is_bounded(self):
        """Fifteen MB of wrong fields took a hundred times its size."""
        small_register()
        source, body = Source(), wrong_fields(400_000)
        source.post("disclosures/check", {})
        tracemalloc.start()
        response = source.post("disclosures", body, Idempotency_Key="groot")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert problem(response, 422)["more_errors"] > 390_000
        assert len(response.content) < MEBIBYTE
        assert peak < 30 * len(body), f"{peak / MEBIBYTE:.0f} MiB for {len(body) / MEBIBYTE:.0f} MiB"


class TestValues:
    @pytest.mark.parametrize("piece", [b"{}", b"[]", b"1", b'"a"'])
    def test_more_values_than_any_call_needs_are_refused_unread(self, piece):
        body = b'{"a":[' + b",".join([piece] * (MOST_VALUES + 1)) + b"]}"
        with pytest.raises(Problem) as refused:
            as_object(body)
        assert refused.value.status == 413

    def test_the_commas_of_a_text_are_not_counted(self):
        text = 'a, "b", [c], ' * 100_000
        assert as_object(json.dumps({"a": text}).encode()) == {"a": text}

    def test_as_many_entries_as_may_be_with_all_they_can_hold(self):
        codes = [f"code{number}" for number in range(60)]
        body = json.dumps({"disclosures": [entry(data_categories=codes)] * 5000}).encode()
        assert len(body) < LARGEST_BODY
        assert len(as_object(body)["disclosures"]) == 5000

    def test_a_double_name_among_many_is_found_at_once(self):
        """Counting each name among all others took two seconds for sixteen thousand, so hours for these."""
        pairs = b",".join(b'"veld%d":1' % number for number in range(400_000))
        with pytest.raises(Problem, match="“veld399999” staat twee keer"):
            as_object(b"{" + pairs + b',"veld399999":2}')


@pytest.mark.django_db
class TestPace:
    @pytest.fixture(autouse=True)
    def _three_a_minute(self, settings) -> None:
        settings.API_REQUESTS_PER_MINUTE = 3

    def test_who_calls_too_often_is_told_when_to_come_back(self):
        source = Source()
        assert [source.get("parties").status_code for _ in range(5)].count(200) in (3, 4)
        response = source.get("parties")
        body = problem(response, 429)
        assert body["code"] == "too-many-requests" and "3 verzoeken per minuut" in body["detail"]
        assert 1 <= int(response["Retry-After"]) <= 61

    def test_another_source_is_not_held_up(self):
        busy = Source()
        for _ in range(6):
            busy.get("parties")
        assert Source(name="Ander").get("parties").status_code == 200

    def test_when_the_time_has_passed_it_goes_on(self):
        source = Source()
        for _ in range(6):
            source.get("parties")
        with connection.cursor() as cursor:
            cursor.execute("UPDATE sharing_pace SET due = due - interval '1 minute'")
        assert source.get("parties").status_code == 200

    def test_nothing_is_counted_without_a_limit(self, settings):
        settings.API_REQUESTS_PER_MINUTE = 0
        source = Source()
        assert {source.get("parties").status_code for _ in range(6)} == {200}
        assert not Pace.objects.exists()

    def test_who_has_no_token_counts_for_nobody(self):
        source = Source(token="verkeerd")
        assert {source.get("parties").status_code for _ in range(6)} == {401}
        assert source.get("openapi.json").status_code == 200


def test_requests_at_the_same_moment_are_counted_one_by_one(transactional_db, settings):
    settings.API_REQUESTS_PER_MINUTE = 5
    source, answers = Source(), []

    def call() -> None:
        answers.append(source.client.get("/api/v1/parties").status_code)
        connection.close()

    threads = [threading.Thread(target=call) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200] * answers.count(200) + [429] * (16 - answers.count(200))
    assert answers.count(200) in (5, 6)
