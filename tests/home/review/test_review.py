"""The legal review: what the lawyer sees is what is approved, and what is returned comes back with a reason."""

import re
from datetime import date

import pytest
import time_machine
from django.core import mail
from django.urls import reverse
from wagtail.models import Comment, GroupApprovalTask, Task, TaskState, WorkflowTask

from home.models import StatementPage
from home.review.models import LegalReviewTask
from home.review.operations import make_legal_review
from home.versions.models import StatementVersion
from home.versions.queries import latest_version
from tests.factories import PurposeFactory, UserFactory, as_operator
from tests.home.conftest import change, section
from tests.home.drafts import FIRST, draft, judge, screen, submit, task_state, text, the_page
from tests.home.editor.test_admin import edit, form  # noqa: F401  a fixture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("legal_review")]

NOTE = "Wij noemen nu met wie wij delen."


class TestScreen:
    def test_shows_what_is_to_be_judged(self, client, publish, editor, lawyer):
        publish(date(2025, 1, 1), body=FIRST)
        submit(editor, text("Wij delen soms iets."), change_note=NOTE, effective_from=date(2099, 1, 1))
        page = screen(client, lawyer).content.decode()
        assert NOTE in page
        assert "Inhoudelijk: er verandert iets voor lezers" in page
        assert "1 januari 2099" in page
        assert "ten opzichte van versie 1 van 1 januari 2025" in page
        assert re.search("<ins>.*soms iets.*</ins>", page)
        assert re.search("<del>.*niets.*</del>", page)
        assert "Schrijver heeft deze tekst op" in page

    def test_lists_open_remarks_with_a_link_to_their_place(self, client, editor, lawyer):
        submit(editor, FIRST)
        open_, settled = (
            Comment.objects.create(page=the_page(), user=lawyer, text=words, contentpath="body")
            for words in ("Is dit zo?", "Al beantwoord")
        )
        settled.resolved_at = settled.created_at
        settled.save()
        page = screen(client, lawyer).content.decode()
        assert "Is dit zo?" in page
        assert f"#comment-{open_.pk}" in page
        assert "Al beantwoord" not in page

    def test_the_writer_reads_it_and_judges_nothing(self, client, editor):
        submit(editor, FIRST)
        answer = screen(client, editor)
        assert "Wij delen niets." in answer.content.decode()
        assert answer.context["approve"] is answer.context["give_back"] is None

    def test_an_author_among_the_lawyers_reads_why_approving_is_not_hers(self, client, lawyer, second_lawyer):
        submit(lawyer, FIRST)
        answer = screen(client, lawyer)
        assert answer.context["approve"] is None
        assert answer.context["give_back"] is not None
        assert "Juriste schreef zelf aan deze tekst." in answer.content.decode()
        assert "Collega" in answer.content.decode()

    def test_others_are_turned_away(self, client, editor):
        submit(editor, FIRST)
        stranger = UserFactory(username="auditor", role="Auditor")
        client.force_login(stranger)
        address = reverse("statement_review:review", args=[the_page().pk])
        assert client.get(address).status_code == 302
        assert client.post(address, {"action": "approve"}).status_code == 302
        assert not StatementVersion.objects.exists()

    def test_is_where_the_first_page_and_the_editor_lead(self, client, editor, lawyer):
        submit(editor, FIRST)
        address = reverse("statement_review:review", args=[the_page().pk])
        client.force_login(lawyer)
        assert address in client.get(reverse("wagtailadmin_home")).content.decode()
        editing = client.get(reverse("wagtailadmin_pages:edit", args=[the_page().pk])).content.decode()
        assert editing.count(address) >= 2
        client.force_login(editor)
        assert address not in client.get(reverse("wagtailadmin_home")).content.decode()


class TestApproval:
    def test_publishes_and_says_which_version_from_when(self, client, editor, lawyer):
        submit(editor, FIRST, effective_from=date(2025, 5, 1))
        answer = judge(client, lawyer, "approve")
        assert "Versie 1 is gepubliceerd en geldt vanaf 1 mei 2025." in answer.content.decode()
        version = latest_version()
        assert (version.written_by, version.approved_by) == (editor.pk, lawyer.pk)

    def test_of_a_later_date_says_that_it_comes_by_itself(self, client, editor, lawyer):
        submit(editor, FIRST, effective_from=date(2099, 1, 1), announce_from=date(2098, 12, 1))
        page = judge(client, lawyer, "approve").content.decode()
        assert "Versie 1 is vastgelegd en geldt vanzelf vanaf 1 januari 2099 om 00:00 uur." in page
        assert "aankondiging vanaf 1 december 2098" in page

    def test_is_of_what_was_on_the_screen(self, client, editor, lawyer, second_lawyer):
        submit(editor, FIRST)
        seen = screen(client, lawyer).context["approve"].initial["seen"]
        draft(second_lawyer, text("Wij delen stiekem alles."))
        answer = judge(client, lawyer, "approve", "Akkoord", seen=seen)
        page = answer.content.decode()
        assert "is veranderd nadat u deze opende (laatst bewaard door Collega)" in page
        assert "Akkoord" in page, "the remark is kept"
        assert "stiekem alles" in page, "the new text is shown"
        assert not StatementVersion.objects.exists()
        assert the_page().workflow_in_progress
        judge(client, lawyer, "approve")
        assert "stiekem alles" in latest_version().text

    def test_a_fact_of_the_register_that_changed_is_seen_first(self, client, editor, lawyer):
        PurposeFactory(code="werk", description="Werk vinden")
        submit(editor, [section("Doelen", {"type": "purposes_tree", "value": {}}, anchor="doelen")])
        seen = screen(client, lawyer).context["approve"].initial["seen"]
        PurposeFactory(code="wonen", description="Een huis vinden")
        page = judge(client, lawyer, "approve", seen=seen).content.decode()
        assert "een gegeven dat erin staat" in page
        assert not StatementVersion.objects.exists()

    def test_changing_and_approving_in_one_go_needs_a_colleague(
        self,
        client,
        edit,  # noqa: F811
        editor,
        lawyer,
        second_lawyer,
    ):
        submit(editor, FIRST)
        edit(lawyer, form("Van de juriste."))
        page = judge(client, lawyer, "approve").content.decode()
        assert "Juriste schreef zelf mee aan deze tekst, net als Schrijver." in page
        assert "Collega" in page
        assert not StatementVersion.objects.exists()
        assert "Van de juriste." in str(the_page().get_latest_revision_as_object().body)
        assert task_state().revision == the_page().latest_revision

    def test_a_colleague_then_approves_the_changed_text(self, client, editor, lawyer, second_lawyer):
        submit(editor, FIRST)
        draft(lawyer, text("Van de juriste."))
        judge(client, second_lawyer, "approve")
        version = latest_version()
        assert "Van de juriste." in version.text
        assert (version.written_by, version.approved_by) == (lawyer.pk, second_lawyer.pk)

    @pytest.mark.parametrize(
        "told",
        [
            {"change_note": NOTE},
            {"kind": "editorial"},
            {"effective_from": date(2099, 1, 1)},
            {"effective_from": date(2099, 1, 1), "announce_from": date(2098, 1, 1)},
        ],
        ids=lambda told: " ".join(told),
    )
    def test_filling_in_what_is_told_of_the_version_is_authorship(
        self, client, editor, lawyer, second_lawyer, told
    ):
        submit(editor, FIRST)
        draft(lawyer, FIRST, **told)
        assert "Juriste schreef zelf mee" in judge(client, lawyer, "approve").content.decode()
        assert not StatementVersion.objects.exists()
        judge(client, second_lawyer, "approve")
        version = latest_version()
        assert {name: getattr(version, name) for name in told} == told
        assert (set(version.authors), version.approved_by) == ({editor.pk, lawyer.pk}, second_lawyer.pk)

    def test_twice_is_told(self, client, editor, lawyer, second_lawyer):
        submit(editor, FIRST)
        state = task_state()
        judge(client, lawyer, "approve")
        client.force_login(second_lawyer)
        address = reverse("wagtailadmin_pages:workflow_action", args=[the_page().pk, "approve", state.pk])
        client.post(address)
        assert StatementVersion.objects.count() == 1

    def test_after_another_approved_says_who(self, client, editor, lawyer, second_lawyer):
        submit(editor, FIRST)
        state = task_state()
        judge(client, lawyer, "approve")
        submit(editor, text("Nog iets."), change_note=NOTE, effective_from=date(2099, 1, 1))
        client.force_login(second_lawyer)
        address = reverse("wagtailadmin_pages:workflow_action", args=[the_page().pk, "approve", state.pk])
        assert "al afgerond door Juriste" in client.post(address, follow=True).content.decode()
        assert StatementVersion.objects.count() == 1

    def test_mails_the_writer_in_dutch(self, client, editor, lawyer):
        change(editor, email="schrijver@voorbeeld.nl")
        submit(editor, FIRST, effective_from=date(2025, 5, 1))
        judge(client, lawyer, "approve")
        [message] = mail.outbox
        assert message.to == ["schrijver@voorbeeld.nl"]
        assert "goedgekeurd" in message.subject
        assert "versie 1" in message.body
        assert "1 mei 2025" in message.body


class TestWagtailsOwnButtons:
    """They judge a text that is not on the screen: they are gone, and their addresses refuse."""

    def screens(self) -> list[str]:
        page = the_page()
        return [
            reverse("wagtailadmin_home"),
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            reverse("wagtailadmin_pages:history", args=[page.pk]),
            reverse("wagtailadmin_pages:workflow_history", args=[page.pk]),
            reverse("wagtailadmin_pages:view_draft", args=[page.pk]),
            reverse("wagtailadmin_explore", args=[page.get_parent().pk]),
            reverse("wagtailadmin_reports:workflow"),
            reverse("wagtailadmin_reports:workflow_tasks"),
            reverse("statement_review:review", args=[page.pk]),
        ]

    @pytest.mark.parametrize("boss", [False, True], ids=["lawyer", "superuser"])
    def test_are_on_no_screen(self, client, editor, lawyer, boss):
        submit(editor, FIRST)
        user = UserFactory(username="baas", is_superuser=True) if boss else lawyer
        client.force_login(user)
        judging = reverse("statement_review:review", args=[the_page().pk])
        for address in self.screens():
            shown = client.get(address, follow=True).content.decode()
            assert "/workflow/action/" not in shown, address
            assert "/workflow/collect_action_data/" not in shown, address
            assert "data-workflow-action-name" not in shown, address
            assert "Goedkeuren" not in shown.replace("/beheer/verklaring/toets", "") or address == judging

    @pytest.mark.parametrize("route", ["workflow_action", "collect_workflow_action_data"])
    @pytest.mark.parametrize("action", ["approve", "reject"])
    @pytest.mark.parametrize("boss", [False, True], ids=["lawyer", "superuser"])
    def test_do_nothing_by_hand(self, client, editor, lawyer, route, action, boss):
        submit(editor, FIRST)
        user = UserFactory(username="baas", is_superuser=True) if boss else lawyer
        client.force_login(user)
        address = reverse(f"wagtailadmin_pages:{route}", args=[the_page().pk, action, task_state().pk])
        for answer in (client.get(address), client.post(address, {"comment": "Akkoord"}, follow=True)):
            assert answer.status_code < 500
        assert "wordt getoetst op een eigen scherm" in answer.content.decode()
        assert the_page().workflow_in_progress
        assert not StatementVersion.objects.exists()

    def test_the_form_does_not_judge(self, client, editor, lawyer, edit):  # noqa: F811
        submit(editor, FIRST)
        edit(lawyer, form() | {"action-workflow-action": "1", "workflow-action-name": "approve"})
        assert the_page().workflow_in_progress
        assert not StatementVersion.objects.exists()

    def test_approval_without_what_was_seen(self, client, editor, lawyer):
        submit(editor, FIRST)
        client.force_login(lawyer)
        address = reverse("statement_review:review", args=[the_page().pk])
        answer = client.post(address, {"action": "approve", "approve-comment": ""}, follow=True)
        assert "niet in beeld geweest" in answer.content.decode()
        assert not StatementVersion.objects.exists()
        assert task_state().status == TaskState.STATUS_IN_PROGRESS


class TestReturning:
    def test_needs_a_reason(self, client, editor, lawyer):
        submit(editor, FIRST)
        page = judge(client, lawyer, "reject").content.decode()
        assert "Schrijf wat er anders moet" in page
        # An address of its own: the place on the page that one came along would take the focus away from what is wrong.
        assert (
            page.count(f'method="post" action="{reverse("statement_review:review", args=[the_page().pk])}"')
            == 2
        )
        assert the_page().workflow_in_progress

    def test_reaches_the_writer_on_the_page_and_by_mail(self, client, editor, lawyer):
        change(editor, email="schrijver@voorbeeld.nl")
        submit(editor, FIRST)
        answer = judge(client, lawyer, "reject", "Noem ook de gemeente.")
        assert "De tekst is teruggestuurd." in answer.content.decode()
        client.force_login(editor)
        page = client.get(reverse("wagtailadmin_pages:edit", args=[the_page().pk])).content.decode()
        assert "Juriste heeft deze tekst op" in page
        assert "Noem ook de gemeente." in page
        [message] = mail.outbox
        assert "Juriste" in message.body
        assert "Noem ook de gemeente." in message.body
        assert "teruggestuurd" in message.subject

    def test_an_author_may_return_too(self, client, lawyer, second_lawyer):
        submit(lawyer, FIRST)
        judge(client, lawyer, "reject", "Toch niet.")
        assert not the_page().workflow_in_progress

    def test_the_text_can_be_handed_in_again(self, client, edit, editor, lawyer):  # noqa: F811
        submit(editor, FIRST)
        judge(client, lawyer, "reject", "Noem ook de gemeente.")
        edit(editor, {**form("Met de gemeente."), "action-submit": "1"})
        judge(client, lawyer, "approve")
        assert "Met de gemeente." in latest_version().text

    def test_who_judges_it_again_reads_by_whom_and_when_it_was_handed_in_last(
        self,
        client,
        edit,  # noqa: F811
        editor,
        lawyer,
    ):
        with time_machine.travel("2026-03-02T09:00:00Z", tick=False):
            submit(editor, FIRST)
        with time_machine.travel("2026-03-03T10:00:00Z", tick=False):
            judge(client, lawyer, "reject", "Noem ook de gemeente.")
        second = UserFactory(first_name="Tweede", last_name="Schrijver")
        with as_operator():
            second.groups.set(editor.groups.all())
        with time_machine.travel("2026-03-04T11:30:00Z", tick=False):
            edit(second, {**form("Met de gemeente."), "action-submit": "1"})
            page = screen(client, lawyer).content.decode()
            first = client.get(reverse("wagtailadmin_home")).content.decode()
        assert "Tweede Schrijver heeft deze tekst op 4 maart 2026 12:30 uur ingediend" in page
        assert "Tweede Schrijver, 4 maart 2026 12:30" in page
        assert "ingediend door Tweede Schrijver op 4 maart 2026 12:30 uur" in first

    def test_only_who_writes_is_asked_to_change_what_was_sent_back(self, client, editor, lawyer):
        submit(editor, FIRST)
        judge(client, lawyer, "reject", "Noem ook de gemeente.")
        asked, told = "Pas de tekst aan en stuur", "Wie de tekst schreef, past die aan en stuurt"
        for user, said, unsaid in ((editor, asked, told), (lawyer, told, asked)):
            client.force_login(user)
            page = client.get(reverse("wagtailadmin_pages:edit", args=[the_page().pk])).content.decode()
            assert said in page and unsaid not in page

    def test_what_is_at_hand_is_to_hand_it_in_again(self, client, editor, lawyer):
        submit(editor, FIRST)
        judge(client, lawyer, "reject", "Noem ook de gemeente.")
        client.force_login(editor)
        page = client.get(reverse("wagtailadmin_pages:edit", args=[the_page().pk])).content.decode()
        assert re.findall('name="(action-(?:submit|cancel-workflow|restart-workflow))"', page) == [
            "action-submit",
            "action-cancel-workflow",
        ]
        assert "Niet meer laten toetsen" in page
        assert not re.search("(?i)>[^<]*workflow[^<]*<(?!/script)", page)


class TestSubmitting:
    def test_the_reviewers_get_a_mail_that_leads_to_the_review(self, edit, editor, lawyer):  # noqa: F811
        change(lawyer, email="jurist@voorbeeld.nl")
        edit(editor, {**form(), "action-submit": "1"})
        [message] = mail.outbox
        assert message.to == ["jurist@voorbeeld.nl"]
        assert "Schrijver" in message.body
        assert reverse("statement_review:review", args=[the_page().pk]) in message.body
        assert "toetsen" in message.subject

    def test_the_editor_reads_beforehand_who_reviews(self, client, editor, lawyer):
        draft(editor, FIRST)
        client.force_login(editor)
        page = client.get(reverse("wagtailadmin_pages:edit", args=[the_page().pk])).content.decode()
        assert "Dan toetst iemand van: Juriste." in page

    def test_who_wrote_it_is_not_named_as_its_reviewer(self, edit, lawyer, second_lawyer):  # noqa: F811
        data = form(effective_from="2099-01-01")
        shown = edit(lawyer, data).content.decode()
        assert "Dan toetst iemand van: Collega." in shown
        shown = edit(lawyer, {**data, "action-submit": "1"}).content.decode()
        assert "Nu toetst iemand van: Collega. Tot de toets klaar is, ligt de tekst vast." in shown

    def test_a_text_under_review_names_who_may_still_approve(self, client, lawyer, second_lawyer):
        submit(lawyer, FIRST)
        for user in (lawyer, second_lawyer):
            shown = screen(client, user).content.decode()
            assert "Nu toetst iemand van: Collega. Tot de toets klaar is" in shown

    def test_an_author_who_alone_reviews_reads_that_nobody_can(self, client, edit, lawyer):  # noqa: F811
        data = form(effective_from="2099-01-01")
        nobody = "Er is nu niemand die kan toetsen."
        shown = edit(lawyer, data).content.decode()
        assert nobody in shown
        assert "Dan toetst iemand van" not in shown
        answer = edit(lawyer, {**data, "action-submit": "1"})
        assert nobody in answer.content.decode()
        assert [said.level_tag for said in answer.context["messages"] if nobody in str(said)] == ["warning"]
        shown = screen(client, lawyer).content.decode()
        assert nobody in shown
        assert "Nu toetst iemand van" not in shown


class TestSeeding:
    def test_a_review_made_by_an_older_release_goes_on(self, client, editor, lawyer, legal_review):
        with as_operator():
            LegalReviewTask.objects.all().delete()
            plain = GroupApprovalTask.objects.create(name="Juridische toets")
            plain.groups.add(lawyer.groups.get())
            WorkflowTask.objects.create(workflow=the_page().get_workflow(), task=plain, sort_order=0)
        submit(editor, FIRST)
        state = task_state()
        make_legal_review(name="Juridische toets")
        make_legal_review(name="Juridische toets")
        assert isinstance(Task.objects.get(pk=plain.pk).specific, LegalReviewTask)
        assert task_state() == state
        judge(client, lawyer, "approve")
        assert latest_version().approved_by == lawyer.pk

    def test_every_installation_has_it(self, db):
        [task] = StatementPage.objects.source().get().get_parent().get_workflow().tasks
        assert isinstance(task.specific, LegalReviewTask)
        assert {group.name for group in task.specific.groups.all()} == {"Juridisch medewerker"}


def test_approved_while_the_clock_passes_midnight(client, editor, lawyer):
    """What is published in the first second of a day takes effect on that day, also when the clock changes."""
    for number, instant in enumerate(["2026-10-25T00:00:00+02:00", "2027-03-28T00:00:01+01:00"], start=1):
        with time_machine.travel(instant, tick=False):
            submit(editor, text(f"Tekst {number}."), change_note=NOTE)
            judge(client, lawyer, "approve")
            version = latest_version()
            assert version.number == number
            assert version.effective_from.isoformat() == instant[:10]
    assert not TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).exists()
