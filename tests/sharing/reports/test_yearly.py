"""Figures per year: counted from what was registered, as of a day, without anybody in them."""

import io
from datetime import UTC, date, datetime, timedelta
from html import unescape

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from sharing.access.choices import AUDITOR, CONTRACT_MANAGER, LAWYER
from sharing.core.records import version_of
from sharing.models import RightsRequest
from sharing.reports.yearly import Years, breaches_per_year, destructions_per_year, requests_per_year
from sharing.rights.operations import answer_request, decide_request, extend_term
from tests import factories as make
from tests.days import today
from tests.sharing.breaches import steps as breaches
from tests.sharing.retention import steps as retention
from tests.sharing.rights import steps as rights

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 10, tzinfo=UTC)


def answered(request: RightsRequest, on: date) -> None:
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    rights.known(request)
    step = {"by": make.tester(), "at": at}
    decide_request(request, decision="granted", note="x", seen=version_of(RightsRequest, request.pk), **step)
    answer_request(
        request, answered_on=on, way="post", note="x", seen=version_of(RightsRequest, request.pk), **step
    )


def line(table, year, label=""):
    rows = table.totals if not label else table.lines
    return next(
        dict(zip(table.columns, one.numbers, strict=True))
        for one in rows
        if (one.year, one.label) == (year, label)
    )


def test_requests_by_kind_in_time_late_and_extended():
    answered(rights.registered(), date(2026, 3, 20))
    answered(rights.registered(), date(2026, 5, 20))
    rights.registered(kind="erasure")
    longer = rights.registered()
    said = rights.said(longer)
    extend_term(longer, note="Veel", told_on=rights.TODAY, told_way="post", **said)
    rights.registered(received_at=datetime(2024, 12, 31, 23, 30, tzinfo=UTC))
    found = requests_per_year(Years(2024, 2026, NOW))
    whole = line(found, 2026)
    assert (whole["Ontvangen"], whole["Op tijd beantwoord"], whole["Te laat"], whole["Verlengd"]) == (
        4,
        1,
        2,
        1,
    )
    assert line(found, 2026, "Wissing (art. 17)")["Te laat"] == 1
    assert line(found, 2025)["Ontvangen"] == 1, "the year of Amsterdam, where it was 2025 already"
    assert line(found, 2024)["Ontvangen"] == 0


def test_breaches_reported_in_time_and_not():
    late = breaches.registered(aware_at=breaches.AWARE - timedelta(days=3))
    breaches.assessed(late)
    breaches.reported(late, sent_at=breaches.AT, delay_reason="Weekend")
    breaches.not_reported(breaches.registered(), make.UserFactory(role=LAWYER))
    breaches.registered()
    found = line(breaches_per_year(Years(2026, 2026, NOW)), 2026)
    assert found["Datalekken"] == 3
    assert (found["Gemeld bij de AP"], found["Niet gemeld"], found["Te laat"]) == (1, 1, 2)
    assert found["Nog niet afgesloten"] == 3


def test_what_was_destroyed_after_its_term_and_before():
    one, other = retention.two()
    make.DisclosureFactory(number="d-0002", disclosed_at=retention.OLD)
    retention.approved(retention.proposed(one), other)
    make.ConsentFactory(number="d-0003")
    retention.approved(retention.archived(one, "d-0003"), other)
    found = destructions_per_year(Years(2025, 2026, NOW))
    assert line(found, 2026) == {"Vernietigde gegevens": 2, "Eerder dan de termijn": 1, "Vernietigingen": 2}
    assert line(found, 2026, "Hoort niet (meer) in het archief")["Vernietigde gegevens"] == 1
    assert line(found, 2025)["Vernietigingen"] == 0
    before = Years(2026, 2026, NOW, retention.AT.date() - timedelta(days=1))
    assert line(destructions_per_year(before), 2026)["Vernietigingen"] == 0


def test_as_of_a_day_gives_what_was_known():
    rights.registered()
    before = Years(2026, 2026, NOW, today() - timedelta(days=1))
    assert line(requests_per_year(before), 2026)["Ontvangen"] == 0
    assert line(requests_per_year(Years(2026, 2026, NOW, today())), 2026)["Ontvangen"] == 1
    breaches.registered()
    assert line(breaches_per_year(before), 2026)["Datalekken"] == 0


class TestScreen:
    def signed_in(self, role: str) -> Client:
        client = Client()
        client.force_login(make.UserFactory(role=role))
        return client

    def page(self, client: Client, **asked: str) -> str:
        answer = client.get(reverse("yearly:index"), asked)
        assert answer.status_code == 200
        return " ".join(unescape(strip_tags(answer.content.decode())).split())

    @pytest.mark.parametrize("role", [LAWYER, AUDITOR])
    def test_shows_drawings_and_tables(self, role):
        rights.registered(), breaches.registered()
        client = self.signed_in(role)
        answer = client.get(reverse("yearly:index"), {"van": "2025", "tot": "2026"}).content.decode()
        assert answer.count('<svg class="register-chart"') == 2
        page = self.page(client, van="2025", tot="2026")
        assert "Inzage (art. 15)" in page and "d-0001" not in page

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ({"van": "2026", "tot": "2025"}, "Het laatste jaar ligt voor het eerste jaar."),
            ({"van": "1999", "tot": "2026"}, "Kies hoogstens twintig jaren."),
            ({"van": "x", "tot": "2026"}, "Voer een geheel getal in"),
            ({"van": "2025", "tot": "2026", "peildatum": "1-1-2099"}, "Deze dag is nog niet geweest."),
        ],
    )
    def test_what_cannot_be_asked_is_said(self, asked, sentence):
        assert sentence in self.page(self.signed_in(LAWYER), **asked)

    def test_as_a_file(self):
        rights.registered()
        client = self.signed_in(LAWYER)
        asked = {"van": "2026", "tot": "2026", "export": "xlsx"}
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(reverse("yearly:index"), asked).content)).active
        rows = [[cell.value for cell in row] for row in sheet.rows]
        assert rows[0] == ["Tabel", "Jaar", "Wat", "Telling", "Aantal"]
        assert ["Verzoeken van betrokkenen", 2026, "Inzage (art. 15)", "Ontvangen", 1] in rows
        text = client.get(reverse("yearly:index"), asked | {"export": "csv"}).content.decode()
        assert "Verzoeken van betrokkenen;2026;Alles;Ontvangen;1" in text

    def test_not_for_who_is_not_concerned(self):
        assert self.signed_in(CONTRACT_MANAGER).get(reverse("yearly:index")).status_code in (302, 403)
