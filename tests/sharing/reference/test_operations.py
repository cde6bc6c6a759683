"""The facts of law: complete, and never written over what people corrected."""

from datetime import date

import pytest

from sharing.core.actor import acting
from sharing.models import AdequacyDecision, Country, EeaMembership
from sharing.reference import shipped
from sharing.reference.operations import load_reference_data
from sharing.reference.queries import countries_in_eea
from sharing.roles import system_user
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
    assert EeaMembership.objects.count() == 40 and AdequacyDecision.objects.count() == 20
    assert Country.objects.get(code="NL").history.get().history_change_reason


def test_the_european_economic_area_by_day() -> None:
    now, then = countries_in_eea(on=date(2026, 1, 1)), countries_in_eea(on=date(2020, 12, 31))
    assert len(now) == 37 and {"NL", "IS", "LI", "NO", "RE", "GP", "MQ", "GF", "YT", "MF", "AX"} <= now
    assert {"GB", "GI"} <= then and "GB" not in countries_in_eea(on=date(2021, 1, 1))
    assert "HR" not in countries_in_eea(on=date(2013, 6, 30)) and "HR" in countries_in_eea(
        on=date(2013, 7, 1)
    )


def test_the_bridge_of_2021_is_a_row_of_its_own_kind() -> None:
    bridge = EeaMembership.objects.get(country="GB", first_day=date(2021, 1, 1))
    assert (bridge.kind, bridge.last_day) == ("bridge", date(2021, 6, 27))


@pytest.mark.parametrize(
    ("reference", "annulled", "last_day"),
    [
        ("2000/520/EC", True, date(2015, 10, 5)),
        ("(EU) 2016/1250", True, date(2020, 7, 15)),
        ("(EU) 2021/1772", False, date(2025, 12, 27)),
        ("(EU) 2021/1772, verlengd", False, date(2031, 12, 27)),
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
        EeaMembership.objects.filter(country="HR").update(first_day="2013-07-02")
        Country.objects.filter(code="CZ").update(name="Tsjechische Republiek")
        AdequacyDecision.objects.create(country_id="BR", reference="(EU) 2030/1", adopted="2030-01-01")
        AdequacyDecision.objects.get(reference="2000/518/EC").delete()
    loaded = load(system_user())
    assert loaded.added == 0
    assert sorted(loaded.differing) == [
        "EER-lidmaatschap HR 2013-07-02 is door iemand aangepast en blijft zo.",
        "adequaatheidsbesluit CH 2000/518/EC is door iemand verwijderd en blijft weg.",
        "adequaatheidsbesluit US (EU) 2023/1795 is door iemand aangepast en blijft zo.",
        "land CZ is door iemand aangepast en blijft zo.",
    ]
    assert AdequacyDecision.objects.get(reference="(EU) 2023/1795").under_review


def test_what_is_missing_comes_back_when_nobody_removed_it(administrator, monkeypatch) -> None:
    monkeypatch.setitem(shipped.ORGANISATIONS, "XX-VN", "VN")
    assert load(administrator).added == 1
    assert Country.objects.get(code="XX-VN").history.get().history_user_id == administrator.pk


FORMER = {"HR": "EU member since 2013-07-01", "IS": "EFTA state in the EEA", "NO": "EFTA state in the EEA"}


@pytest.fixture
def former(administrator):
    """An installation of an earlier release: its facts were in English, and an administrator translated one."""
    with acting(by=system_user(), reason="Vaste gegevens van een vorige uitgave"):
        for country, note in FORMER.items():
            EeaMembership.objects.filter(country=country).update(note=note)
        AdequacyDecision.objects.filter(reference="2002/2/EC").update(
            scope="commercial organisations", note="idem"
        )
        Country.objects.filter(code="TR").update(name="Turkey")
    with acting(by=administrator, reason="Vertaald"):
        EeaMembership.objects.filter(country="NO").update(note="Hoort bij de EVA")


def test_a_correction_in_a_release_reaches_what_nobody_changed(former) -> None:
    loaded = load(system_user())
    assert (loaded.added, loaded.corrected) == (0, 4)
    iceland = EeaMembership.objects.get(country="IS")
    assert iceland.note == "lid van de EVA, in de EER"
    assert Country.objects.get(code="TR").name == "Turkije"
    decision = AdequacyDecision.objects.get(reference="2002/2/EC")
    assert decision.scope == "commerciële organisaties die onder de Canadese wet PIPEDA vallen"
    latest, before, *_ = iceland.history.all()
    assert (latest.note, latest.history_user_id) == (iceland.note, system_user().pk)
    assert latest.history_change_reason == (
        "Vaste gegevens: niemand had dit aangepast, dus het volgt deze uitgave"
    )
    assert before.note == FORMER["IS"]


def test_what_a_person_changed_does_not_follow_and_is_reported(former) -> None:
    assert load(system_user()).differing == (
        "EER-lidmaatschap NO 1994-01-01 is door iemand aangepast en blijft zo.",
    )
    assert EeaMembership.objects.get(country="NO").note == "Hoort bij de EVA"


def test_what_a_person_changed_and_changed_back_does_not_follow_either(administrator) -> None:
    with acting(by=administrator, reason="Proef"):
        EeaMembership.objects.filter(country="IS").update(note="iets anders")
        EeaMembership.objects.filter(country="IS").update(note=FORMER["IS"])
    assert load(system_user()).differing == (
        "EER-lidmaatschap IS 1994-01-01 is door iemand aangepast en blijft zo.",
    )
    assert EeaMembership.objects.get(country="IS").note == FORMER["IS"]


def test_what_a_person_removed_stays_away_also_when_the_release_corrects_it(former, administrator) -> None:
    with acting(by=administrator, reason="Hoort hier niet"):
        EeaMembership.objects.get(country="HR").delete()
    loaded = load(system_user())
    assert "EER-lidmaatschap HR 2013-07-01 is door iemand verwijderd en blijft weg." in loaded.differing
    assert not EeaMembership.objects.filter(country="HR").exists()


def test_a_correction_comes_once(former) -> None:
    load(system_user())
    written = EeaMembership.history.count()
    assert load(system_user()).corrected == 0
    assert EeaMembership.history.count() == written


def test_a_period_that_a_person_added_is_not_taken_for_an_old_fact(administrator) -> None:
    with acting(by=administrator, reason="Eerdere periode"):
        EeaMembership.objects.create(country_id="GB", first_day="1973-01-01", last_day="1993-12-31")
    loaded = load(system_user())
    assert (loaded.corrected, loaded.added, loaded.removed, loaded.differing) == (0, 0, 0, ())
    assert EeaMembership.objects.filter(country="GB").count() == 3


def test_a_second_period_of_a_release_is_added_next_to_the_first(monkeypatch) -> None:
    facts = [one for one in shipped._memberships() if one.country_id != "IS"]

    def memberships():
        yield from facts
        yield EeaMembership(country_id="IS", last_day=date(2030, 12, 31), note="lid van de EVA, in de EER")
        yield EeaMembership(country_id="IS", first_day=date(2031, 1, 1), note="EU")

    monkeypatch.setattr(shipped, "_memberships", memberships)
    loaded = load(system_user())
    assert (loaded.added, loaded.corrected, loaded.removed, loaded.differing) == (1, 1, 0, ())
    periods = EeaMembership.objects.filter(country="IS").order_by("last_day")
    assert [row.first_day for row in periods] == [None, date(2031, 1, 1)]
