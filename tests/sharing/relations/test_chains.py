"""The chains of sub-processors on a day: complete, in order, with country and safeguard, and as a file."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from sharing.relations.chains import Chains
from sharing.roles import AUDITOR, CONTRACT_MANAGER, EDITOR
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
URL = reverse("chains:index")
DAY = date(2026, 3, 31)


@pytest.fixture
def manager():
    return signed_in(CONTRACT_MANAGER)


@pytest.fixture
def chain():
    factories.EeaMembershipFactory(country=factories.CountryFactory(code="NL"))
    agreement = factories.AgreementFactory(processing=True, reference="VW-1", party__name="Verwerker")
    cloud = factories.PartyFactory(name="Cloud", abroad=True)
    first = factories.SubProcessorFactory(agreement=agreement, party=cloud, service="Opslag")
    india = factories.PartyFactory(name="Support", country=factories.CountryFactory(code="IN", name="India"))
    factories.SubProcessorFactory(
        agreement=agreement, party=india, parent=first, service="Helpdesk", first_day=date(2026, 1, 1)
    )
    factories.SubProcessorFactory(agreement=agreement, service="Voorbij", last_day=date(2025, 12, 31))
    factories.TransferFactory(party=cloud)
    return agreement


def test_each_stands_below_who_engaged_it_with_its_safeguard(chain):
    rows = Chains(on=DAY)[:]
    assert [(one.depth, one.party.name, one.engaged_by) for one in rows] == [
        (0, "Verwerker", ""),
        (1, "Cloud", "Verwerker"),
        (2, "Support", "Cloud"),
    ]
    assert [one.transfer.label for one in rows] == [
        "Binnen de EER",
        "Passende waarborgen",
        "Geen grondslag voor doorgifte",
    ]
    assert Chains(on=DAY).count() == 3
    # A page of it knows who engaged also where that stands on the page before.
    assert [(one.party.name, one.engaged_by) for one in Chains(on=DAY)[2:4]] == [("Support", "Cloud")]


def test_another_day_has_another_chain(chain):
    services = [one.service for one in Chains(on=date(2025, 6, 1))[:]]
    assert "Voorbij" in services and "Helpdesk" not in services
    assert Chains(on=date(2019, 1, 1))[:] == []


def test_the_screen_and_its_day(manager, chain):
    page = text(manager.get(URL, {"op": "31-03-2026"}))
    for words in ("31 maart 2026", "Support", "India", "Geen grondslag voor doorgifte"):
        assert words in page
    assert "Helpdesk" not in text(manager.get(URL, {"op": "01-06-2025"}))
    assert "31-02-2026" in text(manager.get(URL, {"op": "31-02-2026"}))


@pytest.mark.parametrize(
    "query", ["op=onzin", "overeenkomst=x", "overeenkomst=99999999999999", "p=9999", "export=exe"]
)
def test_a_broken_address_is_no_accident(query, manager, chain):
    assert manager.get(f"{URL}?{query}").status_code == 200


def test_as_a_file_nothing_is_a_formula(manager, chain):
    with factories.recorded():
        chain.sub_processors.update(flow_down="=1+1")
    answer = manager.get(URL, {"op": "31-03-2026", "export": "csv", "overeenkomst": chain.pk})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [(row["Diepte"], row["Landcode"], row["Waarborg"]) for row in rows] == [
        ("0", "NL", "Binnen de EER"),
        ("1", "US", "Passende waarborgen"),
        ("2", "IN", "Geen grondslag voor doorgifte"),
    ]
    assert rows[1]["Doorgegeven verplichtingen"] == "'=1+1"
    book = load_workbook(io.BytesIO(manager.get(URL, {"op": "31-03-2026", "export": "xlsx"}).content))
    assert book.active.max_row == 4


def test_as_many_questions_for_many_as_for_one(manager, chain):
    def asked() -> int:
        manager.get(URL)
        with CaptureQueriesContext(connection) as questions:
            manager.get(URL)
        return len(questions)

    few = asked()
    for _number in range(10):
        agreement = factories.AgreementFactory(processing=True)
        factories.SubProcessorFactory(agreement=agreement, party=factories.PartyFactory(abroad=True))
    assert asked() == few < 25


def test_who_may_look(chain):
    assert signed_in(AUDITOR).get(URL).status_code == 200
    assert refused(signed_in(EDITOR).get(URL))
