"""Recording by hand: several persons, once, what is double, what is asked while one types."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from sharing.core.actor import acting
from sharing.core.dossiers import seal, unseal
from sharing.disclosures.choices import Outcome
from sharing.disclosures.models import Disclosure
from sharing.entry.doubles import are_one
from sharing.entry.operations import Doubles, record_by_hand
from sharing.models import Party, Purpose
from sharing.roles import AUDITOR, LAWYER
from tests import factories as make
from tests.sharing.core.visitors import signed_in
from tests.sharing.disclosures.screens import ADD, filled, hidden
from tests.sharing.register import raw, small_register

DEFAULTS, LIVE = reverse("disclosures:defaults"), reverse("disclosures:live_check")
THREE = "d-1\nd-2\n\nd-3"


def text_of(answer) -> str:
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


def numbers() -> list[str]:
    return sorted(unseal(row.dossier) for row in Disclosure.objects.all())


class TestSeveralPersons:
    def test_each_line_is_an_entry_of_its_own(self, lawyer, register):
        answer = lawyer.post(ADD, filled(store="1", dossier=THREE), follow=True)
        assert numbers() == ["d-1", "d-2", "d-3"]
        assert Disclosure.objects.values("external_id").distinct().count() == 3
        assert "3 verstrekkingen zijn vastgelegd." in text_of(answer)
        assert answer.redirect_chain[-1][0] == reverse("disclosures:index")

    @pytest.mark.parametrize(
        ("lines", "message"),
        [
            ("d-1\n123456782\nd-3", "Regel 2: Dit is een burgerservicenummer"),
            ("d-1\n\nd-2, d-3", "Regel 3: Hier lijken meer nummers te staan"),
            ("d-1\nd-2\nD-1", "Regel 3 is hetzelfde dossier als regel 1"),
            ("\n".join(f"d-{number}" for number in range(201)), "Dit zijn 201 regels"),
        ],
    )
    def test_one_wrong_line_is_named_and_nothing_is_stored(self, lines, message, lawyer, register):
        page = text_of(lawyer.post(ADD, filled(store="1", dossier=lines)))
        assert message in page
        assert not Disclosure.objects.exists()
        assert "d-1" in page, "nothing that was typed is lost"

    def test_all_wrong_lines_are_named_at_once(self, lawyer, register):
        page = text_of(lawyer.post(ADD, filled(store="1", dossier="123456782\nd-2\n1,2")))
        assert "Regel 1: " in page
        assert "Regel 3: " in page

    def test_the_gate_judges_each_person_and_says_which(self, lawyer, register):
        make.ObjectionFactory(number="d-2", recipient=register["party"], purpose=None)
        page = text_of(lawyer.post(ADD, filled(check="1", dossier=THREE)))
        assert "Regel 1, 4" in page
        assert "Regel 2" in page
        assert "Het bezwaar van deze persoon" in page
        page = text_of(lawyer.post(ADD, filled(store="1", dossier=THREE)))
        assert "Niet vastgelegd: dit mag niet volgens de regels" in page
        assert not Disclosure.objects.exists()

    def test_the_reason_is_kept_with_who_needed_one(self, lawyer, register):
        make.ObjectionFactory(number="d-2", recipient=register["party"], purpose=None)
        sent = filled(store="1", dossier=THREE, deviation_reason="Al toegezegd")
        assert "waarvan als afwijking: 1" in text_of(lawyer.post(ADD, sent, follow=True))
        rows = {unseal(row.dossier): (row.outcome, row.deviation_reason) for row in Disclosure.objects.all()}
        assert rows == {
            "d-1": (Outcome.PERMITTED, ""),
            "d-2": (Outcome.DEVIATION, "Al toegezegd"),
            "d-3": (Outcome.PERMITTED, ""),
        }


class TestOnce:
    def test_a_form_of_several_sent_twice_is_stored_once(self, lawyer, register):
        for _ in range(2):
            answer = lawyer.post(ADD, filled(store="1", dossier=THREE), follow=True)
        assert "de 3 verstrekkingen zijn één keer vastgelegd" in text_of(answer)
        assert Disclosure.objects.count() == 3

    @pytest.mark.parametrize("dossier", ["d-9", "d-2026-0001\nd-9"])
    def test_the_same_form_with_other_words_is_told_and_kept(self, dossier, lawyer, register):
        lawyer.post(ADD, filled(store="1"))
        page = lawyer.post(ADD, filled(store="1", dossier=dossier)).content.decode()
        assert "Dit formulier is al eerder verzonden" in page
        assert "d-9" in page
        assert Disclosure.objects.count() == 1
        key = hidden(page, "form_key")
        assert key != "A" * 22
        lawyer.post(ADD, filled(store="1", dossier="d-9", form_key=key))
        assert numbers() == ["d-2026-0001", "d-9"]

    @pytest.mark.django_db(transaction=True)
    def test_at_the_same_moment_from_two_tabs(self):
        small_register()
        by = make.UserFactory(role=LAWYER)
        party, purpose = Party.objects.get(code="gemeente-a"), Purpose.objects.get(code="re-integratie")

        def record(key: str) -> str:
            try:
                kept = record_by_hand(
                    [raw(external_id=key)],
                    recipient=party,
                    purpose=purpose,
                    confirmed=frozenset(),
                    by=by,
                    at=timezone.now(),
                    reason="Met de hand",
                )
                return "before" if kept.before else "stored"
            except Doubles:
                return "double"
            finally:
                connection.close()

        with ThreadPoolExecutor(max_workers=4) as tabs:
            assert sorted(tabs.map(record, ["zelfde", "zelfde", "zelfde"])) == ["before", "before", "stored"]
            assert sorted(tabs.map(record, ["tab-1", "tab-2"])) == ["double", "double"]
        assert Disclosure.objects.count() == 1


AT = datetime(2026, 3, 31, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("other", "same_purpose", "one"),
    [
        (AT, False, True),
        (AT + timedelta(seconds=59), False, True),
        (AT + timedelta(seconds=60), False, False),
        (AT - timedelta(hours=12), True, True),
        (AT - timedelta(hours=12), False, False),
        (datetime(2026, 3, 30, 22, 0, tzinfo=UTC), True, True),  # the first instant of that day in Amsterdam
        (datetime(2026, 3, 30, 21, 59, 59, tzinfo=UTC), True, False),
        (datetime(2026, 3, 31, 21, 59, 59, tzinfo=UTC), True, True),
        (datetime(2026, 3, 31, 22, 0, tzinfo=UTC), True, False),
    ],
)
def test_what_may_be_one_disclosure(other, same_purpose, one):
    assert are_one(AT, other, same_purpose=same_purpose) is one
    assert are_one(other, AT, same_purpose=same_purpose) is one


class TestDoubles:
    @pytest.fixture
    def before(self, lawyer, register):
        lawyer.post(ADD, filled(store="1"))
        return Disclosure.objects.get()

    def again(self, lawyer, **changes):
        sent = filled(store="1", form_key="B" * 22, disclosed_at="31-03-2026 16:00") | changes
        return lawyer.post(ADD, sent, follow=True)

    def test_is_told_before_it_is_stored_and_can_be_confirmed(self, lawyer, before):
        page = text_of(self.again(lawyer, dossier="d-nieuw\nD-2026-0001"))
        assert "Nog niet vastgelegd: misschien staat dit er al" in page
        assert "Misschien al vastgelegd:" in page
        assert reverse("disclosures:inspect", args=[before.pk]) in page
        assert Disclosure.objects.count() == 1
        seen = re.search(r'type="checkbox" id="(.+?)" name="other_disclosure" value="([\d,]+)"', page)
        assert seen[2] == str(before.pk)
        assert f'<a href="#{seen[1]}">Is dit een andere verstrekking, kruis dat dan aan.</a>' in page
        self.again(lawyer, dossier="d-nieuw\nD-2026-0001", other_disclosure=seen[2])
        assert numbers() == ["d-2026-0001", "d-2026-0001", "d-nieuw"]

    def test_confirming_something_else_confirms_nothing(self, lawyer, before):
        for wrong in ("", "0", str(before.pk + 1), "x", f"{before.pk}.0"):
            self.again(lawyer, other_disclosure=wrong)
        assert Disclosure.objects.count() == 1

    def test_what_was_confirmed_stays_so_when_a_reason_is_asked(self, lawyer, before):
        sent = {"data_categories": ["gezondheid"], "other_disclosure": str(before.pk)}
        page = self.again(lawyer, **sent).content.decode()
        assert "Niet vastgelegd: dit mag niet volgens de regels" in page
        assert hidden(page, "other_disclosure") == str(before.pk)

    @pytest.mark.parametrize(
        "changes",
        [
            {"dossier": "d-ander"},
            {"disclosed_at": "01-04-2026 16:00"},
        ],
    )
    def test_another_person_or_day_is_no_double(self, changes, lawyer, before):
        self.again(lawyer, **changes)
        assert Disclosure.objects.count() == 2

    def test_another_recipient_or_purpose_is_no_double(self, lawyer, before, register):
        other = make.PartyFactory(code="ander", client=True)
        make.PurposeFactory(code="anders", parent=register["purpose"])
        self.again(lawyer, recipient="ander", deviation_reason="Zo was het")
        self.again(lawyer, purpose="anders", form_key="C" * 22)
        assert Disclosure.objects.count() == 3
        assert Disclosure.objects.filter(recipient=other).exists()

    def test_what_is_void_is_no_double(self, lawyer, before):
        with acting(by=lawyer.user, reason="Nooit gebeurd"):
            before.voided_at, before.voided_by, before.void_reason = (
                timezone.now(),
                lawyer.user,
                "Nooit gebeurd",
            )
            before.save()
        self.again(lawyer)
        assert Disclosure.objects.counting().count() == 1

    def test_is_told_while_typing(self, lawyer, before):
        page = text_of(lawyer.post(LIVE, filled(disclosed_at="31-03-2026 16:00")))
        assert "Misschien al vastgelegd:" in page


class TestWhileTyping:
    def test_says_what_is_still_empty_then_what_the_rules_say_and_stores_nothing(self, lawyer, register):
        page = text_of(lawyer.post(LIVE, {"recipient": "gemeente"}))
        assert "Nog in te vullen: " in page
        assert "Hoedanigheid" in page
        assert "Kies minstens" not in page
        page = text_of(lawyer.post(LIVE, filled()))
        assert "Dit mag. Geen regel houdt deze verstrekking tegen." in page
        assert "Vergeleken met overeenkomst OV-1." in page
        page = text_of(lawyer.post(LIVE, filled(data_categories=["gezondheid"])))
        assert "Mag niet:" in page
        assert not Disclosure.objects.exists()

    def test_mistakes_name_their_field(self, lawyer, register):
        page = text_of(lawyer.post(LIVE, filled(dossier="d-1\n123456782", disclosed_at="31-02-2026 10.00")))
        assert "Dossiernummers: Regel 2: Dit is een burgerservicenummer" in page
        assert "Datum en tijd: " in page
        page = text_of(lawyer.post(LIVE, filled(disclosed_at="01-01-1990 10.00")))
        assert "ligt voor 1995" in page

    def test_is_asked_by_post_by_who_records(self, lawyer, register):
        for address in (LIVE, DEFAULTS):
            assert lawyer.get(address).status_code == 405
            assert signed_in(AUDITOR).post(address, filled()).status_code in (302, 403)


def test_the_seal_of_each_line_is_that_of_its_normal_form(lawyer, register):
    lawyer.post(ADD, filled(store="1", dossier="  W-77 \nw–78"))
    assert {bytes(row.dossier) for row in Disclosure.objects.all()} == {seal("w-77"), seal("w-78")}
