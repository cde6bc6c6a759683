"""What a decision on a request does in the register, at that moment, and that there is no other way to it."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from sharing.consents.operations import correct_objection, lift_restriction, settle_objection
from sharing.core.actor import acting
from sharing.core.dossiers import seal
from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.core.records import version_of
from sharing.models import Objection, RightsEffect, RightsRequest
from sharing.rights.choices import RightState
from sharing.rights.effects import record_objection, restrict_until_answered
from sharing.rights.operations import answer_request, decide_request
from sharing.rights.queries import not_done, open_requests, with_state
from sharing.rights.requests import change_rights_request
from tests import factories as make
from tests.sharing.rights.steps import AT, TODAY, fields, known, registered, said, state

pytestmark = pytest.mark.django_db


@pytest.fixture
def party() -> Any:
    return make.PartyFactory()


def objecting(party: Any, **values: Any) -> RightsRequest:
    request = known(registered(kind="objection", asked="Ik wil dit niet"))
    record_objection(request, recipient=party, note="Zo geschreven", **values, **said(request))
    return RightsRequest.objects.get(pk=request.pk)


def of(request: RightsRequest, kind: str = "objection") -> Objection:
    return Objection.objects.get(rights_effect__request=request, kind=kind)


def decided(
    request: RightsRequest, decision: str, *, consents: Any = (), upheld: Any = (), **values: Any
) -> RightsRequest:
    words = {"note": "Afgewogen", "provision": "art. 21, lid 1", "evidence": "Elke week een"}
    follows = {"consents": consents, "upheld": upheld}
    return decide_request(request, decision=decision, **words, **follows, **said(request, **values))


class TestObjection:
    def test_is_recorded_before_it_can_be_granted(self):
        request = known(registered(kind="objection"))
        assert state(request) == RightState.RECORD
        assert list(with_state(RightsRequest.objects.all(), "record")) == [request]
        with pytest.raises(RefusedInput) as refused:
            decided(request, "granted")
        assert fields(refused) == {"decision"}

    def test_granted_has_effect_in_the_gate_from_that_moment(self, party):
        request = objecting(party)
        assert state(request) == RightState.DECIDE
        assert of(request).decision == "pending"
        decided(request, "granted")
        objection = of(request)
        assert (objection.decision, objection.in_force_from) == ("upheld", AT)
        assert objection.decided_by == make.tester()
        assert objection.decision_reason == "Afgewogen"

    @pytest.mark.parametrize("decision", ["refused", "unfounded", "excessive", "retracted"])
    def test_what_is_not_granted_is_rejected_with_it(self, party, decision):
        request = objecting(party)
        decided(request, decision, by=make.UserFactory())
        assert of(request).decision == "rejected"

    def test_of_several_those_that_are_granted(self, party):
        request, other = objecting(party), make.PartyFactory()
        with pytest.raises(RefusedInput, match="kies een ander besluit"):
            decided(request, "partly", by=make.UserFactory())
        record_objection(request, recipient=other, note="Ook deze", **said(request))
        with pytest.raises(RefusedInput) as refused:
            decided(request, "partly", by=make.UserFactory())
        assert fields(refused) == {"upheld"}
        chosen = Objection.objects.filter(recipient=other)
        decided(request, "partly", upheld=chosen, by=make.UserFactory())
        assert chosen.get().decision == "upheld"
        assert Objection.objects.get(recipient=party).decision == "rejected"

    def test_names_something_and_a_dossier(self, party):
        request = known(registered(kind="objection"))
        with pytest.raises(RefusedInput, match="ontvanger of een doeleinde"):
            record_objection(request, note="x", **said(request))
        unknown = known(registered(kind="objection", dossier=""))
        with pytest.raises(Refused, match="dossiernummer"):
            record_objection(unknown, recipient=party, note="x", **said(unknown))
        stranger = registered(kind="objection")
        with pytest.raises(Refused, match="wie dit vraagt"):
            record_objection(stranger, recipient=party, note="x", **said(stranger))
        access = known(registered())
        with pytest.raises(Refused, match="geen bezwaar"):
            record_objection(access, recipient=party, note="x", **said(access))
        assert not Objection.objects.exists()

    def test_one_that_was_recorded_meanwhile_is_seen_first(self, party):
        request = known(registered(kind="objection"))
        seen = version_of(RightsRequest, request.pk)
        record_objection(request, recipient=party, note="Zo geschreven", **said(request))
        with pytest.raises(ChangedMeanwhile):
            decide_request(
                request,
                decision="refused",
                note="Nee",
                provision="art. 21",
                seen=seen,
                at=AT,
                by=make.UserFactory(),
            )


class TestNoOtherWay:
    def test_it_is_decided_with_the_request(self, party):
        objection = of(objecting(party))
        with pytest.raises(Refused, match="wordt beslist bij Verzoek"):
            settle_objection(
                objection,
                decision="rejected",
                in_force_from=AT,
                seen=version_of(Objection, objection.pk),
                by=make.tester(),
                reason="Nee",
            )
        for values in ({"decision": "rejected"}, {"decision": "upheld"}, {"dossier": "d-9999"}):
            with transaction.atomic(), pytest.raises(Refused, match="Geweigerd"):
                correct_objection(objection, changes=values, by=make.tester(), reason="Toch")
        assert of(RightsRequest.objects.get()).decision == "pending"

    def test_nor_is_the_decision_corrected_there(self, party):
        request = objecting(party)
        decided(request, "granted")
        with pytest.raises(Refused, match="wordt beslist bij verzoek"):
            correct_objection(
                of(request), changes={"decision": "rejected"}, by=make.tester(), reason="Toch niet"
            )

    def test_the_database_holds_that(self, party):
        request = objecting(party)
        objection, by = of(request), make.tester()
        with transaction.atomic(), pytest.raises(IntegrityError, match="wordt beslist bij verzoek"):
            with acting(by=by, reason=""):
                Objection.objects.filter(pk=objection.pk).update(decision="rejected")
        with transaction.atomic(), pytest.raises(IntegrityError, match="verandert niet meer"):
            with acting(by=by, reason=""):
                RightsRequest.objects.filter(pk=request.pk).update(dossier=seal("d-0002"))
        with transaction.atomic(), pytest.raises(IntegrityError, match="ander dossier"):
            make.RightsEffectFactory(request=request, objection__number="d-0009")
        effect = RightsEffect.objects.get()
        for change in (lambda rows: rows.update(request=registered()), lambda rows: rows.delete()):
            with transaction.atomic(), pytest.raises(IntegrityError), acting(by=by, reason=""):
                change(RightsEffect.objects.filter(pk=effect.pk))
        decided(request, "granted")
        with pytest.raises(IntegrityError, match="al is beslist"):
            make.RightsEffectFactory(request=request)

    def test_the_person_stays_who_it_was(self, party):
        with pytest.raises(Refused, match="staat al bij de bezwaren"):
            change_rights_request(
                objecting(party), changes={"dossier": "d-0002"}, by=make.tester(), at=AT, reason="Mis"
            )


class TestUntilTheAnswer:
    def answered(self, request: RightsRequest) -> RightsRequest:
        return answer_request(request, answered_on=TODAY, way="post", **said(request))

    def test_is_restricted_at_once_when_the_person_asks_so(self, party):
        request = objecting(party, until_answered=True)
        restriction = of(request, "restriction")
        found = (restriction.decision, restriction.restriction_ground, restriction.in_force_from)
        assert found == ("upheld", "d", AT)
        assert state(request) == RightState.DECIDE

    def test_ends_only_after_the_person_was_told(self, party):
        request = objecting(party, until_answered=True)
        decided(request, "refused", by=make.UserFactory())
        assert of(request, "restriction").in_force_until is None
        self.answered(request)
        assert state(request) == RightState.FOLLOW
        assert list(with_state(RightsRequest.objects.all(), "follow")) == [request]
        assert list(not_done(RightsRequest.objects.all())) == list(open_requests()) == [request]

        restriction, by = of(request, "restriction"), make.tester()
        with (
            transaction.atomic(),
            pytest.raises(IntegrityError, match="lid 3"),
            acting(by=by, reason=""),
        ):
            Objection.objects.filter(pk=restriction.pk).update(in_force_until=AT)
        with transaction.atomic(), pytest.raises(Refused, match="lid 3"):
            correct_objection(restriction, changes={"in_force_until": AT}, by=by, reason="Klaar")
        lifting = {"seen": version_of(Objection, restriction.pk), "by": by, "reason": "Verteld"}
        with pytest.raises(RefusedInput, match="pas na het einde"):
            lift_restriction(restriction, until=AT, informed_on=TODAY + timedelta(days=1), **lifting)
        lift_restriction(restriction, until=AT, informed_on=TODAY, **lifting)
        assert state(request) == RightState.DONE
        with pytest.raises(Refused, match="geen beperking die nu geldt"):
            lift_restriction(restriction, until=AT, informed_on=TODAY, **lifting)

    def test_also_while_it_is_looked_into_whether_data_are_right(self):
        request = known(registered(kind="rectification"))
        restrict_until_answered(request, note="Betwist", **said(request))
        assert of(request, "restriction").restriction_ground == "a"
        with pytest.raises(Refused, match="al beperkt"):
            restrict_until_answered(request, note="Betwist", **said(request))
        access = known(registered())
        with pytest.raises(Refused, match="kan niet om een beperking"):
            restrict_until_answered(access, note="x", **said(access))


class TestRestriction:
    def test_has_its_ground_and_holds_when_granted(self):
        request = known(registered(kind="restriction"))
        with pytest.raises(RefusedInput) as refused:
            record_objection(request, note="x", **said(request))
        assert fields(refused) == {"restriction_ground"}
        record_objection(request, restriction_ground="c", note="Voor een zaak", **said(request))
        with pytest.raises(Refused, match="hele dossier"):
            record_objection(request, restriction_ground="a", note="x", **said(request))
        decided(request, "granted")
        restriction = of(request, "restriction")
        assert (restriction.decision, restriction.restriction_ground) == ("upheld", "c")
        answer_request(request, answered_on=TODAY, way="post", **said(request))
        assert state(request) == RightState.DONE  # it stays until there is a reason to lift it


class TestWithdrawal:
    def test_ends_what_is_named_from_receipt(self):
        consent, kept = make.ConsentFactory(number="d-0001"), make.ConsentFactory(number="d-0001")
        strange = make.ConsentFactory(number="d-0002")
        request = known(registered(kind="withdrawal"))
        for chosen in ((), (strange,)):
            with pytest.raises(RefusedInput) as refused:
                decided(request, "granted", consents=chosen)
            assert fields(refused) == {"consents"}
        decided(request, "granted", consents=(consent,))
        for one in (consent, kept):
            one.refresh_from_db()
        assert consent.withdrawn_at == max(request.received_at, consent.given_at)
        assert kept.withdrawn_at is None
        assert RightsEffect.objects.get().consent == consent

    def test_of_what_the_register_does_not_know_there_is_nothing_to_name(self):
        request = known(registered(kind="withdrawal"))
        decided(request, "granted")
        assert state(request) == RightState.ANSWER

    def test_refused_ends_nothing(self):
        consent = make.ConsentFactory(number="d-0001")
        request = known(registered(kind="withdrawal"))
        decided(request, "refused", consents=(consent,), by=make.UserFactory())
        consent.refresh_from_db()
        assert consent.withdrawn_at is None and not RightsEffect.objects.exists()
