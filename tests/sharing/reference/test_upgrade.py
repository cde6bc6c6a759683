"""An installation of the former release, whose facts were fewer and otherwise dated, is brought to this one."""

from datetime import date

import pytest

from sharing.core.actor import acting, system_user
from sharing.models import AdequacyDecision, EeaMembership
from sharing.reference import shipped
from sharing.reference.operations import CORRECTED, LEFT, load_reference_data
from tests.factories import PartyFactory, TransferFactory, UserFactory

pytestmark = pytest.mark.django_db
MEMBERS = (
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK IS LI NO".split()  # noqa: SIM905
)


def load():
    return load_reference_data(by=system_user(), reason="Vaste gegevens")


@pytest.fixture
def former():
    """The rows as the former release had them, each written by the installation itself."""
    with acting(by=system_user(), reason="Vaste gegevens van een vorige uitgave"):
        EeaMembership.objects.all().delete()
        EeaMembership.objects.bulk_create(EeaMembership(country_id=code, note="EU") for code in MEMBERS)
        EeaMembership.objects.create(country_id="GB", last_day=date(2020, 12, 31), note="overgangsperiode")
        AdequacyDecision.objects.filter(reference__contains="verlengd").delete()
        AdequacyDecision.objects.filter(reference="(EU) 2021/1772").update(
            ends=date(2031, 12, 27), excludes=""
        )
        AdequacyDecision.objects.filter(reference="2000/518/EC").update(confidence="to-check")


@pytest.fixture
def administrator():
    return UserFactory(role="Beheerder")


def facts() -> dict:
    columns = ("country_id", "kind", "first_day", "last_day", "note")
    return {tuple(row) for row in EeaMembership.objects.values_list(*columns)}


def test_the_rows_follow_with_their_keys_and_their_history_and_once(former) -> None:
    croatia = EeaMembership.objects.get(country="HR")
    loaded = load()
    assert loaded.differing == () and (loaded.added, loaded.removed) == (10, 0)
    assert facts() == {
        (one.country_id, one.kind, one.first_day, one.last_day, one.note) for one in shipped._memberships()
    }
    croatia.refresh_from_db()
    assert croatia.first_day == date(2013, 7, 1)
    assert croatia.history.first().history_change_reason == f"Vaste gegevens: {CORRECTED}"
    britain = AdequacyDecision.objects.filter(country="GB").order_by("adopted")
    assert [one.ends for one in britain] == [date(2025, 12, 27), date(2031, 12, 27)]
    assert britain[0].excludes
    written = EeaMembership.history.count()
    assert load() == type(loaded)(added=0, corrected=0, differing=(), removed=0)
    assert EeaMembership.history.count() == written


def test_a_country_that_a_person_changed_is_kept_and_the_start_goes_on(former, administrator) -> None:
    with acting(by=administrator, reason="Nagekeken"):
        EeaMembership.objects.filter(country="HR").update(note="nagekeken")
        # Covers the bridge as well: there is no room for a row of its own.
        EeaMembership.objects.filter(country="GB").update(last_day=date(2021, 6, 30))
        EeaMembership.objects.create(country_id="RE", note="bij Frankrijk")
    loaded = load()
    assert set(loaded.differing) == {
        "EER-lidmaatschap HR is door iemand aangepast en blijft zo.",
        "EER-lidmaatschap GB is door iemand aangepast en blijft zo.",
        "EER-lidmaatschap GB 2021-01-01 komt er niet bij: wat iemand vastlegde (EER-lidmaatschap GB) laat er geen "
        "plaats voor.",
        "EER-lidmaatschap RE is door iemand aangepast en blijft zo.",
    }
    assert EeaMembership.objects.get(country="HR").first_day is None


def test_a_row_that_a_person_removed_stays_away_under_its_new_date(former, administrator) -> None:
    with acting(by=administrator, reason="Hoort hier niet"):
        EeaMembership.objects.get(country="HR").delete()
    assert "EER-lidmaatschap HR 2013-07-01 is door iemand verwijderd en blijft weg." in load().differing
    assert not EeaMembership.objects.filter(country="HR").exists()


def test_what_left_the_release_goes_unless_something_refers_to_it(monkeypatch) -> None:
    ours = [one for one in shipped._decisions() if one.country_id not in ("KR", "JP")]
    monkeypatch.setattr(shipped, "_decisions", lambda: ours)
    relied = AdequacyDecision.objects.get(country="JP")
    TransferFactory(
        party=PartyFactory(abroad=True), country=relied.country, mechanism="adequacy", decision=relied
    )
    gone = AdequacyDecision.objects.get(country="KR").pk
    loaded = load()
    assert loaded.removed == 1 and not AdequacyDecision.objects.filter(country="KR").exists()
    assert AdequacyDecision.history.filter(id=gone).first().history_change_reason == f"Vaste gegevens: {LEFT}"
    [kept] = loaded.differing
    assert "adequaatheidsbesluit JP (EU) 2019/419 staat niet meer in deze uitgave" in kept


def test_a_number_that_the_release_corrects_stays_the_decision_it_was(monkeypatch) -> None:
    ours = list(shipped._decisions())
    renewed = next(one for one in ours if one.reference == "(EU) 2021/1772, verlengd")
    renewed.reference = "(EU) 2025/2600"
    monkeypatch.setattr(shipped, "_decisions", lambda: ours)
    before = AdequacyDecision.objects.get(reference="(EU) 2021/1772, verlengd")
    loaded = load()
    assert (loaded.added, loaded.corrected, loaded.removed) == (0, 1, 0)
    before.refresh_from_db()
    assert before.reference == "(EU) 2025/2600"


def test_what_an_administrator_marks_does_not_count_as_a_difference(administrator) -> None:
    with acting(by=administrator, reason="Loopt een zaak"):
        AdequacyDecision.objects.filter(reference="(EU) 2023/1795").update(under_review=True)
    assert load().differing == ()
    assert AdequacyDecision.objects.get(reference="(EU) 2023/1795").under_review


def test_what_a_person_made_and_removed_says_nothing_of_a_fact(monkeypatch, administrator) -> None:
    with acting(by=administrator, reason="Proef"):
        EeaMembership.objects.create(country_id="SJ", note="proef").delete()
    ours = [*shipped._memberships(), EeaMembership(country_id="SJ", note="nieuw in deze uitgave")]
    monkeypatch.setattr(shipped, "_memberships", lambda: ours)
    assert load().added == 1
