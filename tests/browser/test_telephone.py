"""What a window of 400 px promises: all of it in sight, and a finger chooses one thing at a time."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from sharing.models import Agreement
from tests.browser.steps.keys import reach
from tests.browser.steps.lists import open_record, read_record
from tests.browser.steps.menu import ACCOUNTABILITY, REGISTER, go_to_start, open_screen
from tests.browser.steps.visitor import MESSAGES_SHOWN, told
from tests.browser.steps.waiting import holds

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW, WIDE = {"width": 400, "height": 800}, {"width": 1366, "height": 768}
LONG = "Stichting Zeer Lange Naam voor Loopbaanbegeleiding en Digitale Ontwikkeling in de Regio Noordoost"
# Whether the bar with which a form is saved lies over all that is below its upper edge, up to both sides of the window.
COVERS = """bar => {
    const { top, bottom } = bar.getBoundingClientRect();
    return [2, innerWidth - 2].every(side => bar.contains(document.elementFromPoint(side, (top + bottom) / 2)));
}"""
# Whether all of the screen is within the window.
WITHIN = "() => document.querySelector('.content-wrapper').scrollWidth <= innerWidth"
SIDES = "field => [field.getBoundingClientRect().left, innerWidth - field.getBoundingClientRect().right]"


def test_a_step_says_its_long_title_once_and_nothing_shows_beside_its_bar(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    go_to_start(page)
    page.get_by_role("link", name="Nieuwe verwerker registreren").click()
    page.set_viewport_size(NARROW)
    page.locator("[name=name]").fill(LONG)
    page.locator("[name=country]").select_option(label="Nederland")
    page.get_by_role("textbox", name="Reden").fill("Nieuwe leverancier")
    page.get_by_role("button", name="Bewaren en verder").click()
    expect(page.locator("#header-title")).to_have_text(LONG)
    assert page.locator(".w-breadcrumbs").first.bounding_box()["height"] < 60
    holds(page, MESSAGES_SHOWN)
    assert page.locator("form .w-panel").first.bounding_box()["y"] < 760  # where the bar begins
    reach(page, page.locator("[name=reference]"))
    holds(page, COVERS, arg=page.locator("form > .footer").element_handle())


def test_a_field_in_a_table_is_seen_whole_by_who_comes_there_with_a_key(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    open_record(page, "Overeenkomsten", "VW-2023-06")
    page.set_viewport_size(NARROW)
    page.get_by_role("tab", name="Artikel 28").click()
    table = page.get_by_role("region", name="Onderdelen van artikel 28, lid 3")
    expect(table).to_be_visible()
    reach(page, table)
    for _ in range(6):
        page.keyboard.press("Tab")
        assert min(page.locator("select:focus, input:focus").evaluate(SIDES)) >= 0
    expect(page.locator("[name=note_b]")).to_be_focused()


def test_what_is_chosen_in_a_list_is_read_in_full(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    open_screen(page, REGISTER, "Doorgiften")
    page.get_by_role("link", name="Doorgifte toevoegen").click()
    chosen = "Modelcontractbepalingen van 2010 (tot en met 27 december 2022)"
    mechanism = page.get_by_label("Mechanisme")
    mechanism.select_option(label=chosen)
    told = page.locator(".register-chosen-words:visible")
    expect(told).to_have_count(0)
    page.set_viewport_size(NARROW)
    expect(told).to_have_text([chosen])
    mechanism.select_option(label="Gedragscode (art. 46)")
    expect(told).to_have_count(0)


def test_what_is_not_there_is_told_within_the_window(sample, visitor) -> None:
    page = visitor("contractbeheerder", viewport=NARROW).page
    page.goto("/beheer/bestaat-niet/")  # as an old link leads to what is gone
    told = page.get_by_role("heading", level=1).evaluate("""heading => {
        const words = document.createRange();
        words.selectNodeContents(heading);
        return [...words.getClientRects()].map(line => line.right);
    }""")
    assert max(told) <= NARROW["width"]


def test_what_stands_below_each_other_is_not_touched_by_mistake(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    party = Agreement.objects.get(reference="VW-2023-06").party.name
    small = []
    for lead in (
        lambda: read_record(page, "Overeenkomsten", "VW-2023-06"),
        lambda: read_record(page, "Partijen", party),
        lambda: open_screen(page, ACCOUNTABILITY, "Alle wijzigingen"),
        lambda: go_to_start(page),
    ):
        page.set_viewport_size(WIDE)
        lead()
        page.set_viewport_size(NARROW)
        page.wait_for_load_state("networkidle")
        answer = Axe().run(page, options={"runOnly": ["target-size"]}).response
        small += [node["html"] for rule in answer["violations"] for node in rule["nodes"]]
    assert small == []


def test_who_goes_on_past_the_filters_stays_where_that_led(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    open_screen(page, REGISTER, "Overeenkomsten")
    page.set_viewport_size(NARROW)
    reach(page, page.get_by_role("button", name="Toon filters"))
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("button", name="Status"))
    page.keyboard.press("Enter")
    answer = page.get_by_role("radio", name="Alle", exact=True)
    reach(page, answer)
    page.keyboard.press("Tab")
    expect(answer).to_be_hidden()
    # Wagtail folds it when it has faded, and goes to what it folded.
    expect(page.locator(".w-drilldown__toggle[aria-expanded=true]")).to_have_count(0)
    expect(page.get_by_role("link", name="Handboek over dit scherm")).to_be_focused()


def test_who_chooses_accounts_by_key_goes_on_with_them(sample, visitor) -> None:
    page = visitor("beheerder").page
    open_screen(page, "Instellingen", "Gebruikers")
    page.set_viewport_size(NARROW)
    reach(page, page.get_by_role("checkbox", name="Kies redacteur"))
    page.keyboard.press("Space")
    expect(page.get_by_text("1 gebruiker geselecteerd")).to_be_in_viewport()
    holds(page, WITHIN)
    reach(page, page.get_by_role("link", name="Actief of niet: de gekozen gebruikers"))
    page.keyboard.press("Enter")
    answer = page.get_by_role("radio", name="Nee, niet actief")
    expect(answer).to_be_visible()
    answer.check()
    page.get_by_role("textbox", name="Reden").fill("Met verlof")
    page.get_by_role("textbox", name="Reden").press("Tab")
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("1 account is gewijzigd")
