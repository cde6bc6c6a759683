"""Two people type in one record or text: what each changed is there in the end, and what both changed was chosen."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import factories as make
from tests.browser.steps.lists import open_record, type_over
from tests.browser.steps.statement import keep, open_statement
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def save(page: Page, reason: str) -> None:
    page.get_by_role("textbox", name="Reden van de wijziging").fill(reason)
    page.get_by_role("button", name="Opslaan").click()


def two_managers(visitor: Any) -> list[Any]:
    make.UserFactory(username="tweede", first_name="Eva", last_name="Eerst", role="Contractbeheerder")
    return [visitor("tweede"), visitor("contractbeheerder")]


def question(page: Page, label: str) -> Locator:
    return page.get_by_role("group", name=re.compile(re.escape(label)))


def test_two_in_a_party(sample, visitor) -> None:
    from sharing.models import Party

    first, second = two_managers(visitor)
    name = Party.objects.get(code="uwv").name
    for one in (first, second):
        open_record(one.page, "Partijen", name)
    type_over(first.page.get_by_role("textbox", name="Contactpersoon"), "Team Inkoop")
    type_over(first.page.get_by_role("textbox", name="E-mail"), "inkoop@uwv.example")
    save(first.page, "Nieuwe contactpersoon")
    expect(told(first.page)).to_contain_text("is gewijzigd")

    page = second.page
    type_over(page.get_by_role("textbox", name="Contactpersoon"), "Bureau Gegevens")
    type_over(page.get_by_role("textbox", name="Website"), "https://gegevens.uwv.example")
    save(page, "Nieuw bureau")
    expect(page.get_by_role("alert").filter(has_text="Contactpersoon")).to_be_visible()
    expect(question(page, "Contactpersoon")).to_contain_text("Team Inkoop")
    expect(question(page, "Contactpersoon")).to_contain_text("Van Eva Eerst")
    second.picture("samen-partij")
    page.get_by_role("button", name="Opslaan").click()  # no choice: asked again
    expect(question(page, "Contactpersoon")).to_be_visible()
    assert Party.objects.get(code="uwv").contact_name == "Team Inkoop"
    question(page, "Contactpersoon").get_by_role("radio", name="Van u").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(told(page)).to_contain_text("is gewijzigd")
    party = Party.objects.get(code="uwv")
    assert (party.contact_name, party.email, party.website) == (
        "Bureau Gegevens",
        "inkoop@uwv.example",
        "https://gegevens.uwv.example",
    )


def test_two_in_an_agreement(sample, visitor) -> None:
    from sharing.models import Agreement

    first, second = two_managers(visitor)
    for one in (first, second):
        open_record(one.page, "Overeenkomsten", "VW-2023-06")
    type_over(first.page.get_by_role("textbox", name="Omschrijving", exact=True), "Hosting en beheer")
    first.page.get_by_role("tab", name="Artikel 28").click()
    first.page.locator("[name=clause_e]").fill("bijlage 2")
    save(first.page, "Bijlage ontvangen")
    expect(told(first.page)).to_contain_text("is gewijzigd")

    page = second.page
    type_over(page.get_by_role("textbox", name="Omschrijving", exact=True), "Alleen hosting")
    page.get_by_role("tab", name="Artikel 28").click()
    page.locator("[name=clause_f]").fill("bijlage 3")
    save(page, "Bijlage 3 ontvangen")
    page.get_by_role("tab", name="Partij en looptijd").click()
    question(page, "Omschrijving").get_by_role("radio", name="Van Eva Eerst").check()
    page.get_by_role("button", name="Opslaan").click()
    expect(told(page)).to_contain_text("is gewijzigd")
    agreement = Agreement.objects.get(reference="VW-2023-06")
    clauses = {clause.item: clause.clause for clause in agreement.clauses.all()}
    assert (agreement.description, clauses["e"], clauses["f"]) == (
        "Hosting en beheer",
        "bijlage 2",
        "bijlage 3",
    )


def paragraph(page: Page, number: int) -> Locator:
    return page.locator("[contenteditable=true][role=textbox]").nth(number)


def write_on(page: Page, number: int, words: str) -> None:
    text = paragraph(page, number)
    text.click()
    page.keyboard.press("ControlOrMeta+End")
    page.keyboard.type(words)
    expect(text).to_contain_text(words.strip())


def test_two_in_the_statement(sample, visitor) -> None:
    from home.models import StatementPage

    make.UserFactory(username="tweede", first_name="Eva", last_name="Eerst", role="Redacteur")
    first, second = visitor("tweede"), visitor("redacteur")
    for one in (first, second):
        open_statement(one.page)
    write_on(first.page, 0, " Van Eva in de eerste alinea.")
    write_on(first.page, 1, " Van Eva in de tweede alinea.")
    keep(first.page)
    expect(told(first.page)).to_contain_text("is gewijzigd")

    page = second.page
    write_on(page, 0, " Van mij in de eerste alinea.")
    page.locator("[name=title]").fill("Titel van mij")
    keep(page)
    asked = page.get_by_role("group", name=re.compile("deel 1"))
    expect(asked).to_contain_text("Van Eva in de eerste alinea.")
    expect(asked).to_contain_text("Van mij in de eerste alinea.")
    expect(page.locator("section.register-errors h2")).to_have_text(re.compile("Er is niets opgeslagen"))
    expect(paragraph(page, 1)).to_contain_text("Van Eva in de tweede alinea.")
    second.picture("samen-verklaring")
    keep(page)  # no choice: asked again
    expect(asked).to_be_visible()
    stored = StatementPage.objects.source().get().get_latest_revision_as_object()
    assert "Van mij in de eerste alinea." not in str(stored.body)
    asked.get_by_role("radio", name="Van u").check()
    keep(page)
    expect(told(page)).to_contain_text("is gewijzigd")
    stored = StatementPage.objects.source().get().get_latest_revision_as_object()
    assert stored.title == "Titel van mij"
    assert "Van mij in de eerste alinea." in str(stored.body)
    assert "Van Eva in de eerste alinea." not in str(stored.body)
    assert "Van Eva in de tweede alinea." in str(stored.body)
