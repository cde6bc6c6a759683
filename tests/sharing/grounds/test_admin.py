"""The grounds for sensitive data in the browser, and until when missing ones only warn."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from sharing.models import LegalProvision, SensitiveGround
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text, version_in

pytestmark = pytest.mark.django_db
INDEX, ADD = reverse("grounds:index"), reverse("grounds:add")


@pytest.fixture
def lawyer():
    return signed_in(LAWYER)


def filled(**changes) -> dict:
    return {
        "reference": "verzuim-arbodienst",
        "kind": "special",
        "data_category": "",
        "purpose": "",
        "recipient": "",
        "capacity": "",
        "exception": "art_9_2_b",
        "provision": "",
        "first_day": "01-01-2024",
        "last_day": "",
        "confidence": "confirmed",
        "source": "",
        "reason": "Na beoordeling",
        **changes,
    }


def test_a_lawyer_registers_a_ground(lawyer):
    health = factories.DataCategoryFactory(special=True, name="Gezondheid")
    party = factories.PartyFactory(name="Arbodienst Rijn")
    assert lawyer.post(ADD, filled(data_category=health.pk, recipient=party.pk)).status_code == 302
    assert SensitiveGround.objects.get().history.get().history_change_reason == "Na beoordeling"
    page = text(lawyer.get(INDEX))
    assert "Gezondheid" in page and "Arbodienst Rijn" in page and "Van kracht" in page


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"exception": "art_10"}, "past niet bij “bijzonder”. Kies een uitzondering van artikel 9, lid 2"),
        ({"kind": "criminal"}, "Kies “Strafrechtelijke gegevens (art. 10)”"),
        ({"kind": "criminal", "exception": "art_10"}, "Noem bij deze uitzondering de wettelijke bepaling"),
        ({"kind": "national_id", "exception": "art_46_uavg"}, "Noem bij deze uitzondering"),
        ({"last_day": "01-01-2023"}, "De laatste dag ligt voor de eerste dag"),
        ({"source": "Zie 111222333"}, "burgerservicenummer"),
        ({"reference": "Met Hoofdletter"}, "is geen geldige code"),
        ({"reason": ""}, "Vul in waarom"),
    ],
)
def test_what_does_not_fit_is_said_in_words(lawyer, changes, said):
    assert said in text(lawyer.post(ADD, filled(**changes)))
    assert not SensitiveGround.objects.exists()


def test_the_category_is_of_the_kind(lawyer):
    bsn = factories.DataCategoryFactory(national_id=True, name="BSN")
    ordinary = factories.DataCategoryFactory()
    page = text(lawyer.post(ADD, filled(data_category=bsn.pk)))
    assert "“BSN” is van de soort “identificatienummer” en niet “bijzonder”" in page
    assert "Selecteer een geldige keuze" in text(lawyer.post(ADD, filled(data_category=ordinary.pk)))


def test_it_is_filled_in_from_where_it_is_missing(lawyer):
    health = factories.DataCategoryFactory(special=True)
    purpose, party = factories.PurposeFactory(), factories.PartyFactory()
    address = f"{ADD}?kind=special&data_category={health.pk}&purpose={purpose.pk}&recipient={party.pk}&capacity=client"
    form = lawyer.get(address).context["form"]
    asked = [form[name].value() for name in ("kind", "data_category", "purpose", "recipient", "capacity")]
    assert asked == ["special", health.pk, purpose.pk, party.pk, "client"]


def test_what_is_not_sure_yet_stands_out(lawyer):
    provision = factories.LegalProvisionFactory(to_check=True, citation="art. 30 UAVG")
    ground = factories.SensitiveGroundFactory(provision=provision, confidence="to-check")
    assert "Nog te controleren" in text(lawyer.get(INDEX))
    assert "Nog te controleren" in text(lawyer.get(reverse("grounds:inspect", args=[ground.pk])))
    assert "art. 30 UAVG, nog te controleren" in text(lawyer.get(ADD))


def test_the_list_is_narrowed_and_leaves_as_a_sheet(lawyer):
    held = factories.SensitiveGroundFactory(national_id=True)
    factories.SensitiveGroundFactory(last_day=date(2021, 1, 1))
    assert list(lawyer.get(INDEX, {"holding": "yes"}).context["object_list"]) == [held]
    assert list(lawyer.get(INDEX, {"kind": "national_id"}).context["object_list"]) == [held]
    answer = lawyer.get(INDEX + "?export=csv")
    assert "gronden-voor-gevoelige-gegevens.csv" in answer["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert {row["Soort gegevens"] for row in rows} == {"Bijzonder", "Identificatienummer"}
    for key in ("peildatum=2090-01-01", "ordering=-kind", "ordering=purpose__code", "q=x", "export=xlsx"):
        assert lawyer.get(f"{INDEX}?{key}").status_code == 200


def test_a_provision_that_a_ground_names_stays(lawyer):
    ground = factories.SensitiveGroundFactory(national_id=True)
    url = reverse("bepalingen_modeladmin_delete", args=[ground.provision_id])
    page = text(lawyer.post(url, {"reason": "Overbodig", "version": version_in(lawyer, url)}))
    assert "wordt nog naar verwezen" in page and "1 grond voor gevoelige gegevens" in page
    assert LegalProvision.objects.exists()


def test_who_may_see_and_change_it():
    ground = factories.SensitiveGroundFactory()
    auditor = signed_in(AUDITOR)
    assert auditor.get(reverse("grounds:inspect", args=[ground.pk])).status_code == 200
    assert refused(auditor.post(ADD, filled()))
    for role in (EDITOR, CONTRACT_MANAGER, ADMINISTRATOR):
        assert refused(signed_in(role).get(INDEX)), role
