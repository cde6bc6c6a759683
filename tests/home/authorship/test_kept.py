"""Drafts and Wagtail's log, on which authorship rests, are kept; whoever tries to remove them is told why not."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision, Task

from home.models import ReusableText, StatementPage
from home.review.models import LegalReviewTask
from sharing.core.actor import acting
from tests.factories import UserFactory, as_operator

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(statement_page, editor) -> Revision:
    return statement_page.save_revision(user=editor, log_action=True)


def refused(statement: str, *values) -> None:
    with pytest.raises(IntegrityError, match="Geweigerd"), transaction.atomic():
        connection.cursor().execute(statement, values)


class TestDrafts:
    def test_the_application_removes_none(self, draft):
        refused("DELETE FROM wagtailcore_revision WHERE id = %s", draft.pk)
        with pytest.raises(IntegrityError, match="wie wat schreef"), transaction.atomic():
            Revision.objects.all().delete()

    @pytest.mark.parametrize("change", ["user_id = NULL", "user_id = {other}", "object_id = '{other}'"])
    def test_nor_puts_one_in_the_name_of_another(self, draft, lawyer, change):
        change = change.format(other=lawyer.pk)
        refused(f"UPDATE wagtailcore_revision SET {change} WHERE id = %s", draft.pk)

    def test_a_sitting_goes_on(self, draft, editor, statement_page):
        statement_page.title = "Anders"
        statement_page.save_revision(user=editor, overwrite_revision=draft)
        assert Revision.objects.get(pk=draft.pk).content["title"] == "Anders"

    def test_purging_says_why_not(self, draft):
        with pytest.raises(CommandError, match="Er is niets gewist"):
            call_command("purge_revisions", days=1)
        assert Revision.objects.filter(pk=draft.pk).exists()


class TestLog:
    def test_nothing_is_removed_or_rewritten(self, draft, lawyer):
        text = ReusableText.objects.create(title="Tekst", body="<p>Woorden.</p>")
        log(text, "wagtail.edit", user=lawyer)
        assert PageLogEntry.objects.exists() and ModelLogEntry.objects.exists()
        for table in ("wagtailcore_pagelogentry", "wagtailcore_modellogentry"):
            refused(f"DELETE FROM {table}")
            refused(f"UPDATE {table} SET user_id = NULL")
            refused(f"UPDATE {table} SET timestamp = now() - interval '1 year'")


class TestScreens:
    def boss(self, client):
        client.force_login(UserFactory(is_superuser=True))
        return client

    def test_deleting_a_page_with_drafts_is_refused_with_the_reason(self, client, draft, statement_page):
        address = reverse("wagtailadmin_pages:delete", args=[statement_page.pk])
        answer = self.boss(client).post(address, follow=True)
        assert answer.status_code == 200
        assert "er zijn concepten van bewaard" in answer.content.decode()
        assert StatementPage.objects.filter(pk=statement_page.pk).exists()

    def test_also_behind_a_screen_that_does_not_ask_beforehand(self, client, draft):
        text = ReusableText.objects.create(title="Tekst", body="<p>Woorden.</p>")
        text.save_revision()
        address = reverse("wagtailsnippets_home_reusabletext:delete", args=[text.pk])
        answer = self.boss(client).post(address, follow=True)
        assert answer.status_code == 200 and "concept" in answer.content.decode()
        assert ReusableText.objects.filter(pk=text.pk).exists()

    def test_who_asks_for_json_reads_it_too(self, client, draft, statement_page):
        other = Page.objects.get(depth=1).add_child(instance=Page(title="Los", slug="los"))
        other.save_revision()
        address = f"/beheer/api/main/pages/{other.pk}/action/delete/"
        answer = self.boss(client).post(address, {}, content_type="application/json")
        assert answer.status_code == 400 and "concepten" in answer.content.decode()
        assert Page.objects.filter(pk=other.pk).exists()


class TestReviewers:
    """Who judges texts comes with the installation: in SQL nobody adds a group of his own, or takes the step away."""

    @pytest.fixture
    def step(self) -> Task:
        return LegalReviewTask.objects.get()

    def test_the_application_adds_no_group_and_takes_none_away(self, step, editor):
        with acting(by=editor):
            refused(
                "INSERT INTO wagtailcore_groupapprovaltask_groups (groupapprovaltask_id, group_id) VALUES (%s, %s)",
                step.pk,
                editor.groups.get().pk,
            )
            refused("DELETE FROM wagtailcore_groupapprovaltask_groups")

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE wagtailcore_task SET active = false",
            "UPDATE wagtailcore_workflow SET active = false",
            "DELETE FROM wagtailcore_workflowtask",
            "DELETE FROM wagtailcore_workflowpage",
            "UPDATE home_legalreviewtask SET groupapprovaltask_ptr_id = 0",
        ],
    )
    def test_nor_does_it_pass_the_review_by(self, step, lawyer, statement):
        with acting(by=lawyer):
            refused(statement)

    def test_the_operator_does(self, step):
        with as_operator():
            step.groups.add(Group.objects.get(name="Auditor"))
        assert step.groups.count() == 2
