"""One's moments to act as a calendar at a secret address: what is in it, who may, and that the secret stays one."""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.front.secrets import WithoutKeys, without_keys
from cms.users import calendar as door
from sharing.core.periods import amsterdam_day
from sharing.reminders.icalendar import Event, calendar, folded
from sharing.reminders.models import CalendarFeed
from sharing.roles import AUDITOR, CONTRACT_MANAGER
from tests import factories
from tests.sharing.core.visitors import refused, signed_in, text

pytestmark = pytest.mark.django_db
SHOWN = re.compile(r'id="address" value="http://testserver(/agenda/[^"]+\.ics)"')


def make(client) -> str:
    """The path of a new address, as the screen shows it once."""
    answer = client.post(reverse("calendar:index"), {"reason": "Agenda op kantoor"})
    assert "no-store" in answer["Cache-Control"]
    return SHOWN.search(text(answer))[1]


def lines(path: str) -> list[str]:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not answer.cookies
    return answer.content.decode().replace("\r\n ", "").split("\r\n")


class TestWhatIsInIt:
    def test_ones_own_moments_as_days_with_a_stable_name(self):
        client, today = signed_in(CONTRACT_MANAGER), amsterdam_day(timezone.now())
        one = factories.AgreementFactory(
            reference="VW;1", owner=client.user, last_day=today + timedelta(days=60), notice_days=20
        )
        factories.AgreementFactory(reference="VAN-EEN-ANDER", last_day=today + timedelta(days=60))
        found = lines(make(client))
        day = today + timedelta(days=40)
        assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in found
        assert f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}" in found
        assert f"UID:notice-{one.pk}@testserver" in found
        assert r"SUMMARY:VW\;1 opzeggen of verlengen" in found
        assert f"URL:http://testserver/beheer/overeenkomsten/{one.pk}/" in found
        assert "VAN-EEN-ANDER" not in "".join(found)
        assert found.count("BEGIN:VEVENT") == 1

    def test_one_that_moves_keeps_its_name(self):
        client, today = signed_in(CONTRACT_MANAGER), amsterdam_day(timezone.now())
        one = factories.AgreementFactory(owner=client.user, last_day=today + timedelta(days=60))
        path = make(client)
        before = [line for line in lines(path) if line.startswith(("UID", "DTSTART"))]
        with factories.recorded():
            type(one).objects.update(last_day=today + timedelta(days=90))
        after = [line for line in lines(path) if line.startswith(("UID", "DTSTART"))]
        assert before[0] == after[0] and before[1] != after[1]


class TestTheSecret:
    def test_is_kept_as_a_hash_only_and_not_in_the_history(self):
        client = signed_in(CONTRACT_MANAGER)
        secret = make(client).removeprefix("/agenda/").removesuffix(".ics")
        feed = CalendarFeed.objects.get(person=client.user)
        assert len(secret) >= 40
        assert secret not in str(vars(feed)) + str(list(CalendarFeed.history.values()))
        assert CalendarFeed.history.get().history_user_id == client.user.pk

    def test_a_new_one_and_a_withdrawal_end_the_old_one(self):
        client = signed_in(CONTRACT_MANAGER)
        first, second = make(client), make(client)
        assert Client().get(first).status_code == 404
        assert Client().get(second).status_code == 200
        client.post(reverse("calendar:withdraw"), {"reason": "Kwijt"})
        assert Client().get(second).status_code == 404
        assert "U hebt nu geen adres" in text(client.get(reverse("calendar:index")))

    @pytest.mark.parametrize("change", ["inactive", "role"])
    def test_ends_with_the_work(self, change):
        client = signed_in(CONTRACT_MANAGER)
        path = make(client)
        with factories.as_operator():
            if change == "role":
                client.user.groups.clear()
            else:
                type(client.user).objects.filter(pk=client.user.pk).update(is_active=False)
        assert Client().get(path).status_code == 404

    def test_only_who_looks_after_contracts_has_one(self):
        client = signed_in(AUDITOR)
        assert refused(client.get(reverse("calendar:index")))
        assert refused(client.post(reverse("calendar:index"), {"reason": "Toch"}))
        assert not CalendarFeed.objects.exists()

    def test_a_reason_is_asked(self):
        client = signed_in(CONTRACT_MANAGER)
        assert "help-critical" in text(client.post(reverse("calendar:index"), {"reason": ""}))
        assert not CalendarFeed.objects.exists()


class TestTheDoor:
    @pytest.mark.parametrize("method", ["get", "post", "put"])
    def test_what_is_refused_is_not_logged(self, method, caplog):
        with caplog.at_level(logging.DEBUG):
            answer = getattr(Client(), method)("/agenda/EEN-GEHEIM.ics")
        assert answer.status_code == (404 if method == "get" else 405)
        assert "EEN-GEHEIM" not in "".join(record.getMessage() for record in caplog.records)

    def test_who_asks_too_often_waits(self, monkeypatch):
        monkeypatch.setattr(door, "BY_SECRET", door.Limit("calendar", 2, door.HOUR))
        path = make(signed_in(CONTRACT_MANAGER))
        answers = [Client().get(path) for _ in range(3)]
        assert [one.status_code for one in answers] == [200, 200, 429]
        assert answers[-1]["Retry-After"] == "3600"

    def test_so_does_a_place_that_tries_many(self, monkeypatch):
        monkeypatch.setattr(door, "BY_PLACE", door.Limit("calendar-place", 2, door.HOUR))
        assert [Client().get(f"/agenda/{number}.ics").status_code for number in range(3)] == [404, 404, 429]

    @pytest.mark.parametrize(
        ("line", "shown"),
        [
            ("Not Found: /agenda/abc.ics", "Not Found: /agenda/…"),
            ('"GET /agenda/abc.ics?x=1 HTTP/1.1" 404', '"GET /agenda/…?x=1 HTTP/1.1" 404'),
            ("/beheer/password_reset/confirm/MQ/abc-def/", "/beheer/password_reset/confirm/MQ/…/"),
            ("/beheer/agenda/intrekken/", "/beheer/agenda/intrekken/"),
        ],
    )
    def test_no_line_of_the_log_holds_a_key(self, line, shown):
        assert without_keys(line) == shown
        record = logging.LogRecord("x", 30, "", 0, "%s: %s", ("Error", line), None)
        assert WithoutKeys().filter(record) and record.getMessage() == f"Error: {shown}"


class TestTheFormat:
    def test_lines_are_folded_within_75_octets_and_whole_characters(self):
        line = "SUMMARY:" + "é" * 100
        pieces = list(folded(line))
        assert all(len(piece.encode()) <= 75 for piece in pieces)
        assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line

    def test_text_that_tries_to_be_more_than_text(self):
        event = Event("1@x", amsterdam_day(timezone.now()), "A\r\nEND:VCALENDAR", "b, c; d\\e", "http://x/")
        made = calendar([event], name="N", product="P", at=timezone.now())
        assert made.count("\r\nEND:VCALENDAR\r\n") == 1
        assert r"SUMMARY:A\nEND:VCALENDAR" in made
        assert r"DESCRIPTION:b\, c\; d\\e" in made
