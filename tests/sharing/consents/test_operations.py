"""Consents, objections, restrictions and authorities' requests through the operations."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from sharing.consents.models import Consent, Objection
from sharing.consents.operations import (
    correct_consent,
    correct_objection,
    decide_objection,
    give_consent,
    withdraw_consent,
)
from sharing.consents.request_models import AuthorityRequest
from sharing.consents.requests import assess_request, confirm_request, register_authority_request
from sharing.core.dossiers import unseal
from sharing.core.exceptions import ChangedMeanwhile, RecordedBefore, Refused, RefusedInput
from sharing.core.periods import amsterdam_day
from sharing.core.records import version_of
from tests import factories as make
from tests.sharing.register import BSN

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 10, 0, tzinfo=UTC)


@pytest.fixture
def by():
    return make.UserFactory()


def consent(by, **changes) -> Consent:
    values = {
        "dossier": "d-1",
        "recipient": changes.pop("recipient", None) or make.PartyFactory(),
        "data_categories": changes.pop("data_categories", None) or [make.DataCategoryFactory()],
        "explicit": True,
        "given_at": NOW,
        **changes,
    }
    return give_consent(**values, by=by, reason="Formulier")


class TestConsent:
    def test_is_stored_with_its_history(self, by):
        row = consent(by)
        assert unseal(row.dossier) == "d-1"
        assert row.history.get().history_change_reason == "Formulier"

    @pytest.mark.parametrize("changes", [{"dossier": BSN}, {"dossier": ""}, {"dossier": "x" * 65}])
    def test_bad_input(self, by, changes):
        with pytest.raises(RefusedInput):
            consent(by, **changes)
        assert not Consent.objects.exists()

    def test_names_a_recipient_or_a_purpose_and_data(self, by):
        with pytest.raises(RefusedInput, match="ontvanger"):
            give_consent(
                dossier="d-1",
                data_categories=[make.DataCategoryFactory()],
                explicit=False,
                given_at=NOW,
                by=by,
                reason="x",
            )
        with pytest.raises(RefusedInput):
            give_consent(
                dossier="d-1",
                recipient=make.PartyFactory(),
                data_categories=[],
                explicit=False,
                given_at=NOW,
                by=by,
                reason="x",
            )

    def test_the_same_one_again_from_its_source(self, by):
        source = make.SourceFactory()
        same = {
            "source": source,
            "external_id": "T-1",
            "recipient": make.PartyFactory(),
            "data_categories": [make.DataCategoryFactory()],
        }
        first = consent(by, **same)
        assert consent(by, **same) == first and Consent.objects.count() == 1
        with pytest.raises(RecordedBefore, match="T-1"):
            consent(by, **{**same, "explicit": False})

    def test_withdrawing(self, by):
        row = consent(by)
        later = NOW + timedelta(days=1)
        withdraw_consent(row, withdrawn_at=later, by=by, reason="Bericht")
        withdraw_consent(row, withdrawn_at=later, by=by, reason="Nog eens")
        row.refresh_from_db()
        assert row.withdrawn_at == later and row.history.count() == 2
        with pytest.raises(RecordedBefore):
            withdraw_consent(row, withdrawn_at=later + timedelta(days=1), by=by, reason="Anders")

    def test_withdrawing_before_it_was_given(self, by):
        with pytest.raises(RefusedInput, match="voor"):
            withdraw_consent(consent(by), withdrawn_at=NOW - timedelta(seconds=1), by=by, reason="x")

    def test_correcting(self, by):
        row = correct_consent(
            consent(by), changes={"dossier": "d-2", "explicit": False}, by=by, reason="Fout"
        )
        assert (unseal(row.dossier), row.explicit, row.history.count()) == ("d-2", False, 2)
        with pytest.raises(Refused, match="reden"):
            correct_consent(row, changes={"explicit": True}, by=by, reason="")


class TestObjection:
    def test_an_objection_names_something_and_a_restriction_nothing(self, by):
        party = make.PartyFactory()
        start = {"dossier": "d-1", "decision": "upheld", "in_force_from": NOW, "by": by, "reason": "Besluit"}
        decide_objection(kind="objection", recipient=party, **start)
        decide_objection(kind="restriction", **start)
        with pytest.raises(RefusedInput):
            decide_objection(kind="objection", **start)
        with pytest.raises(RefusedInput):
            decide_objection(kind="restriction", recipient=party, **start)
        with pytest.raises(RefusedInput):
            decide_objection(kind="restriction", **start, in_force_until=NOW - timedelta(days=1))
        assert Objection.objects.count() == 2

    def test_ending_it(self, by):
        row = make.ObjectionFactory(restriction=True)
        ending = {"in_force_until": NOW, "informed_on": amsterdam_day(NOW)}
        row = correct_objection(row, changes=ending, by=by, reason="Opgeheven")
        assert row.in_force_until == NOW and row.history.count() == 2

    @pytest.mark.parametrize(
        "changes", [{"in_force_until": NOW}, {"decision": "rejected"}, {"kind": "objection"}]
    )
    def test_a_restriction_does_not_end_before_the_person_was_told(self, by, changes):
        row = make.ObjectionFactory(restriction=True)
        if "kind" in changes:
            changes = {**changes, "recipient": make.PartyFactory()}
        with pytest.raises(Refused, match="ingelicht"):
            correct_objection(row, changes=changes, by=by, reason="Opgeheven")


def as_seen(request: AuthorityRequest) -> str:
    """The request as it stands on a screen at this moment."""
    return version_of(AuthorityRequest, request.pk)


class TestAuthorityRequest:
    @pytest.fixture
    def request_(self, by):
        make.LegalProvisionFactory(code="wet-1", citation="artikel 1 Wet")
        return register_authority_request(
            reference="VZ-1",
            authority=make.PartyFactory(authority=True),
            legal_provision="Artikel 1 wet",
            asked="Adres",
            received_on=date(2026, 5, 1),
            data_categories=[make.DataCategoryFactory()],
            by=by,
            reason="Brief",
        )

    def test_two_persons(self, request_):
        first, second = make.UserFactory(), make.UserFactory()
        assess_request(request_, seen=as_seen(request_), assessment="granted", note="Klopt", by=first, at=NOW)
        with pytest.raises(Refused, match="zelf beoordeeld"):
            confirm_request(request_, seen=as_seen(request_), by=first, at=NOW)
        row = confirm_request(request_, seen=as_seen(request_), by=second, at=NOW)
        assert (row.assessed_by, row.confirmed_by, row.confirmed_at) == (first, second, NOW)
        with pytest.raises(Refused, match="al bevestigd"):
            confirm_request(request_, seen=as_seen(request_), by=make.UserFactory(), at=NOW)
        with pytest.raises(Refused, match="verandert niet meer"):
            assess_request(request_, seen=as_seen(request_), assessment="refused", by=second, at=NOW)
        assert row.history.count() == 3

    def test_confirmed_is_what_was_seen(self, request_):
        first, second, third = make.UserFactory(first_name="Noor"), make.UserFactory(), make.UserFactory()
        assess_request(request_, assessment="granted", note="Klopt", seen=as_seen(request_), by=first, at=NOW)
        seen = as_seen(request_)
        assess_request(
            request_, assessment="refused", note="Toch niet", seen=as_seen(request_), by=second, at=NOW
        )
        with pytest.raises(
            ChangedMeanwhile, match=r"Beoordeling was “Voldoen.*en is nu “Verzoek afwijzen"
        ) as refusal:
            confirm_request(request_, seen=seen, by=third, at=NOW)
        assert "Toch niet" in str(refusal.value)
        request_.refresh_from_db()
        assert request_.confirmed_by is None
        with pytest.raises(ChangedMeanwhile):
            assess_request(request_, assessment="granted", note="x", seen=seen, by=first, at=NOW)
        with pytest.raises(Refused, match="verouderd"):
            confirm_request(request_, seen="", by=third, at=NOW)
        assert confirm_request(request_, seen=as_seen(request_), by=third, at=NOW).assessment == "refused"

    def test_not_before_it_is_assessed(self, request_, by):
        with pytest.raises(Refused, match="nog niet beoordeeld"):
            confirm_request(request_, seen=as_seen(request_), by=by, at=NOW)
        with pytest.raises(Refused):
            assess_request(request_, seen=as_seen(request_), assessment="misschien", by=by, at=NOW)

    def test_the_provision_is_one_of_the_list_that_obliged_that_day(self, request_, by):
        assert request_.legal_provision == "artikel 1 Wet"  # as it is cited there
        make.LegalProvisionFactory(code="vs", foreign=True)
        make.LegalProvisionFactory(code="oud", last_day=date(2026, 4, 30))
        values = {"authority": request_.authority, "asked": "b", "received_on": date(2026, 5, 1)}
        for wrong in ("US CLOUD Act", "vs", "oud", ""):
            with pytest.raises(RefusedInput, match="wettelijke bepalingen") as refusal:
                register_authority_request(
                    reference="VZ-2", legal_provision=wrong, **values, by=by, reason="x"
                )
            assert [error.field for error in refusal.value.errors] == ["legal_provision"]
        rows = AuthorityRequest.objects.filter(pk=request_.pk)
        for changes in (
            {"legal_provision": "US CLOUD Act"},
            {"received_on": date(2026, 4, 1), "legal_provision": "x"},
        ):
            with pytest.raises(IntegrityError, match="bepaling uit de lijst"):
                with make.recorded(), transaction.atomic():
                    rows.update(**changes)
        with make.recorded():
            rows.update(legal_provision="WET-1")

    def test_a_refusal_says_why(self, request_, by):
        with pytest.raises(RefusedInput, match="waarom het verzoek wordt afgewezen"):
            assess_request(request_, assessment="refused", note=" ", seen=as_seen(request_), by=by, at=NOW)

    def test_only_of_an_authority_and_once(self, request_, by):
        again = {"legal_provision": "wet-1", "asked": "b", "received_on": NOW.date(), "by": by, "reason": "x"}
        with pytest.raises(RefusedInput, match="autoriteit"):
            register_authority_request(reference="VZ-2", authority=make.PartyFactory(client=True), **again)
        with pytest.raises(RefusedInput):
            register_authority_request(reference="VZ-1", authority=request_.authority, **again)
