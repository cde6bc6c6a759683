"""The same organisation is not entered twice unnoticed; a code comes from the name; what is referred to stays."""

import pytest
from django.urls import reverse

from sharing.models import Party
from sharing.parties.doubles import names_alike, normal_name, proposed_code
from sharing.roles import CONTRACT_MANAGER
from tests import factories
from tests.sharing.core.visitors import party_form, signed_in, text

pytestmark = pytest.mark.django_db
ADD = reverse("parties:add")
ASKED = "Staat deze organisatie er al?"


@pytest.fixture
def manager():
    return signed_in(CONTRACT_MANAGER)


@pytest.fixture
def country():
    return factories.CountryFactory(code="NL")


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Surveyline B.V.", "SurveyLine BV", True),
        ("Stichting Hervonden", "stichting Hervondén", True),
        ("Salarisbureau Loonwijzer", "Salarisburo Loonwijzer", True),
        ("Taalschool Startpunt", "Taalschool Eindpunt", False),
        ("Vestiging 11 Zuid", "Vestiging 12 Zuid", False),
        ("Gemeente A", "Gemeente B", False),
        ("UWV", "UVW", False),
        ("", "", False),
    ],
)
def test_which_names_are_nearly_the_same(one, other, alike):
    assert names_alike(normal_name(one), normal_name(other)) == alike


@pytest.mark.parametrize(
    ("known", "entered"),
    [
        ({"kvk_number": "90000077"}, {"kvk_number": "90000077"}),
        ({"kvk_number": "", "foreign_register_number": "DE 44"}, {"foreign_register_number": "de 44"}),
        ({"name": "Roeiclub De Riem B.V."}, {"name": "roeiclub de riem"}),
        ({"aliases": "RC De Riem\nDe Riemen"}, {"name": "RC de Riem"}),
    ],
)
def test_what_looks_like_another_is_asked_and_not_refused(known, entered, manager, country):
    factories.PartyFactory(code="eerste", **known)
    sent = party_form(**{"code": "tweede", "name": "Heel Anders", "kvk_number": "90000099", **entered})
    page = text(manager.post(ADD, sent))
    assert ASKED in page and "(eerste" in page
    assert Party.objects.count() == 1
    assert manager.post(ADD, sent | {"another": "on"}).status_code == 302
    assert Party.objects.count() == 2


def test_another_change_of_two_that_are_alike_asks_nothing(manager, country):
    party = factories.PartyFactory(name="Roeiclub De Riem")
    factories.PartyFactory(name="Roeiclub De Riem")
    address = reverse("parties:edit", args=[party.pk])
    assert "Dit is een andere organisatie" not in text(manager.get(address))
    assert manager.post(address, party_form(party, contact_name="Bureau")).status_code == 302
    assert ASKED in text(
        manager.post(address, party_form(Party.objects.get(pk=party.pk), name="Roeiclub de Riem BV"))
    )


def test_another_name_is_kept_once_however_often_it_was_typed(manager, country):
    typed = "De Riem\r\n de  riem \r\n\r\nRC De Riem\r\nDe Riem"
    assert manager.post(ADD, party_form(code="riem", name="Roeiclub", aliases=typed)).status_code == 302
    party = Party.objects.get(code="riem")
    assert party.aliases.splitlines() == ["De Riem", "RC De Riem"]
    unchanged = manager.post(reverse("parties:edit", args=[party.pk]), party_form(party))
    assert "U hebt niets gewijzigd" in text(unchanged)


def test_a_number_of_the_chamber_that_is_too_long_asks_for_8_digits(manager, country):
    errors = manager.post(ADD, party_form(code="riem", kvk_number="9000 0088")).context["form"].errors
    assert errors["kvk_number"][0].startswith("Een KvK-nummer heeft precies 8 cijfers.")


def test_without_a_code_it_gets_one_from_its_name(manager, country):
    factories.PartyFactory(code="roeiclub-de-riem", name="Iets anders")
    sent = party_form(code="", name="Roeiclub De Riem B.V.", kvk_number="90000088")
    assert manager.post(ADD, sent).status_code == 302
    assert Party.objects.get(name="Roeiclub De Riem B.V.").code == "roeiclub-de-riem-2"


@pytest.mark.parametrize(
    ("name", "code"), [("Gemeente ’s-Hertogenbosch", "gemeente-s-hertogenbosch"), ("★", "partij")]
)
def test_a_code_is_always_a_code(name, code):
    assert proposed_code(name) == code


def test_what_is_referred_to_is_said_before_a_reason_is_asked(manager):
    agreement = factories.AgreementFactory(reference="OV-9", unsigned=True)
    page = text(manager.get(reverse("parties:delete", args=[agreement.party_id])))
    assert "kan niet worden verwijderd: er wordt naar verwezen door" in page
    assert "OV-9" in page
    assert "Reden van de verwijdering" not in page
    free = factories.PartyFactory()
    assert "Reden van de verwijdering" in text(manager.get(reverse("parties:delete", args=[free.pk])))
