"""All changes in all registers, for who may view them."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from sharing.core.actor import acting
from sharing.core.periods import amsterdam_day
from sharing.models import Party
from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
URL = reverse("changes:index")


@pytest.fixture
def auditor():
    return signed_in(AUDITOR)


def test_an_auditor_reads_who_did_what_and_why_with_a_way_to_the_record(auditor):
    party = factories.PartyFactory(name="Gemeente Voorbeeldstad")
    user = factories.UserFactory(first_name="Carla", last_name="Contract")
    with acting(by=user, reason="Fusie"):
        Party.objects.filter(pk=party.pk).update(name="Gemeente Nieuwstad")
        factories.PartyCapacityFactory(party=party)
    page = text(auditor.get(URL))
    assert "Carla Contract" in page
    assert "Fusie" in page
    assert "Partij “Gemeente Nieuwstad”" in page
    assert "Hoedanigheid “Opdrachtgever” (Gemeente Nieuwstad)" in page
    assert reverse("parties:history", args=[party.pk]) in page


def test_many_rows_of_one_moment_are_counted(auditor):
    with acting(by=factories.tester(), reason="Invoer uit bestand"):
        factories.PartyFactory.create_batch(30)
    page = text(auditor.get(URL))
    assert "30 partijen" in page
    assert page.count("Invoer uit bestand") == 1


def test_each_that_opens_has_a_name_of_its_own(auditor):
    party = factories.PartyFactory()
    for capacity in ("client", "partner", "authority"):
        factories.PartyCapacityFactory(party=party, capacity=capacity)
    for why, year in (("Eerst", 2031), ("Daarna", 2032)):
        with acting(by=factories.tester(), reason=why):
            factories.PurposeFactory()
            factories.DataCategoryFactory()
            party.capacities.update(last_day=date(year, 1, 1))
    for url in (URL, reverse("parties:history", args=[party.pk])):
        names = re.findall("<summary>(.*?)</summary>", auditor.get(url).content.decode(), re.DOTALL)
        assert len(names) > 1 and len(set(names)) == len(names), url


def test_a_deleted_record_is_still_reached(auditor):
    party = factories.PartyFactory(name="Weg BV")
    key = party.pk
    with acting(by=factories.tester(), reason="Opgeheven"):
        party.delete()
    page = text(auditor.get(URL))
    assert "Weg BV" in page
    assert reverse("parties:history", args=[key]) in page


@pytest.mark.parametrize("role", [CONTRACT_MANAGER, ADMINISTRATOR])
def test_nobody_reads_changes_of_a_register_he_may_not_view(role):
    user = factories.UserFactory()
    disclosure = factories.DisclosureFactory(recipient__name="Ontvanger BV")
    with acting(by=user, reason="Geheim dossier"):
        type(disclosure).objects.filter(pk=disclosure.pk).update(description="x")
    for query in ("", "?register=disclosure", f"?person={user.pk}"):
        page = text(signed_in(role).get(URL + query))
        assert "Geheim dossier" not in page
        assert "erstrekking" not in page.split("<main")[-1]


def test_an_editor_has_no_such_screen():
    editor = signed_in(EDITOR)
    assert refused(editor.get(URL))


def test_it_is_narrowed_by_period_register_and_person(auditor):
    user = factories.UserFactory()
    with acting(by=user, reason="Deze"):
        factories.PartyFactory()
    factories.PurposeFactory()
    day = amsterdam_day(datetime.now(UTC))

    def reasons(query: str) -> list[str]:
        return [row["change"].reason for row in auditor.get(URL + query).context["rows"]]

    assert "Deze" in reasons("")
    assert reasons(f"?person={user.pk}") == ["Deze"]
    assert "Deze" not in reasons("?register=purpose")
    assert "Deze" in reasons(f"?first={day}&last={day}")
    assert "Deze" not in reasons(f"?last={day - timedelta(days=1)}")
    assert reasons(f"?last={day - timedelta(days=2)}") == [], "the suite's database may be of yesterday"
    assert reasons(f"?first={day + timedelta(days=1)}") == []
    nothing = auditor.get(f"{URL}?first={day + timedelta(days=1)}").content.decode()
    assert "autofocus>In deze periode is er niets gewijzigd" in nothing, "work goes on at the answer"


@pytest.mark.parametrize(
    "query",
    ["first=boe", "register=bestaat-niet", "person=abc", "first=2026-02-01&last=2026-01-01", "p=99", "p=x"],
)
def test_a_question_that_cannot_be_answered_is_no_failure(auditor, query):
    factories.PartyFactory()
    response = auditor.get(f"{URL}?{query}")
    assert response.status_code == 200
    if not query.startswith("p="):
        assert 'role="alert"' in text(response)


def test_what_is_kept_by_its_code_reads_as_people_say_it(auditor):
    answer = factories.BreachAnswerFactory(question="unreadable", answer="partly")
    page = text(auditor.get(reverse("breaches:history", args=[answer.breach_id])))
    assert "Deels" in page and "partly" not in page
    promised = factories.CommitmentSetFactory(data_categories={"processor": ["naam"]})
    page = text(auditor.get(reverse("commitments:history", args=[promised.pk])))
    assert "Verwerker: naam" in page and "Opdrachtgever, Samenwerkingspartner" in page
    assert "processor" not in page
