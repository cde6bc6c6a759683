"""A translation that states which data a kind of recipient may get promises what the version promises."""

import pytest

from home.core.refusals import PublicationRefused
from tests.factories import DataCategoryFactory
from tests.home.drafts import stating

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def categories() -> None:
    DataCategoryFactory(code="naam", name="Naam en adres")
    DataCategoryFactory(code="cv", name="Werkervaring")


def test_the_same_promise_in_english(publish, translate) -> None:
    publish(body=stating(partner=["naam"]))
    edition = translate(stating(text="No more than this:", partner=["naam"]))
    assert "No more than this:\n\nPartner\nNaam en adres" in edition.text
    assert '<dd lang="nl">Naam en adres</dd>' in edition.html


def test_another_promise_is_named_with_both(publish, translate) -> None:
    publish(body=stating(partner=["naam"], client=["cv"]))
    with pytest.raises(PublicationRefused) as refusal:
        translate(stating(text="No more than this:", partner=["naam", "cv"]))
    assert (
        "versie 1 zegt “Opdrachtgever: Werkervaring; Samenwerkingspartner: Naam en adres”, de vertaling "
        "“Opdrachtgever: niet genoemd; Samenwerkingspartner: Naam en adres, Werkervaring”"
    ) in str(refusal.value)
