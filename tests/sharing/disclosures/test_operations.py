"""Recording, correcting and reviewing through the operations."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sharing.core.dossiers import unseal
from sharing.core.exceptions import RecordedBefore, RefusedInput
from sharing.disclosures.checking import Blocked, check_entries, judge_entry
from sharing.disclosures.intake.channels import CSV, FORM, JSON, Raw
from sharing.disclosures.models import Disclosure
from sharing.disclosures.recording import record_entries
from sharing.sources.operations import built_in_source
from tests import factories as make
from tests.sharing.register import BSN, DOSSIER, raw, small_register

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _register() -> None:
    small_register()


@pytest.fixture
def by():
    return make.UserFactory(username="vastlegger")


def record(*entries: Raw, by, source=None, words=JSON):
    source = source or built_in_source("Proef")
    return record_entries(entries, source=source, by=by, at=NOW, reason="Proef", words=words)


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]


class TestRecording:
    def test_everything_an_entry_says_is_stored(self, by):
        [done] = record(
            raw(
                recipient="partner-b",
                capacity="partner",
                data_categories=["naw", "contact"],
                legal_provision="artikel 54 \\ SUWI",
                destination_country="NL",
                channel="secure_mail",
                description="Verslag “é” \\N en \\t letterlijk",
            ),
            by=by,
        )
        row = Disclosure.objects.get(pk=done.id)
        assert (row.disclosed_at, row.recorded_at) == (datetime(2026, 3, 31, 12, 5, tzinfo=UTC), NOW)
        assert (row.recipient.code, row.capacity, row.purpose.code) == (
            "partner-b",
            "partner",
            "re-integratie",
        )
        assert unseal(row.dossier) == DOSSIER and DOSSIER.encode() not in bytes(row.dossier)
        assert row.legal_provision == "artikel 54 \\ SUWI"
        assert row.description == "Verslag “é” \\N en \\t letterlijk"
        assert (row.channel, row.destination_country_id, row.outcome) == ("secure_mail", "NL", "permitted")
        assert row.commitments.version == 1 and row.recorded_by == by and len(row.data_categories) == 2

    def test_history_names_actor_and_reason(self, by):
        [done] = record(raw(), by=by)
        [moment] = Disclosure.history.filter(id=done.id)
        assert (moment.history_type, moment.history_user_id) == ("+", by.pk)
        assert moment.history_change_reason == "Proef"

    def test_relies_on_the_agreement_in_force(self, by):
        [done] = record(raw(), by=by)
        assert Disclosure.objects.get(pk=done.id).agreement.reference == "OV-A"

    def test_a_blocked_entry_without_a_reason_stores_nothing_at_all(self, by):
        with pytest.raises(Blocked) as refused:
            record(raw(), raw(external_id="E-2", data_categories=["naw", "gezondheid"]), by=by)
        assert {error.code for error in refused.value.errors} == {
            "categories-outside-agreement",
            "special-without-explicit-consent",
            "special-without-ground",
        }
        assert {error.index for error in refused.value.errors} == {1}
        assert not Disclosure.objects.exists()

    def test_with_a_reason_it_is_a_deviation_to_be_reviewed(self, by):
        [done] = record(raw(purpose="reclame", deviation_reason="Vergissing"), by=by)
        row = Disclosure.objects.get(pk=done.id)
        assert (done.outcome, row.outcome, row.review) == ("deviation", "deviation", "pending")
        assert row.deviation_reason == "Vergissing"
        assert [one["code"] for one in row.findings] == codes(done.findings)
        assert "purpose-not-stated" in codes(done.findings)

    def test_a_reason_that_was_not_needed_is_kept(self, by):
        [done] = record(raw(deviation_reason="Voor de zekerheid"), by=by)
        row = Disclosure.objects.get(pk=done.id)
        assert (row.outcome, row.deviation_reason, row.review) == ("permitted", "Voor de zekerheid", "")

    @pytest.mark.parametrize(
        "text", ["a\\b", "\\N", "\\.", "c:\\t\\n", "\\", "\u00a0\u2028", "x" * 300 + "\\"]
    )
    @pytest.mark.parametrize("field", ["external_id", "legal_provision", "description", "deviation_reason"])
    def test_texts_are_stored_as_they_are(self, by, field, text):
        [done, beside] = record(raw(**{field: text[-200:]}), raw(external_id="E-2"), by=by)
        assert getattr(Disclosure.objects.get(pk=done.id), field) == text[-200:]
        assert Disclosure.objects.get(pk=beside.id).external_id == "E-2"

    @pytest.mark.parametrize(
        ("text", "stored"),
        [
            ("2026-03-31T14:05:07Z", datetime(2026, 3, 31, 14, 5, 7, tzinfo=UTC)),
            ("2026-04-01T00:05:07+02:00", datetime(2026, 3, 31, 22, 5, 7, tzinfo=UTC)),
            ("2026-03-31T14:05:07-11:00", datetime(2026, 4, 1, 1, 5, 7, tzinfo=UTC)),
            ("2026-03-31T14:05:07.25+05:30", datetime(2026, 3, 31, 8, 35, 7, 250_000, tzinfo=UTC)),
            ("1995-01-01T00:00:00+01:00", datetime(1994, 12, 31, 23, 0, tzinfo=UTC)),
        ],
    )
    def test_the_instant_however_it_is_written(self, by, text, stored):
        [done] = record(raw(disclosed_at=text, deviation_reason="Proef"), by=by)
        assert Disclosure.objects.get(pk=done.id).disclosed_at == stored

    def test_every_error_of_every_entry_is_named(self, by):
        with pytest.raises(RefusedInput) as refused:
            record(
                raw(recipient="onbekend", disclosed_at="2026-03-31T14:05:00"),
                raw(external_id="E-2", dossier=BSN, data_categories=[]),
                raw(external_id="E-3", purpose="reclame"),
                by=by,
            )
        found = {(error.index, error.field, error.code) for error in refused.value.errors}
        assert {
            (0, "recipient", "unknown-code"),
            (0, "disclosed_at", "no-offset"),
            (1, "dossier", "bsn"),
            (1, "data_categories", "required"),
            (2, "deviation_reason", "purpose-not-stated"),
        } <= found
        assert BSN not in str(refused.value)

    def test_an_external_id_twice_in_one_call(self, by):
        with pytest.raises(RefusedInput, match="staat ook in nummer 0"):
            record(raw(), raw(), by=by)

    def test_an_external_id_that_was_used_before(self, by):
        record(raw(), by=by)
        with pytest.raises(RecordedBefore, match="E-1"):
            record(raw(description="anders"), by=by)
        record(raw(), by=by, source=built_in_source("Andere bron"))

    def test_a_chunk_does_not_cost_queries_per_entry(self, by):
        source = built_in_source("Proef")
        with CaptureQueriesContext(connection) as few:
            record(raw(), by=by, source=source)
        with CaptureQueriesContext(connection) as many:
            record(*(raw(external_id=f"M-{number}") for number in range(200)), by=by, source=source)
        assert len(many) == len(few)

    def test_more_than_one_chunk(self, by, monkeypatch):
        monkeypatch.setattr("sharing.disclosures.recording.in_chunks.__defaults__", (7,))
        done = record(*(raw(external_id=f"M-{number}") for number in range(40)), by=by)
        assert [one.external_id for one in done] == [f"M-{number}" for number in range(40)]
        stored = dict(Disclosure.objects.values_list("pk", "external_id"))
        assert {one.id: one.external_id for one in done} == stored
        assert Disclosure.history.count() == 40


class TestInput:
    @pytest.mark.parametrize(
        ("field", "value", "code"),
        [
            ("external_id", "", "required"),
            ("external_id", "x" * 256, "too-long"),
            ("external_id", "a\x00b", "control-character"),
            ("external_id", "half \ud800", "control-character"),
            ("disclosed_at", "", "required"),
            ("disclosed_at", "gisteren", "invalid-instant"),
            ("disclosed_at", "2026-02-30T10:00:00Z", "invalid-instant"),
            ("disclosed_at", "2027-03-28T02:30:00", "no-offset"),
            ("disclosed_at", "1994-12-31T22:59:59Z", "too-early"),
            ("disclosed_at", "2026-06-01T10:05:01Z", "too-far-ahead"),
            ("disclosed_at", "9999-12-31T23:59:59Z", "too-far-ahead"),
            ("dossier", "", "required"),
            ("dossier", BSN, "bsn"),
            ("dossier", "111.222.333", "bsn"),
            ("dossier", "x" * 65, "invalid"),
            ("dossier", "a\tb", "invalid"),
            ("recipient", "Gemeente-A", "unknown-code"),
            ("capacity", "opdrachtgever", "unknown-code"),
            ("subject_category", "kat", "unknown-code"),
            ("purpose", "", "required"),
            ("data_categories", ["naw", "naw"], "duplicate"),
            ("data_categories", ["naw", "schoenmaat"], "unknown-code"),
            ("legal_basis", "zin", "unknown-code"),
            ("legal_provision", "x" * 301, "too-long"),
            ("authority_request", "VZ-404", "unknown-code"),
            ("destination_country", "XX", "unknown-code"),
            ("destination_country", "nl", "unknown-code"),
            ("channel", "duif", "unknown-code"),
            ("description", "x" * 2001, "too-long"),
            ("description", "regel\nregel", "control-character"),
        ],
    )
    def test_what_cannot_be_understood(self, by, field, value, code):
        with pytest.raises(RefusedInput) as refused:
            record(raw(**{field: value}), by=by)
        assert [(error.field, error.code) for error in refused.value.errors] == [(field, code)]

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("disclosed_at", "2026-06-01T10:05:00Z"),
            ("disclosed_at", "1995-01-01T00:00:00+01:00"),
            ("disclosed_at", "2026-03-29T02:30:00+01:00"),
            ("external_id", "naïef kenmerk ✓"),
            ("dossier", "111222334"),
            ("dossier", "  d-7  "),
            ("description", "x" * 2000),
            ("purpose", "plaatsing"),
        ],
    )
    def test_what_can(self, by, field, value):
        reason = "Voor de eerste versie" if field == "disclosed_at" else None
        assert record(raw(**{field: value}, deviation_reason=reason), by=by)

    def test_people_may_write_lines_in_a_form(self, by):
        [done] = record(raw(description="een\r\ntwee"), by=by, words=FORM)
        assert Disclosure.objects.get(pk=done.id).description == "een\r\ntwee"

    def test_names_are_those_of_the_channel(self, by):
        with pytest.raises(RefusedInput) as refused:
            record(raw(recipient="gemeente-b"), by=by, words=CSV)
        fields = {error.field: str(error) for error in refused.value.errors}
        assert set(fields) == {"ontvanger", "hoedanigheid", "grondslag"}
        assert "gemeente-a" in fields["ontvanger"]


class TestChecking:
    def test_stores_nothing_and_may_look_ahead(self):
        assert judge_entry(raw(disclosed_at="2030-01-01T00:00:00Z"), at=NOW).findings == ()
        assert not Disclosure.objects.exists()

    def test_each_entry_by_itself(self):
        results = check_entries([raw(), raw(recipient="derde-c", capacity="other")], at=NOW)
        assert [codes(findings) for findings in results] == [[], ["no-consent"]]

    def test_refuses_what_it_cannot_understand(self):
        with pytest.raises(RefusedInput):
            judge_entry(raw(dossier=BSN), at=NOW)
