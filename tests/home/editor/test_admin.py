import json
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import StatementPage
from home.publication.freezing import Authority, freeze_version
from home.versions.models import StatementVersion
from home.versions.queries import latest_version
from sharing import public
from tests.factories import DirectPermissionFactory, UserFactory
from tests.home.conftest import BODY
from tests.home.drafts import judge


def form(words: str = "Nieuwe tekst.", **fields) -> dict:
    """What the editor's browser sends."""
    part = {
        "heading": "Wat er verandert",
        "anchor": "",
        "body": streamfield([("paragraph", rich_text(f"<p>{words}</p>", features=["bold"]))]),
    }
    return nested_form_data(
        {
            "title": "Privacyverklaring",
            "body": streamfield([("section", part)]),
            "effective_from": "",
            "kind": "material",
            "change_note": "",
            "language": "nl",
            "go_live_at": "",
            "expire_at": "",
            "comments": inline_formset([]),
            **fields,
        }
    )


@pytest.fixture
def edit(client, statement_page):
    """Send the editor's form as someone who opened it; ``seen`` is what was in it then."""

    def edit(user, data: dict):
        client.force_login(user)
        address = reverse("wagtailadmin_pages:edit", args=[statement_page.pk])
        if "action-publish" in data and "seen" not in data:
            shown = client.get(address, follow=True).context.get("form")
            data = {**data, "seen": shown.initial.get("seen", "") if shown else ""}
        return client.post(address, data, follow=True)

    return edit


def test_a_lawyer_publishes_in_the_editor_what_an_editor_wrote(edit, editor, lawyer):
    edit(editor, form(effective_from="2025-03-01"))
    answer = edit(lawyer, {**form(effective_from="2025-03-01"), "action-publish": "1"})
    version = latest_version()
    assert "Versie 1 is gepubliceerd en geldt vanaf 1 maart 2025." in answer.content.decode()
    assert "1. Wat er verandert\n\nNieuwe tekst." in version.text
    assert (version.written_by, version.approved_by) == (editor.pk, lawyer.pk)


def test_an_editor_only_saves_a_draft(edit, editor):
    edit(editor, {**form(), "action-publish": "1"})
    assert not StatementVersion.objects.exists()
    assert "Nieuwe tekst." in str(StatementPage.objects.source().get().get_latest_revision_as_object().body)


def test_a_date_too_early_is_said_at_the_field_and_nothing_is_published(edit, publish, lawyer):
    publish(date(2025, 1, 1))
    data = {**form(effective_from="2024-06-01", change_note="Iets"), "action-publish": "1"}
    text = edit(lawyer, data).content.decode()
    assert "Ingangsdatum 1 juni 2024 ligt voor 1 januari 2025" in text
    assert "Kies een ingangsdatum vanaf 1 januari 2025." in text
    assert StatementVersion.objects.count() == 1


def test_readers_are_told_what_changed(edit, publish, lawyer):
    publish(date(2025, 1, 1))
    data = {**form(effective_from="2025-06-01"), "action-publish": "1"}
    assert "Schrijf in gewone woorden wat er is veranderd" in edit(lawyer, data).content.decode()
    assert StatementVersion.objects.count() == 1


def test_a_draft_may_be_unfinished(edit, editor, publish):
    publish(date(2025, 1, 1))
    edit(editor, form(effective_from="2024-06-01"))
    assert StatementPage.objects.source().get().get_latest_revision_as_object().effective_from == date(
        2024, 6, 1
    )


class TestReview:
    @pytest.fixture
    def submitted(self, statement_page, legal_review, editor):
        page = StatementPage.objects.get(pk=statement_page.pk)
        page.body, page.effective_from = json.dumps(BODY), date(2025, 5, 1)
        page.save_revision(user=editor)
        page.get_workflow().start(page, editor)
        return page

    def test_approval_publishes_and_names_both(self, client, submitted, editor, lawyer):
        judge(client, lawyer, "approve", "Akkoord")
        version = latest_version()
        assert (version.written_by, version.approved_by) == (editor.pk, lawyer.pk)

    def test_a_refused_publication_is_a_message_and_the_review_stays_open(self, client, submitted, lawyer):
        publish_meanwhile(StatementPage.objects.get(pk=submitted.pk), lawyer, date(2025, 6, 1))
        answer = judge(client, lawyer, "approve", "Akkoord")
        assert answer.status_code == 200
        assert "Kies een ingangsdatum vanaf 1 juni 2025." in answer.content.decode()
        assert StatementVersion.objects.count() == 1
        assert StatementPage.objects.get(pk=submitted.pk).current_workflow_state is not None


def publish_meanwhile(page, user, day):
    """A version that appeared while the review was going on."""
    page.body, page.effective_from = json.dumps(BODY), day
    archive = Authority(user, archive="Archief.")
    freeze_version(page, revision=page.get_latest_revision(), authority=archive, at=timezone.now())


def test_the_page_with_versions_cannot_be_deleted_in_the_admin(
    client, publish, statement_page, django_user_model
):
    publish()
    client.force_login(UserFactory(username="baas", is_superuser=True))
    for page in (statement_page, statement_page.get_parent()):
        answer = client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]), follow=True)
        assert "kan niet worden verwijderd" in answer.content.decode()
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        client.post(f"{address}?id={page.pk}")
    assert Page.objects.filter(pk=statement_page.pk).exists()


def test_the_preview_of_a_draft_may_be_framed_by_the_editor_only(client, statement_page, editor):
    page = StatementPage.objects.get(pk=statement_page.pk)
    page.body = json.dumps(BODY)
    page.save_revision(user=editor)
    client.force_login(editor)
    answer = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    assert "script" not in answer["Content-Security-Policy"]
    assert "Dit is een concept." in answer.content.decode()
    assert "1. Welke gegevens" in answer.content.decode()


class TestListOfVersions:
    def test_whoever_may_see_versions_reads_them(self, client, publish, lawyer):
        version = publish(change_note="Waarom")
        right = Permission.objects.get(codename="view_statementversion")
        DirectPermissionFactory(user=lawyer, permission=right)
        client.force_login(lawyer)
        assert "Versie 1" in client.get(reverse("statement_versions:index")).content.decode()
        seen = client.get(reverse("statement_versions:inspect", args=[version.pk])).content.decode()
        assert version.sha256 in seen

    def test_its_moments_are_told_on_the_clock_in_amsterdam(self, client, publish):
        version = publish(date(2026, 1, 1))
        client.force_login(UserFactory(username="baas", is_superuser=True))
        seen = client.get(reverse("statement_versions:inspect", args=[version.pk])).content.decode()
        assert "1 januari 2026 om 00:00" in seen  # stored as 23:00 of the day before
        assert public.instant_in_words(version.published_at) in seen
        assert "Nederlands" in seen

    def test_nobody_changes_one(self, client, publish, django_user_model):
        version = publish()
        client.force_login(UserFactory(username="baas", is_superuser=True))
        for name, arguments in (("add", []), ("edit", [version.pk]), ("delete", [version.pk])):
            answer = client.post(reverse(f"statement_versions:{name}", args=arguments), {})
            assert answer.status_code == 302
        assert StatementVersion.objects.count() == 1

    def test_without_permission_there_is_no_list(self, client, publish, editor):
        publish()
        client.force_login(editor)
        assert client.get(reverse("statement_versions:index")).status_code == 302


def test_commitments_from_a_file_are_shown_while_they_wait(client, statement_page, lawyer):
    client.force_login(lawyer)
    address = reverse("wagtailadmin_pages:edit", args=[statement_page.pk])
    assert "toezeggingen uit een bestand" not in client.get(address).content.decode().lower()
    StatementPage.objects.update(commitments={"response_weeks": 3})
    text = client.get(address).content.decode()
    assert "toezeggingen uit een bestand" in text.lower()
    assert "response_weeks" in text
