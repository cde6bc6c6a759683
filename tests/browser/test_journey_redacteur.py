"""An editor changes the statement and hands it to the lawyer; the register stays closed."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from sharing.core.actor import acting
from tests import factories as make
from tests.browser.steps.reader import read_statement
from tests.browser.steps.statement import open_statement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NOTE = "De paragraaf over wie wij zijn is duidelijker geworden."
WORDS = "Vraagt u zich af of dit over u gaat? Bel ons gerust."


def test_the_statement_is_changed_and_handed_in_for_legal_review(sample, visitor) -> None:
    from home.models import StatementPage
    from home.versions.models import StatementVersion

    editor = visitor()
    page = editor.page
    editor.sign_in("redacteur")
    editor.picture("redacteur-begin")
    expect(page.get_by_role("button", name="Privacyregister")).to_have_count(0)

    open_statement(page)
    part = page.locator("div:has(> input[name=body-1-value-body-count])")
    page.locator("[name=body-1-value-heading]").fill("Over wie deze verklaring gaat")
    texts = part.get_by_role("textbox")
    before = texts.count()
    part.locator("button[title='Tekstdeel invoegen']").last.click()
    page.get_by_role("combobox", name="Zoek in de opties").fill("Alinea")
    page.keyboard.press("Enter")
    expect(texts).to_have_count(before + 1)
    texts.last.click()
    page.keyboard.type(WORDS)
    expect(texts.last).to_contain_text(WORDS)
    editor.picture("redacteur-tekst")

    hand_in = page.get_by_role("button", name="Stuur door naar Juridische toets")
    more = page.get_by_role("button", name="Meer acties")
    more.click()
    expect(page.get_by_role("button", name=re.compile("Publi"))).to_have_count(0)
    hand_in.click()
    expect(page.get_by_role("link", name="Schrijf in gewone woorden wat er is veranderd")).to_be_visible()
    editor.picture("redacteur-zonder-toelichting")

    page.locator("[name=change_note]").fill(NOTE)
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.locator(".messages")).to_contain_text("is gewijzigd")
    more.click()
    hand_in.click()
    expect(page.get_by_role("link", name="De tekst en het register verschillen op")).to_be_visible()
    page.get_by_role("button", name="Verschillen met het register tonen of verbergen").click()
    panel = page.locator("[data-side-panel=conflicts]")
    expect(panel).to_contain_text("Surveyline Inc. verwerkt voor ons gegevens in een land buiten de EER")
    expect(panel.get_by_role("link", name="Overeenkomst")).to_have_count(0)
    editor.picture("redacteur-verschillen")
    page.get_by_role("button", name="Verschillen met het register tonen of verbergen").click()

    page.locator("[name=conflict_reason]").fill("De overeenkomst loopt af.")
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.locator(".messages")).to_contain_text("is gewijzigd")
    more.click()
    hand_in.click()
    expect(page.locator(".messages")).to_contain_text("ter goedkeuring ingediend")
    editor.picture("redacteur-ingediend")

    waiting = StatementPage.objects.source().get().current_workflow_task_state
    assert waiting.task.name == "Juridische toets"
    assert WORDS in str(waiting.revision.as_object().body)
    assert StatementVersion.objects.count() == 2
    read_statement(page)
    expect(page.locator("main")).not_to_contain_text(WORDS)


def test_no_way_leads_an_editor_into_the_register(sample, visitor) -> None:
    from sharing.models import Agreement, Party

    editor = visitor("redacteur")
    party, agreement = Party.objects.get(code="uwv"), Agreement.objects.get(reference="OV-2023-01")
    disclosure = make.DisclosureFactory(recipient=party)
    with acting(by=make.tester(), reason="Test"):
        document = agreement.documents.create(title="Contract", file="overeenkomsten/c.pdf", sha256="0" * 64)
        agreement.save()
    document = agreement.documents.get()
    addresses = [
        *(reverse(f"parties:{name}", args=[party.pk]) for name in ("inspect", "edit", "history", "delete")),
        *(reverse(f"disclosures:{name}", args=[disclosure.pk]) for name in ("inspect", "edit", "history")),
        reverse("agreements:document", args=[agreement.pk, document.pk]),
        reverse("party_chooser:choose"),
        reverse("party_chooser:chosen", args=[party.pk]),
        reverse("agreement_chooser:choose_results"),
        *(
            f"{reverse(f'{name}:index')}?export=xlsx"
            for name in ("parties", "agreements", "disclosures", "consents")
        ),
        reverse("workbook:template"),
        "/beheer/doeleinden/",
        "/beheer/landen/",
    ]
    assert [address for address in addresses if not editor.is_refused(address)] == []
    editor.follow_link(addresses[0])
    expect(editor.page.locator(".messages")).to_contain_text("geen toegang")
    expect(editor.page.locator("body")).not_to_contain_text(party.name)
    editor.picture("redacteur-geweigerd")
