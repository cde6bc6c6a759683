"""A party that is no longer in use: not offered for something new, and as readable as before."""

import pytest
from django.urls import reverse

from sharing.roles import AUDITOR, CONTRACT_MANAGER
from tests import factories
from tests.sharing.core.visitors import party_form, signed_in, text

pytestmark = pytest.mark.django_db
INDEX = reverse("parties:index")


@pytest.fixture
def manager():
    return signed_in(CONTRACT_MANAGER)


@pytest.fixture
def gone():
    return factories.PartyFactory(name="Opgeheven BV", active=False)


def test_it_is_offered_nowhere_and_found_in_lists(manager, gone):
    factories.PartyFactory(name="Lopend BV", code="lopend")
    for name in ("choose", "choose_results"):
        page = text(manager.get(reverse(f"party_chooser:{name}")))
        assert "Lopend BV" in page and "Opgeheven BV" not in page
    find = reverse("party_chooser:find")
    assert manager.get(find, {"q": "bv"}).json()["results"] == ["Lopend BV (lopend)"]
    everything = manager.get(find, {"q": "bv", "all": "1"}).json()["results"]
    assert any(one.startswith("Opgeheven BV") for one in everything)
    assert "all=1" in text(manager.get(reverse("agreements:index")))


def test_what_is_registered_about_it_stays(manager, gone):
    agreement = factories.AgreementFactory(party=gone)
    page = text(signed_in(AUDITOR).get(reverse("agreements:inspect", args=[agreement.pk])))
    assert "Opgeheven BV" in page
    assert "Opgeheven BV" in text(manager.get(reverse("agreements:edit", args=[agreement.pk])))
    assert list(manager.get(INDEX, {"active": "False"}).context["object_list"]) == [gone]
    assert "Niet in gebruik" in text(manager.get(reverse("parties:inspect", args=[gone.pk])))


def test_a_manager_takes_it_out_of_use_and_says_where_notices_go(manager):
    party = factories.PartyFactory(name="Lopend BV")
    url = reverse("parties:edit", args=[party.pk])
    sent = party_form(party, active="", notice_address="privacy@lopend.example")
    assert manager.post(url, sent).status_code == 302
    party.refresh_from_db()
    assert (party.active, party.notice_address) == (False, "privacy@lopend.example")
    rows = b"".join(manager.get(INDEX + "?export=csv").streaming_content).decode()
    assert "privacy@lopend.example" in rows and "Niet in gebruik" in rows
