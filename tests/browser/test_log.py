"""A lawyer narrows the log, keeps that under a name, has it back, and shares it with a colleague."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests import factories as make
from tests.browser.steps.menu import DISCLOSURES, open_screen
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sample")]
WIDE = {"viewport": {"width": 1366, "height": 768}}
DOSSIER = "d-2026-7777"


def narrow(page: Page, name: str) -> Locator:
    """Open the filters, and one of them."""
    page.get_by_role("button", name="Toon filters").click()
    page.get_by_role("button", name=name, exact=True).click()
    return page.locator(".w-drilldown__submenu:not([hidden])")


def close(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Uitkomst", exact=True)).to_be_hidden()


def chips(page: Page) -> Locator:
    return page.get_by_role("list", name="Filters die aan staan")


def test_filters_combine_are_kept_under_a_name_and_shared(visitor) -> None:
    party = make.PartyFactory(code="proef", name="Proefgemeente", client=True)
    wanted = make.DisclosureFactory(
        recipient=party, deviation=True, description="Twee rapporten over de voortgang", number=DOSSIER
    )
    make.DisclosureFactory(recipient=party, description="Een rapport", purpose=wanted.purpose)
    lawyer = visitor("jurist", **WIDE)
    page = lawyer.page
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    rows = page.locator("main table.listing tbody tr")

    narrow(page, "Omschrijving").get_by_role("textbox").fill("rapport")
    expect(chips(page)).to_contain_text("Omschrijving: rapport")
    close(page)
    expect(rows).to_have_count(2)
    narrow(page, "Uitkomst").get_by_role("radio", name="Afwijking").click()
    expect(chips(page)).to_contain_text("Uitkomst: Afwijking")
    close(page)
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("Proefgemeente")

    page.get_by_label("Dit filter bewaren als").fill("Afwijkende rapporten")
    page.get_by_role("button", name="Bewaren", exact=True).click()
    expect(told(page)).to_contain_text("Het filter “Afwijkende rapporten” is bewaard.")
    lawyer.picture("jurist-filter-bewaard")

    open_screen(page, DISCLOSURES, "Verstrekkingen")
    expect(chips(page)).to_have_count(0)
    page.get_by_role("link", name="Afwijkende rapporten", exact=True).click()
    expect(chips(page)).to_contain_text("Omschrijving: rapport")
    expect(rows).to_have_count(1)

    # A search for a dossier is not part of what one shares.
    page.get_by_role("textbox", name="Dossiernummer").fill(DOSSIER)
    page.get_by_label("Waarom").select_option(label="Verstrekking of toestemming vastleggen of verbeteren")
    page.get_by_role("button", name="Zoek dossier").click()
    expect(page.locator("main")).to_contain_text(f"Alleen dossier {DOSSIER}.")
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    page.get_by_role("link", name="Afwijkende rapporten", exact=True).click()
    page.get_by_text("Delen", exact=True).click()
    address = page.get_by_label("Adres van deze lijst").input_value()
    assert "dossier" not in address
    colleague = visitor("auditor", **WIDE).page
    open_screen(colleague, DISCLOSURES, "Verstrekkingen")
    expect(colleague.get_by_role("navigation", name="Bewaarde filters")).to_have_count(0)
    colleague.goto(f"{urlsplit(address).path}?{urlsplit(address).query}")  # as it came by mail
    expect(chips(colleague)).to_contain_text("Uitkomst: Afwijking")
    expect(colleague.locator("main table.listing tbody tr")).to_have_count(1)

    page.get_by_role("link", name="Beheren", exact=True).click()
    expect(page.locator("main")).to_contain_text("Omschrijving: rapport")
    page.get_by_role("button", name="Filter “Afwijkende rapporten” verwijderen").click()
    expect(told(page)).to_contain_text("is verwijderd")


def test_the_columns_that_one_chooses_stay(visitor) -> None:
    make.DisclosureFactory(description="Een rapport")
    lawyer = visitor("jurist", **WIDE)
    page = lawyer.page
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    expect(page.get_by_role("columnheader", name="Omschrijving")).to_have_count(0)
    page.get_by_role("link", name="Kolommen kiezen").click()
    page.get_by_label("Omschrijving").check()
    page.get_by_label("Namens").uncheck()
    page.get_by_role("button", name="Kolommen tonen").click()
    expect(page.get_by_role("columnheader", name="Omschrijving")).to_be_visible()
    lawyer.picture("jurist-kolommen")
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    expect(page.get_by_role("columnheader", name="Omschrijving")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Namens")).to_have_count(0)
