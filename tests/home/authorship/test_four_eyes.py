"""Nobody approves what they wrote themselves, whichever way they try."""

from datetime import date, timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import PageLogEntry, Revision

from home.authorship.authors import authors_of
from home.core.refusals import PublicationRefused
from home.importing.operations import import_statement
from home.models import StatementPage
from home.reading import read_text
from home.versions.models import StatementVersion
from home.versions.queries import latest_version
from tests.factories import UserFactory
from tests.home.conftest import approve, change, paragraph, section
from tests.home.drafts import FIRST, act, draft, judge, submit, text, the_page
from tests.home.editor.test_admin import edit, form  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db


class TestAuthors:
    @pytest.fixture(autouse=True)
    def first_version(self, publish):
        publish(date(2025, 1, 1), body=FIRST)

    def test_whoever_changed_words_since_the_last_version(self, editor, lawyer):
        draft(editor, text("Wij delen veel."))
        last = draft(lawyer, text("Wij delen heel veel."))
        assert authors_of(last) == [lawyer, editor]

    def test_what_was_undone_makes_nobody_an_author(self, editor, lawyer):
        draft(editor, text("Wij delen veel."))
        draft(lawyer, text("Wij delen alles."))
        assert authors_of(draft(editor, text("Wij delen veel."))) == [editor]

    def test_what_was_undone_in_one_section_while_another_changed(self, editor, lawyer):
        more = section("Meer", paragraph("Meer tekst."), anchor="meer")
        draft(editor, text("Wij delen veel."))
        draft(lawyer, text("Wij delen alles."))
        assert authors_of(draft(editor, text("Wij delen veel.", more))) == [editor]

    @pytest.mark.parametrize(
        "told",
        [
            {"change_note": "Uitleg"},
            {"kind": "editorial"},
            {"effective_from": date(2099, 1, 1)},
            {"announce_from": date(2098, 1, 1)},
        ],
        ids=lambda told: " ".join(told),
    )
    def test_a_note_a_kind_or_a_date_is_authorship_too(self, editor, lawyer, told):
        draft(editor, text("Wij delen veel."))
        last = draft(lawyer, text("Wij delen veel."), **told)
        assert authors_of(last) == [lawyer, editor]
        kept = draft(editor, text("Wij delen veel."), **told)
        assert set(authors_of(kept)) == {lawyer, editor}, "who stores it once more takes nothing over"

    def test_whoever_takes_words_out_or_moves_sections_is_an_author(self, editor, lawyer):
        more = section("Meer", paragraph("Meer tekst."), anchor="meer")
        draft(editor, text("Wij delen niets.", more))
        assert authors_of(draft(lawyer, [more, *FIRST])) == [lawyer, editor]
        assert authors_of(draft(lawyer, [more])) == [lawyer, editor]

    def test_back_to_the_version_in_force_has_no_authors(self, lawyer, editor):
        draft(editor, text("Wij delen veel."))
        assert authors_of(draft(lawyer, FIRST)) == []

    def test_drafts_that_an_earlier_release_cleaned_up_still_count(self, editor, lawyer, second_lawyer):
        draft(lawyer, text("Wij delen alles."))
        lost = Revision.objects.order_by("-pk").values_list("pk", flat=True).first() + 1000
        told = PageLogEntry(
            page=the_page(),
            content_type=ContentType.objects.get_for_model(StatementPage),
            action="wagtail.edit",
            timestamp=timezone.now(),
            user=second_lawyer,
            revision_id=lost,
        )
        PageLogEntry.objects.bulk_create([told])
        later = draft(editor, text("Wij delen bijna niets."))
        assert authors_of(later) == [editor, lawyer, second_lawyer]

    def test_a_version_names_everyone_who_wrote(self, editor, lawyer, second_lawyer):
        draft(editor, text("Wij delen veel."))
        last = draft(lawyer, text("Wij delen heel veel."))
        approve(last, second_lawyer)
        version = latest_version()
        assert version.written_by == lawyer.pk
        assert version.written_by_name == "Juriste (juriste) en Schrijver (schrijver)"
        assert version.approved_by_name == "Collega (collega)"


class TestRefusal:
    """Every way to publish, tried by the author, who may publish."""

    @pytest.fixture(autouse=True)
    def own_text(self, statement_page, lawyer):
        draft(lawyer, FIRST)

    def refused(self, answer) -> None:
        assert "Juriste schreef zelf aan deze tekst." in answer.content.decode()
        assert not StatementVersion.objects.exists()

    def test_names_who_may_approve_instead(self, lawyer, second_lawyer):
        with pytest.raises(PublicationRefused) as refusal:
            approve(the_page().get_latest_revision(), lawyer)
        assert str(refusal.value) == (
            "Juriste schreef zelf aan deze tekst. Wie aan een tekst schreef, keurt die niet goed. "
            "Dit kan wel worden gedaan door: Collega."
        )

    def test_says_what_to_do_when_there_is_nobody_else(self, lawyer, second_lawyer):
        change(second_lawyer, is_active=False)
        with pytest.raises(PublicationRefused, match="Vraag een beheerder"):
            approve(the_page().get_latest_revision(), lawyer)

    def test_with_the_publish_button(self, edit, lawyer):  # noqa: F811
        answer = edit(lawyer, {**form("Nog anders."), "action-publish": "1"})
        self.refused(answer)
        assert "Nog anders." in str(the_page().get_latest_revision_as_object().body), (
            "the text is kept as a draft"
        )

    def test_in_bulk(self, client, lawyer):
        client.force_login(lawyer)
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        self.refused(client.post(f"{address}?id={the_page().pk}", {"next": "/beheer/"}, follow=True))

    def test_for_later(self, lawyer):
        with pytest.raises(PublicationRefused, match="Juriste schreef zelf"):
            last = draft(lawyer, FIRST, go_live_at=timezone.now() + timedelta(days=1))
            approve(last, lawyer)
        assert the_page().scheduled_revision is None

    def test_by_a_planning_that_slipped_in(self, lawyer):
        Revision.objects.update(approved_go_live_at=timezone.now() - timedelta(minutes=1))
        call_command("publish_scheduled")
        assert not StatementVersion.objects.exists()

    def test_by_wagtails_own_action(self, lawyer):
        with pytest.raises(PublicationRefused, match="langs deze weg"):
            PublishPageRevisionAction(the_page().get_latest_revision(), user=lawyer).execute(True)
        assert not the_page().live

    def test_without_wagtails_own_question_whether_one_may(self, lawyer):
        with pytest.raises(PublicationRefused, match="Juriste schreef zelf"):
            approve(the_page().get_latest_revision(), lawyer, skip_permission_checks=True)

    def test_for_a_superuser_too(self, django_user_model):
        boss = UserFactory(username="baas", first_name="", last_name="", is_superuser=True)
        last = draft(boss, text("Van de baas."))
        with pytest.raises(PublicationRefused, match="baas schreef zelf"):
            approve(last, boss)

    def test_in_the_review(self, client, lawyer, legal_review):
        the_page().get_workflow().start(the_page(), lawyer)
        self.refused(act(client, lawyer, "approve"))
        assert the_page().workflow_in_progress

    def test_the_button_is_not_offered_and_the_reason_is_there(self, client, lawyer, second_lawyer):
        client.force_login(lawyer)
        page = client.get(reverse("wagtailadmin_pages:edit", args=[the_page().pk])).content.decode()
        assert "action-publish" not in page
        assert "Juriste schreef zelf aan deze tekst." in page
        client.force_login(second_lawyer)
        page = client.get(reverse("wagtailadmin_pages:edit", args=[the_page().pk])).content.decode()
        assert "action-publish" in page


def test_a_colleague_approves_what_a_lawyer_wrote(client, lawyer, second_lawyer, legal_review):
    submit(lawyer, FIRST)
    answer = judge(client, second_lawyer, "approve")
    version = latest_version()
    assert (version.written_by_name, version.approved_by_name) == (
        "Juriste (juriste)",
        "Collega (collega)",
    )
    assert f"Versie {version.number} is gepubliceerd en geldt vanaf" in answer.content.decode()


def test_the_operator_publishes_an_archive_and_nobody_approved_it(lawyer):
    done = import_statement(text=read_text("Verklaring\n\n1. Delen\n\nNiets.\n"), by=lawyer, publish=True)
    assert (done.version.written_by, done.version.approved_by) == (lawyer.pk, None)
