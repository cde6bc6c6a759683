"""From a request to what it does in the register and back, on the screens."""

from datetime import timedelta

import pytest
from django.urls import reverse

from sharing.access.choices import LAWYER
from sharing.core.records import version_of
from sharing.models import Objection, RightsRequest
from tests import factories as make
from tests.sharing.rights.test_screens import AT, _monday, address, request_of, signed_in, words  # noqa: F401

pytestmark = pytest.mark.django_db


def test_an_objection_from_request_to_the_end_of_the_restriction():
    client, party = signed_in(LAWYER), make.PartyFactory()
    request = request_of(kind="objection", known=True)

    def post(name: str, **values: str) -> str:
        seen = version_of(RightsRequest, request.pk)
        return words(client.post(address(name, request), {"version": seen, **values}, follow=True))

    page = words(client.get(address("inspect", request)))
    assert "Neem op bij de bezwaren en beperkingen wat de betrokkene vraagt" in page
    page = client.get(address("decide", request))
    assert "Toewijzen kan als bij het verzoek staat" in words(page)
    assert 'value="granted"' not in page.content.decode()

    page = post("record", recipient="", purpose="", note="Zo geschreven")
    assert "Noem bij een bezwaar een ontvanger of een doeleinde" in page and not Objection.objects.exists()
    page = post("record", recipient=str(party.pk), purpose="", until_answered="on", note="Zo geschreven")
    assert "Opgenomen bij de bezwaren" in page and "Gevolgen van een verzoek" in page
    assert Objection.objects.filter(decision="pending").count() == 1

    objection = Objection.objects.get(kind="objection")
    there = client.get(reverse("objections:decide", args=[objection.pk]), follow=True)
    assert f"Hierover wordt beslist bij {request}" in words(there)

    assert "Het besluit is vastgelegd" in post("decide", decision="granted", note="Terecht")
    objection.refresh_from_db()
    assert objection.decision == "upheld"
    page = post("answered", answered_on="9-3-2026", way="post", note="Per brief")
    assert "hef haar daarna op" in page and "Uiterlijk: zo snel mogelijk" in page
    assert str(request) in words(client.get(address("index"), {"state": "follow"}))

    restriction = Objection.objects.get(kind="restriction")
    lift = reverse("objections:lift", args=[restriction.pk])
    assert lift in client.get(address("inspect", request)).content.decode()
    assert lift in client.get(reverse("objections:inspect", args=[restriction.pk])).content.decode()
    values = {"until": "9-3-2026 11:00", "informed_on": "9-3-2026", "reason": "Per brief verteld"}
    seen = version_of(Objection, restriction.pk)
    late = words(client.post(lift, {**values, "informed_on": "10-3-2026", "version": seen}))
    assert "moet nog komen" in late
    assert "moet ervoor" in words(client.post(lift, {**values, "until": "8-3-2026 11:00", "version": seen}))
    assert "De beperking is opgeheven" in words(client.post(lift, {**values, "version": seen}, follow=True))
    assert "Afgehandeld op 9 maart 2026" in words(client.get(address("inspect", request)))
    assert "er valt niets op te heffen" in words(client.get(lift, follow=True))


def test_a_withdrawal_names_what_ends():
    client = signed_in(LAWYER)
    consent = make.ConsentFactory(number="d-0001", given_at=AT - timedelta(days=90))
    request = request_of(kind="withdrawal", known=True)
    sent = {"decision": "granted", "note": "Ja"}

    def decide(**values: str) -> str:
        seen = version_of(RightsRequest, request.pk)
        return words(
            client.post(address("decide", request), {"version": seen, **sent, **values}, follow=True)
        )

    assert str(consent.recipient) in words(client.get(address("decide", request)))
    assert "Kies welke toestemming de betrokkene intrekt" in decide()
    assert "Het besluit is vastgelegd" in decide(consents=str(consent.pk))
    consent.refresh_from_db()
    assert consent.withdrawn_at == request.received_at


def test_steps_that_do_not_fit_are_not_offered_and_say_why():
    client = signed_in(LAWYER)
    access, unknown = request_of(known=True), request_of(kind="objection", known=True, number="")
    assert "geen bezwaar en geen beperking" in words(client.get(address("record", access), follow=True))
    assert "kan niet om een beperking" in words(client.get(address("restrict", access), follow=True))
    assert "Vul eerst het dossiernummer in" in words(client.get(address("record", unknown), follow=True))
    stranger = request_of(kind="rectification")
    assert "Controleer eerst wie" in words(client.get(address("restrict", stranger), follow=True))
    wrong = request_of(kind="rectification", known=True)
    assert address("restrict", wrong) in client.get(address("inspect", wrong)).content.decode()
