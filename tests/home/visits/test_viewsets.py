"""The figures of visits, for who may see them."""

from datetime import date

import pytest
from django.urls import reverse

from home.visits.models import record_visits
from home.visits.viewsets import bars, months_before, periods
from tests import factories

TODAY = date(2026, 11, 24)


def test_twelve_months_end_with_this_one():
    months = list(months_before(date(2026, 2, 28), 12))
    assert months[0] == (date(2025, 3, 1), date(2025, 3, 31))
    assert months[-1] == (date(2026, 2, 1), date(2026, 2, 28))
    assert [first for first, _last in months_before(date(2026, 12, 5), 1)] == [date(2026, 12, 1)]


def test_thirty_days_end_today():
    days = periods(False, TODAY)
    assert (len(days), days[-1]) == (30, ("24 november 2026", TODAY, TODAY))


def test_the_highest_bar_fills_the_chart_and_nothing_is_no_bar():
    low, none, high = bars([("a", 5), ("b", 0), ("c", 10)])
    assert (low.height, none.height, high.height) == (60, 0, 120)
    assert (high.y, none.y) == (0, 120)
    assert [bar.height for bar in bars([("a", 0)])] == [0]


@pytest.fixture
def ask(client, db):
    def ask(role, query=""):
        client.force_login(factories.UserFactory(role=role))
        return client.get(reverse("visits:index") + query)

    return ask


def test_an_editor_sees_what_is_read(ask):
    from django.utils import timezone

    today = timezone.localdate()
    record_visits({(today, "/privacyverklaring/"): 7, (today, "/privacyverklaring/versies/2/verschil/1/"): 2})
    for query in ("", "?per=maanden", "?per=onzin"):
        text = ask("Redacteur", query).content.decode()
        assert "9 keer gelezen" in text
        assert "De geldende verklaring" in text
        assert "Wat is veranderd van versie 1 naar 2" in text


def test_without_visits_there_is_a_sentence(ask):
    assert "In deze periode is er niet gelezen" in ask("Auditor").content.decode()


@pytest.mark.parametrize(
    ("role", "status"),
    [("Redacteur", 200), ("Juridisch medewerker", 200), ("Beheerder", 200), ("Contractbeheerder", 302)],
)
def test_who_may_see_the_figures(ask, role, status):
    assert ask(role).status_code == status
