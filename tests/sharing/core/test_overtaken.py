"""Two people in one form: what only one changed is kept, and what both changed is a choice that somebody makes."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import reverse
from lxml import html

from sharing.core.actor import acting
from sharing.models import Agreement, Party, PartyCapacity
from sharing.roles import CONTRACT_MANAGER
from tests import factories
from tests.sharing.core.test_admin import at
from tests.sharing.core.visitors import signed_in, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager() -> Any:
    return signed_in(CONTRACT_MANAGER)


@pytest.fixture
def party() -> Party:
    party = factories.PartyFactory(name="Oude naam", contact_name="Oud contact", address="Straat 1\nArnhem")
    factories.PartyCapacityFactory(party=party, capacity="partner", first_day="2020-01-01")
    return party


def as_a_browser_sends(page: HttpResponse) -> dict[str, Any]:
    """What the form on the page would send when nobody touches it."""
    form = html.document_fromstring(text(page)).get_element_by_id("w-editor-form")
    sent: dict[str, Any] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    return sent


def opened(manager: Any, party: Party, **changes: Any) -> dict[str, Any]:
    sent = as_a_browser_sends(manager.get(at("edit", party)))
    return sent | {"reason": "Brief van 3 maart"} | changes


def others(**changes: Any) -> None:
    with acting(by=factories.UserFactory(first_name="Eva", last_name="Eerst"), reason="Fusie"):
        Party.objects.update(**changes)


def stored() -> tuple[str, str]:
    party = Party.objects.get()
    return party.name, party.contact_name


def test_what_only_one_of_them_changed_is_kept(manager, party) -> None:
    mine = opened(manager, party, contact_name="Mijn contact")
    others(name="Hun naam")
    page = text(manager.post(at("edit", party), mine, follow=True))
    assert stored() == ("Hun naam", "Mijn contact")
    assert "heeft dit intussen gewijzigd" in page
    assert "Hun naam" in page


def test_what_both_changed_is_asked_at_the_field(manager, party) -> None:
    mine = opened(manager, party, name="Mijn naam", contact_name="Mijn contact")
    others(name="Hun naam", email="hun@example.nl")
    page = manager.post(at("edit", party), mine)
    assert stored() == ("Hun naam", "Oud contact")
    for words in (
        "heeft dit intussen gewijzigd",
        "Fusie",
        "Wat geldt voor “Naam”?",
        "hun@example.nl",
    ):
        assert words in text(page)
    again = as_a_browser_sends(page)
    assert again["name"] == ["Mijn naam"]
    assert again["email"] == ["hun@example.nl"]


def test_what_nobody_may_change_is_not_asked_for_when_another_field_is(manager) -> None:
    agreement = factories.AgreementFactory(reference="VW-2026-1", notice_days=30)
    address = reverse("agreements:edit", args=[agreement.pk])
    mine = as_a_browser_sends(manager.get(address)) | {"reason": "Addendum", "notice_days": "60"}
    with acting(by=factories.UserFactory(first_name="Eva", last_name="Eerst"), reason="Fusie"):
        Agreement.objects.update(notice_days=90)
    page = text(manager.post(address, mine))
    assert "Wat geldt voor “Opzegtermijn in dagen”?" in page
    assert "verplicht veld" not in page


@pytest.mark.parametrize(("choice", "name"), [("mine", "Mijn naam"), ("theirs", "Hun naam")])
def test_the_choice_is_stored(manager, party, choice, name) -> None:
    mine = opened(manager, party, name="Mijn naam", contact_name="Mijn contact")
    others(name="Hun naam")
    again = as_a_browser_sends(manager.post(at("edit", party), mine)) | {"merge-choice-name": choice}
    assert manager.post(at("edit", party), again).status_code == 302
    assert stored() == (name, "Mijn contact")


def test_saving_again_is_no_choice(manager, party) -> None:
    page = opened(manager, party, name="Mijn naam")
    others(name="Hun naam")
    for _time in range(3):
        answer = manager.post(at("edit", party), page)
        assert answer.status_code == 200
        assert "Van Eva Eerst" in text(answer)
        page = as_a_browser_sends(answer)
    assert stored()[0] == "Hun naam"


def test_a_third_change_is_asked_again(manager, party) -> None:
    mine = opened(manager, party, name="Mijn naam")
    others(name="Hun naam")
    again = as_a_browser_sends(manager.post(at("edit", party), mine)) | {"merge-choice-name": "mine"}
    others(name="Derde naam")
    page = manager.post(at("edit", party), again)
    assert "Derde naam" in text(page)
    assert stored()[0] == "Derde naam"
    last = as_a_browser_sends(page) | {"merge-choice-name": "mine"}
    assert manager.post(at("edit", party), last).status_code == 302
    assert stored()[0] == "Mijn naam"


def test_two_who_changed_the_same_agree(manager, party) -> None:
    mine = opened(manager, party, name="Nieuwe naam", contact_name="Mijn contact")
    others(name="Nieuwe naam")
    assert manager.post(at("edit", party), mine).status_code == 302
    assert stored() == ("Nieuwe naam", "Mijn contact")


def test_a_text_of_several_lines_that_nobody_touched_is_no_change(manager, party) -> None:
    mine = opened(manager, party, contact_name="Mijn contact", address="Straat 1\r\nArnhem")
    others(address="Straat 2\nArnhem")
    assert manager.post(at("edit", party), mine).status_code == 302
    assert Party.objects.get().address == "Straat 2\nArnhem"


class TestRows:
    def change(self, **changes: Any) -> None:
        with acting(by=factories.UserFactory(first_name="Eva", last_name="Eerst"), reason="Fusie"):
            PartyCapacity.objects.update(**changes)

    def test_a_row_of_another_and_mine_are_both_kept(self, manager, party) -> None:
        mine = opened(manager, party, **{"capacities-0-last_day": "31-12-2030"})
        factories.PartyCapacityFactory(party=party, capacity="authority", first_day="2021-01-01")
        assert manager.post(at("edit", party), mine).status_code == 302
        assert {str(row.last_day) for row in party.capacities.all()} == {"2030-12-31", "None"}

    def test_a_field_of_a_row_that_both_changed_is_a_choice(self, manager, party) -> None:
        mine = opened(manager, party, **{"capacities-0-last_day": "31-12-2030"})
        self.change(last_day="2029-06-30")
        page = manager.post(at("edit", party), mine)
        assert "30-06-2029" in text(page)
        again = as_a_browser_sends(page)
        assert manager.post(at("edit", party), again).status_code == 200
        assert str(PartyCapacity.objects.get().last_day) == "2029-06-30"
        again["merge-choice-capacities-0-last_day"] = "mine"
        assert manager.post(at("edit", party), again).status_code == 302
        assert str(PartyCapacity.objects.get().last_day) == "2030-12-31"

    @pytest.mark.parametrize(("choice", "days"), [("mine", ["2030-12-31"]), ("theirs", [])])
    def test_a_row_that_they_removed_and_i_changed_is_a_choice(self, manager, party, choice, days) -> None:
        mine = opened(manager, party, name="Mijn naam", **{"capacities-0-last_day": "31-12-2030"})
        with acting(by=factories.UserFactory(), reason="Weg"):
            PartyCapacity.objects.get().delete()
        page = manager.post(at("edit", party), mine)
        assert page.status_code == 200
        again = as_a_browser_sends(page)
        assert manager.post(at("edit", party), again).status_code == 200
        again["merge-choice-capacities-0"] = choice
        assert manager.post(at("edit", party), again).status_code == 302
        assert [str(row.last_day) for row in party.capacities.all()] == days

    @pytest.mark.parametrize(("choice", "days"), [("mine", []), ("theirs", ["2029-06-30"])])
    def test_a_row_that_i_removed_and_they_changed_is_a_choice(self, manager, party, choice, days) -> None:
        mine = opened(manager, party, name="Mijn naam", **{"capacities-0-DELETE": "on"})
        self.change(last_day="2029-06-30")
        page = manager.post(at("edit", party), mine)
        assert PartyCapacity.objects.exists()
        again = as_a_browser_sends(page)
        assert manager.post(at("edit", party), again).status_code == 200
        again["merge-choice-capacities-0"] = choice
        assert manager.post(at("edit", party), again).status_code == 302
        assert [str(row.last_day) for row in party.capacities.all()] == days

    def test_a_row_that_they_removed_and_i_left_alone_is_gone(self, manager, party) -> None:
        mine = opened(manager, party, name="Mijn naam")
        with acting(by=factories.UserFactory(), reason="Weg"):
            PartyCapacity.objects.get().delete()
        page = text(manager.post(at("edit", party), mine, follow=True))
        assert not party.capacities.exists()
        assert stored()[0] == "Mijn naam"
        assert "verwijderd" in page
