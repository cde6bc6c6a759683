"""`consents` and `objections` in the API."""

from datetime import date

import pytest

from sharing.consents.models import Consent, Objection
from tests import factories as make
from tests.sharing.api.client import Source, errors, problem
from tests.sharing.register import BSN, DOSSIER, entry, small_register

pytestmark = pytest.mark.django_db
THIRD = {"recipient": "derde-c", "capacity": "other", "legal_basis": "consent"}


@pytest.fixture(autouse=True)
def _register() -> None:
    small_register()


@pytest.fixture
def source() -> Source:
    return Source()


def consent(**changes) -> dict:
    values = {
        "external_id": "T-1",
        "dossier": DOSSIER,
        "recipient": "derde-c",
        "data_categories": ["naw"],
        "explicit": False,
        "given_at": "2026-01-01T10:00:00+01:00",
        **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


def objection(**changes) -> dict:
    values = {
        "external_id": "B-1",
        "dossier": DOSSIER,
        "kind": "objection",
        "recipient": "gemeente-a",
        "upheld": True,
        "from": "2026-01-01",
        **changes,
    }
    return {name: value for name, value in values.items() if value is not None}


def found(source: Source, **changes) -> list[str]:
    """What the gate says about an entry."""
    [result] = source.post("disclosures/check", entry(**changes)).json()["results"]
    return [finding["code"] for finding in result["findings"]]


def test_a_consent_and_its_withdrawal_count_at_the_gate(source):
    assert found(source, **THIRD) == ["no-consent"]
    response = source.post("consents", consent())
    assert response.status_code == 201 and found(source, **THIRD) == []
    key = response.json()["id"]
    body = {"withdrawn_at": "2026-02-01T00:00:00+01:00"}
    assert source.post(f"consents/{key}/withdrawal", body).json() == {"id": key}
    assert source.post(f"consents/{key}/withdrawal", body).status_code == 200
    assert found(source, **THIRD) == ["consent-withdrawn"]
    assert found(source, **THIRD, disclosed_at="2026-01-15T10:00:00Z") == []
    assert Consent.history.filter(id=key).count() == 2
    other = {"withdrawn_at": "2026-02-02T00:00:00+01:00"}
    problem(source.post(f"consents/{key}/withdrawal", other), 409)


def test_the_same_consent_again_is_the_same_one(source):
    first = source.post("consents", consent()).json()
    assert source.post("consents", consent()).json() == first
    assert errors(source.post("consents", consent(explicit=True)), 409) == [
        (None, "external_id", "external-id-used")
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"external_id": None}, "external_id"),
        ({"external_id": "  "}, "external_id"),
        ({"external_id": "x" * 256}, "external_id"),
        ({"dossier": BSN}, "dossier"),
        ({"dossier": None}, "dossier"),
        ({"dossier": 7}, "dossier"),
        ({"recipient": "onbekend"}, "recipient"),
        ({"recipient": None}, "recipient"),
        ({"purpose": "onbekend"}, "purpose"),
        ({"data_categories": []}, "data_categories"),
        ({"data_categories": None}, "data_categories"),
        ({"data_categories": ["x"]}, "data_categories"),
        ({"data_categories": ["naw", "naw"]}, "data_categories"),
        ({"data_categories": [1]}, "data_categories"),
        ({"explicit": None}, "explicit"),
        ({"explicit": "ja"}, "explicit"),
        ({"given_at": "2026-01-01T10:00:00"}, "given_at"),
        ({"given_at": "2126-01-01T10:00:00Z"}, "given_at"),
        ({"evidence": "a\x07"}, "evidence"),
        ({"iets": 1}, "iets"),
        ({"given_by": "buurman"}, "given_by"),
        ({"refused": "ja"}, "refused"),
        ({"statement_version": 9}, "statement_version"),
        ({"statement_version": "1"}, "statement_version"),
        ({"statement_version": 2**40}, "statement_version"),
        ({"statement_version": True}, "statement_version"),
    ],
)
def test_bad_consents(source, changes, field):
    assert {one[1] for one in errors(source.post("consents", consent(**changes)))} == {field}
    assert not Consent.objects.exists()


@pytest.mark.parametrize("key", ["0", "99999", "abc", "9" * 30])
def test_withdrawing_what_is_not_there(source, key):
    problem(source.post(f"consents/{key}/withdrawal", {"withdrawn_at": "2026-01-01T00:00:00Z"}), 404)


@pytest.mark.parametrize(
    "body",
    [{}, {"withdrawn_at": None}, {"withdrawn_at": "nu"}, {"withdrawn_at": "2126-01-01T00:00:00Z"}, {"x": 1}],
)
def test_bad_withdrawals(source, body):
    key = source.post("consents", consent()).json()["id"]
    problem(source.post(f"consents/{key}/withdrawal", body), 422)
    before = {"withdrawn_at": "2020-01-01T00:00:00Z"}
    problem(source.post(f"consents/{key}/withdrawal", before), 422)


@pytest.mark.parametrize("until", ["2026-03-31", "2026-03-31T22:00:00Z"])
def test_an_upheld_objection_blocks_through_the_last_day_and_until_the_instant(source, until):
    assert source.post("objections", objection(until=until)).status_code == 201
    assert found(source, disclosed_at="2026-03-31T21:59:59Z") == ["objection-upheld"]
    assert found(source) == ["objection-upheld"]
    assert found(source, disclosed_at="2025-12-31T22:59:59Z") == []
    assert found(source, disclosed_at="2026-03-31T22:00:00Z") == []
    assert found(source, recipient="partner-b", capacity="partner") == []


def test_a_restriction_covers_the_whole_dossier(source):
    body = objection(kind="restriction", recipient=None)
    assert source.post("objections", body).status_code == 201
    assert found(source, recipient="partner-b", capacity="partner") == ["processing-restricted"]
    assert source.post("objections", body).status_code == 201 and Objection.objects.count() == 1


def test_what_was_not_upheld_has_no_effect(source):
    source.post("objections", objection(upheld=False))
    assert found(source) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "klacht"}, "kind"),
        ({"kind": None}, "kind"),
        ({"recipient": None}, "recipient"),
        ({"kind": "restriction"}, "recipient"),
        ({"upheld": None}, "upheld"),
        ({"from": None}, "from"),
        ({"from": "gisteren"}, "from"),
        ({"from": "2026-02-30"}, "from"),
        ({"from": "2026-01-01T00:00:00"}, "from"),
        ({"until": "2025-12-31"}, "until"),
        ({"until": "9999-12-31T23:59:59-12:00"}, "until"),
        ({"purpose": "x"}, "purpose"),
    ],
)
def test_bad_objections(source, changes, field):
    assert {one[1] for one in errors(source.post("objections", objection(**changes)))} == {field}
    assert not Objection.objects.exists()


def test_who_gave_or_refused_it_and_what_was_shown(source):
    make.CommitmentSetFactory(version=2, effective_from=date(2021, 1, 1))
    told = {"refused": True, "given_by": "representative", "statement_version": 2}
    key = source.post("consents", consent(**told)).json()["id"]
    stored = Consent.objects.get(pk=key)
    assert (stored.refused, stored.given_by, stored.statement_version.version) == (True, "representative", 2)
    assert source.post("consents", consent(**told)).json() == {"id": key}
    assert source.post("consents", consent()).status_code == 409
    body = {"withdrawn_at": "2026-02-01T00:00:00+01:00"}
    assert errors(source.post(f"consents/{key}/withdrawal", body)) == [(None, "withdrawn_at", "refused")]


def test_a_decision_goes_before_the_flag_and_has_its_facts(source):
    told = {"kind": "restriction", "recipient": None, "restriction_ground": "c", "decision": "pending"}
    moment = {"received_at": "2025-12-30T09:00:00+01:00"}
    key = source.post("objections", objection(**told, **moment)).json()["id"]
    stored = Objection.objects.get(pk=key)
    assert (stored.decision, stored.restriction_ground, stored.decided_by) == ("pending", "c", None)
    assert stored.received_at is not None
    key = source.post("objections", objection(external_id="B-2")).json()["id"]
    stored = Objection.objects.get(pk=key)
    assert (stored.decision, stored.decided_by is None) == ("upheld", False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"restriction_ground": "a"}, "restriction_ground"),
        ({"kind": "restriction", "recipient": None, "restriction_ground": "e"}, "restriction_ground"),
        ({"received_at": "2126-01-01T10:00:00Z"}, "received_at"),
        ({"decision": "misschien"}, "decision"),
    ],
)
def test_facts_of_an_objection_that_cannot_be(source, changes, field):
    assert errors(source.post("objections", objection(**changes)))[0][1] == field
    assert not Objection.objects.exists()


def test_a_consent_of_another_source_is_not_there(source):
    """Numbers can be counted: one source would withdraw all consents of another, or learn how many there are."""
    key = source.post("consents", consent()).json()["id"]
    body = {"withdrawn_at": "2026-02-01T00:00:00+01:00"}
    other = Source("record", name="Ander")
    theirs = problem(other.post(f"consents/{key}/withdrawal", body), 404)
    assert theirs == problem(other.post(f"consents/{key + 999}/withdrawal", body), 404)
    assert Consent.objects.get(pk=key).withdrawn_at is None
    reader = Source(name="Dossiersysteem")  # two people said that it reads what others recorded
    assert reader.post(f"consents/{key}/withdrawal", body).status_code == 200


def test_what_a_flag_says_is_read_also_when_the_decision_has_a_name(source):
    assert errors(source.post("objections", objection(decision="pending", upheld="ja")))[0][1] == "upheld"
