"""The transfer register in the browser."""

import csv
import io

import pytest
from django.urls import reverse

from sharing.core.actor import acting
from sharing.models import Transfer
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
        "tia_date": "2023-12-01",
        "tia_conclusion": "positive",
        "scope": "",
        "supplementary_measures": "",
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
    assert "Passende waarborgen" in text(manager.get(INDEX))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"last_day": "2023-01-01"}, "De laatste dag ligt voor de eerste dag"),
        ({"tia_conclusion": ""}, "zowel de datum als de conclusie"),
        ({"inside_scope": "true"}, "alleen bij een adequaatheidsbesluit"),
        ({"mechanism": "art_49_e"}, "Een TIA hoort bij een waarborg"),
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
