"""A translation that states which data a kind of recipient may get promises what the version promises."""

import pytest

from home.core.refusals import PublicationRefused
from home.models import StatementPage
from home.translation.queries import departures_of
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
    assert '<dd><span lang="nl">Naam en adres</span></dd>' in edition.html


def test_its_english_name_is_shown_and_what_has_none_is_said(publish, translate) -> None:
    DataCategoryFactory(code="pas", name="Toegangspas", name_en="Access pass")
    publish(body=stating(partner=["pas", "cv"]))
    edition = translate(stating(text="No more than this:", partner=["pas", "cv"]))
    assert '<dd>Access pass, <span lang="nl">Werkervaring</span></dd>' in edition.html
    [said] = [one.message for one in departures_of(StatementPage.objects.english().get())]
    assert "“Werkervaring”" in said and "Toegangspas" not in said


def test_another_promise_is_named_with_both(publish, translate) -> None:
    publish(body=stating(partner=["naam"], client=["cv"]))
    with pytest.raises(PublicationRefused) as refusal:
        translate(stating(text="No more than this:", partner=["naam", "cv"]))
    assert (
        "versie 1 zegt “Opdrachtgever: Werkervaring; Samenwerkingspartner: Naam en adres”, de vertaling "
        "“Opdrachtgever: niet genoemd; Samenwerkingspartner: Naam en adres, Werkervaring”"
    ) in str(refusal.value)
