"""Who deals with what persons ask is told 14, 7 and 2 days before, and when it is too late: on working days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from sharing.core.actor import acting
from sharing.core.periods import at_clock
from sharing.duties.choices import MomentKind, Stage
from sharing.duties.rules import Moment
from sharing.reminders.models import Reminder
from sharing.reminders.operations import send_reminders
from sharing.reminders.queries import moments_of
from sharing.roles import CONTRACT_MANAGER, LAWYER
from tests import factories

TODAY = date(2026, 11, 26)  # a Thursday


def moment(day: date) -> Moment:
    return Moment(day, MomentKind.RIGHTS.value, 1, "Verzoek 1", "", 0)


@pytest.mark.parametrize(
    ("due", "on", "stage"),
    [
        (date(2026, 12, 17), date(2026, 12, 2), None),  # a Thursday, fifteen days on
        (date(2026, 12, 17), date(2026, 12, 3), Stage.FORTNIGHT),
        (date(2026, 12, 17), date(2026, 12, 9), Stage.FORTNIGHT),
        (date(2026, 12, 17), date(2026, 12, 10), Stage.WEEK),
        (date(2026, 12, 17), date(2026, 12, 15), Stage.TWO_DAYS),
        (date(2026, 12, 17), date(2026, 12, 17), Stage.TWO_DAYS),
        (date(2026, 12, 17), date(2026, 12, 18), Stage.OVERDUE),
        # What would be told in a weekend is told on the Friday before it.
        (date(2026, 11, 30), date(2026, 11, 26), Stage.WEEK),
        (date(2026, 11, 30), date(2026, 11, 27), Stage.TWO_DAYS),
        (date(2026, 12, 5), date(2026, 12, 4), Stage.TWO_DAYS),  # a promise may end on a Saturday
        (date(2026, 12, 12), date(2026, 11, 27), Stage.FORTNIGHT),
        # Before Christmas, that of a Friday speaks until Monday.
        (date(2026, 12, 29), date(2026, 12, 24), Stage.TWO_DAYS),
    ],
)
def test_stages_of_what_a_person_waits_for(due, on, stage):
    assert moment(due).stage(on) == stage


def asked(due: date, **values):
    """A request that is due that day by law: it came in a month before."""
    received = datetime(due.year, due.month - 1, due.day, 10, tzinfo=UTC)
    return factories.RightsRequestFactory(received_at=received, **values)


def send(on: date = TODAY):
    return send_reminders(today=on, at=at_clock(on, datetime.min.time()))


@pytest.mark.django_db
class TestTelling:
    def test_all_who_deal_with_them_when_nobody_does(self, mailbox):
        lawyers = {factories.UserFactory(role=LAWYER, email=f"{name}@example.org") for name in "ab"}
        factories.UserFactory(role=CONTRACT_MANAGER, email="c@example.org")
        request = asked(date(2026, 11, 30))
        assert send().mails == 2
        assert {mail["To"] for mail in mailbox.mails} == {one.email for one in lawyers}
        body = mailbox.mails[0].get_body(("plain",)).get_content()
        assert f"{request} afhandelen" in body and "uiterlijk 30 november 2026 (4 dagen)" in body
        assert f"/beheer/verzoeken-van-betrokkenen/{request.pk}/" in body
        assert "d-0001" not in body

    def test_only_who_took_it_on(self, mailbox):
        mine = factories.UserFactory(role=LAWYER, email="mine@example.org")
        factories.UserFactory(role=LAWYER, email="other@example.org")
        asked(date(2026, 11, 30), assigned_to=mine)
        assert send().mails == 1
        assert [mail["To"] for mail in mailbox.mails] == ["mine@example.org"]

    def test_once_per_stage_until_it_is_too_late(self, mailbox):
        factories.UserFactory(role=LAWYER, email="mine@example.org")
        asked(date(2026, 11, 30))
        days = [date(2026, 11, 12) + timedelta(days=number) for number in range(24)]
        told = {day for day in days if send(day).mails}
        assert told == {date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 27), date(2026, 12, 1)}
        assert list(Reminder.objects.order_by("pk").values_list("stage", flat=True)) == [
            "14",
            "7",
            "2",
            "overdue",
        ]

    def test_not_of_what_is_done(self, mailbox):
        factories.UserFactory(role=LAWYER, email="mine@example.org")
        request = asked(date(2026, 11, 30))
        other = factories.UserFactory()
        with acting(by=other, reason=""):
            type(request).objects.filter(pk=request.pk).update(
                decision="retracted", decided_by=other, decided_at=datetime(2026, 11, 2, tzinfo=UTC)
            )
        assert send().mails == 0


@pytest.mark.django_db
def test_the_calendar_has_what_is_mine_and_what_is_nobodys():
    mine, other = factories.UserFactory(role=LAWYER), factories.UserFactory(role=LAWYER)
    manager = factories.UserFactory(role=CONTRACT_MANAGER)
    own, free = asked(date(2026, 12, 10), assigned_to=mine), asked(date(2026, 12, 11))
    assert [one.record for one in moments_of(mine.pk, on=TODAY)] == [own.pk, free.pk]
    assert [one.record for one in moments_of(other.pk, on=TODAY)] == [free.pk]
    assert moments_of(manager.pk, on=TODAY) == []
