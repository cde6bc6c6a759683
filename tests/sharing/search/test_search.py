"""The search field of the menu: what is found by what people know, and nothing that this person may not see."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from sharing.roles import ADMINISTRATOR, AUDITOR, CONTRACT_MANAGER, EDITOR, LAWYER
from tests import factories
from tests.sharing.core.visitors import signed_in, text

pytestmark = pytest.mark.django_db
HERE = reverse("register_search")


def asked(client, words: str) -> str:
    return text(client.get(f"{HERE}?{urlencode({'q': words})}"))


@pytest.fixture
def party():
    return factories.PartyFactory(
        name="Coöperatie Één Zorg",
        code="een-zorg",
        kvk_number="12345678",
        foreign_register_number="HRB 4711-B",
        aliases="Eenzorg\nDe Oude Naam B.V.",
        email="privacy@eenzorg.example",
        contact_name="A. Contact",
        processor=True,
    )


@pytest.mark.parametrize(
    "words",
    [
        "cooperatie",
        "COÖPERATIE",
        "een zorg",
        "zorg 2345",
        "hrb 4711",
        "oude naam",
        "privacy@een",
        "een-zorg",
        "contact",
    ],
)
def test_a_party_is_found_by_what_people_know_of_it(party, words):
    factories.PartyFactory(name="Iemand anders", code="anders")
    page = asked(signed_in(CONTRACT_MANAGER), words)
    assert reverse("parties:inspect", args=[party.pk]) in page
    assert "Iemand anders" not in page


def test_an_agreement_is_found_by_a_part_of_its_reference_and_by_its_party(party):
    agreement = factories.AgreementFactory(reference="VWO-2026-017", party=party, description="Verzuim")
    url = reverse("agreements:inspect", args=[agreement.pk])
    for words in ("2026-017", "vwo verzuim", "cooperatie 017", "eenzorg vwo"):
        assert url in asked(signed_in(LAWYER), words), words
    assert url not in asked(signed_in(LAWYER), "2026-018")


def test_work_goes_on_at_what_was_found_and_each_link_is_called_by_what_stands_beside_it(party):
    for name in ("OV-1", "OV-2"):
        factories.AgreementFactory(reference=name, party=party)
    page = asked(signed_in(LAWYER), "zorg")
    assert 'role="status" tabindex="-1" autofocus>' in page
    told = re.findall(r'<a href="[^"]*" id="([^"]+)" aria-labelledby="([^"]+) ([^"]+)">', page)
    assert len(told) >= 3 and all(
        own == named and f'<span id="{beside}">' in page for own, named, beside in told
    )
    nothing = asked(signed_in(LAWYER), "cooperatie bestaatniet")
    assert 'autocomplete="off" autofocus>' in nothing and 'tabindex="-1" autofocus' not in nothing


def test_each_word_must_be_there(party):
    assert "Niets gevonden" in asked(signed_in(CONTRACT_MANAGER), "cooperatie bestaatniet")


@pytest.mark.parametrize(
    ("role", "sees"),
    [(EDITOR, False), (CONTRACT_MANAGER, True), (LAWYER, True), (AUDITOR, True), (ADMINISTRATOR, True)],
)
def test_only_what_the_role_may_see_is_found(party, role, sees):
    assert (str(party) in asked(signed_in(role), "eenzorg")) is sees


def test_what_is_not_shown_is_counted_and_the_list_shows_it():
    parties = [
        factories.PartyFactory(name=f"Zoekgroep {number:02}", code=f"z{number}") for number in range(12)
    ]
    client = signed_in(CONTRACT_MANAGER)
    page = asked(client, "zoekgroep")
    assert "Partijen (12)" in page
    assert str(parties[-1]) not in page
    listed = text(client.get(f"{reverse('parties:index')}?q=zoekgroep"))
    assert str(parties[-1]) in listed


@pytest.mark.parametrize(
    "words", ["", "a", "  ", "\0", "%%", "' OR 1=1 --", "<script>alert(1)</script>", "é" * 5000]
)
def test_any_text_has_an_answer(party, words):
    page = asked(signed_in(CONTRACT_MANAGER), words)
    assert "<script>alert" not in page
    assert "Typ minstens 2 tekens" in page or "Niets gevonden" in page


def test_a_percent_sign_is_no_wildcard(party):
    assert "Niets gevonden" in asked(signed_in(CONTRACT_MANAGER), "zorg%")


def test_no_page_of_persons_is_searched(party):
    """A dossier number in the address of a page would stand in logs."""
    kinds = signed_in(LAWYER).get(f"{HERE}?q=eenzorg").context["kinds"]
    assert {kind.label for kind in kinds} == {"Partijen"}


def test_the_queries_do_not_grow_with_what_is_found(django_assert_max_num_queries):
    party = factories.PartyFactory(name="Groot", code="groot", processor=True)
    for number in range(12):
        factories.AgreementFactory(reference=f"GROOT-{number}", party=party)
    client = signed_in(LAWYER)
    with django_assert_max_num_queries(25):
        asked(client, "groot")
