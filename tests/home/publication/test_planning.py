"""Publishing on a date: announced, frozen at approval or at its moment, by itself, once, and never silently not."""

import threading
from datetime import UTC, date, datetime, time, timedelta

import psycopg
import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from wagtail.models import Revision

from cms.running.jobs import JOBS, Job, due, run_due
from home.core.refusals import PublicationRefused
from home.models import HomePage, StatementPage
from home.publication.rules import check_plan
from home.versions.models import StatementVersion
from home.versions.queries import latest_version, version_in_force
from sharing import public
from tests.factories import PurposeFactory
from tests.home.conftest import approve, change, section
from tests.home.drafts import FIRST, draft, submit, text, the_page
from tests.home.editor.test_admin import edit, form  # noqa: F401  a fixture
from tests.patience import PATIENCE

pytestmark = pytest.mark.django_db

SUMMER_ENDS, SUMMER_STARTS, NEW_YEAR = date(2026, 10, 25), date(2027, 3, 28), date(2027, 1, 1)


def plan(editor, lawyer, at: datetime, body=FIRST, **fields) -> Revision:
    """A text of the editor that the lawyer approved to be published at an instant."""
    revision = draft(editor, body, go_live_at=at, **fields)
    approve(revision, lawyer)
    return revision


class TestDates:
    NOW = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # 1 July in Amsterdam

    def check(self, **dates) -> None:
        wanted = {"effective_from": None, "announce_from": None, "go_live_at": None} | dates
        check_plan(**wanted, at=self.NOW)

    @pytest.mark.parametrize(
        "dates",
        [
            {},
            {"effective_from": date(2020, 1, 1)},
            {"effective_from": date(2026, 7, 2), "announce_from": date(2026, 7, 1)},
            {"effective_from": date(2026, 7, 2), "announce_from": date(2026, 7, 2)},
            {"effective_from": date(2026, 7, 2), "announce_from": date(2020, 1, 1)},
            {"effective_from": date(2026, 8, 1), "go_live_at": datetime(2026, 7, 31, 21, tzinfo=UTC)},
        ],
    )
    def test_that_make_sense(self, dates):
        self.check(**dates)

    @pytest.mark.parametrize(
        ("dates", "field", "words"),
        [
            ({"announce_from": date(2026, 7, 9)}, "announce_from", r"9 juli 2026 kan alleen .*\(nu: leeg\)"),
            (
                {"effective_from": date(2026, 7, 1), "announce_from": date(2026, 6, 1)},
                "announce_from",
                r"in de toekomst \(nu: 1 juli 2026\). Kies een latere",
            ),
            (
                {"effective_from": date(2026, 8, 1), "announce_from": date(2026, 8, 2)},
                "announce_from",
                "2 augustus 2026 is te laat: de versie geldt dan al, vanaf 1 augustus 2026. Kies een eerdere",
            ),
            (
                {"effective_from": date(2026, 7, 31), "go_live_at": datetime(2026, 7, 31, 22, tzinfo=UTC)},
                "effective_from",
                "verschijnt pas op 1 augustus 2026, na de ingangsdatum 31 juli 2026",
            ),
        ],
    )
    def test_that_do_not_are_refused_with_the_remedy(self, dates, field, words):
        with pytest.raises(PublicationRefused, match=words) as refusal:
            self.check(**dates)
        assert refusal.value.field == field

    def test_are_said_at_their_field_when_handing_in(self, edit, editor, legal_review):  # noqa: F811
        data = {**form(announce_from="2026-01-01"), "action-submit": "1"}
        page = edit(editor, data).content.decode()
        assert "Kies een latere ingangsdatum" in page
        assert not the_page().workflow_in_progress

    @pytest.mark.parametrize("asked", ["action-submit", "action-publish"])
    def test_it_is_not_said_that_a_draft_that_is_kept_is_not(self, client, edit, editor, lawyer, asked):  # noqa: F811
        late = {"effective_from": "2099-01-31", "announce_from": "2099-02-28"}
        user = editor if asked == "action-submit" else lawyer
        client.force_login(user)
        address = reverse("wagtailadmin_pages:edit", args=[the_page().pk])
        assert client.post(address, form(**late), headers={"accept": "application/json"}).json()["success"]
        shown = edit(user, {**form(**late), asked: "1"}).content.decode()
        assert "28 februari 2099 is te laat" in shown
        assert "Wat u typte, kan al als concept bewaard zijn." in shown
        assert "niet opgeslagen, omdat" not in shown
        assert the_page().get_latest_revision_as_object().announce_from == date(2099, 2, 28)

    def test_a_draft_that_cannot_be_kept_is_told_in_the_same_words(self, edit, editor):  # noqa: F811
        edit(editor, form("Eerst."))
        shown = edit(editor, form("Later.", effective_from="gisteren")).content.decode()
        assert "Wat u typte, kan al als concept bewaard zijn." in shown
        assert "Eerst." in str(the_page().get_latest_revision_as_object().body)

    def test_may_be_unfinished_in_a_draft(self, edit, editor):  # noqa: F811
        edit(editor, form(announce_from="2026-01-01"))
        assert the_page().get_latest_revision_as_object().announce_from == date(2026, 1, 1)

    def test_a_late_announcement_is_refused_at_publication_as_well(self, publish):
        with pytest.raises(PublicationRefused, match="is te laat"):
            publish(date(2099, 1, 1), announce_from=date(2099, 1, 2))
        version = publish(date(2099, 1, 1), announce_from=date(2098, 12, 1))
        assert version.announce_from == date(2098, 12, 1)


@pytest.mark.parametrize("day", [SUMMER_ENDS, SUMMER_STARTS, NEW_YEAR])
class TestMidnight:
    def test_an_approved_version_takes_effect_by_the_clock_alone(self, publish, day):
        with time_machine.travel(datetime(2026, 6, 1, 10, tzinfo=UTC), tick=False):
            publish(date(2026, 6, 1))
            publish(day, body=text("Straks."))
        midnight = public.start_of_day(day)
        assert version_in_force(midnight - timedelta(microseconds=1)).number == 1
        assert version_in_force(midnight).number == 2

    def test_a_planned_text_is_published_at_midnight_and_not_before(self, publish, editor, lawyer, day):
        midnight = public.start_of_day(day)
        with time_machine.travel(midnight - timedelta(days=20), tick=False):
            publish(date(2026, 6, 1))
            plan(editor, lawyer, midnight, text("Straks."))
        with time_machine.travel(midnight - timedelta(seconds=1), tick=False):
            call_command("publish_scheduled")
            assert latest_version().number == 1
        with time_machine.travel(midnight, tick=False):
            call_command("publish_scheduled")
            version = latest_version()
        assert (version.number, version.effective_from, version.published_at) == (2, day, midnight)
        assert (version.written_by, version.approved_by) == (editor.pk, lawyer.pk)

    def test_the_last_second_belongs_to_the_day_before(self, publish, day):
        with time_machine.travel(public.start_of_day(day) - timedelta(seconds=1), tick=False):
            assert publish(None).effective_from == day - timedelta(days=1)


class TestLate:
    @pytest.fixture
    def planned(self, editor, lawyer):
        with time_machine.travel(datetime(2026, 12, 20, 12, tzinfo=UTC), tick=False):
            return plan(editor, lawyer, public.start_of_day(NEW_YEAR))

    def test_after_standing_still_it_takes_effect_on_the_day_it_appears(self, planned):
        with time_machine.travel(datetime(2027, 1, 3, 8, tzinfo=UTC), tick=False):
            call_command("publish_scheduled")
        assert latest_version().effective_from == date(2027, 1, 3)

    def test_nobody_changes_it_while_it_waits(self, edit, editor, lawyer, planned):  # noqa: F811
        with time_machine.travel(datetime(2026, 12, 21, 12, tzinfo=UTC), tick=False):
            for user in (editor, lawyer):
                edit(user, form("Stiekem anders."))
            assert the_page().latest_revision == planned
            assert (
                "Goedgekeurd en gepland op 1 januari 2027 00:00 uur" in edit(lawyer, form()).content.decode()
            )

    def test_what_was_approved_is_what_appears_though_a_newer_draft_slipped_in(self, planned, editor):
        with time_machine.travel(datetime(2026, 12, 21, 12, tzinfo=UTC), tick=False):
            draft(editor, text("Niet goedgekeurd."))
        with time_machine.travel(datetime(2027, 1, 1, 8, tzinfo=UTC), tick=False):
            call_command("publish_scheduled")
        assert "Niet goedgekeurd." not in latest_version().text
        assert "Niet goedgekeurd." in str(the_page().get_latest_revision_as_object().body)

    def test_who_approved_is_kept_though_the_account_is_gone(self, planned, lawyer):
        change(lawyer, is_active=False)
        with time_machine.travel(datetime(2027, 1, 1, 8, tzinfo=UTC), tick=False):
            call_command("publish_scheduled")
        assert latest_version().approved_by_name == "Juriste (juriste)"


class TestRefusedPlan:
    """A planned publication that cannot happen."""

    MOMENT = datetime(2026, 12, 1, 9, tzinfo=UTC)

    @pytest.fixture
    def clash(self, publish, editor, lawyer, statement_page):
        """Planned with a date that another version takes meanwhile."""
        change(lawyer, email="jurist@voorbeeld.nl")
        with time_machine.travel(self.MOMENT - timedelta(days=5), tick=False):
            plan(editor, lawyer, self.MOMENT, effective_from=date(2026, 12, 1))
        with time_machine.travel(self.MOMENT - timedelta(days=1), tick=False):
            planned = the_page().scheduled_revision
            publish(date(2026, 12, 2), body=text("Spoed."), go_live_at=None)
            planned.approved_go_live_at = self.MOMENT
            planned.save()
        with time_machine.travel(self.MOMENT + timedelta(seconds=5), tick=False):
            call_command("publish_scheduled")
        return planned

    def test_is_told_on_the_page_on_the_first_page_and_by_mail(self, client, clash, lawyer):
        assert StatementVersion.objects.count() == 1
        assert the_page().scheduled_revision is None
        client.force_login(lawyer)
        for address in (
            reverse("wagtailadmin_pages:edit", args=[the_page().pk]),
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_pages:history", args=[the_page().pk]),
        ):
            page = client.get(address).content.decode()
            assert "geplande publicatie van 1 december 2026 10:00 uur is niet doorgegaan" in page, address
        [message] = mail.outbox
        assert message.to == ["jurist@voorbeeld.nl"]
        assert message.subject == "Niet gepubliceerd: “Privacyverklaring”"
        assert "kies een ingangsdatum vanaf 3 december 2026." in message.body

    def test_is_told_once_and_forgotten_when_the_text_is_out(self, client, clash, publish, lawyer):
        call_command("publish_scheduled")
        assert len(mail.outbox) == 1
        with time_machine.travel(self.MOMENT + timedelta(hours=1), tick=False):
            publish(date(2099, 1, 1), go_live_at=None)
        client.force_login(lawyer)
        assert "niet doorgegaan" not in client.get(reverse("wagtailadmin_home")).content.decode()

    def test_holds_up_no_other(self, clash, editor, lawyer, statement_page):
        front = statement_page.get_parent().specific
        front.title = "Nieuwe voorpagina"
        front.go_live_at = self.MOMENT + timedelta(days=1)
        with time_machine.travel(self.MOMENT, tick=False):
            front.save_revision(user=lawyer).publish(user=lawyer)
            Revision.objects.filter(pk=clash.pk).update(approved_go_live_at=self.MOMENT)
        with time_machine.travel(self.MOMENT + timedelta(days=2), tick=False):
            call_command("publish_scheduled")
        assert HomePage.objects.source().get().title == "Nieuwe voorpagina"

    def test_a_fact_that_changed_since_the_approval_asks_for_a_new_one(self, editor, lawyer):
        PurposeFactory(code="werk", description="Werk vinden")
        body = [section("Doelen", {"type": "purposes_tree", "value": {}}, anchor="doelen")]
        with time_machine.travel(self.MOMENT - timedelta(days=5), tick=False):
            plan(editor, lawyer, self.MOMENT, body)
        PurposeFactory(code="wonen", description="Een huis vinden")
        with time_machine.travel(self.MOMENT + timedelta(minutes=1), tick=False):
            call_command("publish_scheduled")
        assert not StatementVersion.objects.exists()
        assert the_page().scheduled_revision is None

    def test_a_statement_never_ends_by_itself(self, publish):
        publish()
        StatementPage.objects.update(expire_at=self.MOMENT - timedelta(days=1))
        with time_machine.travel(self.MOMENT, tick=False):
            call_command("publish_scheduled")
        assert the_page().live


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    MOMENT = datetime(2026, 12, 1, 9, tzinfo=UTC)

    def test_two_runners_make_one_version(self, editor, lawyer):
        with time_machine.travel(self.MOMENT - timedelta(days=5), tick=False):
            plan(editor, lawyer, self.MOMENT)
        ready = threading.Barrier(2)
        failures: list[BaseException] = []

        def run() -> None:
            try:
                ready.wait(PATIENCE)
                call_command("publish_scheduled")
            except BaseException as error:
                failures.append(error)
            finally:
                connection.close()

        with time_machine.travel(self.MOMENT + timedelta(minutes=1), tick=False):
            both = [threading.Thread(target=run) for _ in range(2)]
            for one in both:
                one.start()
            for one in both:
                one.join(PATIENCE)
        assert failures == []
        assert StatementVersion.objects.count() == 1
        assert the_page().scheduled_revision is None

    def test_while_another_host_works_this_one_rests(self, worker_database):
        ran: list[str] = []
        with psycopg.connect(worker_database["urls"].application) as other:
            other.execute("SELECT pg_advisory_lock(%s)", [public.locks.JOBS])
            run_due({}, now=self.MOMENT, jobs=JOBS[:1], run=ran.append)
            assert ran == []
            # Given back, before the connection ends: that the server notices a moment later.
            other.execute("SELECT pg_advisory_unlock(%s)", [public.locks.JOBS])
        run_due({}, now=self.MOMENT, jobs=JOBS[:1], run=ran.append)
        assert ran == ["publish_scheduled"]


class TestJobs:
    JOBS = (Job("each"), Job("daily", daily_from=time(7)))

    def at(self, text: str) -> datetime:
        return datetime.fromisoformat(text)

    @pytest.mark.parametrize(
        ("now", "last_daily", "runs"),
        [
            ("2026-10-24T06:59:00+02:00", None, ["each"]),
            ("2026-10-24T07:00:00+02:00", None, ["each", "daily"]),
            ("2026-10-24T23:00:00+02:00", "2026-10-24T07:00:00+02:00", ["each"]),
            ("2026-10-25T07:00:00+01:00", "2026-10-24T07:00:00+02:00", ["each", "daily"]),
            ("2026-10-30T12:00:00+01:00", "2026-10-24T07:00:00+02:00", ["each", "daily"]),
        ],
    )
    def test_daily_work_once_a_day_and_after_standing_still(self, now, last_daily, runs):
        last = {"daily": self.at(last_daily)} if last_daily else {}
        assert [job.command for job in due(self.JOBS, last_runs=last, now=self.at(now))] == runs

    def test_a_daily_one_that_failed_is_tried_again_that_day(self, db):
        ran: list[str] = []
        last_runs: dict[str, datetime] = {}
        failures: dict[str, datetime] = {}

        def run(command: str) -> None:
            ran.append(command)
            if len(ran) == 1:
                raise CommandError("De mailserver is niet bereikbaar.")

        for clock in ("08:00", "08:10", "08:15", "08:16", "23:00"):
            now = self.at(f"2026-10-24T{clock}:00+02:00")
            run_due(last_runs, now=now, jobs=self.JOBS[1:], run=run, failures=failures)
        assert ran == ["daily", "daily"]

    def test_one_that_fails_holds_up_no_other(self, db, caplog):
        ran: list[str] = []

        def run(command: str) -> None:
            ran.append(command)
            if command == "each":
                raise ValueError("kapot")

        run_due({}, now=self.at("2026-10-24T12:00:00+02:00"), jobs=self.JOBS, run=run)
        assert ran == ["each", "daily"]
        assert "each failed" in caplog.text

    def test_the_review_of_a_later_text_is_the_same_review(self, client, editor, lawyer, legal_review):
        from tests.home.drafts import judge

        with time_machine.travel(datetime(2026, 11, 1, 12, tzinfo=UTC), tick=False):
            submit(editor, FIRST, go_live_at=datetime(2026, 12, 1, 9, tzinfo=UTC))
            page = judge(client, lawyer, "approve").content.decode()
        assert "De publicatie is gepland op 1 december 2026 10:00 uur." in page
        assert not StatementVersion.objects.exists()
