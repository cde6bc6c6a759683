"""Searching the log in the API, and reading one entry with its history."""

from datetime import UTC, datetime

import pytest

from sharing import models
from sharing.disclosures.corrections import correct_disclosure
from sharing.disclosures.models import Disclosure
from sharing.disclosures.voiding import void_disclosure
from tests import factories as make
from tests.sharing.api.client import Source, errors, problem
from tests.sharing.register import BSN, DOSSIER, entry, small_register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register() -> None:
    small_register()


class TestSearching:
    @pytest.fixture
    def source(self):
        source = Source()
        days = range(1, 8)
        source.record(
            *(entry(external_id=f"E-{day}", disclosed_at=f"2026-03-0{day}T12:00:00Z") for day in days)
        )
        source.record(
            entry(
                external_id="A",
                dossier="d-9",
                purpose="reclame",
                deviation_reason="Vergissing",
                description="Folder",
                legal_provision="artikel 1",
            )
        )
        return source

    def ids(self, source, **body) -> list[str]:
        response = source.post("disclosures/search", body)
        assert response.status_code == 200, response.content
        return [item["external_id"] for item in response.json()["items"]]

    def test_newest_first_in_pages(self, source):
        found, cursor = [], None
        for _ in range(10):
            page = source.post("disclosures/search", {"limit": 3, "cursor": cursor}).json()
            found += [item["external_id"] for item in page["items"]]
            cursor = page["next"]
            if cursor is None:
                break
        assert found == ["A", *(f"E-{day}" for day in range(7, 0, -1))]

    def test_a_token_reads_its_own_entries_unless_two_people_said_otherwise(self, source):
        other = Source(name="Volgsysteem")
        other.record(entry(external_id="B"))
        model = models.Source.objects
        with make.as_operator():
            model.filter(name="Volgsysteem").update(all_entries=False)
        assert self.ids(other) == ["B"]
        assert len(self.ids(source)) == 9
        theirs = Disclosure.objects.get(external_id="A").pk
        problem(other.get(f"disclosures/{theirs}"), 404)
        assert source.get(f"disclosures/{theirs}").status_code == 200

    def test_by_what(self, source):
        assert self.ids(source, dossier="d-9") == ["A"]
        assert self.ids(source, dossier="D-onbekend") == []
        assert self.ids(source, outcome="deviation") == ["A"]
        assert self.ids(source, purpose="reclame") == ["A"]
        assert self.ids(source, recipient="partner-b") == []
        # Both ends count, and a day as the last one counts in full.
        span = {"from": "2026-03-02T12:00:00Z", "to": "2026-03-03T12:00:00Z"}
        assert self.ids(source, **span) == ["E-3", "E-2"]
        assert self.ids(source, **{"from": "2026-03-02", "to": "2026-03-03"}) == ["E-3", "E-2"]
        assert self.ids(source, **{"from": "2026-03-04", "to": "2026-03-03"}) == []

    def test_what_is_void_is_left_out_unless_it_is_asked_for(self, source):
        void = Disclosure.objects.get(external_id="E-3")
        jurist = make.UserFactory()
        at = datetime(2026, 6, 1, 10, tzinfo=UTC)
        void_disclosure(void, by=jurist, at=at, reason="Dubbel vastgelegd")
        assert "E-3" not in self.ids(source) and len(self.ids(source)) == 7
        assert "E-3" in self.ids(source, include_void=True) and len(self.ids(source, include_void=True)) == 8
        assert self.ids(source, include_void=False) == self.ids(source, include_void=None) == self.ids(source)
        told = source.get(f"disclosures/{void.pk}").json()
        assert told["entry"]["voided_at"] == "2026-06-01T10:00:00Z"
        assert told["entry"]["void_reason"] == "Dubbel vastgelegd"
        assert {one["field"] for one in told["history"][-1]["changes"]} >= {"voided_at", "voided_by"}

    def test_an_item_says_everything(self, source):
        [item] = source.post("disclosures/search", {"dossier": "d-9"}).json()["items"]
        assert item.pop("id") and item.pop("recorded_at").endswith("Z")
        assert [finding["code"] for finding in item.pop("findings")] == [
            "purpose-not-stated",
            "purpose-outside-agreement",
        ]
        assert item == {
            **entry(external_id="A", dossier="d-9", purpose="reclame", disclosed_at="2026-03-31T12:05:00Z"),
            "legal_provision": "artikel 1",
            "authority_request": None,
            "destination_country": "NL",
            "channel": "other",
            "description": "Folder",
            "deviation_reason": "Vergissing",
            "on_behalf_of": None,
            "restriction_exception": None,
            "recorded_by": "bron-dossierportaal",
            "source": "Dossierportaal",
            "outcome": "deviation",
            "agreement": "OV-A",
            "statement_version": 1,
            "review": "pending",
            "aware_at": None,
            "breach_report": None,
            "breach_reported_at": None,
            "voided_at": None,
            "voided_by": None,
            "void_reason": None,
        }

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"dossier": BSN}, "dossier"),
            ({"dossier": " "}, "dossier"),
            ({"recipient": "x"}, "recipient"),
            ({"purpose": 3}, "purpose"),
            ({"outcome": "goed"}, "outcome"),
            ({"from": "2026-03-02T12:00:00"}, "from"),
            ({"to": "9999-12-31"}, "to"),
            ({"limit": 0}, "limit"),
            ({"limit": 501}, "limit"),
            ({"limit": True}, "limit"),
            ({"limit": 1.5}, "limit"),
            ({"cursor": "geknoei"}, "cursor"),
            ({"cursor": "AAAA" * 6}, "cursor"),
            ({"iets": 1}, "iets"),
            ({"include_void": "ja"}, "include_void"),
        ],
    )
    def test_bad_input(self, source, body, field):
        assert [one[1] for one in errors(source.post("disclosures/search", body))] == [field]


class TestReading:
    def test_an_entry_with_its_history(self):
        source = Source()
        key = source.record(entry()).json()["recorded"][0]["id"]
        jurist = make.UserFactory(username="jurist")
        correct_disclosure(
            Disclosure.objects.get(pk=key),
            changes={
                "data_categories": ("naw", "contact"),
                "dossier": "d-2",
                "recipient": "partner-b",
                "capacity": "partner",
            },
            by=jurist,
            at=datetime(2026, 6, 1, tzinfo=UTC),
            reason="Verkeerd overgenomen",
        )
        body = source.get(f"disclosures/{key}").json()
        assert body["entry"]["dossier"] == "d-2"
        first, second = body["history"]
        assert (first["type"], first["actor"], first["changes"]) == ("+", "bron-dossierportaal", [])
        assert (second["type"], second["actor"], second["reason"]) == ("~", "jurist", "Verkeerd overgenomen")
        changes = {one["field"]: (one["old"], one["new"]) for one in second["changes"]}
        assert changes == {
            "data_categories": (["naw"], ["contact", "naw"]),
            "dossier": (DOSSIER, "d-2"),
            "recipient": ("gemeente-a", "partner-b"),
            "capacity": ("client", "partner"),
            "agreement": ("OV-A", None),
        }

    @pytest.mark.parametrize("key", ["0", "999999", "-1", "abc", "9" * 40, "1.5", "%00", "¹"])
    def test_an_unknown_one(self, key):
        problem(Source("read").client.get(f"/api/v1/disclosures/{key}"), 404)
