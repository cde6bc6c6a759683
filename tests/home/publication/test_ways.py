"""Every way that Wagtail has to publish reaches the one operation or is refused, and what follows is Wagtail's own."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Comment, PageLogEntry, PageSubscription
from wagtail.signals import page_published
from wagtail.test.utils.form_data import inline_formset

from home.core.refusals import PublicationRefused, TryAgain
from home.editor.forms import WrittenPageForm
from home.publication.due import publish_due
from home.publication.operations import publish as publish_page
from home.reusable.models import ReusableText
from home.versions.models import StatementVersion
from home.versions.queries import latest_version
from tests.factories import UserFactory
from tests.home.conftest import approve, change, section, seen_of
from tests.home.drafts import FIRST, draft, submit, text, the_page
from tests.home.editor.test_admin import edit, form  # noqa: F401  the editor's form

pytestmark = pytest.mark.django_db


@pytest.fixture
def written(statement_page, editor):
    """A draft by the editor, which the lawyer may publish."""
    return draft(editor, FIRST)


@pytest.fixture
def heard():
    """What others who listen to Wagtail's publications hear: the page, and the versions that there are by then."""
    found = []

    def hear(sender, instance, revision, **kwargs):
        found.append((instance.pk, revision.pk, StatementVersion.objects.count()))

    page_published.connect(hear)
    yield found
    page_published.disconnect(hear)


def actions(**fields) -> list[str]:
    """What the history of the page says, in order."""
    entries = PageLogEntry.objects.filter(page_id=the_page().pk, **fields).exclude(action="wagtail.create")
    return list(entries.order_by("timestamp", "pk").values_list("action", flat=True))


class TestNobody:
    def test_a_publication_by_nobody_is_refused(self, written):
        with pytest.raises(PublicationRefused, match="niemand die deze publicatie doet"):
            written.publish()
        assert not StatementVersion.objects.exists()
        assert not the_page().live

    def test_in_the_operation_as_well(self, written):
        with pytest.raises(PublicationRefused, match="niemand"):
            publish_page(the_page(), by=None, at=timezone.now())

    def test_also_as_the_operator_and_for_later(self, editor):
        later = draft(editor, FIRST, go_live_at=timezone.now() + timedelta(days=1))
        for archive in ("", "Archief."):
            with pytest.raises(PublicationRefused, match="niemand"):
                publish_page(the_page(), revision=later, by=None, at=timezone.now(), archive=archive)


class TestForm:
    """The button "Publiceren" of the editor."""

    def publish(self, edit, user, words="Nieuwe tekst.", *, address="", **fields):  # noqa: F811
        return edit(user, {**form(words, **fields), "action-publish": "1"})

    def test_page_and_version_appear_together(self, edit, editor, lawyer, heard):  # noqa: F811
        edit(editor, form())
        self.publish(edit, lawyer)
        page, version = the_page(), latest_version()
        assert heard == [(page.pk, page.live_revision_id, 1)], "told once, when there is a version"
        assert (page.live, page.has_unpublished_changes) == (True, False)
        assert page.live_revision_id == page.latest_revision_id
        assert version.text == f"{page.title}\n\n1. Wat er verandert\n\nNieuwe tekst.\n"

    def test_the_history_says_what_wagtail_says(self, edit, editor, lawyer):  # noqa: F811
        edit(editor, form())
        self.publish(edit, lawyer)
        [entry] = PageLogEntry.objects.filter(action="wagtail.publish", page_id=the_page().pk)
        assert (entry.user, entry.revision_id) == (lawyer, the_page().live_revision_id)
        assert actions(user=lawyer) == ["wagtail.edit", "wagtail.publish", "home.version"]

    @pytest.mark.parametrize("changed", [True, False])
    def test_whether_the_text_changed(self, edit, editor, lawyer, changed, monkeypatch):  # noqa: F811
        edit(editor, form())
        monkeypatch.setattr(WrittenPageForm, "has_changed", lambda self: changed)
        self.publish(edit, lawyer)
        [entry] = PageLogEntry.objects.filter(action="wagtail.publish", page_id=the_page().pk)
        assert entry.content_changed is changed

    def test_which_revision_was_put_back(self, edit, editor, lawyer, client):  # noqa: F811
        edit(editor, form())
        old = the_page().latest_revision
        edit(editor, form("Toch maar iets anders."))
        client.force_login(lawyer)
        address = reverse("wagtailadmin_pages:revisions_revert", args=[the_page().pk, old.pk])
        assert "Nieuwe tekst." in client.get(address).content.decode()
        shown = client.get(address).context["form"].initial["seen"]
        client.post(address, {**form(), "action-publish": "1", "seen": shown})
        assert "Nieuwe tekst." in latest_version().text
        [entry] = PageLogEntry.objects.filter(action="wagtail.publish", page_id=the_page().pk)
        assert entry.data["revision"]["id"] == old.pk
        assert "wagtail.revert" in actions(user=lawyer)

    @pytest.mark.parametrize("refused", [False, True], ids=["published", "refused"])
    def test_colleagues_hear_of_remarks(self, edit, editor, lawyer, refused):  # noqa: F811
        edit(editor, form("Van de redacteur."))
        change(editor, email="schrijver@example.org")
        told = {"comment_notifications": True}
        PageSubscription.objects.update_or_create(user=editor, page=the_page(), defaults=told)
        remark = {"text": "Klopt dit nog?", "contentpath": "title", "replies": inline_formset([])}
        words = "Van de jurist zelf." if refused else "Van de redacteur."
        mail.outbox.clear()
        self.publish(edit, lawyer, words, comments=inline_formset([remark]))
        assert StatementVersion.objects.exists() is not refused
        assert Comment.objects.get(page=the_page()).text == "Klopt dit nog?"
        assert [one.to for one in mail.outbox] == [["schrijver@example.org"]]
        assert "wagtail.comments.create" in actions(user=lawyer)

    def test_a_refusal_leaves_a_draft_and_no_publication(self, edit, lawyer, heard):  # noqa: F811
        answer = self.publish(edit, lawyer)
        assert "Juriste schreef zelf aan deze tekst." in answer.content.decode()
        assert actions() == ["wagtail.edit"]
        assert heard == []
        assert (the_page().live, the_page().live_revision) == (False, None)

    def test_a_review_that_goes_on_ends(self, editor, lawyer, second_lawyer, legal_review):
        submit(editor, FIRST)
        state = the_page().current_workflow_state
        approve(the_page().get_latest_revision(), second_lawyer)
        state.refresh_from_db()
        assert state.status == state.STATUS_CANCELLED

    def test_a_newer_draft_stays_one(self, editor, lawyer, written):
        draft(editor, text("Nog niet af."))
        approve(written, lawyer)
        assert the_page().has_unpublished_changes


class TestSeen:
    """Every approval carries what was on the screen."""

    def test_the_form_without_it(self, edit, editor, lawyer):  # noqa: F811
        edit(editor, form())
        answer = edit(lawyer, {**form(), "action-publish": "1", "seen": ""})
        assert "niet in beeld geweest" in answer.content.decode()
        assert not StatementVersion.objects.exists()

    def test_the_form_that_was_opened_before_a_reusable_text_changed(
        self,
        edit,  # noqa: F811
        editor,
        lawyer,
        second_lawyer,
    ):
        stored = ReusableText.objects.create(title="Klachten", body="<p>Oud.</p>")
        stored.save_revision(user=editor)
        used = [section("Delen", {"type": "reusable", "value": stored.pk}, anchor="delen")]
        seen = seen_of(draft(editor, used))
        stored.body = "<p>Nieuw.</p>"
        stored.save()
        stored.save_revision(user=second_lawyer)
        with pytest.raises(PublicationRefused, match="Anders is nu: paragraaf “Delen”"):
            the_page().publish(the_page().get_latest_revision(), user=lawyer, seen=seen)

    def test_in_bulk_nothing_was_on_the_screen(self, client, written, lawyer):
        client.force_login(lawyer)
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        answer = client.post(f"{address}?id={the_page().pk}", {"next": "/beheer/"}, follow=True)
        assert "niet in beeld geweest" in answer.content.decode()
        assert not StatementVersion.objects.exists()

    def test_for_later(self, editor, lawyer):
        later = draft(editor, FIRST, go_live_at=timezone.now() + timedelta(days=1))
        with pytest.raises(PublicationRefused, match="niet in beeld geweest"):
            the_page().publish(later, user=lawyer)
        assert the_page().scheduled_revision is None


class TestApi:
    """Wagtail's own API behind the admin."""

    def post(self, client, user, action: str, data: dict | None = None):
        client.force_login(user)
        address = reverse("wagtailadmin_api:pages:action", args=[the_page().pk, action])
        return client.post(address, data or {}, content_type="application/json")

    def test_publishes_a_version(self, client, written, lawyer):
        assert self.post(client, lawyer, "publish", {"seen": seen_of(written)}).status_code == 200
        assert latest_version().approved_by == lawyer.pk
        assert actions() == ["wagtail.edit", "wagtail.publish", "home.version"]

    def test_an_author_is_refused_and_nothing_says_it_happened(self, client, editor, lawyer):
        draft(lawyer, FIRST)
        answer = self.post(client, lawyer, "publish")
        assert answer.status_code == 400
        assert "Juriste schreef zelf aan deze tekst." in answer.content.decode()
        assert actions() == ["wagtail.edit"]
        assert not StatementVersion.objects.exists()

    def test_a_refusal_names_the_field(self, client, publish, editor, lawyer):
        publish()
        draft(editor, FIRST, effective_from=latest_version().effective_from - timedelta(days=1))
        answer = self.post(client, lawyer, "publish")
        assert answer.status_code == 400
        assert "Kies een ingangsdatum vanaf" in answer.json()["effective_from"][0]

    def test_who_may_not_publish_is_refused(self, client, written, editor):
        assert self.post(client, editor, "publish").status_code == 403
        assert not StatementVersion.objects.exists()

    def test_two_at_once(self, client, written, lawyer, monkeypatch):
        monkeypatch.setattr("home.publication.operations.lock", _busy)
        answer = self.post(client, lawyer, "publish")
        assert answer.status_code == 409
        assert "Iemand anders publiceert" in answer.content.decode()

    def test_what_has_versions_is_not_deleted(self, client, publish, lawyer, django_user_model):
        publish()
        boss = UserFactory(username="baas", first_name="", last_name="", is_superuser=True)
        answer = self.post(client, boss, "delete")
        assert answer.status_code == 400
        assert "kan niet worden verwijderd" in answer.content.decode()
        assert "wagtail.delete" not in actions()

    @pytest.mark.parametrize(
        "action",
        ["convert_alias", "copy", "move", "copy_for_translation", "create_alias", "revert_to_page_revision"],
    )
    def test_nothing_else_publishes_or_breaks(self, client, publish, action, django_user_model):
        publish()
        page = the_page()
        boss = UserFactory(username="baas", first_name="", last_name="", is_superuser=True)
        parent = page.get_parent().pk
        data = {
            "destination_page_id": parent,
            "locale": "en",
            "revision_id": page.latest_revision_id,
            "position": "first-child",
            "slug": "nog-een",
            "update_slug": "nog-een",
        }
        before = actions()
        answer = self.post(client, boss, action, data)
        assert answer.status_code < 500
        assert StatementVersion.objects.count() == 1
        if answer.status_code >= 400:
            assert actions() == before, "what was refused did not happen"

    def test_without_what_was_seen(self, client, written, lawyer):
        answer = self.post(client, lawyer, "publish")
        assert answer.status_code == 400
        assert "niet in beeld geweest" in answer.content.decode()
        assert actions() == ["wagtail.edit"]
        assert not StatementVersion.objects.exists()

    def test_what_was_seen_and_is_another_by_now(self, client, editor, written, lawyer):
        seen = seen_of(written)
        draft(editor, text("Stiekem alles."), change_note="Iets")
        answer = self.post(client, lawyer, "publish", {"seen": seen})
        assert answer.status_code == 400
        assert "Anders is nu: paragraaf “Delen” en wat er is veranderd." in answer.content.decode()
        assert not StatementVersion.objects.exists()

    @pytest.mark.parametrize("seen", ["x", "{}", " []", ["a"], {"a": 1}, None])
    def test_nonsense_for_what_was_seen(self, client, written, lawyer, seen):
        assert self.post(client, lawyer, "publish", {"seen": seen}).status_code == 400
        assert not StatementVersion.objects.exists()


def _busy() -> None:
    raise TryAgain("Iemand anders publiceert op dit moment.")


class TestAround:
    """Wagtail's own action, by code that knows nothing of versions."""

    def test_to_publish_now_is_refused(self, written, lawyer):
        with pytest.raises(PublicationRefused, match="langs deze weg"):
            PublishPageRevisionAction(written, user=lawyer).execute()
        assert not the_page().live
        assert "wagtail.publish" not in actions()

    def test_a_planning_that_asked_nobody_is_taken_off_at_its_moment(self, publish, editor, lawyer):
        publish()
        later = draft(editor, text("Later."), go_live_at=timezone.now() + timedelta(hours=1))
        PublishPageRevisionAction(later, user=lawyer).execute()
        assert publish_due(at=timezone.now() + timedelta(hours=2)) == 0
        assert StatementVersion.objects.count() == 1
        assert the_page().scheduled_revision is None
        assert actions()[-1] == "home.plan_failed"


class TestPlanner:
    """The only publication on somebody else's word."""

    def test_the_version_names_the_planner_and_the_history_nobody(self, publish, editor, lawyer):
        moment = timezone.now() + timedelta(hours=1)
        publish()
        approve(draft(editor, text("Later."), go_live_at=moment, change_note="x"), lawyer)
        assert actions()[-1] == "home.plan"
        assert publish_due(at=moment + timedelta(seconds=1)) == 1
        assert latest_version().approved_by == lawyer.pk
        [entry] = PageLogEntry.objects.filter(action="wagtail.publish.scheduled", page_id=the_page().pk)
        assert entry.user is None

    def test_by_wagtails_command(self, publish, editor, lawyer):
        publish()
        moment = timezone.now() + timedelta(hours=1)
        revision = draft(editor, text("Later."), go_live_at=moment, change_note="x")
        approve(revision, lawyer)
        type(revision).objects.filter(pk=revision.pk).update(
            approved_go_live_at=timezone.now() - timedelta(minutes=1)
        )
        call_command("publish_scheduled")
        assert StatementVersion.objects.count() == 2
        assert the_page().live_revision_id == revision.pk
