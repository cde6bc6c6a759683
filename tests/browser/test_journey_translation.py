"""An editor translates the statement, a lawyer approves, a reader changes from one language to the other."""

import json
import re

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.steps.reader import read_statement
from tests.browser.steps.statement import open_review, open_statement
from tests.browser.steps.visitor import PASSWORD, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TEXT = "Privacyverklaring\n\n1. Wat wij vragen\n\nUw naam.\n"


@pytest.fixture
def published(transactional_db) -> None:
    """An installation with one version and nothing in English."""
    from home.importing.operations import replace_statement
    from home.reading import read_text
    from home.site import ensure_site
    from sharing.roles import ensure_accounts, ensure_roles

    ensure_roles(page=ensure_site().get_parent())
    ensure_accounts(password=PASSWORD)
    lawyer = get_user_model().objects.get(username="jurist")
    replace_statement(text=read_text(TEXT), by=lawyer, publish=True, change_note="Eerste versie.")


def test_from_dutch_text_to_english_reader(published, visitor) -> None:
    from home.versions.models import StatementTranslation

    editor = visitor("redacteur")
    page = editor.page
    open_statement(page)
    expect(page.locator("main")).to_contain_text("Er is nog geen Engelse vertaling.")
    editor.picture("vertaling-nog-niet")
    page.locator("header").get_by_role("button", name="Acties").click()
    page.get_by_role("link", name="Vertaal").click()
    editor.picture("vertaling-taal-kiezen")
    page.get_by_role("button", name="Maak de Engelse pagina").click()

    expect(told(page)).to_contain_text("aangemaakt in Engels")
    expect(page.locator("main")).to_contain_text("Er is nog niets vertaald")
    editor.picture("vertaling-begin")
    page.locator("[name=title]").fill("Privacy statement")
    page.locator("[name=body-0-value-heading]").fill("What we ask")
    text = page.locator("[contenteditable=true]").first
    text.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Your name.")
    expect(page.locator("[name=body-0-value-body-0-value]")).to_have_value(re.compile("Your name."))
    more = page.get_by_role("button", name="Meer acties")
    hand_in = page.get_by_role("button", name="Stuur door naar Juridische toets")
    more.click()
    hand_in.click()
    expect(page.get_by_role("link", name="Vertaal ook wat er is veranderd")).to_be_visible()
    editor.picture("vertaling-zonder-toelichting")
    page.locator("[name=change_note]").fill("First version.")
    more.click()
    hand_in.click()
    expect(told(page)).to_contain_text("ter goedkeuring ingediend")

    lawyer = visitor("jurist")
    page = lawyer.page
    open_review(page, "Privacy statement")
    page.get_by_role("button", name="Goedkeuren", exact=True).click()
    expect(told(page)).to_contain_text("De Engelse tekst van versie 1 is gepubliceerd")
    edition = StatementTranslation.objects.get()
    assert (edition.written_by_name, edition.approved_by_name) == (
        "Redacteur (redacteur)",
        "Juridisch medewerker (jurist)",
    )

    reader = visitor()
    page = reader.page
    read_statement(page)
    page.get_by_role("link", name="English").press("Enter")
    expect(page).to_have_url(re.compile("/privacyverklaring/en/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Privacy statement")
    expect(page.locator("main")).to_contain_text("Your name.")
    assert reader.obstacles() == []
    reader.picture("lezer-engels")
    page.get_by_role("link", name="Nederlands", exact=True).press("Enter")
    expect(page).to_have_url(re.compile("/privacyverklaring/$"))
    page.goto("/en/")
    assert reader.obstacles() == []


@pytest.fixture
def changed(published) -> int:
    """A translation of version 1 that readers have, and a version 2 with a paragraph more; the key of the page."""
    from wagtail.models import Locale

    from home.importing.operations import replace_statement
    from home.models import StatementPage
    from home.publication.operations import publish
    from home.reading import read_text

    lawyer = get_user_model().objects.get(username="jurist")
    english = StatementPage.objects.get().copy_for_translation(Locale.objects.get(language_code="en"))
    english.title, english.slug, english.change_note = "Privacy statement", "en", "First version."
    body = english.body.get_prep_value()
    body[-1]["value"]["heading"] = "What we ask"
    body[-1]["value"]["body"] = [{"type": "paragraph", "value": "<p>Your name.</p>"}]
    english.body = json.dumps(body)
    publish(
        english, revision=english.save_revision(user=lawyer), by=lawyer, at=timezone.now(), archive="Proef"
    )
    more = f"{TEXT}\n2. Hoe lang\n\nEen jaar.\n"
    replace_statement(text=read_text(more), by=lawyer, publish=True, change_note="Hoe lang wij bewaren.")
    return english.pk


def test_what_changed_is_translated_paragraph_by_paragraph(changed, visitor) -> None:
    from home.models import StatementPage

    editor = visitor("redacteur")
    page = editor.page
    open_statement(page)
    page.locator("main").get_by_role("link", name="Naar de Engelse tekst").click()
    page.locator("main").get_by_role("link", name="Vertaal paragraaf voor paragraaf").click()
    page.get_by_role("button", name="Neem de opbouw van versie 2 over").click()
    expect(told(page)).to_contain_text("Toegevoegd, nog in het Nederlands: “Hoe lang”.")
    expect(page.locator("main")).to_contain_text("Nog 1 paragraaf te doen.")
    editor.picture("vertaling-werkbank")
    page.locator("[name=change_note]").fill("How long we keep it.")
    page.locator("[name=section-0-heading]").fill("How long")
    text = page.locator("[contenteditable=true]").first
    text.click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("One year.")
    expect(page.locator("[name=section-0-body-0-value]")).to_have_value(re.compile("One year."))
    page.get_by_role("button", name="Bewaar de vertaling").click()
    expect(told(page)).to_contain_text("De vertaling is bewaard.")
    expect(page.locator("main")).to_contain_text("Alle paragrafen zijn bijgewerkt.")
    draft = StatementPage.objects.get(pk=changed).get_latest_revision_as_object()
    assert [str(one.value["heading"]) for one in draft.body] == ["What we ask", "How long"]
    page.locator("main").get_by_role("link", name="Naar de editor, om door te sturen").first.click()
    expect(page.locator("[name=change_note]")).to_have_value("How long we keep it.")
