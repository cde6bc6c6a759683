"""What the editor's form says of references and keeps of the message to who judges the text."""

from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home.models import StatementPage
from home.review.queries import NOTED
from tests.home.drafts import screen, the_page
from tests.home.editor.test_admin import edit, form  # noqa: F401  a fixture

pytestmark = pytest.mark.usefixtures("legal_review")


def referring(anchor: str, **fields) -> dict:
    part = {
        "heading": "Delen",
        "anchor": "delen",
        "body": streamfield(
            [("paragraph", rich_text(f'<p>Zie <a href="#{anchor}">paragraaf 8</a>.</p>', features=["link"]))]
        ),
    }
    return {**form(**fields), **nested_form_data({"body": streamfield([("section", part)])})}


def test_a_lost_reference_is_told_at_saving_and_refused_at_handing_in(edit, editor):  # noqa: F811
    told = "“1. Delen” verwijst met “paragraaf 8” naar een paragraaf die er niet meer is (vast adres “weg”)."
    assert told in unescape(edit(editor, referring("weg")).content.decode())
    stored = StatementPage.objects.source().get().get_latest_revision_as_object()
    assert "#weg" in str(stored.body)
    assert told in unescape(edit(editor, {**referring("weg"), "action-submit": "1"}).content.decode())
    assert the_page().current_workflow_state is None
    edit(editor, {**referring("delen"), "action-submit": "1"})
    assert the_page().current_workflow_state is not None


def test_the_choice_of_a_section_comes_with_the_editor(client, statement_page, editor):
    client.force_login(editor)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[statement_page.pk])).content.decode()
    assert "home/references.js" in page and "section-reference" in page


def test_the_message_is_asked_once(client, statement_page, editor):
    client.force_login(editor)
    page = client.get(reverse("wagtailadmin_pages:edit", args=[statement_page.pk])).content.decode()
    assert page.count('name="review_note"') == 1  # of two with one name the last is read


def test_the_reviewer_reads_the_message_and_readers_never(edit, client, publish, editor, lawyer):  # noqa: F811
    publish(date(2025, 1, 1))
    note = "Let op de termijn: die heb ik nagevraagd."
    data = form(change_note="Er staat iets nieuws.", review_note=note)
    edit(editor, data)
    assert not PageLogEntry.objects.filter(action=NOTED).exists()
    edit(editor, {**data, "action-submit": "1"})
    assert PageLogEntry.objects.get(action=NOTED).user == editor
    shown = screen(client, lawyer).content.decode()
    assert "Bericht van wie indiende" in shown and note in shown
    from tests.home.drafts import judge

    judge(client, lawyer, "approve")
    client.logout()
    for address in ("/privacyverklaring/", "/privacyverklaring/versies/2.json", "/privacyverklaring/feed/"):
        assert "nagevraagd" not in client.get(address).content.decode()


def test_a_message_belongs_to_its_own_submission(edit, client, editor, lawyer):  # noqa: F811
    from tests.home.drafts import judge

    edit(editor, {**form(review_note="De eerste keer."), "action-submit": "1"})
    judge(client, lawyer, "reject", "Nog niet.")
    edit(editor, {**form("Andere woorden."), "action-submit": "1"})
    if the_page().current_workflow_state.status != "in_progress":
        edit(editor, {**form("Andere woorden."), "action-restart-workflow": "1"})
    page = screen(client, lawyer).content.decode()
    assert "Andere woorden." in page
