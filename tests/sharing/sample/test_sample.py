"""The sample: complete, plausible on any day of installation, and loaded only where nobody worked yet."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from home.versions.models import StatementVersion
from sharing.agreements.choices import AgreementKind
from sharing.core.dossiers import normal_number, unseal
from sharing.core.periods import amsterdam_day
from sharing.models import (
    Agreement,
    AuthorityRequest,
    Breach,
    Consent,
    DataCategory,
    Disclosure,
    ImpactAssessment,
    Objection,
    Party,
    PartyCapacity,
    Purpose,
    RoleReview,
    Transfer,
)
from sharing.parties.choices import Capacity
from tests.factories import PartyFactory
from tests.sharing.sample.conftest import prepare

pytestmark = pytest.mark.django_db


def test_it_holds_what_people_need_to_look_around(sampled) -> None:
    assert set(sampled) == {"redacteur", "contractbeheerder", "jurist", "auditor", "beheerder"}
    assert Party.objects.count() == 26
    assert set(PartyCapacity.objects.values_list("capacity", flat=True)) == set(Capacity.values)
    assert Party.objects.exclude(country__memberships__isnull=False).count() == 2
    assert {"special", "criminal", "national_id"} <= set(DataCategory.objects.values_list("kind", flat=True))
    assert Agreement.objects.count() == 25
    kinds = set(Agreement.objects.values_list("kind", flat=True))
    assert kinds == set(AgreementKind.values)
    assert Purpose.objects.filter(parent=None).count() == 8
    assert Transfer.objects.count() == 3
    assert ImpactAssessment.objects.filter(conclusion="positive").count() == 2
    assert Consent.objects.filter(withdrawn_at__isnull=False).exists()
    assert Objection.objects.filter(kind="restriction").exists()
    assert AuthorityRequest.objects.filter(assessment="").exists()
    assert AuthorityRequest.objects.filter(assessed_by__isnull=False, confirmed_by=None).exists()
    assert StatementVersion.objects.count() == 2
    review = RoleReview.objects.get()
    assert (review.signed_by.username, review.closed_by.username) == ("beheerder", "auditor")
    assert review.outcome == "agreed" and review.next_review > amsterdam_day(review.closed_at)
    assert {row["account"] for row in review.roles} >= set(sampled)


def test_the_log_is_two_years_with_about_two_percent_deviations(sampled) -> None:
    assert Disclosure.objects.count() == 2_000
    outcomes = Counter(Disclosure.objects.values_list("outcome", flat=True))
    assert 30 <= outcomes["deviation"] <= 50
    reviews = Counter(Disclosure.objects.values_list("review", flat=True))
    assert reviews["pending"] and reviews["accepted"] and reviews["corrected"] and reviews["breach"]
    first, last = (
        Disclosure.objects.order_by(order).values_list("disclosed_at", flat=True)[0]
        for order in ("disclosed_at", "-disclosed_at")
    )
    assert last < datetime.now(UTC)
    assert (last - first) > timedelta(days=300)
    numbers = {unseal(dossier) for dossier in Disclosure.objects.values_list("dossier", flat=True)}
    assert all(normal_number(number) == number for number in numbers)


def test_a_breach_is_reported_out_of_the_log_and_another_is_not_by_two(sampled) -> None:
    reported, not_reported = Breach.objects.order_by("pk")
    assert reported.disclosures.get().disclosure.breach_report == "reported"
    assert reported.reported_at - reported.aware_at < timedelta(hours=72)
    assert reported.notifications.get().is_complete and reported.closed_at
    assert not_reported.confirmed_by.username == "jurist"
    assert not_reported.confirmed_by_id not in (not_reported.registered_by_id, not_reported.assessed_by_id)


def test_it_is_written_by_people_with_a_reason(sampled) -> None:
    row = Party.history.filter(code="uwv").get()
    assert row.history_user.username == "contractbeheerder"
    assert row.history_change_reason == "Voorbeeldgegevens"
    assert Disclosure.history.first().history_user.username == "jurist"


@pytest.mark.parametrize("day", ["2026-01-02", "2026-10-25", "2028-02-29", "2031-06-15"])
def test_it_fits_any_day_of_installation(settings, monkeypatch, day: str) -> None:
    settings.SAMPLE_DATA = True
    if date.fromisoformat(day) > amsterdam_day(datetime.now(UTC)):
        # The database's own clock does not travel, and refuses a check of a day to come.
        monkeypatch.setattr("sharing.sample.register.load_sample_measures", lambda **_given: None)
    with time_machine.travel(datetime.fromisoformat(f"{day}T09:30:00+00:00"), tick=True):
        prepare()
        today = amsterdam_day(datetime.now(UTC))
        deviations = Disclosure.objects.filter(outcome="deviation").count()
        assert deviations == 37
        soon = Agreement.objects.filter(last_day__range=(today, today + timedelta(days=45)))
        assert soon.count() >= 2


def test_a_second_time_changes_nothing(sampled) -> None:
    before = [model.history.count() for model in (Party, Agreement, Disclosure, Consent)]
    assert prepare() == {}
    assert [model.history.count() for model in (Party, Agreement, Disclosure, Consent)] == before


def test_it_stays_away_where_somebody_worked_or_does_not_want_it(settings) -> None:
    settings.SAMPLE_DATA = False
    assert len(prepare()) == 5
    assert not Party.objects.exists()
    settings.SAMPLE_DATA = True
    prepare("--no-sample")
    assert not Party.objects.exists()
    PartyFactory()
    prepare()
    assert Party.objects.count() == 1 and not StatementVersion.objects.exists()


def test_without_accounts_it_prints_nothing(settings) -> None:
    assert prepare("--no-accounts", "--no-sample") == {}


def test_one_password_for_demos(settings, client) -> None:
    settings.ROLE_PASSWORD = "alleen-voor-demo"
    assert set(prepare("--no-sample").values()) == {"alleen-voor-demo"}
    assert client.login(username="auditor", password="alleen-voor-demo")
    # Told again at a next start, also when what was kept about it is of before.
    assert set(prepare("--no-sample").values()) == {"alleen-voor-demo"}
