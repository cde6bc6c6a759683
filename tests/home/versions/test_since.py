"""Readers of the version in force see what changed in its lists since; an earlier version stays as it was."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from home.versions.since import changes_since
from sharing.core.actor import acting
from sharing.models import Party, PartyCapacity
from tests import factories
from tests.home.conftest import paragraph, section


@pytest.fixture
def version(publish):
    factories.PartyFactory(name="Gemeente Blijft", client=True)
    factories.PartyFactory(name="Gemeente Gaat", client=True)
    lists = {"type": "recipients", "value": {"with_names": True}}
    body = [section("Met wie", paragraph("Wij delen met:"), lists, anchor="met-wie")]
    return publish(timezone.localdate(), body=body, conflict_reason="Proef.")


def read(client):
    return client.get("/privacyverklaring/").content.decode()


def test_without_changes_there_is_nothing_to_say(client, version):
    assert changes_since(version, on=timezone.localdate()) == []
    assert "Sinds deze versie veranderd" not in read(client)


def test_what_came_and_what_went_is_said_with_a_link_to_its_paragraph(client, version):
    factories.PartyFactory(name="Gemeente Nieuw", client=True)
    with acting(by=factories.UserFactory(), reason="proef"):
        PartyCapacity.objects.filter(party__name="Gemeente Gaat").update(
            last_day=timezone.localdate() - timedelta(days=1)
        )
    text = read(client)
    notice = text[text.index('<section class="notice since"') : text.index("</details>\n</section>")]
    assert text.index("Sinds deze versie veranderd") < text.index("Wij delen met:")  # where people see it
    assert "1 regel is nieuw, 1 regel geldt niet meer." in " ".join(notice.split())
    assert 'href="#met-wie">Paragraaf 1: Ontvangers per hoedanigheid' in text
    assert "Nieuw: Opdrachtgever: Gemeente Nieuw (" in text
    assert "Niet meer: Opdrachtgever: Gemeente Gaat (" in text
    assert "Gemeente Blijft" not in notice


def test_the_version_itself_stays_as_it_was(client, version):
    before = client.get("/privacyverklaring/versies/1/").content
    with acting(by=factories.UserFactory(), reason="proef"):
        Party.objects.update(name="Heel anders")
    assert client.get("/privacyverklaring/versies/1/").content == before


def test_without_names_only_kinds_of_recipients_count(publish):
    factories.PartyFactory(client=True)
    body = [section("Met wie", {"type": "recipients", "value": {"with_names": False}})]
    version = publish(date(2025, 1, 1), body=body, conflict_reason="Proef.")
    factories.PartyFactory(client=True)
    assert changes_since(version, on=timezone.localdate()) == []
    factories.PartyFactory(partner=True)
    (change,) = changes_since(version, on=timezone.localdate())
    assert (change.added, change.gone) == (("Samenwerkingspartner",), ())


def test_a_list_of_a_kind_that_no_longer_exists_is_left_alone(version):
    facts = [{**version.shown_facts[0], "type": "weg"}]
    version.shown_facts = facts
    assert changes_since(version, on=timezone.localdate()) == []


def test_who_publishes_in_english_keeps_the_lines_that_readers_have(client, publish):
    factories.PartyFactory(name="Gemeente Blijft", client=True)
    body = [section("Met wie", {"type": "recipients", "value": {"with_names": True}})]
    with translation.override("en"):
        version = publish(timezone.localdate(), body=body, conflict_reason="Proef.")
        assert changes_since(version, on=timezone.localdate()) == []
    assert version.shown_facts[0]["lines"][0].startswith("Opdrachtgever: Gemeente Blijft")
    assert "Sinds deze versie veranderd" not in read(client)
