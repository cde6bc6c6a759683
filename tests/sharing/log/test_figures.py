"""Figures for management: they add up, say nothing of persons, and those of a day in the past stay what they were."""

import csv
import io
from datetime import UTC, date, datetime

import openpyxl
import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from sharing.core import charts
from sharing.core.actor import acting
from sharing.disclosures.choices import BreachReport, Review
from sharing.disclosures.models import Disclosure
from sharing.log.figures import Handled, Line, Period, figures
from sharing.parties.choices import Capacity
from sharing.reference.choices import LegalBasis
from sharing.roles import CONTRACT_MANAGER
from tests import factories
from tests.sharing.core.visitors import refused, signed_in

INDEX = reverse("figures:index")
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def at(month, day=15, hour=12):
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def log(register):
    other = factories.PartyFactory(name="Vereniging Elders", holds=Capacity.PARTNER)
    make = factories.DisclosureFactory
    return {
        "plain": [make(recipient=register["party"], disclosed_at=at(month)) for month in (1, 1, 2)],
        # 23:30 in UTC on 31 January is February in Amsterdam.
        "edge": make(recipient=register["party"], disclosed_at=at(1, 31, 23)),
        "partner": make(
            recipient=other,
            capacity=Capacity.PARTNER,
            legal_basis=LegalBasis.LEGITIMATE_INTERESTS,
            disclosed_at=at(3),
        ),
        "deviation": make(recipient=other, capacity=Capacity.PARTNER, disclosed_at=at(3), deviation=True),
        "outside": make(recipient=register["party"], disclosed_at=datetime(2025, 12, 1, tzinfo=UTC)),
    }


def change(row, **values):
    with acting(by=factories.tester(), reason="Proef"):
        Disclosure.objects.filter(pk=row.pk).update(**values)
    cache.clear()


def lines(found):
    return [(line.label, line.count, line.deviations) for line in found]


def test_they_add_up(log):
    found = figures(YEAR)
    assert (found.count, found.deviations) == (6, 1)
    assert lines(found.months)[:4] == [
        ("01-2026", 2, 0),
        ("02-2026", 2, 0),
        ("03-2026", 2, 1),
        ("04-2026", 0, 0),
    ]
    assert len(found.months) == 12
    assert lines(found.recipients) == [("Gemeente Voorbeeldstad", 4, 0), ("Vereniging Elders", 2, 1)]
    assert lines(found.capacities) == [("Opdrachtgever", 4, 0), ("Samenwerkingspartner", 2, 1)]
    assert sum(line.count for line in found.bases) == 6
    assert found.handled == Handled("", 1, 0, 0, 0)
    assert found.causes == (Handled("no-agreement", 1, 0, 0, 0),)


def test_void_entries_count_nowhere(log):
    void = {"voided_at": timezone.now(), "voided_by": factories.tester(), "void_reason": "Dubbel"}
    change(log["plain"][0], **void)
    assert figures(YEAR).count == 5


def test_counts_are_kept_for_five_minutes(log, django_assert_max_num_queries):
    figures(YEAR)
    with django_assert_max_num_queries(1) as captured:  # names of recipients
        figures(YEAR)
    assert not [query for query in captured if "sharing_disclosure" in query["sql"]]


class TestScreen:
    def test_shows_tables_beside_charts_and_nobody(self, auditor, log):
        page = auditor.get(
            INDEX, {"van": "01-01-2026", "tot": "31-12-2026", "peildatum": ""}
        ).content.decode()
        assert page.count('<svg class="register-chart"') == 4
        assert "Vereniging Elders: 2, waarvan 1 afwijkend" in page
        assert "Er is geen overeenkomst" not in page  # no finding of one disclosure
        assert "zonder enige overeenkomst" in page or "overeenkomst" in page
        assert "d-0001" not in page

    def test_is_of_the_last_twelve_months_when_nothing_is_asked(self, lawyer, db):
        found = lawyer.get(INDEX).context["figures"]
        assert len(found.months) == 12
        assert found.count == 0

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ({"van": "31-12-2026", "tot": "01-01-2026"}, "tot"),
            ({"van": "01-01-2000", "tot": "01-01-2026"}, "van"),
            ({"van": "vroeger", "tot": "01-01-2026"}, "van"),
            ({"van": "01-01-2025", "tot": "01-01-2026", "peildatum": "01-01-2090"}, "peildatum"),
        ],
    )
    def test_what_is_not_understood_is_said_at_its_field(self, lawyer, query, field, db):
        page = lawyer.get(INDEX, query)
        assert page.context["figures"] is None
        assert field in page.context["form"].errors

    def test_goes_along_as_a_file(self, lawyer, log):
        asked = {"van": "2026-01-01", "tot": "2026-12-31", "peildatum": ""}
        answer = lawyer.get(INDEX, asked | {"export": "csv"})
        rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
        found = {(row["Tabel"], row["Wat"]): row["Aantal"] for row in rows}
        assert found["Per ontvanger", "Gemeente Voorbeeldstad"] == "4"
        assert found["Alle afwijkingen", "Alle afwijkingen"] == "1"
        assert "cijfers-verstrekkingen-2026-01-01-2026-12-31.csv" in answer["Content-Disposition"]
        book = openpyxl.load_workbook(io.BytesIO(lawyer.get(INDEX, asked | {"export": "xlsx"}).content))
        assert book.active.max_row == len(rows) + 1

    def test_who_may_not_see_the_log_sees_no_figures(self, db):
        assert refused(signed_in(CONTRACT_MANAGER).get(INDEX))


@pytest.mark.django_db(transaction=True)  # a transaction is one moment, and this needs more
def test_those_of_a_day_in_the_past_stay_what_they_were(register, monkeypatch):
    breach = factories.DisclosureFactory(recipient=register["party"], disclosed_at=at(3), deviation=True)
    gone = factories.DisclosureFactory(recipient=register["party"], disclosed_at=at(3))
    moved = factories.DisclosureFactory(recipient=register["party"], disclosed_at=at(3))
    then = timezone.now()
    monkeypatch.setattr(Period, "moment", property(lambda self: then if self.day else None))
    past = Period(YEAR.first, YEAR.last, then.date())
    before = figures(past)
    judge = factories.UserFactory()
    with acting(by=judge, reason="Beoordeeld"):
        Disclosure.objects.filter(pk=breach.pk).update(
            review=Review.BREACH,
            review_note="Datalek",
            reviewed_by=judge,
            reviewed_at=timezone.now(),
            aware_at=timezone.now(),
            breach_report=BreachReport.REPORTED,
            breach_reported_at=timezone.now(),
        )
    change(gone, voided_at=timezone.now(), voided_by=factories.tester(), void_reason="Dubbel")
    change(moved, disclosed_at=at(4))
    factories.DisclosureFactory(recipient=register["party"], disclosed_at=at(3))
    cache.clear()
    assert figures(past) == before
    assert before.months[2] == Line("03-2026", 3, 1)
    now = figures(YEAR)
    assert now.months[2:4] == (Line("03-2026", 2, 1), Line("04-2026", 1, 0))
    assert (now.breaches, now.reported, now.handled.breach, now.handled.pending) == (1, 1, 1, 0)


def test_a_chart_says_in_words_what_it_draws():
    bars = [charts.Bar("<maart>", 3, 1, "maart: 3"), charts.Bar("april", 0, 0, "april: 0")]
    for drawn in (charts.columns(bars, title="Per maand"), charts.rows(bars, title="Per maand")):
        assert 'role="img" aria-label="Per maand"' in drawn
        assert "<title>maart: 3</title>" in drawn
        assert "<maart>" not in drawn
    assert "<svg" in charts.columns([], title="Niets")
