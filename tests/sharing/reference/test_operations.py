"""The facts of law: complete, and never written over what people corrected."""

from datetime import date

import pytest

from sharing.core.actor import acting
from sharing.models import AdequacyDecision, Country, EeaMembership
from sharing.reference import operations
from sharing.reference.operations import load_reference_data
from sharing.reference.queries import countries_in_eea
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return UserFactory(role="Beheerder")


def load(by):
    return load_reference_data(by=by, reason="Vaste gegevens")


def test_every_installation_has_them_with_dutch_names_and_a_history() -> None:
    names = dict(Country.objects.values_list("code", "name"))
    assert len(names) > 240
    assert (names["NL"], names["GB"], names["XX-EPO"]) == (
        "Nederland",
        "Verenigd Koninkrijk",
        "Europese Octrooiorganisatie",
    )
    assert EeaMembership.objects.count() == 31 and AdequacyDecision.objects.count() == 19
    assert Country.objects.get(code="NL").history.get().history_change_reason


def test_the_european_economic_area_by_day() -> None:
    now, then = countries_in_eea(on=date(2026, 1, 1)), countries_in_eea(on=date(2020, 12, 31))
    assert len(now) == 30 and {"NL", "IS", "LI", "NO"} <= now
    assert "GB" in then and "GB" not in countries_in_eea(on=date(2021, 1, 1))


@pytest.mark.parametrize(
    ("reference", "annulled", "last_day"),
    [
        ("2000/520/EC", True, date(2015, 10, 5)),
        ("(EU) 2016/1250", True, date(2020, 7, 15)),
        ("(EU) 2021/1772", False, date(2031, 12, 27)),
        ("(EU) 2023/1795", False, None),
    ],
)
def test_an_annulled_decision_ends_the_day_before_the_judgment(reference, annulled, last_day) -> None:
    decision = AdequacyDecision.objects.get(reference=reference)
    assert (decision.annulled, decision.last_day) == (annulled, last_day)


def test_loading_again_adds_nothing(administrator) -> None:
    before = Country.history.count()
    assert load(administrator) == load(administrator)
    assert load(administrator).added == 0 and load(administrator).differing == ()
    assert Country.history.count() == before


def test_corrections_and_extensions_by_people_stay_and_are_reported(administrator) -> None:
    with acting(by=administrator, reason="Nagekeken in het Publicatieblad"):
        AdequacyDecision.objects.filter(reference="(EU) 2023/1795").update(
            under_review=True, ends="2027-01-01"
        )
        EeaMembership.objects.filter(country="HR").update(first_day="2013-07-01")
        Country.objects.filter(code="CZ").update(name="Tsjechische Republiek")
        AdequacyDecision.objects.create(country_id="BR", reference="(EU) 2030/1", adopted="2030-01-01")
        AdequacyDecision.objects.get(reference="2000/518/EC").delete()
    loaded = load(administrator)
    assert loaded.added == 0
    assert sorted(loaded.differing) == [
        "EER-lidmaatschap HR is door iemand aangepast en blijft zo.",
        "adequaatheidsbesluit CH 2000/518/EC is door iemand verwijderd en blijft weg.",
        "adequaatheidsbesluit US (EU) 2023/1795 is door iemand aangepast en blijft zo.",
        "land CZ is door iemand aangepast en blijft zo.",
    ]
    assert AdequacyDecision.objects.get(reference="(EU) 2023/1795").under_review


def test_what_is_missing_comes_back_when_nobody_removed_it(administrator, monkeypatch) -> None:
    monkeypatch.setitem(operations.ORGANISATIONS, "XX-VN", "VN")
    assert load(administrator).added == 1
    assert Country.objects.get(code="XX-VN").history.get().history_user_id == administrator.pk
