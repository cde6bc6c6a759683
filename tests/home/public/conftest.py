"""Versions to read on a day: two in force after each other, and one that is announced."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from sharing import public
from tests.home.conftest import BODY, paragraph, section
from tests.home.public.reading import NEXT_YEAR, TODAY


@pytest.fixture
def on():
    """Be at noon of a day from here on."""
    travellers = []

    def on(day: date, hour: int = 12) -> None:
        traveller = time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), tick=False)
        travellers.append(traveller)
        traveller.start()

    yield on
    for traveller in reversed(travellers):
        traveller.stop()


@pytest.fixture
def two(publish, on):
    """Two versions, read in the summer of 2026."""
    publish(date(2025, 1, 1), change_note="De eerste.")
    on(TODAY)
    return publish(
        date(2026, 1, 1),
        body=[
            BODY[0],
            section("Welke gegevens", paragraph("Wij vragen een naam en een telefoonnummer.")),
            section("Rechten", paragraph("U mag uw gegevens inzien.")),
            BODY[2],
        ],
        change_note="Een telefoonnummer erbij.",
    )


@pytest.fixture
def announced(two, publish):
    """A third one, for next year, of which readers hear from October on."""
    return publish(
        NEXT_YEAR, announce_from=date(2026, 10, 1), change_note="Korter bewaren.", kind="editorial"
    )


@pytest.fixture
def settings_of(statement_page):
    def fill(**given) -> None:
        site = statement_page.get_site()
        public.OrganisationSettings.objects.update_or_create(site=site, defaults=given)

    return fill


@pytest.fixture
def typesetter(monkeypatch):
    """A typesetter that only says what it was given."""

    def said(version, *, earlier):
        return f"%PDF {version.number}".encode()

    monkeypatch.setattr("home.public.machines.statement_pdf", said)
