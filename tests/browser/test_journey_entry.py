"""Recording by hand in under a minute: three persons with a mistake in one line, again, and a double that is told."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.steps.keys import reach
from tests.browser.steps.menu import DISCLOSURES, choose_action, open_screen
from tests.browser.steps.visitor import told
from tests.browser.steps.waiting import holds

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

RECIPIENT = "Gemeente Voorbeeldstad"
CHECK = re.compile("/mag-dit/")
KNOWN = re.compile(r"Ingevuld (zoals op|volgens overeenkomst)")


def begin(page: Page) -> None:
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    choose_action(page, "Verstrekking vastleggen")


def name_recipient(page: Page, *, key: str = "Tab") -> None:
    """With the keyboard: the field has the focus, Tab or Enter fills in what is known of whom it names."""
    expect(page.locator("[name=recipient]")).to_be_focused()
    page.keyboard.type(RECIPIENT)
    page.keyboard.press(key)
    expect(page.locator("[data-register-filled]")).to_have_text(KNOWN)


def choose_by_key(page: Page, field: Locator, word: str) -> None:
    reach(page, field)
    page.keyboard.type(word)


def dossiers(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Dossiernummers")


def said(page: Page) -> Locator:
    """What the rules say while one types."""
    return page.get_by_role("region", name="Wat de regels zeggen")


def test_three_persons_without_a_mouse_one_line_mended_then_again_and_a_double(sample, visitor) -> None:
    from sharing.models import Disclosure

    lawyer = visitor("jurist")
    page = lawyer.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    begin(page)
    name_recipient(page)
    expect(page.get_by_label("Hoedanigheid")).to_have_value("client")
    lawyer.picture("jurist-vastleggen")

    moment = page.locator("[name=disclosed_at]")
    reach(page, moment)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("3 maart 2026 10.12")
    reach(page, dossiers(page))
    page.keyboard.type("vb-2026-1\n123456782\nvb-2026-3")
    expect(page.get_by_label("Categorie betrokkene")).to_have_value("deelnemers")
    expect(page.get_by_label("Doeleinde")).to_have_value("integratie")
    choose_by_key(page, page.get_by_role("combobox", name="Grondslag"), "Taak")
    expect(said(page)).to_contain_text("Regel 2: Dit is een burgerservicenummer")
    page.keyboard.press("Control+Enter")
    mistake = page.get_by_role("link", name=re.compile("Regel 2: Dit is een burgerservicenummer"))
    expect(mistake).to_be_visible()
    lawyer.picture("jurist-vastleggen-fout")
    assert not Disclosure.objects.exists()
    expect(dossiers(page)).to_have_value("vb-2026-1\n123456782\nvb-2026-3")
    expect(dossiers(page)).to_be_focused()

    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("vb-2026-1\nvb-2026-2\nvb-2026-3")
    expect(said(page)).to_contain_text("Regel 1, 2, 3")
    expect(said(page)).to_contain_text("Vergeleken met overeenkomst")
    lawyer.picture("jurist-vastleggen-mag")
    page.keyboard.press("Control+Enter")
    expect(told(page)).to_contain_text("3 verstrekkingen zijn vastgelegd.")
    assert Disclosure.objects.count() == 3
    assert [address for address in asked if "vb-2026" in address] == []

    told(page).get_by_role("link", name="Nog zo een").click()
    expect(page.locator("[name=recipient]")).to_have_value(re.compile(RECIPIENT))
    expect(page.get_by_role("combobox", name="Grondslag")).to_have_value("public_task")
    expect(dossiers(page)).to_have_value("")
    reach(page, moment)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("3-3-2026 16:00")
    reach(page, dossiers(page))
    page.keyboard.type("VB-2026-2")
    expect(said(page)).to_contain_text("Misschien al vastgelegd:")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Nog niet vastgelegd: misschien staat dit er al")).to_be_visible()
    lawyer.picture("jurist-dubbel")
    assert Disclosure.objects.count() == 3
    confirm = page.get_by_label("Ik heb gezien wat er al staat. Dit is een andere verstrekking.")
    reach(page, confirm)
    page.keyboard.press("Space")
    page.keyboard.press("Control+Enter")
    expect(told(page)).to_contain_text("De verstrekking is vastgelegd.")
    expect(page.locator("main")).to_contain_text(
        f"Op 3 maart 2026 om 16.00 uur ontving {RECIPIENT} als opdrachtgever"
    )
    lawyer.picture("jurist-een-verstrekking")
    assert Disclosure.objects.count() == 4
    assert lawyer.obstacles("main") == []


def test_what_somebody_filled_in_is_never_replaced(sample, visitor) -> None:
    page = visitor("jurist").page
    begin(page)
    reach(page, page.get_by_label("Kanaal"))
    page.keyboard.type("Post")
    reach(page, page.locator("[name=recipient]"), key="Shift+Tab")
    name_recipient(page, key="Enter")
    expect(page.get_by_label("Kanaal")).to_have_value("post")
    expect(page.get_by_label("Hoedanigheid")).to_have_value("client")

    reach(page, page.get_by_label("Doeleinde"))
    page.keyboard.type("Subsidies")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("link", name="Vul het dossiernummer in.")).to_be_visible()
    field = page.locator("[name=recipient]")
    field.fill("uwv")
    page.keyboard.press("Tab")
    expect(page.locator("[data-register-filled]")).to_contain_text("OV-2023-04")
    expect(page.get_by_label("Doeleinde")).to_have_value("subsidies")
    expect(page.get_by_label("Kanaal")).to_have_value("post")


def moved_by_what_is_told(page: Page, button: Locator, typed: str, words: str) -> float:
    """By how much a button at the end of the page moves when the rules are told of these dossiers."""

    def place() -> float:
        return float(button.evaluate("one => one.getBoundingClientRect().top"))

    held: list[Route] = []
    page.route(CHECK, lambda route: held.append(route))
    with page.expect_request(CHECK):
        dossiers(page).fill(typed)
        page.locator("main").evaluate("one => one.scrollTo({top: one.scrollHeight, behavior: 'instant'})")
    before = place()
    for route in held:
        route.continue_()
    page.unroute(CHECK)
    expect(said(page)).to_contain_text(words)
    return abs(place() - before)


def test_a_template_begins_a_series_on_a_phone(sample, visitor) -> None:
    from sharing.models import Disclosure, EntryTemplate

    lawyer = visitor("jurist")
    page = lawyer.page
    open_screen(page, DISCLOSURES, "Sjablonen voor verstrekkingen")
    choose_action(page, "Sjabloon voor verstrekkingen toevoegen")
    page.locator("[name=name]").fill("Maandrapport")
    page.locator("[name=recipient]").fill(RECIPIENT)
    page.locator("[name=capacity]").select_option(label="Opdrachtgever")
    page.locator("[name=subject_category]").select_option(
        label="Mensen die een traject volgen of hebben gevolgd"
    )
    page.get_by_label("Naam, adres en woonplaats").check()
    page.locator("[name=purpose]").select_option(
        label="Mensen naar werk begeleiden, zoals met opdrachtgevers is afgesproken"
    )
    page.locator("[name=legal_basis]").select_option(value="public_task")
    page.get_by_role("textbox", name="Reden van de toevoeging").fill("Komt elke maand terug")
    page.get_by_role("button", name="Toevoegen").click()
    expect(told(page)).to_contain_text("“Maandrapport” is toegevoegd")
    assert EntryTemplate.objects.get().recipient.name == RECIPIENT

    begin(page)
    page.get_by_role("navigation", name="Sjablonen").get_by_role("link", name="Maandrapport").click()
    expect(said(page)).to_contain_text("Nog in te vullen: Dossiernummers")
    save = page.get_by_role("button", name="Vastleggen", exact=True)
    for width in (900, 400):
        page.set_viewport_size({"width": width, "height": 800})
        for typed, words in (("vb-1\nvb-2", "Regel 1, 2"), ("", "Nog in te vullen")):
            # Parts of a pixel are rounded where a page ends.
            assert moved_by_what_is_told(page, save, typed, words) <= 1, (width, typed)
    dossiers(page).fill("vb-1\nvb-2")
    expect(said(page)).to_contain_text("Regel 1, 2")
    holds(page, "document.documentElement.scrollWidth <= 400")
    lawyer.picture("jurist-sjabloon")
    save.click()
    expect(told(page)).to_contain_text("2 verstrekkingen zijn vastgelegd")
    assert Disclosure.objects.count() == 2
