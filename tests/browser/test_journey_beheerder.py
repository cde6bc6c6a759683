"""An administrator makes a source and switches it off, adds colleagues and an adequacy decision.

What takes two people is confirmed by the auditor, since the sample has one administrator.
"""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.steps.keys import press
from tests.browser.steps.lists import REFERENCE_LISTS, open_record
from tests.browser.steps.menu import REGISTER, choose, choose_action, go_to_start, open_screen
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# Whether nothing lies over the first letters of the first element that is found.
SEEN = """(selector) => {
    const words = document.createRange();
    words.selectNodeContents(document.querySelector(selector));
    const {left, top} = words.getClientRects()[0];
    return document.elementFromPoint(left + 5, top + 5).matches(selector);
}"""


def test_a_source_gets_a_token_once_and_is_switched_off(sample, visitor, live_server) -> None:
    keeper = visitor()
    page = keeper.page
    keeper.sign_in("beheerder")
    choose(page, REGISTER, "Bronsystemen")
    choose_action(page, "Bronsysteem toevoegen")
    page.get_by_role("textbox", name="Naam").fill("Dossierportaal")
    page.get_by_role("combobox", name="Eigenaar").select_option(label="Beheerder (beheerder)")
    page.get_by_label("Lezen").check()
    page.get_by_role("textbox", name="Reden van de toevoeging").fill("Koppeling met het dossiersysteem")
    keeper.picture("beheer-bron")
    page.locator("main form [type=submit]").last.click()
    token = page.locator("#token")
    expect(token).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("U ziet dit token alleen nu.")
    secret = token.input_value()
    keeper.picture("beheer-token")
    usual = page.viewport_size
    page.set_viewport_size({"width": 400, "height": 800})
    assert page.evaluate(SEEN, "h1")  # and not below the button of the menu
    page.set_viewport_size(usual)
    page.get_by_role("link", name="Ik heb het token overgenomen").click()

    parties = f"{live_server.url}/api/v1/parties"
    header = {"Authorization": f"Bearer {secret}"}
    assert page.context.request.get(parties, headers=header).status == 403

    confirm(visitor("auditor"), "Dossierportaal", "erbij: Lezen")
    assert page.context.request.get(parties, headers=header).status == 200

    open_record(page, "Bronsystemen", "Dossierportaal")
    expect(page.locator("body")).not_to_contain_text(secret)
    page.get_by_role("checkbox", name="Actief").uncheck()
    page.get_by_role("textbox", name="Reden van de wijziging").fill("Koppeling vervangen")
    page.get_by_role("button", name="Opslaan").click()
    expect(told(page)).to_contain_text("is gewijzigd")
    keeper.picture("beheer-bronnen")
    assert page.context.request.get(parties, headers=header).status == 401


def confirm(second, about: str, shown: str) -> None:
    """As the second person: from the start page, by what waits there, to the proposal."""
    page = second.page
    go_to_start(page)
    page.get_by_role("link", name=re.compile("als tweede persoon")).click()
    page.locator("main").get_by_role("link", name=about, exact=True).click()
    expect(page.locator("main")).to_contain_text(shown)
    second.picture("auditor-voorstel")
    page.get_by_role("link", name="Bevestigen").click()
    expect(page.locator("main")).to_contain_text(shown)
    second.picture("auditor-bevestigen")
    page.get_by_role("button", name="Ik bevestig dit voorstel").click()
    expect(told(page)).to_contain_text("is bevestigd en uitgevoerd")


def test_a_colleague_gets_an_account_in_a_role_that_takes_two(sample, visitor) -> None:
    keeper, password = visitor("beheerder"), "Nog-een-lang-wachtwoord-7"
    page = keeper.page
    open_screen(page, "Instellingen", "Gebruikers")
    choose_action(page, "Voeg een gebruiker toe")
    page.locator("[name=username]").fill("nieuwe.collega")
    page.locator("[name=email]").fill("nieuwe.collega@voorbeeld.example")
    page.locator("[name=first_name]").fill("Nieuwe")
    page.locator("[name=last_name]").fill("Collega")
    page.locator("[name=reason]").fill("Neemt de controles over")
    press(page, page.locator("#tab-account [role=tab]"))
    expect(page.get_by_role("tab", name="Rollen").first).to_be_focused()
    page.get_by_label("Auditor").check()
    keeper.picture("beheer-gebruiker")
    page.locator("main form [type=submit]").last.click()
    expect(told(page)).to_contain_text("nieuwe.collega")
    expect(told(page)).to_contain_text("Voorgesteld aan een tweede persoon")

    confirm(visitor("auditor"), "nieuwe.collega", "erbij: Auditor")
    [message] = mail.outbox
    link = next(line for line in message.body.splitlines() if "/password_reset/confirm/" in line)

    colleague = visitor()
    own = colleague.page
    own.goto("/" + link.split("/", 3)[3])
    own.locator("[name=new_password1]").fill(password)
    own.locator("[name=new_password2]").fill(password)
    own.locator("form [type=submit]").last.click()
    expect(own.locator("body")).to_contain_text("gewijzigd")
    colleague.sign_in("nieuwe.collega", password)
    choose(own, REGISTER, "Overeenkomsten")
    expect(own.locator("main")).to_contain_text("OV-2023-02")
    assert colleague.is_refused(reverse("parties:add"))

    auditor = visitor("auditor")
    open_screen(auditor.page, "Toegang", "Wijzigingen van accounts, rollen en tokens")
    expect(auditor.page.locator("main")).to_contain_text("Neemt de controles over")
    auditor.picture("auditor-toegang")


def test_an_adequacy_decision_is_added(sample, visitor) -> None:
    from sharing.models import AdequacyDecision

    keeper = visitor("beheerder")
    page = keeper.page
    open_screen(page, REGISTER, REFERENCE_LISTS, "Adequaatheidsbesluiten")
    page.get_by_role("link", name="Adequaatheidsbesluit toevoegen").first.click()
    page.locator("[name=country]").select_option(label="India")
    page.locator("[name=reference]").fill("(EU) 2026/9999")
    page.locator("[name=adopted]").fill("01-05-2026")
    page.locator("[name=confidence]").select_option(index=1)
    page.locator("[name=reason]").fill("Publicatieblad van 1 mei")
    keeper.picture("beheer-besluit")
    page.locator("main form [type=submit]").last.click()
    expect(told(page)).to_contain_text("2026/9999")
    keeper.picture("beheer-besluiten")
    assert AdequacyDecision.objects.get(reference="(EU) 2026/9999").country_id == "IN"
