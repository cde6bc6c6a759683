"""The transfer register in the browser."""

import csv
import io

import pytest
from django.urls import reverse

from sharing.core.actor import acting
from sharing.models import AdequacyDecision, Transfer
from sharing.roles import AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
INDEX, ADD = reverse("transfers:index"), reverse("transfers:add")


def filled(recipient, **changes) -> dict:
    return {
        "party": recipient.pk,
        "country": recipient.country_id,
        "mechanism": "scc_module_2",
        "inside_scope": "unknown",
        "first_day": "2024-01-01",
        "last_day": "",
        "decision": "",
        "covers_staff": "unknown",
        "scope": "",
        "reason": "Nieuw contract",
        **changes,
    }


@pytest.fixture
def manager():
    return signed_in(CONTRACT_MANAGER)


@pytest.fixture
def abroad():
    return factories.PartyFactory(name="Cloud Corp", abroad=True)


def test_a_contract_manager_registers_a_transfer(manager, abroad):
    assert manager.post(ADD, filled(abroad)).status_code == 302
    assert Transfer.objects.get().history.get().history_change_reason == "Nieuw contract"
    assert "Zonder positieve TIA" in text(manager.get(INDEX))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        # The clauses of 2001 carry nothing since 28 December 2022, whatever was agreed.
        (
            {"mechanism": "scc_2001"},
            "van 2001 (artikel 46 AVG) droegen een doorgifte tot en met 27 december 2022",
        ),
        # Judged on a day of the transfer itself.
        (
            {"mechanism": "scc_2001", "first_day": "2022-01-01", "last_day": "2022-06-01"},
            "Stand op 1 juni 2022",
        ),
        ({}, "Zonder positieve TIA"),
        ({"mechanism": "bcr", "first_day": "2039-01-01"}, "Stand op 1 januari 2039: Zonder positieve TIA"),
        ({"mechanism": "art_49_b"}, ""),
    ],
)
def test_what_is_not_in_order_is_kept_and_told(manager, abroad, changes, told):
    answer = manager.post(ADD, filled(abroad, **changes), follow=True)
    transfer = Transfer.objects.get()
    assert transfer.mechanism == filled(abroad, **changes)["mechanism"]
    warned = [str(one) for one in answer.context["messages"] if one.level_tag == "warning"]
    assert len(warned) == bool(told)
    assert told in " ".join(warned)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"last_day": "2023-01-01"}, "De laatste dag ligt voor de eerste dag"),
        ({"covers_staff": "true"}, "alleen bij een adequaatheidsbesluit"),
        ({"inside_scope": "true"}, "alleen bij een adequaatheidsbesluit"),
        ({"mechanism": "adequacy", "inside_scope": "true"}, "Kies het besluit waar dit over gaat"),
        ({"mechanism": "adequacy", "covers_staff": "false"}, "Kies het besluit waar dit over gaat"),
        ({"country": "ZZ"}, "Selecteer een geldige keuze"),
        ({"party": "999999"}, "Selecteer een geldige keuze"),
        ({"first_day": "eergisteren"}, "“eergisteren” is geen datum."),
        ({"reason": ""}, "Vul in waarom"),
    ],
)
def test_bad_input_is_refused_in_words(manager, abroad, changes, said):
    response = manager.post(ADD, filled(abroad, **changes))
    assert response.status_code == 200
    assert said in text(response)
    assert not Transfer.objects.exists()


def test_the_same_transfer_twice_is_refused(manager, abroad):
    manager.post(ADD, filled(abroad))
    assert "staat al in het register" in text(manager.post(ADD, filled(abroad)))


def test_the_status_follows_the_facts_of_the_day(manager, abroad):
    sound = factories.TransferFactory(party=abroad)
    factories.TransferFactory(without_tia=True, party__abroad=True, party__name="Zonder BV")
    page = text(manager.get(INDEX))
    assert "Zonder positieve TIA" in page
    inspected = text(manager.get(reverse("transfers:inspect", args=[sound.pk])))
    assert "met een positieve TIA" in inspected
    with acting(by=factories.tester(), reason="Afgelopen"):
        Transfer.objects.update(last_day="2021-01-01")
    rows = csv.DictReader(
        io.StringIO(b"".join(manager.get(INDEX + "?export=csv").streaming_content).decode())
    )
    assert {row["Stand"] for row in rows} == {"Geen grondslag voor doorgifte"}


def test_who_may_see_it(abroad):
    transfer = factories.TransferFactory(party=abroad)
    for role in (AUDITOR, LAWYER):
        visitor = signed_in(role)
        assert visitor.get(reverse("transfers:inspect", args=[transfer.pk])).status_code == 200
        assert refused(visitor.post(ADD, filled(abroad)))
    assert refused(signed_in(EDITOR).get(INDEX))


class TestDecision:
    @pytest.fixture
    def framework(self):
        return AdequacyDecision.objects.get(country="US", reference="(EU) 2023/1795")

    def test_it_is_chosen_with_its_country_and_days(self, manager, abroad, framework):
        offered = text(manager.get(ADD))
        assert "Verenigde Staten van Amerika: (EU) 2023/1795, vanaf 10 juli 2023" in offered
        sent = filled(
            abroad, mechanism="adequacy", decision=framework.pk, inside_scope="true", covers_staff="true"
        )
        assert manager.post(ADD, sent).status_code == 302
        transfer = Transfer.objects.get()
        assert (transfer.decision, transfer.covers_staff) == (framework, True)
        rows = b"".join(manager.get(INDEX + "?export=csv").streaming_content).decode()
        assert "(EU) 2023/1795" in rows

    def test_it_is_of_the_country_of_the_transfer(self, manager, abroad, framework):
        elsewhere = AdequacyDecision.objects.get(country="JP")
        page = text(manager.post(ADD, filled(abroad, mechanism="adequacy", decision=elsewhere.pk)))
        assert "Besluit (EU) 2019/419 gaat over Japan, de doorgifte over Verenigde Staten" in page
        assert not Transfer.objects.exists()

    def test_another_mechanism_names_none(self, manager, abroad, framework):
        page = text(manager.post(ADD, filled(abroad, decision=framework.pk)))
        assert "Een besluit hoort bij het mechanisme" in page

    def test_what_is_not_sure_yet_says_so(self, manager, framework):
        with acting(by=factories.tester(), reason="Nog nagaan"):
            type(framework).objects.update(confidence="to-check")
        assert "nog te controleren" in text(manager.get(ADD))


def test_a_decision_that_is_still_to_be_checked_says_so_where_it_decides(manager):
    japan = factories.PartyFactory(country=factories.CountryFactory(code="JP"), kvk_number="")
    decision = AdequacyDecision.objects.get(country="JP")
    transfer = factories.TransferFactory(
        party=japan, country=japan.country, mechanism="adequacy", decision=decision, inside_scope=True
    )
    inspect = reverse("transfers:inspect", args=[transfer.pk])
    assert "(nog te controleren)" in text(manager.get(inspect))
    assert "(nog te controleren)" in text(manager.get(INDEX))
    with acting(by=factories.tester(), reason="Nagekeken in het Publicatieblad"):
        AdequacyDecision.objects.filter(country="JP").update(confidence="confirmed")
    assert "nog te controleren" not in text(manager.get(inspect))


class TestTheDecisionThatATransferRestsOn:
    def test_those_in_force_stand_first(self, manager, abroad):
        gone = factories.AdequacyDecisionFactory(country=abroad.country, ended_by_court=True)
        holds = factories.AdequacyDecisionFactory(country=abroad.country)
        groups = dict(manager.get(ADD).context["form"].fields["decision"].choices)
        names = {heading: [label for _key, label in rows] for heading, rows in groups.items() if heading}
        assert list(names) == ["Geldt nu", "Geldt nu niet"]
        assert any(holds.reference in one for one in names["Geldt nu"])
        assert not any(gone.reference in one for one in names["Geldt nu"])
        assert any(gone.reference in one for one in names["Geldt nu niet"])

    def test_one_that_held_on_no_day_of_the_transfer_is_refused(self, manager, abroad):
        gone = factories.AdequacyDecisionFactory(country=abroad.country, ended_by_court=True)
        later = factories.AdequacyDecisionFactory(country=abroad.country, adopted="2025-03-01")
        of = {"mechanism": "adequacy", "first_day": "2024-07-01"}
        said = text(manager.post(ADD, filled(abroad, decision=gone.pk, **of)))
        assert "gold tot en met 29 juni 2024" in said or "gold tot en met 30 juni 2024" in said
        of["last_day"] = "2024-12-31"
        said = text(manager.post(ADD, filled(abroad, decision=later.pk, **of)))
        assert "geldt pas vanaf 1 maart 2025" in said
        assert not Transfer.objects.exists()
        del of["last_day"]
        assert manager.post(ADD, filled(abroad, decision=later.pk, **of)).status_code == 302


def test_the_list_says_in_a_sentence_why(manager, abroad):
    factories.TransferFactory(party=abroad)
    assert "De doorgifte rust op modelcontractbepalingen, module 2" in text(manager.get(INDEX))
