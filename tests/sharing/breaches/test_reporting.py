"""What is reported of a breach, and who is told of it: the authority, persons, a client; late only with the reason."""

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import DatabaseError

from sharing.access.choices import LAWYER
from sharing.breaches.form import Report, form_of, gaps_of
from sharing.breaches.operations import (
    decide_on_persons,
    tell_client,
)
from sharing.breaches.queries import Standings
from sharing.breaches.register import answer_form, change_breach
from sharing.core.actor import acting
from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.core.records import version_of
from sharing.models import Breach, BreachNotification
from tests import factories as make
from tests.sharing.breaches.steps import (
    AT,
    AWARE,
    again,
    assessed,
    fields,
    registered,
    reported,
    said,
    state,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague():
    return make.UserFactory(role=LAWYER)


class TestReporting:
    def test_keeps_what_was_sent(self):
        breach = registered()
        assessed(breach)
        sent = reported(breach, is_complete=False)
        assert state(breach) == "complete"
        content = sent.file.open("rb").read()
        assert content.startswith(b"%PDF") and hashlib.sha256(content).hexdigest() == sent.sha256
        told = {one["code"]: one["value"] for one in sent.fields["fields"]}
        assert (told["phase"], told["reference"], told["complete"]) == ("Eerste melding", "AP-2026-1", "nee")
        change_breach(breach, changes={"facts": "Toch iets anders"}, reason="Bekend", **said(breach))
        sent.refresh_from_db()
        assert "verkeerde gemeente" in str(sent.fields)
        reported(breach, phase="additional", sent_at=AT, reference="AP-2026-1")
        assert [one.phase for one in BreachNotification.objects.order_by("id")] == ["initial", "additional"]
        assert state(breach) == "close"

    def test_twice_sent_is_kept_once(self):
        breach = registered()
        assessed(breach)
        reported(breach)
        seen = version_of(Breach, breach.pk)
        more = {"phase": "additional", "sent_at": AT, "reference": "AP-2026-1", "seen": seen}
        reported(breach, **more)
        with pytest.raises(ChangedMeanwhile):
            reported(breach, **more)
        assert BreachNotification.objects.count() == 2

    def test_late_only_with_the_reason(self):
        breach = registered(aware_at=AWARE - timedelta(days=3))
        assessed(breach)
        with pytest.raises(RefusedInput, match="waarom dat niet eerder kon") as refused:
            reported(breach, sent_at=AT)
        assert fields(refused) == {"delay_reason"}
        sent = reported(breach, sent_at=AT, delay_reason="Het weekend zat ertussen")
        assert sent.delay_reason == "Het weekend zat ertussen"

    def test_complete_only_with_what_the_law_asks_or_the_reason_why_not(self):
        breach = registered(
            persons_least=3, consequences="Onrust", measures_after="Gewist", measures_next="Vier ogen"
        )
        assessed(breach)
        with pytest.raises(RefusedInput, match="in het register ontbreekt nog") as refused:
            reported(breach, missing_reason=" ")
        assert fields(refused) == {"missing_reason"}
        [error] = refused.value.errors
        assert "categorieën gegevens, met aantallen gegevensrecords" in error.message
        assert "waarschijnlijke gevolgen" not in error.message and "lid 4" in error.message
        assert not BreachNotification.objects.exists()
        assert reported(breach, is_complete=False, missing_reason="").note == ""
        more = {"phase": "additional", "sent_at": AT, "reference": "AP-2026-1"}
        sent = reported(breach, **more, note="Per telefoon", missing_reason="Niet meer na te gaan")
        assert sent.note.startswith("Per telefoon\nVolledig zonder: ")
        assert sent.note.endswith("Niet meer na te gaan")
        reported(breach, phase="withdrawn", sent_at=AT, missing_reason="")  # of it nothing is asked any more

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"sent_at": AWARE - timedelta(hours=1)}, "sent_at"),
            ({"sent_at": AT + timedelta(hours=1)}, "sent_at"),
            ({"reference": " "}, "reference"),
            ({"phase": "additional"}, "phase"),
        ],
    )
    def test_what_is_wrong(self, values, field):
        breach = registered()
        assessed(breach)
        with pytest.raises(RefusedInput) as refused:
            reported(breach, **values)
        assert fields(refused) == {field}
        assert not BreachNotification.objects.exists()

    def test_not_before_it_was_decided(self):
        with pytest.raises(Refused, match="Beoordeel het datalek eerst"):
            reported(registered())

    def test_nothing_follows_a_withdrawal(self):
        breach = registered()
        assessed(breach)
        reported(breach)
        reported(breach, phase="withdrawn", sent_at=AT)
        with pytest.raises(RefusedInput):
            reported(breach, phase="changed", sent_at=AT)

    def test_what_was_sent_never_changes(self):
        breach = registered()
        assessed(breach)
        sent = reported(breach)
        for statement in (
            "UPDATE sharing_breachnotification SET reference = 'x'",
            "DELETE FROM sharing_breachnotification",
        ):
            with (
                pytest.raises(DatabaseError),
                acting(by=make.tester(), reason="x"),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)
        assert BreachNotification.objects.get().sha256 == sent.sha256


class TestPersons:
    def test_a_high_risk_asks_whether_they_were_told(self):
        breach = registered()
        assessed(breach, "high", "report")
        reported(breach)
        assert state(breach) == "persons"
        with pytest.raises(RefusedInput) as refused:
            decide_on_persons(
                breach, decision="not_informed", ground="no_high_risk", note="x", **said(breach)
            )
        assert fields(refused) == {"ground"}
        with pytest.raises(RefusedInput) as refused:
            decide_on_persons(breach, decision="informed", note="x", **said(breach))
        assert fields(refused) == {"on", "how"}
        decide_on_persons(
            breach, decision="informed", on=AT.date(), how="letter", number=12, note="Brief", **said(breach)
        )
        assert state(breach) == "close"

    def test_a_higher_risk_asks_again(self):
        breach = registered()
        assessed(breach)
        decide_on_persons(breach, decision="not_informed", ground="no_high_risk", note="x", **said(breach))
        assessed(breach, "high", "report")
        assert again(breach).persons_decision == ""


class TestForOthers:
    def test_a_client_is_told_within_his_contract(self):
        agreement = make.AgreementFactory(
            kind="processing_agreement_as_processor", breach_notice_hours=24, reference="V-9"
        )
        breach = registered(on_behalf_of=agreement.party)
        clock = Standings().of(again(breach)).clock
        assert clock and (clock.hours, clock.rule) == (24, "V-9")
        assert state(breach) == "tell_client"
        with pytest.raises(Refused, match="beslist de opdrachtgever"):
            assessed(breach)
        late = {"told_at": AWARE + timedelta(hours=30), "how": "phone"}
        with pytest.raises(RefusedInput) as refused:
            tell_client(breach, note="", **late, **said(breach))
        assert fields(refused) == {"note"}
        tell_client(breach, note="Niemand bereikbaar", **late, **said(breach))
        assert state(breach) == "close"

    def test_a_processor_had_hours_too(self):
        agreement = make.AgreementFactory(processing=True, breach_notice_hours=12, reference="V-8")
        breach = registered(told_by=agreement.party, told_by_knew_at=AWARE - timedelta(hours=20))
        clock = Standings().of_processor(again(breach))
        assert clock and clock.until == AWARE - timedelta(hours=8)


class TestForm:
    def test_answers_are_kept_by_code_and_told(self):
        breach = registered()
        answers = {"vulnerable": "yes", "effects": "identity,money", "receivers": "Een collega-gemeente"}
        answer_form(breach, answers=answers, reason="Formulier", **said(breach))
        told = {one.code: one for one in form_of(again(breach), Report())}
        assert told["effects"].value == "Identiteitsfraude\nFinanciële schade"
        assert told["effects"].raw == ["identity", "money"]
        assert told["receivers"].value == "Een collega-gemeente"
        assert {one.code for one in gaps_of(list(told.values()))} >= {
            "persons",
            "consequences",
            "measures_after",
        }

    @pytest.mark.parametrize(
        "answers", [{"onzin": "x"}, {"vulnerable": "misschien"}, {"effects": "identity,x"}]
    )
    def test_what_is_no_answer(self, answers):
        breach = registered()
        with pytest.raises(RefusedInput) as refused:
            answer_form(breach, answers=answers, reason="x", **said(breach))
        assert fields(refused) == set(answers)
