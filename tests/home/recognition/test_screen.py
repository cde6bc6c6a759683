"""Promises recognised in the browser: in a file that is read in, and in a draft however its text came there."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import StatementPage
from tests.factories import UserFactory
from tests.home.conftest import paragraph, section
from tests.home.importing.test_screen import _private_folder, confirm, draft_of, hand_in  # noqa: F401 - a fixture

TEXT = b"""Verklaring

1. Delen

Uw gegevens gaan niet naar landen buiten de EER, tenzij dat wettelijk verplicht is.

2. Rechten

Wij reageren op elk verzoek binnen drie weken. Soms verlengen wij dat met een maand.
"""
BODY = [
    section("Delen", paragraph("Uw gegevens gaan niet buiten de EER, tenzij dat wettelijk verplicht is.")),
    section("Rechten", paragraph("Wij reageren op elk verzoek binnen drie weken."), anchor="uw-rechten"),
]


@pytest.fixture
def page(statement_page, editor) -> StatementPage:
    page = StatementPage.objects.get(pk=statement_page.pk)
    page.body = json.dumps(BODY)
    page.save_revision(user=editor)
    return StatementPage.objects.get(pk=statement_page.pk)


@pytest.fixture
def browser(editor) -> Client:
    client = Client()
    client.force_login(editor)
    return client


def kinds_of(page) -> list[str]:
    return [block.block_type for part in draft_of(page).body for block in part.value["body"]]


def address(page) -> str:
    return reverse("statement_recognition:index", args=[page.pk])


def accept(browser: Client, page, *kinds: str, replaces: int | str | None = None):
    replaces = page.latest_revision_id if replaces is None else replaces
    return browser.post(address(page), {"recognised": kinds, "replaces": replaces}, follow=True)


def test_a_file_that_is_read_in_proposes_its_promises_with_their_value(browser, page):
    shown = hand_in(browser, page, TEXT, "verklaring.txt")
    text = shown.content.decode()
    assert "Antwoord binnen 3 weken, te verlengen met 1 maand." in text
    assert "Maak er “Toezegging: antwoordtermijn” van." in text
    assert "“Uw gegevens gaan niet naar landen buiten de EER" in text
    confirm(browser, page, shown.context["ticket"], recognised=["response_term"])
    assert kinds_of(page) == ["paragraph", "response_term"]
    term = draft_of(page).body[1].value["body"][0].value
    assert (term["response_weeks"], term["extension_months"]) == (3, 1)
    assert "Wij reageren op elk verzoek" in str(term["text"])


def test_what_is_not_chosen_stays_text(browser, page):
    confirm(browser, page, hand_in(browser, page, TEXT, "verklaring.txt").context["ticket"])
    assert kinds_of(page) == ["paragraph", "paragraph"]


def test_a_draft_that_was_typed_or_pasted_proposes_its_promises_too(browser, page, editor):
    edit = browser.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "2 alinea&#x27;s en lijsten in het concept lezen als een toezegging" in edit or (
        "2 alinea's en lijsten in het concept lezen als een toezegging" in edit
    )
    assert address(page) in edit
    text = browser.get(address(page)).content.decode()
    assert "Antwoord binnen 3 weken." in text
    before = page.latest_revision_id
    answer = accept(browser, page, "response_term", "transfer_policy")
    assert "2 onderdelen van het concept zijn gemaakt tot wat er staat" in answer.content.decode()
    assert kinds_of(page) == ["transfer_policy", "response_term"]
    draft = draft_of(page)
    assert (draft.latest_revision.user, draft.body[1].value["anchor"]) == (editor, "uw-rechten")
    assert draft.revisions.filter(pk=before).exists()
    assert "geen alinea of lijst die leest als een toezegging" in browser.get(address(page)).content.decode()


def test_a_draft_that_somebody_else_changed_is_left_alone(browser, page, lawyer):
    old = page.latest_revision_id
    other = draft_of(page)
    other.change_note = "Van de jurist"
    other.save_revision(user=lawyer)
    answer = accept(browser, page, "response_term", replaces=old)
    assert "heeft het concept intussen gewijzigd" in answer.content.decode()
    for replaces in ("", "onzin", "²"):
        accept(browser, page, "response_term", replaces=replaces)
    assert kinds_of(page) == ["paragraph", "paragraph"]


def test_nothing_chosen_and_nothing_known_change_nothing(browser, page):
    assert "Er is niets gekozen" in accept(browser, page).content.decode()
    accept(browser, page, "onzin")
    assert kinds_of(page) == ["paragraph", "paragraph"]


def test_a_locked_page_is_left_alone_and_says_so(browser, page, lawyer):
    page.locked, page.locked_by, page.locked_at = True, lawyer, timezone.now()
    page.save()
    assert "vergrendeld" in browser.get(address(page)).content.decode()
    accept(browser, page, "response_term")
    assert kinds_of(page) == ["paragraph", "paragraph"]


@pytest.mark.parametrize("role", ["Contractbeheerder", "Auditor"])
def test_who_may_not_edit_the_statement_does_not_get_in(page, role):
    client = Client()
    client.force_login(UserFactory(role=role))
    answer = client.get(address(page))
    assert answer.status_code == 403 or answer.url == "/beheer/"
    accept(client, page, "response_term")
    assert kinds_of(page) == ["paragraph", "paragraph"]
