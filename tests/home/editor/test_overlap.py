"""Two editors in one text: the second is told, and loses nothing."""

import pytest
from django.urls import reverse

from tests.home.drafts import FIRST, draft, text, the_page
from tests.home.editor.test_admin import edit, form  # noqa: F401  a fixture

pytestmark = pytest.mark.django_db


def started_from(revision) -> dict:
    """What the form remembers of the draft that it was opened with."""
    return {
        "loaded_revision_id": str(revision.pk),
        "loaded_revision_created_at": revision.created_at.isoformat(),
    }


@pytest.fixture
def opened(statement_page, editor):
    return draft(editor, FIRST)


def words() -> str:
    return str(the_page().get_latest_revision_as_object().body)


@pytest.mark.parametrize("action", [{}, {"action-submit": "1"}, {"action-publish": "1"}])
def test_the_second_is_told_and_keeps_what_was_typed(edit, opened, editor, lawyer, action):  # noqa: F811
    draft(editor, text("Van de redacteur."))
    page = edit(lawyer, {**form("Van de juriste."), **started_from(opened), **action}).content.decode()
    assert "Schrijver heeft deze tekst bewaard terwijl u schreef" in page
    assert "Van de juriste." in page
    assert f'href="/beheer/pages/{the_page().pk}/revisions/compare/{opened.pk}...' in page
    assert "Van de redacteur." in words()


def test_saving_once_more_is_a_choice_and_the_other_text_stays_in_the_history(edit, opened, editor, lawyer):  # noqa: F811
    other = draft(editor, text("Van de redacteur."))
    first = edit(lawyer, {**form("Van de juriste."), **started_from(opened)})
    again = {**form("Van de juriste."), **started_from(first.context["page"].latest_revision)}
    assert again["loaded_revision_id"] == str(other.pk)
    edit(lawyer, again)
    assert "Van de juriste." in words()
    assert the_page().revisions.filter(pk=other.pk).exists()


def test_a_draft_that_autosave_wrote_over_is_noticed(edit, opened, editor, lawyer):  # noqa: F811
    before = started_from(opened)
    page = the_page().get_latest_revision_as_object()
    page.title = "Andere titel"
    page.save_revision(user=editor, overwrite_revision=opened)
    assert "heeft deze tekst bewaard" in edit(lawyer, {**form("Iets."), **before}).content.decode()


def test_what_ones_own_autosave_stored_is_no_overlap(edit, opened, editor):  # noqa: F811
    draft(editor, text("Vanzelf bewaard."))
    edit(editor, {**form("Zelf bewaard."), **started_from(opened)})
    assert "Zelf bewaard." in words()


def test_who_is_alone_is_not_bothered(edit, opened, editor):  # noqa: F811
    edit(editor, {**form("Alleen ik."), **started_from(opened)})
    assert "Alleen ik." in words()


def test_a_preview_goes_on_working(client, opened, editor, lawyer):
    draft(lawyer, text("Later."))
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[the_page().pk])
    assert client.post(address, {**form("Mijn tekst."), **started_from(opened)}).json()["is_valid"]


class TestAutosave:
    def save(self, client, user, data, words="Getypt."):
        client.force_login(user)
        address = reverse("wagtailadmin_pages:edit", args=[the_page().pk])
        return client.post(address, {**form(words), **data}, headers={"accept": "application/json"})

    def test_one_sitting_is_one_draft(self, client, opened, editor):
        count = the_page().revisions.count()
        answer = self.save(client, editor, started_from(opened)).json()
        for at in range(4):
            sent = {**started_from(opened), "overwrite_revision_id": str(answer["revision_id"])}
            answer = self.save(client, editor, sent, f"Getypt {at}.").json()
            assert answer["success"], answer
        assert the_page().revisions.count() == count + 1
        assert "Getypt 3." in words()

    def test_the_second_of_two_is_refused(self, client, opened, editor, lawyer):
        draft(lawyer, text("Van een ander."))
        answer = self.save(client, editor, started_from(opened))
        assert answer.json()["error_code"] == "invalid_revision"
        assert "Van een ander." in words()

    def test_a_text_under_review_is_closed_to_its_writer(self, client, opened, editor, lawyer, legal_review):
        the_page().get_workflow().start(the_page(), editor)
        answer = self.save(client, editor, {"overwrite_revision_id": str(opened.pk)})
        assert answer.json()["error_code"] == "locked"
        assert "Wij delen niets." in words()

    def test_what_was_judged_or_published_is_not_written_over(self, client, publish, editor):
        publish(body=FIRST)
        published = the_page().live_revision
        answer = self.save(client, editor, {"overwrite_revision_id": str(published.pk)}).json()
        assert answer["revision_id"] != published.pk
        published.refresh_from_db()
        assert "Wij delen niets." in published.content["body"]
