"""The proposal in the editor, and the warning where a text is handed in and judged."""

import json
from datetime import date

import pytest
from django.urls import reverse

from home.models import StatementPage
from tests.factories import UserFactory
from tests.home.conftest import BODY, paragraph, section


@pytest.fixture
def draft(publish, editor, statement_page):
    """A draft that promises something else than the version before."""
    publish(date(2025, 1, 1))
    shorter = {"text": "<p>Wij antwoorden snel.</p>", "response_weeks": 3, "extension_months": 2}
    page = StatementPage.objects.get(pk=statement_page.pk).get_latest_revision_as_object()
    page.body = json.dumps([*BODY, section("Termijnen", {"type": "response_term", "value": shorter})])
    page.save_revision(user=editor)
    return page


def proposed(client, page):
    return client.get(reverse("home_change_note", args=[page.pk]))


def test_the_editor_shows_the_proposal(client, draft, editor):
    client.force_login(editor)
    shown = client.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).content.decode()
    assert "Nieuw is paragraaf “Termijnen”." in shown
    assert "binnen 3 weken (was 4)" in shown
    assert proposed(client, draft).json() == {
        "note": "Nieuw is paragraaf “Termijnen”.\nWij antwoorden op uw verzoek binnen 3 weken (was 4).",
        "unsaid": ["Niet genoemd bij “Wat is er veranderd”: de termijn van antwoord."],
    }


def test_it_is_dutch_for_who_works_in_english_too(client, draft, editor):
    client.force_login(editor)
    assert (
        "Nieuw is paragraaf"
        in client.get(reverse("home_change_note", args=[draft.pk]), headers={"accept-language": "en"}).json()[
            "note"
        ]
    )


def test_a_stranger_does_not_read_it(client, draft):
    client.force_login(UserFactory(username="vreemde"))
    assert proposed(client, draft).status_code in (302, 403)


def test_the_first_version_has_nothing_to_tell(client, statement_page, editor):
    page = StatementPage.objects.get(pk=statement_page.pk)
    page.body = json.dumps([section("", paragraph("Eerste."))])
    page.save_revision(user=editor)
    client.force_login(editor)
    assert proposed(client, page).json()["note"] == ""


@pytest.mark.parametrize(
    ("note", "warned"), [("Duidelijker geschreven.", True), ("Wij antwoorden binnen drie weken.", False)]
)
def test_who_reviews_sees_what_the_note_leaves_out(client, draft, editor, lawyer, legal_review, note, warned):
    draft.change_note = note
    draft.save_revision(user=editor)
    StatementPage.objects.get(pk=draft.pk).get_workflow().start(draft, editor)
    client.force_login(lawyer)
    shown = client.get(reverse("statement_review:review", args=[draft.pk])).content.decode()
    assert ("Niet genoemd bij “Wat is er veranderd”: de termijn van antwoord." in shown) == warned
