"""Choosing a party where it is needed: what tells parties apart stands beside the name, and one can be made there."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from sharing.core.admin import RecordField
from sharing.models import Party, PartyCapacity
from sharing.roles import AUDITOR, CONTRACT_MANAGER, LAWYER
from tests import factories as make
from tests.sharing.core.visitors import signed_in

pytestmark = pytest.mark.django_db
CHOOSE, CREATE = reverse("party_chooser:choose"), reverse("party_chooser:create")


@pytest.fixture
def manager():
    return signed_in(CONTRACT_MANAGER)


def fragment(answer) -> str:
    data = json.loads(answer.content)
    return data.get("html") or data["htmlFragment"]


def entered(**values) -> dict:
    make.CountryFactory(code="NL")
    return {"name": "Wolkbouwers BV", "country": "NL", "reason": "Nieuwe verwerker", **values}


def test_a_name_in_full_is_that_party_also_where_another_holds_it():
    whole, field = make.PartyFactory(name="UWV", code="uwv-utrecht"), RecordField(Party)
    make.PartyFactory(name="Gemeente Nieuwvoorbeeld", code="nieuwvoorbeeld")
    assert field.clean("UWV") == field.clean(" uwv ") == whole
    for typed in ("uw", "nieuwvoorbeeld of uwv"):
        with pytest.raises(ValidationError):
            field.clean(typed)
    make.PartyFactory(name="uwv", code="uwv-2")
    with pytest.raises(ValidationError, match="kan meer dan één partij zijn"):
        field.clean("UWV")


def test_beside_the_name_stand_code_capacity_country_and_number(manager):
    make.PartyFactory(name="Wolk", code="wolk", kvk_number="12345678", processor=True)
    make.PartyFactory(name="Voorbij", active=False)
    shown = fragment(manager.get(CHOOSE))
    for said in ("Wolk", "wolk", "Verwerker", "Nederland", "12345678"):
        assert said in shown
    assert "Voorbij" not in shown


@pytest.mark.parametrize("typed", ["cafe wolk", "hemel", "456", "wlk"])
def test_found_by_part_of_name_alias_number_or_code_without_accents(manager, typed):
    make.PartyFactory(name="Café Wolkenveld", code="wlk-1", kvk_number="12345678", aliases="Hémel BV")
    make.PartyFactory(name="Iemand anders", code="ander", kvk_number="87999999")
    shown = manager.get(reverse("party_chooser:choose_results"), {"q": typed}).content.decode()
    assert "Café Wolkenveld" in shown and "Iemand anders" not in shown


def test_its_fields_are_not_those_of_the_page_behind_the_dialog(manager):
    assert 'id="id_reason"' not in fragment(manager.get(CHOOSE))
    assert 'for="id_new_party_reason"' in fragment(manager.get(CHOOSE))


def test_made_on_the_spot_with_a_code_from_its_name_and_chosen(manager):
    answer = manager.post(CREATE, entered(capacity="processor", first_day="1-3-2026", kvk_number="12345678"))
    party = Party.objects.get()
    assert json.loads(answer.content)["result"]["id"] == str(party.pk)
    assert (party.code, party.kvk_number, party.active) == ("wolkbouwers", "12345678", True)
    held = PartyCapacity.objects.get()
    assert (held.capacity, held.first_day) == ("processor", date(2026, 3, 1))
    row = party.history.get()
    assert row.history_change_reason == "Nieuwe verwerker"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"name": ""}, "Naam"),
        ({"reason": ""}, "Reden van de toevoeging"),
        ({"kvk_number": "123"}, "precies 8 cijfers"),
        ({"capacity": "processor"}, "samen in"),
        ({"first_day": "1-3-2026"}, "samen in"),
        ({"capacity": "processor", "first_day": "31-2-2026"}, "31-2-2026"),
        ({"capacity": "processor", "first_day": "1-3-1066"}, "1066"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(manager, values, said):
    answer = manager.post(CREATE, entered(**values))
    assert json.loads(answer.content)["step"] == "reshow_creation_form"
    assert said in fragment(answer)
    assert not Party.objects.exists()


def test_one_that_seems_to_be_there_is_asked_about_first(manager):
    make.PartyFactory(name="Wolkbouwers", code="wolk")
    asked = fragment(manager.post(CREATE, entered()))
    assert "Staat deze organisatie er al?" in asked and "(wolk, KvK" in asked
    manager.post(CREATE, entered(another="on"))
    assert set(Party.objects.values_list("code", flat=True)) == {"wolk", "wolkbouwers"}


@pytest.mark.parametrize("role", [AUDITOR, LAWYER])
def test_only_who_may_add_parties_makes_one(role):
    visitor = signed_in(role)
    assert "tab-create" not in fragment(visitor.get(CHOOSE))
    assert visitor.post(CREATE, entered()).status_code in (302, 403)
    assert not Party.objects.exists()
