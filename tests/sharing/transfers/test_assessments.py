"""The dated assessments of transfers in the browser, and on the screen of the transfer that they are about."""

import csv
import io
import re
from datetime import date

import pytest
from django.urls import reverse

from sharing.core.actor import acting
from sharing.models import ImpactAssessment
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
INDEX, ADD = reverse("assessments:index"), reverse("assessments:add")


def filled(party, **changes) -> dict:
    return {
        "party": party.pk,
        "country": party.country_id,
        "assessed_on": "01-12-2025",
        "review_due": "",
        "conclusion": "positive",
        "measures": "",
        "reason": "Beoordeling afgerond",
        **changes,
    }


@pytest.fixture
def transfer():
    return factories.TransferFactory(without_tia=True, party__name="Cloud Corp")


def inspect(transfer) -> str:
    return reverse("transfers:inspect", args=[transfer.pk])


@pytest.mark.parametrize("role", [CONTRACT_MANAGER, LAWYER])
def test_it_is_added_from_the_transfer(role, transfer):
    visitor = signed_in(role)
    link = f"{ADD}?party={transfer.party_id}&amp;country=US"
    assert link in visitor.get(inspect(transfer)).content.decode()
    form = visitor.get(link.replace("&amp;", "&")).context["form"]
    assert (form["party"].value(), form["country"].value()) == (transfer.party_id, "US")
    assert visitor.post(ADD, filled(transfer.party, measures="Sleutel in de EER")).status_code == 302
    assert ImpactAssessment.objects.get().history.get().history_change_reason == "Beoordeling afgerond"
    page = text(visitor.get(inspect(transfer)))
    assert "1 december 2025" in page and "Sleutel in de EER" in page


def test_the_transfer_shows_those_of_its_party_and_country(transfer):
    factories.ImpactAssessmentFactory(party=transfer.party, assessed_on=date(2024, 5, 6))
    factories.ImpactAssessmentFactory(assessed_on=date(2023, 7, 8))
    auditor = signed_in(AUDITOR)
    page = text(auditor.get(inspect(transfer)))
    assert "6 mei 2024" in page and "8 juli 2023" not in page and "Beoordeling toevoegen" not in page
    with acting(by=factories.tester(), reason="Vervallen"):
        ImpactAssessment.objects.filter(party=transfer.party).delete()
    assert "Er is nog geen beoordeling vastgelegd" in text(auditor.get(inspect(transfer)))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"review_due": "30-11-2025"}, "De herziening ligt voor de beoordeling"),
        ({"assessed_on": "01-12-0205"}, "ligt niet in de jaren"),
        ({"assessed_on": "1-12-2090"}, "1 december 2090 moet nog komen. Vul de dag in waarop is beoordeeld."),
        ({"assessed_on": ""}, "verplicht veld"),
        ({"measures": "Zie 111222333"}, "burgerservicenummer"),
        ({"reason": ""}, "Vul in waarom"),
    ],
)
def test_bad_input_is_refused_in_words(changes, said, transfer):
    page = text(signed_in(CONTRACT_MANAGER).post(ADD, filled(transfer.party, **changes)))
    assert said in page
    assert not ImpactAssessment.objects.exists()


def test_one_day_has_one_assessment(transfer):
    manager = signed_in(CONTRACT_MANAGER)
    manager.post(ADD, filled(transfer.party))
    assert "Van deze dag is al een beoordeling vastgelegd" in text(manager.post(ADD, filled(transfer.party)))


def test_an_address_that_was_changed_fills_in_nothing(transfer):
    manager = signed_in(CONTRACT_MANAGER)
    answer = manager.get(f"{ADD}?party=9999999999999999999999&country=%00US&assessed_on=ooit")
    assert answer.status_code == 200
    assert answer.context["form"]["party"].value() is None


def test_the_list_is_narrowed_and_leaves_as_a_sheet(transfer):
    late = factories.ImpactAssessmentFactory(party=transfer.party, review_due=date(2021, 1, 1))
    factories.ImpactAssessmentFactory(conclusion="negative")
    auditor = signed_in(AUDITOR)
    assert list(auditor.get(INDEX, {"overdue": "yes"}).context["object_list"]) == [late]
    assert "Herzien: termijn voorbij" in text(auditor.get(INDEX))
    answer = auditor.get(INDEX + "?export=csv")
    assert "beoordelingen-van-doorgiften.csv" in answer["Content-Disposition"]
    rows = csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode()))
    assert {row["Conclusie"] for row in rows} == {"Positief", "Negatief"}
    for key in ("peildatum=2090-01-01", "ordering=-conclusion", "q=cloud"):
        assert auditor.get(f"{INDEX}?{key}").status_code == 200


def test_who_may_see_and_change_it(transfer):
    made = factories.ImpactAssessmentFactory()
    for role in (AUDITOR, ADMINISTRATOR):
        visitor = signed_in(role)
        assert visitor.get(reverse("assessments:inspect", args=[made.pk])).status_code == 200
        assert refused(visitor.post(ADD, filled(transfer.party)))
    assert refused(signed_in(EDITOR).get(INDEX))


def test_added_from_a_transfer_one_is_back_at_it(transfer):
    manager, screen = signed_in(CONTRACT_MANAGER), inspect(transfer)
    link = re.search(rf'href="({ADD}[^"]+)"', manager.get(screen).content.decode())[1].replace("&amp;", "&")
    form = manager.get(link)
    action = re.search(rf'action="({ADD}[^"]*)"', form.content.decode())[1]
    # Also after something was wrong.
    again = manager.post(action, filled(transfer.party, conclusion=""))
    assert action in again.content.decode()
    answer = manager.post(action, filled(transfer.party), follow=True)
    assert answer.redirect_chain[-1][0] == screen
    assert "Passende waarborgen" in text(answer)


@pytest.mark.parametrize("named", ["", "999999999", "x", "9" * 30, "//evil.example"])
def test_from_the_list_or_nowhere_one_is_at_the_list(transfer, named):
    answer = signed_in(CONTRACT_MANAGER).post(f"{ADD}?doorgifte={named}", filled(transfer.party))
    assert answer.url == INDEX
