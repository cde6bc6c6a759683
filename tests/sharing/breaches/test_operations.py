"""A breach from becoming known to its closing: by two where the law of this house asks, and never taken back."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from sharing.access.choices import LAWYER
from sharing.breaches.choices import BreachState
from sharing.breaches.form import Report, form_of
from sharing.breaches.operations import (
    close_breach,
    confirm_not_reporting,
    decide_on_persons,
    reopen_breach,
)
from sharing.breaches.queries import Standings, overdue, with_state
from sharing.breaches.register import answer_form, change_breach
from sharing.core.actor import acting
from sharing.core.exceptions import ChangedMeanwhile, Refused, RefusedInput
from sharing.core.records import version_of
from sharing.disclosures.review import review_disclosure
from sharing.models import Breach, BreachRecords, BreachSubjects
from tests import factories as make
from tests.sharing.breaches.steps import (
    AT,
    AWARE,
    again,
    assessed,
    fields,
    not_reported,
    registered,
    reported,
    said,
    state,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague():
    return make.UserFactory(role=LAWYER)


class TestRegistering:
    def test_keeps_who_and_what_it_is_about(self):
        parts = [
            BreachSubjects(category=make.SubjectCategoryFactory(), number=12),
            BreachRecords(category=make.DataCategoryFactory()),
        ]
        breach = registered(parts=parts, persons_least=10, persons_most=15)
        assert (breach.registered_by, state(breach)) == (make.tester(), "assess")
        told = {one.code: one.value for one in form_of(again(breach), Report())}
        assert told["persons"] == "minstens 10 hoogstens 15"
        assert ": 12" in told["subjects"]
        assert "aantal nog niet bekend" in told["records"]

    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"aware_at": AT + timedelta(minutes=1)}, "aware_at"),
            ({"occurred_from": AT + timedelta(days=1)}, "occurred_from"),
            ({"facts": "BSN 123456782"}, "facts"),
            ({"facts": ""}, "facts"),
            ({"nature": []}, "nature"),
            ({"cause": "onzin"}, "cause"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field(self, values, field):
        with pytest.raises(RefusedInput) as refused:
            registered(**values)
        assert field in fields(refused)
        assert not Breach.objects.exists()

    @pytest.mark.parametrize(
        ("values", "sentence"),
        [
            ({"occurred_from": AWARE + timedelta(hours=1)}, "niet bekend voordat het begint"),
            (
                {
                    "occurred_from": AWARE - timedelta(days=1),
                    "occurred_until": AWARE - timedelta(days=2),
                },
                "Het einde ligt voor het begin",
            ),
            ({"persons_least": 5, "persons_most": 4}, "kleiner dan het laagste"),
            ({"told_by_knew_at": AWARE - timedelta(hours=1)}, "welke verwerker"),
        ],
    )
    def test_what_does_not_fit_together(self, values, sentence):
        with pytest.raises(Refused, match=sentence):
            registered(**values)

    def test_that_it_is_a_clients_is_for_a_colleague_to_say(self):
        breach, client = registered(), make.PartyFactory()
        with pytest.raises(RefusedInput, match="legt een collega vast") as refused:
            change_breach(breach, changes={"on_behalf_of": client}, by=make.tester(), at=AT, reason="Bleek")
        assert fields(refused) == {"on_behalf_of"}
        with pytest.raises(IntegrityError, match="legt een collega vast"), make.recorded():
            Breach.objects.filter(pk=breach.pk).update(on_behalf_of=client)
        change_breach(breach, changes={"on_behalf_of": client}, by=make.UserFactory(), at=AT, reason="Bleek")

    def test_no_dossier_number_stands_in_it(self):
        make.DisclosureFactory(number="d-2026-0042")
        with pytest.raises(RefusedInput, match="dossiernummer") as refused:
            registered(facts="Het gaat om d-2026-0042")
        assert fields(refused) == {"facts"}


class TestFromTheLog:
    def breach_in_log(self, reviewer, **values):
        row = make.DisclosureFactory(deviation=True, disclosed_at=AWARE - timedelta(days=1), **values)
        return review_disclosure(row, decision="breach", note="Verkeerd", by=reviewer, at=AT, aware_at=AWARE)

    def test_the_log_hears_what_was_reported(self, colleague):
        row = self.breach_in_log(colleague)
        breach = registered(disclosures=[row])
        assessed(breach)
        reported(breach)
        row.refresh_from_db()
        assert (row.breach_report, row.breach_reported_at) == ("reported", AWARE + timedelta(hours=20))
        assert "AP-2026-1" in row.breach_report_note

    def test_and_that_it_was_not(self, colleague):
        row = self.breach_in_log(colleague, recorded_by=make.UserFactory(role=LAWYER))
        breach = registered(disclosures=[row])
        not_reported(breach, colleague)
        row.refresh_from_db()
        assert row.breach_report == "not_reported"

    def test_not_on_the_word_of_who_recorded_it(self, colleague):
        row = self.breach_in_log(make.UserFactory(role=LAWYER), recorded_by=colleague)
        breach = registered(disclosures=[row])
        with pytest.raises(Refused):
            not_reported(breach, colleague)
        assert state(breach) == "confirm"

    def test_the_clock_is_that_of_the_earliest(self, colleague):
        row = self.breach_in_log(colleague)
        with pytest.raises(RefusedInput, match="al bekend op 6 maart 2026"):
            registered(disclosures=[row], aware_at=AWARE + timedelta(hours=1))
        breach = registered(disclosures=[row])
        with acting(by=make.tester(), reason="Eerder"):
            type(row).objects.filter(pk=row.pk).update(aware_at=AWARE - timedelta(hours=3))
        assert Standings().of(again(breach)).known_since == AWARE - timedelta(hours=3)

    def test_one_disclosure_stands_in_one_breach(self, colleague):
        row = self.breach_in_log(colleague)
        registered(disclosures=[row])
        with pytest.raises(Refused, match="staat al in een datalek"):
            registered(disclosures=[row])
        with pytest.raises(Refused, match="niet als datalek beoordeeld"):
            registered(disclosures=[make.DisclosureFactory(deviation=True)])


class TestByTwo:
    def test_not_reporting_is_confirmed_by_another(self, colleague):
        breach = registered()
        assessed(breach, "unlikely", "not_report")
        assert state(breach) == "confirm"
        with pytest.raises(Refused, match="bevestigt een collega"):
            confirm_not_reporting(breach, note="Eens", **said(breach))
        confirm_not_reporting(breach, note="Eens", **said(breach, by=colleague))
        assert state(breach) == "close"
        assert again(breach).confirmed_by == colleague

    def test_another_judgement_ends_the_confirmation(self, colleague):
        breach = registered()
        not_reported(breach, colleague)
        assessed(breach, "unlikely", "not_report")
        assert (state(breach), again(breach).confirmed_by) == ("confirm", None)

    def test_who_confirms_confirms_what_he_saw(self, colleague):
        breach = registered()
        assessed(breach, "unlikely", "not_report")
        seen = version_of(Breach, breach.pk)
        assessed(breach, "risk", "report")
        with pytest.raises(ChangedMeanwhile):
            confirm_not_reporting(breach, note="Eens", seen=seen, by=colleague, at=AT)

    @pytest.mark.parametrize("risk", ["risk", "high"])
    def test_a_risk_is_reported(self, risk):
        with pytest.raises(RefusedInput, match="Met dit risico wordt een datalek gemeld") as refused:
            assessed(registered(), risk, "not_report")
        assert fields(refused) == {"decision"}

    def test_closing_is_done_by_another_and_undone_with_a_reason(self, colleague):
        breach = registered()
        with pytest.raises(Refused, match="nog niet worden afgesloten"):
            close_breach(breach, note="Klaar", **said(breach, by=colleague))
        assessed(breach)
        reported(breach)
        with pytest.raises(Refused, match="Een collega sluit het af"):
            close_breach(breach, note="Klaar", **said(breach))
        close_breach(breach, note="Ontvanger wiste het", **said(breach, by=colleague))
        assert state(breach) == "done"
        with pytest.raises(Refused, match="heropen het eerst"):
            assessed(breach)
        reopen_breach(breach, note="Er waren er meer", **said(breach))
        assert state(breach) == "close"

    def test_later_known_is_not_the_word_of_who_wrote_it(self, colleague):
        breach = registered()
        later = {"aware_at": AWARE + timedelta(hours=2)}
        with pytest.raises(RefusedInput, match="legt een collega vast"):
            change_breach(breach, changes=later, reason="Toch later", **said(breach))
        change_breach(breach, changes=later, reason="Toch later", **said(breach, by=colleague))
        assert again(breach).aware_at == later["aware_at"]


class TestInTheDatabase:
    def refused(self, by, sql: str, sentence: str) -> None:
        with (
            pytest.raises(IntegrityError, match=sentence),
            transaction.atomic(),
            acting(by=by, reason="x"),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)

    def test_it_is_never_deleted(self):
        registered()
        self.refused(make.tester(), "DELETE FROM sharing_breach", "wordt nooit verwijderd")

    def test_two_are_two(self, colleague):
        breach = registered()
        assessed(breach, "unlikely", "not_report")
        mine = f"UPDATE sharing_breach SET confirmed_at = now(), confirmed_by_id = {make.tester().pk}"
        self.refused(make.tester(), mine, "dat bevestigt")
        self.refused(colleague, mine, "dat bevestigt")
        both = "UPDATE sharing_breach SET decision = 'report'"
        self.refused(colleague, both, "niet namens een ander")

    def test_what_is_closed_stays(self, colleague):
        breach = registered()
        answer_form(breach, answers={"receivers": "x"}, reason="x", **said(breach))
        not_reported(breach, colleague)
        close_breach(breach, note="Klaar", **said(breach, by=colleague))
        for sql in (
            "UPDATE sharing_breach SET facts = 'anders'",
            "UPDATE sharing_breachanswer SET answer = 'y'",
        ):
            self.refused(colleague, sql, "heropen het eerst")


@pytest.mark.parametrize(
    ("facts", "parts", "known"),
    [
        ({"persons_least": 3, "persons_most": 8}, (), "8 personen (“hoogstens zoveel personen”)"),
        ({"persons_least": 2}, (3, 5), "8 personen (“aantal personen”)"),
        ({}, (3, 5), "8 personen (“aantal personen”)"),
    ],
)
def test_no_more_persons_are_informed_than_it_is_about(facts, parts, known):
    subjects = [BreachSubjects(category=make.SubjectCategoryFactory(), number=number) for number in parts]
    breach = registered(**facts, parts=subjects)
    assessed(breach, "high", "report")
    told = {"decision": "informed", "on": AT.date(), "how": "letter", "note": "Brief"}
    with pytest.raises(RefusedInput, match="wijzig dan eerst dat aantal bij het datalek") as refused:
        decide_on_persons(breach, **told, number=9, **said(breach))
    [error] = refused.value.errors
    assert error.field == "number" and "U vulde 9 in" in error.message and known in error.message
    assert decide_on_persons(breach, **told, number=8, **said(breach)).persons_number == 8


def test_it_is_not_about_fewer_than_were_informed():
    breach = registered(persons_least=3, persons_most=8)
    assessed(breach, "high", "report")
    told = {"decision": "informed", "on": AT.date(), "how": "letter", "note": "Brief", "number": 6}
    decide_on_persons(breach, **told, **said(breach))
    change = {"by": make.tester(), "at": AT, "reason": "Nageteld"}
    with pytest.raises(RefusedInput, match="al 6 personen geïnformeerd") as refused:
        change_breach(breach, changes={"persons_most": 5}, **change)
    assert fields(refused) == {"persons_most"}
    assert change_breach(breach, changes={"persons_most": 6}, **change).persons_most == 6
    decide_on_persons(breach, **{**told, "number": 5}, **said(breach))
    assert change_breach(breach, changes={"persons_most": 5}, **change).persons_most == 5


def test_that_there_are_at_least_so_many_keeps_nobody_from_telling_more():
    breach = registered(persons_least=8)
    assessed(breach, "high", "report")
    told = {"decision": "informed", "on": AT.date(), "how": "letter", "note": "Brief"}
    assert decide_on_persons(breach, **told, number=9, **said(breach)).persons_number == 9


def test_of_what_is_not_counted_yet_any_number_was_informed():
    subjects = [BreachSubjects(category=make.SubjectCategoryFactory(), number=number) for number in (3, None)]
    breach = registered(parts=subjects)
    assessed(breach, "high", "report")
    told = {"decision": "informed", "on": AT.date(), "how": "letter", "note": "Brief"}
    assert decide_on_persons(breach, **told, number=900, **said(breach)).persons_number == 900


def test_states_are_found_as_they_are(colleague):
    agreement = make.AgreementFactory(kind="processing_agreement_as_processor")
    one = registered(on_behalf_of=agreement.party)
    assessed(registered(), "unlikely", "not_report")
    not_reported(registered(), colleague)
    assessed(registered())
    for risk, complete in (("high", True), ("risk", False), ("risk", True)):
        breach = registered()
        assessed(breach, risk, "report")
        reported(breach, is_complete=complete)
    done = registered()
    not_reported(done, colleague)
    close_breach(done, note="Klaar", **said(done, by=colleague))
    registered()
    known = Standings()
    for wanted in BreachState:
        by_rule = {row.pk for row in Breach.objects.all() if known.of(row).state == wanted}
        assert set(with_state(Breach.objects.all(), wanted).values_list("pk", flat=True)) == by_rule, wanted
        assert by_rule, wanted
    late = overdue(Breach.objects.all(), at=datetime(2026, 3, 20, tzinfo=UTC))
    assert (
        late.count() == 3
    )  # nothing assessed, to confirm and to report; a client without hours has no clock
    assert one.pk not in set(late.values_list("pk", flat=True))
