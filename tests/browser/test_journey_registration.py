"""A new processor from nothing: begun on the start page, left halfway and taken up from there."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps.menu import go_to_start
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_processor_is_registered_in_two_goes(sample, visitor) -> None:
    from sharing.models import Agreement

    contracts = visitor("contractbeheerder")
    page = contracts.page
    page.set_default_timeout(15000)
    go_to_start(page)
    under_way = page.get_by_role("region", name="In registratie")
    contracts.picture("registratie-start")
    under_way.get_by_role("link", name="Nieuwe verwerker registreren").click()
    bar = page.get_by_role("navigation", name="Stappen van de registratie")
    expect(bar.locator("[aria-current=step]")).to_have_text("1. Partij")
    page.locator("[name=name]").fill("Wolkenbank Cloud")
    page.locator("[name=country]").select_option(label="Verenigde Staten van Amerika")
    page.get_by_role("textbox", name="Reden").fill("Nieuwe leverancier")
    contracts.picture("registratie-1")
    assert contracts.obstacles(within="main") == []
    page.get_by_role("button", name="Bewaren en verder").click()

    expect(bar.locator("[aria-current=step]")).to_have_text("2. Overeenkomst")
    page.locator("[name=reference]").fill("VW-WOLK")
    page.locator("[name=first_day]").fill("01-01-2026")
    page.locator("[name=signed_on]").fill("15-12-2025")
    page.locator("[name=purposes]").first.check()
    page.locator("[name=data_categories]").first.check()
    page.get_by_role("textbox", name="Reden").fill("Nieuw contract")
    contracts.picture("registratie-2")
    page.get_by_role("button", name="Bewaren en verder").click()
    expect(bar.locator("[aria-current=step]")).to_have_text("3. Bepalingen")
    assert Agreement.objects.get(reference="VW-WOLK").party.name == "Wolkenbank Cloud"
    page.get_by_role("link", name="Later verder").click()

    row = under_way.get_by_role("row").filter(has_text="Wolkenbank Cloud")
    row.get_by_role("link", name="Verder bij: Bepalingen").click()
    for item in "abcdefgh":
        page.locator(f"[name=item_{item}]").select_option(label="Geregeld")
    page.get_by_role("textbox", name="Reden").fill("Contract nagelopen")
    contracts.picture("registratie-3")
    assert contracts.obstacles(within="main") == []
    page.get_by_role("button", name="Bewaren en verder").click()
    expect(bar.locator("[aria-current=step]")).to_have_text("4. Subverwerkers")
    expect(told(page).first).to_contain_text("is gewijzigd")
    contracts.picture("registratie-4")
    page.get_by_role("link", name="De hele keten op één scherm").click()
    page.locator("[name=rijen-0-service]").fill("Opslag")
    page.get_by_role("textbox", name="Reden").fill("Opgave van Wolkenbank")
    page.get_by_role("button", name="Keten opslaan").click()
    expect(page.get_by_role("main")).to_contain_text("Er is niets opgeslagen")  # which party?
    page.locator("[name=rijen-0-service]").fill("")
    page.get_by_role("button", name="Keten opslaan").click()
    expect(bar.locator("[aria-current=step]")).to_have_text("4. Subverwerkers")

    bar.get_by_role("link", name="5. Doorgifte").click()
    expect(page.get_by_role("main")).to_contain_text("Wolkenbank Cloud (Verenigde Staten van Amerika)")
    contracts.picture("registratie-5")
    assert contracts.obstacles(within="main") == []
    bar.get_by_role("link", name="7. Klaar").click()
    expect(page.get_by_role("main")).to_contain_text("Er staan nog 2 stappen open.")
    contracts.picture("registratie-7")
    assert contracts.obstacles(within="main") == []
