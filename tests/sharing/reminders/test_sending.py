"""What is mailed to whom and when, through a real SMTP server."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from sharing.core.holidays import working_day_from
from sharing.reminders.models import Reminder, ReminderMail
from sharing.roles import AUDITOR, CONTRACT_MANAGER
from tests import factories

TODAY = date(2026, 11, 26)  # a Thursday
pytestmark = pytest.mark.django_db


def send(on: date = TODAY) -> dict:
    out = StringIO()
    call_command("send_reminders", today=on, json=True, stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def manager(**fields):
    return factories.UserFactory(role=CONTRACT_MANAGER, **fields)


def agreement(owner, *, in_days: int, **fields):
    """An agreement on which notice can be given until so many days after today."""
    return factories.AgreementFactory(
        owner=owner, last_day=TODAY + timedelta(days=in_days + 30), notice_days=30, **fields
    )


class TestTheMail:
    def test_is_dutch_in_text_and_html_and_leads_to_the_agreement(self, mailbox):
        owner = manager(first_name="Anna")
        one = agreement(owner, in_days=5, reference="VW-<1>")
        agreement(owner, in_days=-1, reference="VW-2")
        assert send()["mails"] == 1
        (mail,) = mailbox.mails
        assert mail["Subject"] == "2 afspraken in het privacyregister vragen iets van u (1 te laat)"
        assert mail["Auto-Submitted"] == "auto-generated"
        plain = mail.get_body(("plain",)).get_content()
        html = mail.get_body(("html",)).get_content()
        assert "Beste Anna," in plain and "Beste Anna," in html
        assert "VW-<1> opzeggen of verlengen" in plain
        assert "opzeggen uiterlijk 1 december 2026 (5 dagen)" in plain
        assert "VW-2 verlengen: opzeggen kan niet meer op tijd" in plain
        assert plain.index("Te laat") < plain.index("Binnen 7 dagen")
        assert "VW-&lt;1&gt; opzeggen" in html
        for body in (plain, html):
            assert f"http://testserver/beheer/overeenkomsten/{one.pk}/" in body

    def test_is_dutch_whatever_language_the_process_speaks(self, mailbox):
        from django.utils.translation import override

        agreement(manager(), in_days=5)
        with override("en"):
            send()
        assert "vraagt iets van u" in mailbox.mails[0]["Subject"]

    def test_each_person_one_mail_with_what_is_his(self, mailbox):
        first, second = manager(), manager()
        agreement(first, in_days=5, reference="VAN-1")
        agreement(second, in_days=25, reference="VAN-2")
        agreement(second, in_days=85, reference="OOK-2")
        assert send()["reminders"] == 3
        bodies = {mail["To"]: mail.get_body(("plain",)).get_content() for mail in mailbox.mails}
        assert set(bodies) == {first.email, second.email}
        assert "VAN-1" in bodies[first.email] and "VAN-2" not in bodies[first.email]
        assert "VAN-2" in bodies[second.email] and "OOK-2" in bodies[second.email]


class TestWhoIsTold:
    def test_what_nobody_looks_after_is_told_to_all_who_look_after_contracts(self, mailbox):
        people = [manager(), manager()]
        factories.UserFactory(role=AUDITOR)
        agreement(None, in_days=5)
        send()
        assert mailbox.to() == sorted(person.email for person in people)

    @pytest.mark.parametrize("gone", ["inactive", "other role"])
    def test_so_is_what_belongs_to_who_does_not_any_more(self, mailbox, gone):
        colleague = manager()
        former = manager(is_active=False) if gone == "inactive" else factories.UserFactory(role=AUDITOR)
        agreement(former, in_days=5)
        send()
        assert mailbox.to() == [colleague.email]

    def test_who_has_no_address_is_named(self, mailbox):
        agreement(manager(username="zonder", email=""), in_days=5)
        assert send()["without_address"] == ["zonder"]
        assert mailbox.mails == []
        assert not Reminder.objects.exists()


class TestOnce:
    def test_the_same_is_never_told_twice(self, mailbox):
        agreement(manager(), in_days=5)
        assert [send()["mails"], send()["mails"], send(TODAY + timedelta(days=1))["mails"]] == [1, 0, 0]

    def test_at_each_stage_once_until_it_is_too_late(self, mailbox):
        agreement(manager(), in_days=120)
        around = {120 - left + beside for left in (90, 30, 7, -1) for beside in range(-4, 5)}
        days = [
            TODAY + timedelta(days=number) for number in range(140) if number in around or number % 7 == 0
        ]
        told = [day for day in days if send(day)["mails"]]
        # Ninety days before is a Saturday, and Christmas; the day after the last is a Saturday too.
        assert told == [working_day_from(TODAY + timedelta(days=120 - left)) for left in (90, 30, 7, -1)]
        stages = list(Reminder.objects.order_by("mail__day").values_list("stage", flat=True))
        assert stages == ["90", "30", "7", "overdue"]

    def test_one_mail_a_day_also_when_something_new_came_up(self, mailbox):
        owner = manager()
        agreement(owner, in_days=5)
        send()
        agreement(owner, in_days=6)
        assert send()["mails"] == 0
        assert send(TODAY + timedelta(days=1))["reminders"] == 1

    def test_a_moment_that_moved_is_another_one(self, mailbox):
        one = agreement(manager(), in_days=5)
        send()
        with factories.recorded():
            type(one).objects.filter(pk=one.pk).update(last_day=TODAY + timedelta(days=37))
        assert send(TODAY + timedelta(days=1))["reminders"] == 1

    def test_a_new_owner_is_told_what_the_former_one_was(self, mailbox):
        one, successor = agreement(manager(), in_days=5), manager()
        send()
        with factories.recorded():
            type(one).objects.filter(pk=one.pk).update(owner=successor)
        send(TODAY + timedelta(days=1))
        assert mailbox.mails[-1]["To"] == successor.email


class TestWorkingDays:
    @pytest.mark.parametrize("day", [date(2026, 11, 28), date(2026, 12, 25), date(2027, 3, 26)])
    def test_nothing_on_a_day_that_is_none(self, mailbox, day):
        agreement(manager(), in_days=5)
        done = send(day)
        assert (done["mails"], done["working_day"]) == (0, False)
        assert mailbox.mails == []

    def test_it_is_told_on_the_next(self, mailbox):
        agreement(manager(), in_days=9)  # within 7 days from Saturday 28 November on
        send(TODAY)
        assert send(date(2026, 11, 28))["mails"] == 0
        assert send(date(2026, 11, 30))["mails"] == 1
        assert "5 dagen" in mailbox.mails[-1].get_body(("plain",)).get_content()

    def test_after_standing_still_for_weeks_once_at_the_stage_that_is_reached(self, mailbox):
        agreement(manager(), in_days=85)
        send(TODAY)
        assert send(TODAY + timedelta(days=81))["reminders"] == 1  # past 30 and past 7
        assert list(Reminder.objects.order_by("pk").values_list("stage", flat=True)) == ["90", "7"]


class TestWhenItGoesWrong:
    def test_a_server_that_is_away_costs_nobody_his_reminder(self, mailbox, settings):
        agreement(manager(), in_days=5)
        port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
        with pytest.raises(CommandError, match="mailserver is niet bereikbaar"):
            call_command("send_reminders", today=TODAY, stdout=StringIO())
        assert not ReminderMail.objects.exists()
        settings.EMAIL_PORT = port
        assert send()["mails"] == 1

    def test_what_the_server_refuses_is_said_and_offered_again(self, mailbox):
        refused, other = manager(username="geweigerd"), manager()
        agreement(refused, in_days=5)
        agreement(other, in_days=5)
        mailbox.answers[refused.email] = "550 No such user"
        assert send()["refused"] == {"geweigerd": "550"}
        assert mailbox.to() == [other.email]
        mailbox.answers.clear()
        assert send()["mails"] == 1
        assert mailbox.to() == sorted([refused.email, other.email])

    def test_what_may_have_arrived_is_not_sent_again_and_is_said(self, mailbox, capsys):
        agreement(manager(username="misschien"), in_days=5)
        mailbox.hang_up_after = True
        with pytest.raises(CommandError):
            call_command("send_reminders", today=TODAY, stdout=StringIO())
        mailbox.hang_up_after = False
        assert send(TODAY + timedelta(days=1))["mails"] == 0
        assert len(mailbox.mails) == 1
        ReminderMail.objects.update(claimed_at="2026-01-01T00:00:00Z")
        out = StringIO()
        call_command("send_reminders", today=TODAY + timedelta(days=1), stdout=out)
        assert "aan misschien is aangekomen, is niet bekend" in out.getvalue()

    def test_an_address_that_is_none_holds_up_nobody(self, mailbox):
        agreement(manager(username="krom", email="a@b\nBcc: x@y.nl"), in_days=5)
        agreement(other := manager(), in_days=5)
        assert list(send()["refused"]) == ["krom"]
        assert mailbox.to() == [other.email]


def test_without_anything_to_tell_no_server_is_needed(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1
    assert send()["mails"] == 0


@pytest.mark.parametrize("text", ["2026-13-01", "morgen", "01-02-2026"])
def test_a_day_that_is_none_is_wrong_usage(text):
    with pytest.raises(CommandError) as refused:
        call_command("send_reminders", f"--today={text}")
    assert refused.value.returncode in (1, 2)
