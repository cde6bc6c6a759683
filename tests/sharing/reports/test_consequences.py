"""After saving a screen says what that means: conflicts that came and went, what is missing, the next step."""

from datetime import date

import pytest
from django.urls import reverse

from sharing.models import Agreement
from sharing.roles import AUDITOR, CONTRACT_MANAGER, EDITOR
from tests import factories
from tests.sharing.core.visitors import party_form, refused, signed_in, text

pytestmark = pytest.mark.django_db
WHOLE = {"contact_name": "Jan", "notice_address": "avg@voorbeeld.example"}


@pytest.fixture
def promises(db):
    factories.EeaMembershipFactory(country=factories.CountryFactory(code="NL"))
    return factories.CommitmentSetFactory(version=1, effective_from=date(2020, 1, 1))


def messages_on(answer) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def shown(client, party) -> str:
    return " ".join(text(client.get(reverse("consequences:index", args=["partij", party.pk]))).split())


def test_a_conflict_that_came_and_one_that_went(promises):
    client = signed_in(CONTRACT_MANAGER)
    party = factories.PartyFactory(code="cloud-e", name="Cloud E", **WHOLE)
    capacity = {"capacity": "processor", "first_day": "2020-01-01", "last_day": ""}
    change = reverse("parties:edit", args=[party.pk])
    saved = client.post(change, party_form(party, capacities=[capacity]), follow=True)
    told = " ".join(messages_on(saved))
    assert "Wat dit betekent: 1 nieuw verschil met de verklaring, nog 1 punt ontbreekt." in told
    assert reverse("consequences:index", args=["partij", party.pk]) in told
    page = shown(client, party)
    came, gone = (
        page.index("Nieuwe verschillen met de verklaring"),
        page.index("Verschillen die hiermee weg zijn"),
    )
    assert came < page.index("Cloud E", came) < gone
    assert "Partij is verwerker zonder overeenkomst." in page
    with factories.recorded():
        party.capacities.update(last_day=date(2020, 2, 1))
    again = client.post(change, party_form(party, website="https://voorbeeld.example/"), follow=True)
    assert not any("Wat dit betekent" in one for one in messages_on(again))  # went before this was saved


def test_an_agreement_that_begins_later_is_not_denied(promises):
    client, party = signed_in(CONTRACT_MANAGER), factories.PartyFactory(processor=True, **WHOLE)
    make = factories.AgreementFactory(
        processing=True, party=party, reference="VW-7", first_day=date(2090, 2, 1), signed_on=date(2026, 1, 1)
    )
    told = (
        "Tot 1 februari 2090 is er met deze verwerker geen overeenkomst van kracht: VW-7 geldt vanaf die dag."
    )
    assert told in shown(client, party)
    assert "zonder overeenkomst" not in shown(client, party)
    step = " ".join(text(client.get(reverse("registration:show", args=[party.pk]))).split())
    assert "VW-7 is vastgelegd en geldt vanaf 1 februari 2090." in step and told in step
    with factories.recorded():
        Agreement.objects.filter(pk=make.pk).update(signed_on=None)
    assert "Partij is verwerker zonder overeenkomst." in shown(client, party)


def test_one_that_is_solved_is_said_to_be_gone(promises):
    client = signed_in(CONTRACT_MANAGER)
    party = factories.PartyFactory(processor=True, **WHOLE)
    form = party_form(party)
    form["capacities-0-last_day"] = "2021-01-01"
    saved = client.post(reverse("parties:edit", args=[party.pk]), form, follow=True)
    assert any("1 verschil is weg" in one for one in messages_on(saved))


def test_nothing_is_said_when_nothing_is_the_matter(promises):
    client = signed_in(CONTRACT_MANAGER)
    party = factories.PartyFactory(partner=True, **WHOLE)
    saved = client.post(
        reverse("parties:edit", args=[party.pk]),
        party_form(party, website="https://voorbeeld.example/"),
        follow=True,
    )
    assert not any("Wat dit betekent" in one for one in messages_on(saved))
    assert "U hoeft nu niets te doen" in shown(client, party)


def test_what_is_refused_means_nothing(promises):
    client = signed_in(CONTRACT_MANAGER)
    party = factories.PartyFactory(**WHOLE)
    answer = client.post(reverse("parties:edit", args=[party.pk]), party_form(party, name=""))
    assert answer.status_code == 200
    assert not any("Wat dit betekent" in one for one in messages_on(answer))


def test_without_a_statement_only_what_is_missing(db):
    client = signed_in(CONTRACT_MANAGER)
    party = factories.PartyFactory(processor=True)
    saved = client.post(
        reverse("parties:edit", args=[party.pk]),
        party_form(party, website="https://voorbeeld.example/"),
        follow=True,
    )
    assert any("Wat dit betekent: nog 2 punten ontbreken." in one for one in messages_on(saved))


class TestTheScreen:
    def test_of_an_agreement_names_all_that_is_missing(self):
        agreement = factories.AgreementFactory(processing=True, article_28=False, owner=None)
        page = text(
            signed_in(CONTRACT_MANAGER).get(
                reverse("consequences:index", args=["overeenkomst", agreement.pk])
            )
        )
        for words in (
            "Overeenkomst mist een onderdeel van artikel 28.",
            "Niemand is beheerder",
            "Het ondertekende document is niet bewaard.",
        ):
            assert words in page

    def test_is_for_who_may_see_the_record(self):
        party = factories.PartyFactory()
        address = reverse("consequences:index", args=["partij", party.pk])
        assert refused(signed_in(EDITOR).get(address))
        page = text(signed_in(AUDITOR).get(address))
        assert "Wat nog ontbreekt" in page
        assert reverse("parties:edit", args=[party.pk]) not in page

    @pytest.mark.parametrize(("name", "key"), [("partij", 0), ("verstrekking", 1), ("doorgifte", 10**17)])
    def test_of_what_is_not_there(self, name, key):
        answer = signed_in(CONTRACT_MANAGER).get(f"/beheer/gevolgen/{name}/{key}/")
        assert answer.status_code == 404
