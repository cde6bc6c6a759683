"""Who has to hear of a decision is read from the log, each is told or excepted, and the person hears who (art. 19)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from sharing.core.actor import acting
from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.models import Disclosure, RecipientNotice, RightsRequest
from sharing.rights.choices import RightState
from sharing.rights.informing import (
    acknowledge_notices,
    except_recipients,
    record_person_told,
    tell_recipients,
)
from sharing.rights.operations import answer_request, decide_request
from sharing.rights.recipients import received_of, recipients_of, recipients_told, unheard_of
from tests import factories as make
from tests.sharing.rights.steps import AT, TODAY, fields, known, registered, said, state

pytestmark = pytest.mark.django_db
BEFORE = datetime(2026, 3, 1, 10, tzinfo=UTC)
TOMORROW = TODAY + timedelta(days=1)
LATER = AT + timedelta(days=1)


def given(**values: Any) -> Disclosure:
    return make.DisclosureFactory(**{"disclosed_at": BEFORE, **values})


def party(name: str, **values: Any) -> Any:
    return make.PartyFactory(
        name=name, client=True, **{"notice_address": f"{name}@voorbeeld.example", **values}
    )


def granted(kind: str = "erasure", **values: Any) -> RightsRequest:
    request = known(registered(kind=kind))
    return decide_request(request, decision="granted", note="Ja", **values, **said(request))


def names(request: RightsRequest) -> list[str]:
    return [one.party.name for one in recipients_of(request, on=TODAY)]


def told(request: RightsRequest, *parties: Any, **values: Any) -> list[RecipientNotice]:
    usual = {"recipients": parties, "told_on": TODAY, "way": "email", "note": "Brief verstuurd"}
    return tell_recipients(request, **said(request) | usual | values)


def excepted(request: RightsRequest, *parties: Any, **values: Any) -> list[RecipientNotice]:
    usual = {"recipients": parties, "exception": "impossible", "note": "Bestaat niet meer"}
    return except_recipients(request, **said(request) | usual | values)


class TestTheList:
    def test_is_exactly_who_received_it_as_the_log_has_it(self):
        kept, gone, other = party("Alfa"), party("Beta"), party("Gamma")
        corrected = given(recipient=gone)
        given(recipient=kept)
        given(recipient=kept)
        given(recipient=other, number="d-0002")  # another person
        given(recipient=other, disclosed_at=LATER)  # after the decision
        given(recipient=other, on_behalf_of=party("Opdrachtgever"))
        void = given(recipient=other)
        with make.recorded():
            Disclosure.objects.filter(pk=corrected.pk).update(recipient=kept)
            Disclosure.objects.filter(pk=void.pk).update(
                voided_at=AT, void_reason="Dubbel", voided_by=make.tester()
            )
        request = granted()
        (one,) = recipients_of(request, on=TODAY)
        assert (one.party, one.count, one.waits, one.secret) == (kept, 3, True, False)
        assert received_of(request, on=TODAY).clients == ["Opdrachtgever"]

    def test_is_about_the_data_that_was_decided_on(self):
        address, health = make.DataCategoryFactory(), make.DataCategoryFactory()
        given(recipient=party("Alfa"), data=[address])
        given(recipient=party("Beta"), data=[health, address])
        given(recipient=party("Gamma"), data=[health])
        request = granted("rectification", data_categories=[address.pk])
        assert names(request) == ["Alfa", "Beta"]
        assert recipients_of(request, on=TODAY)[1].categories == {address.pk}

    def test_a_disclosure_that_is_recorded_later_adds_its_recipient(self):
        alfa = party("Alfa")
        given(recipient=alfa)
        request = granted()
        told(request, alfa)
        assert (recipients_told(request), state(request)) == (True, RightState.ANSWER)
        given(recipient=party("Laatkomer"))
        assert (recipients_told(request), state(request)) == (False, RightState.INFORM)
        assert [one.party.name for one in recipients_of(request, on=TODAY) if one.waits] == ["Laatkomer"]

    @pytest.mark.parametrize(
        ("kind", "decision", "listed"),
        [
            ("erasure", "granted", True),
            ("rectification", "partly", True),
            ("completion", "granted", True),
            ("access", "granted", False),
            ("portability", "granted", False),
            ("erasure", "refused", False),
        ],
    )
    def test_is_there_for_what_changes_the_data_and_was_granted(self, kind, decision, listed):
        given(recipient=party("Alfa"))
        request = known(registered(kind=kind))
        values = {"provision": "art. 17", "by": make.UserFactory()} if decision != "granted" else {}
        decide_request(request, decision=decision, note="Zo", **said(request) | values)
        request.refresh_from_db()
        assert names(request) == (["Alfa"] if listed else [])
        assert state(request) == (RightState.INFORM if listed else RightState.ANSWER)

    def test_of_nobody_leaves_nothing_to_tell(self):
        assert state(granted()) == RightState.ANSWER

    def test_what_is_secret_is_told_and_not_named(self):
        asked = make.AuthorityRequestFactory(
            secret=True, secrecy_ground="Strafzaak", secret_until=date(2027, 1, 1)
        )
        police = party("Politie")
        given(recipient=police, capacity="authority", authority_request=asked)
        request = granted()
        (one,) = recipients_of(request, on=TODAY)
        assert one.secret
        (notice,) = told(request, police)
        assert notice.kept_from_person
        answer_request(request, answered_on=TODAY, way="post", names_recipients=True, **said(request))
        notice.refresh_from_db()
        assert (notice.person_told_on, state(request)) == (None, RightState.DESTROY)
        with pytest.raises(IntegrityError, match="recipient_notice_person"), make.recorded():
            RecipientNotice.objects.filter(pk=notice.pk).update(person_told_on=TODAY)


class TestTelling:
    def test_goes_to_the_address_for_notices_and_is_acknowledged(self):
        alfa, beta = party("Alfa"), party("Beta", notice_address="")
        given(recipient=alfa), given(recipient=beta)
        request = granted()
        with pytest.raises(RefusedInput, match="Beta") as refused:
            told(request, alfa, beta)
        assert fields(refused) == {"address"}
        assert not RecipientNotice.objects.exists()
        told(request, alfa, beta, address="balie@beta.example")
        addresses = dict(RecipientNotice.objects.values_list("recipient__name", "address"))
        assert addresses == {"Alfa": "Alfa@voorbeeld.example", "Beta": "balie@beta.example"}
        acknowledge_notices(
            request, recipients=[alfa], acknowledged_on=TOMORROW, note="Mail terug", **said(request, at=LATER)
        )
        with pytest.raises(RefusedInput, match="bevestigde dit al"):
            told(request, alfa)
        assert RecipientNotice.objects.get(recipient=beta).acknowledged_on is None

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"told_on": TODAY - timedelta(days=1)}, "told_on"),
            ({"told_on": TOMORROW}, "told_on"),
            ({"note": "Dossier d-0001 gemeld"}, "note"),
            ({"note": "BSN 123456782"}, "note"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, values, field):
        alfa = party("Alfa")
        given(recipient=alfa)
        request = granted()
        with pytest.raises(RefusedInput) as refused:
            told(request, alfa, **values)
        assert fields(refused) == {field}

    def test_who_received_nothing_is_not_told(self):
        given(recipient=party("Alfa"))
        request = granted()
        with pytest.raises(RefusedInput, match="volgens het log"):
            told(request, party("Vreemde"))

    def test_before_the_decision_nobody_hears_it(self):
        alfa = party("Alfa")
        given(recipient=alfa)
        with pytest.raises(Refused, match="toewezen"):
            told(known(registered(kind="erasure")), alfa)

    def test_a_mistake_is_corrected_and_an_old_screen_refused(self):
        alfa = party("Alfa")
        given(recipient=alfa)
        request = granted()
        seen = said(request)
        told(request, alfa)
        with pytest.raises(ChangedMeanwhile):
            told(request, alfa, **seen)
        told(request, alfa, way="post", note="Het was een brief")
        assert RecipientNotice.objects.get().told_way == "post"
        assert RecipientNotice.history.count() == 2


class TestExceptions:
    def test_need_a_reason_and_say_who_decided(self):
        alfa = party("Alfa")
        given(recipient=alfa)
        request = granted()
        (notice,) = excepted(request, alfa)
        assert (notice.exception, notice.excepted_by, notice.excepted_on) == (
            "impossible",
            make.tester(),
            TODAY,
        )
        assert state(request) == RightState.ANSWER
        told(request, alfa)  # it turned out to be possible
        notice.refresh_from_db()
        assert (notice.exception, notice.explanation, notice.excepted_by) == ("", "", None)
        with pytest.raises(RefusedInput, match="weet het al"):
            excepted(request, alfa)

    def test_an_inquiry_is_of_an_authority_only(self):
        alfa, police = party("Alfa"), party("Politie")
        given(recipient=alfa), given(recipient=police, capacity="authority")
        request = granted()
        with pytest.raises(RefusedInput, match="niet als autoriteit"):
            excepted(request, alfa, police, exception="inquiry")
        excepted(request, police, exception="inquiry", note="Een vordering in een strafzaak")


class TestThePerson:
    def test_hears_with_the_answer_who_knows(self):
        alfa, beta = party("Alfa"), party("Beta")
        given(recipient=alfa), given(recipient=beta)
        request = granted()
        told(request, alfa)
        answer_request(request, answered_on=TODAY, way="post", names_recipients=True, **said(request))
        assert RecipientNotice.objects.get().person_told_on == TODAY
        assert state(request) == RightState.FOLLOW  # Beta does not know yet
        excepted(request, beta)
        assert state(request) == RightState.FOLLOW  # the person does not know that
        record_person_told(request, told_on=TOMORROW, note="Nagezonden", **said(request, at=LATER))
        assert (state(request), unheard_of(recipients_of(request, on=TODAY))) == (RightState.DESTROY, [])
        with pytest.raises(RefusedInput, match="al verteld"):
            record_person_told(request, told_on=TOMORROW, note="Nog eens", **said(request, at=LATER))

    def test_is_still_to_hear_it_when_the_answer_says_nothing_of_it(self):
        alfa = party("Alfa")
        given(recipient=alfa)
        request = granted()
        told(request, alfa)
        answer_request(request, answered_on=TODAY, way="post", **said(request))
        assert state(request) == RightState.FOLLOW


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"told_on": date(2026, 3, 30)}, "niet van voor het besluit"),
        ({"told_on": None, "told_way": "", "address": ""}, "geen uitzondering meer|told_or_not"),
        ({"exception": "impossible"}, "told_or_not"),
        ({"told_way": ""}, "told_or_not"),
        ({"acknowledged_on": date(2026, 3, 31)}, "acknowledged"),
    ],
)
def test_the_database_asks_it_too(values, refusal):
    notice = make.RecipientNoticeFactory()
    with pytest.raises(IntegrityError, match=refusal), make.recorded():
        RecipientNotice.objects.filter(pk=notice.pk).update(**values)


def test_the_database_keeps_it_to_its_decision_and_its_name():
    undecided = make.RightsRequestFactory(kind="erasure", known=True)
    with pytest.raises(IntegrityError, match="toewezen"):
        make.RecipientNoticeFactory(request=undecided)
    other = make.UserFactory()
    none = {"told_on": None, "told_way": "", "address": ""}
    why = {
        "exception": "impossible",
        "explanation": "x",
        "excepted_by": other,
        "excepted_on": date(2026, 4, 1),
    }
    with pytest.raises(IntegrityError, match="niet namens een ander"):
        make.RecipientNoticeFactory(**none, **why)
    request, recipient = make.granted_request(), make.PartyFactory()
    with acting(by=other, reason="Besloten"):
        notice = make.RecipientNoticeFactory(**none, **why, request=request, recipient=recipient)
    with pytest.raises(IntegrityError, match="waarvoor zij is"), make.recorded():
        RecipientNotice.objects.filter(pk=notice.pk).update(recipient=make.PartyFactory())
