"""Figures per year: counted from what was registered, as of a day, without anybody in them."""

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from html import unescape
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from sharing.access.choices import AUDITOR, CONTRACT_MANAGER, LAWYER
from sharing.breaches.operations import tell_client
from sharing.core.actor import acting
from sharing.core.records import version_of
from sharing.models import Disclosure, RightsRequest
from sharing.reports import yearly
from sharing.reports.yearly import Years, breaches_per_year, destructions_per_year, requests_per_year
from sharing.rights.informing import record_person_told, tell_recipients
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


@pytest.mark.django_db(transaction=True)
class TestAsOfADay:
    """What hangs on contracts and on notices to recipients (art. 19) is counted as it was known that day."""

    @pytest.fixture
    def then(self, monkeypatch) -> Callable[[], Years]:
        """The figures as of a day that ended at the moment at which it is called."""
        ends: dict[date, datetime] = {}
        monkeypatch.setattr(yearly, "last_instant_of", ends.__getitem__)

        def stood() -> Years:
            day = NOW.date() + timedelta(days=len(ends))
            ends[day] = datetime.now(UTC)
            return Years(2026, 2026, NOW, day)

        return stood

    def change(self, record: Any, **values: Any) -> None:
        with acting(by=make.tester(), reason="Later bekend"):
            type(record).objects.filter(pk=record.pk).update(**values)

    def given(self) -> Disclosure:
        return make.DisclosureFactory(recipient__client=True, disclosed_at=rights.RECEIVED)

    def opened(self, years: Years) -> int:
        return line(requests_per_year(years), 2026)["Nog niet afgehandeld"]

    def corrected(self) -> RightsRequest:
        request = rights.known(rights.registered(kind="rectification"))
        return decide_request(request, decision="granted", note="Ja", **rights.said(request))

    def told(self, request: RightsRequest, one: Disclosure) -> None:
        said = {"told_on": rights.TODAY, "way": "phone", "address": "Balie", "note": "Gebeld"}
        tell_recipients(request, recipients=[one.recipient], **said, **rights.said(request))

    def answered(self, request: RightsRequest, **values: Any) -> None:
        usual = {"answered_on": rights.TODAY, "way": "email", "note": "Gemaild"}
        answer_request(request, **usual, **values, **rights.said(request))

    def test_contracts_of_requests(self, then):
        agreement = make.AgreementFactory(as_processor=True, breach_notice_hours=240)
        request = rights.registered(on_behalf_of=agreement.party)
        decide_request(request, decision="forwarded", note="Aan de opdrachtgever", **rights.said(request))
        self.answered(request)
        before = then()
        self.change(agreement, breach_notice_hours=24)
        assert line(requests_per_year(before), 2026)["Op tijd beantwoord"] == 1
        assert line(requests_per_year(then()), 2026)["Te laat"] == 1

    def test_contracts_of_breaches(self, then):
        agreement = make.AgreementFactory(as_processor=True, breach_notice_hours=24)
        breach = breaches.registered(on_behalf_of=agreement.party)
        tell_client(
            breach, told_at=breaches.AT, how="phone", note="Eerder onbereikbaar", **breaches.said(breach)
        )
        before = then()
        self.change(agreement, breach_notice_hours=240)
        assert line(breaches_per_year(before), 2026)["Te laat"] == 1
        assert line(breaches_per_year(then()), 2026)["Te laat"] == 0

    def test_who_was_told_and_what_was_in_the_log(self, then):
        first, request = self.given(), self.corrected()
        self.told(request, first)
        self.answered(request)
        unheard = then()
        said = {"told_on": rights.TODAY, "note": "Gebeld"}
        record_person_told(request, **said, **rights.said(request))
        done = then()
        second = self.given()
        untold = then()
        self.change(second, voided_at=rights.AT, void_reason="Dubbel", voided_by=make.tester())
        assert [self.opened(one) for one in (unheard, done, untold, then())] == [1, 0, 1, 0]
        assert self.opened(Years(2026, 2026, NOW)) == 0

    def test_only_of_the_data_that_was_decided_on(self, then):
        other = self.given()
        request = rights.known(rights.registered(kind="rectification"))
        category = make.DataCategoryFactory()
        given = make.DisclosureFactory(recipient__client=True, disclosed_at=rights.RECEIVED, data=[category])
        decide_request(
            request, decision="granted", note="Ja", data_categories=[category.pk], **rights.said(request)
        )
        self.told(request, given)
        self.answered(request, names_recipients=True)
        done = then()
        self.change(other, data_categories=[category.pk])
        assert [self.opened(one) for one in (done, then())] == [0, 1]


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
        assert "het gekleurde deel: gemeld bij de AP." in page and "het gekleurde deel: te laat." in page

    @pytest.mark.parametrize(
        ("asked", "sentence"),
        [
            ({"van": "2026", "tot": "2025"}, "Het laatste jaar ligt voor het eerste jaar."),
            ({"van": "1999", "tot": "2026"}, "Kies hoogstens twintig jaren."),
            ({"van": "x", "tot": "2026"}, "“x” is geen heel getal."),
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
