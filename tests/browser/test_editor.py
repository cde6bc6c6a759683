"""Writing without a mouse: sections get their number, a choice says what it does, figures and checks are Dutch."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from tests.browser.steps.keys import press, reach
from tests.browser.steps.statement import open_statement, view_draft
from tests.browser.steps.waiting import holds
from tests.patience import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor(sample, visitor):
    """An editor with the statement open."""
    editor = visitor("redacteur")
    open_statement(editor.page)
    expect(editor.page.locator(".home-number").nth(1)).to_be_visible()
    return editor


def section(page, key: int) -> Locator:
    """A section by the number that its fields have."""
    return page.locator(f"[data-streamfield-child]:has(> input[name='body-{key}-type'])")


def control(part: Locator, title: str) -> Locator:
    return part.locator(f"> section > .w-panel__header button[title='{title}']")


def titles(page) -> list[str]:
    return page.locator(".home-number:visible").all_inner_texts()


def test_a_section_is_added_and_moved_with_the_keyboard_and_numbers_follow(editor) -> None:
    from home.models import StatementPage
    from home.text.rendering import numbered_sections

    page = editor.page
    count = len(titles(page))
    press(
        page,
        page.locator("[data-streamfield-stream-container] > div > button[title='Paragraaf invoegen']").last,
    )
    added = section(page, count + 1)
    heading = page.locator(f"[name='body-{count + 1}-value-heading']")
    expect(heading).to_be_visible()
    heading.focus()
    page.keyboard.type("Cameratoezicht")
    expect(added.locator(".home-number").first).to_have_text(f"{count + 1}. Cameratoezicht")
    press(page, added.locator("button[title='Tekstdeel invoegen']").first)
    page.get_by_role("combobox", name="Zoek in de opties").fill("Alinea")
    page.keyboard.press("Enter")
    text = added.locator("[contenteditable=true][role=textbox]")
    expect(text).to_have_count(1)
    text.focus()
    page.keyboard.type("Er hangen camera's bij de ingang.")

    up = control(added, "Verplaats naar boven")
    press(page, up)
    expect(added.locator(".home-number").first).to_have_text(f"{count}. Cameratoezicht")
    expect(up).to_be_focused()
    page.keyboard.press("Enter")
    expect(added.locator(".home-number").first).to_have_text(f"{count - 1}. Cameratoezicht")
    expect(page.locator("#home-announcement")).to_have_text(
        f"“Cameratoezicht” staat nu op plaats {count} van {count + 2}."
    )
    editor.picture("redacteur-verplaatst")
    press(page, page.get_by_role("button", name="Bewaar concept"))
    expect(page.locator(".messages")).to_contain_text("is gewijzigd")
    draft = StatementPage.objects.source().get().get_latest_revision_as_object()
    numbered = {name: number for number, name, _section in numbered_sections(draft.body)}
    assert numbered["Cameratoezicht"] == count - 1


def test_what_is_removed_or_copied_counts_at_once(editor) -> None:
    page = editor.page
    before = titles(page)
    anchor = page.locator("[name='body-1-value-anchor']").input_value()
    press(page, control(section(page, 1), "Dupliceer"))
    expect(page.locator(".home-number:visible")).to_have_count(len(before) + 1)
    expect(section(page, len(before) + 1).locator(".home-number").first).to_have_text(
        before[0].replace("1. ", "2. ", 1)
    )
    anchors = [field.input_value() for field in page.locator("[name$='-value-anchor']").all()]
    assert anchors.count(anchor) == 1
    press(page, control(section(page, 1), "Verwijderen"))
    expect(page.locator(".home-number:visible")).to_have_count(len(before))
    expect(section(page, len(before) + 1).locator("[data-panel-toggle]").first).to_be_focused()


def test_a_paragraph_that_is_moved_or_removed_leaves_the_focus_beside_it(editor) -> None:
    page = editor.page
    parts = page.locator("[name='body-1-value-body-count']").locator(
        "xpath=../*[@data-streamfield-stream-container]/*[@data-streamfield-child]"
    )
    down = control(parts.first, "Verplaats naar beneden")
    press(page, down)
    expect(control(parts.nth(1), "Verplaats naar beneden")).to_be_focused()
    page.keyboard.press("Tab")  # past the handle, which is for a mouse
    expect(control(parts.nth(1), "Dupliceer")).to_be_focused()
    press(page, control(parts.nth(1), "Verwijderen"))
    expect(page.locator(":focus")).to_have_attribute("data-panel-toggle", "")


def test_the_folded_overview_beside_a_text_is_no_stop_of_tab(editor) -> None:
    page = editor.page
    toggle = page.get_by_role("button", name="Overzicht van het scherm tonen of verbergen")
    for size in ({"width": 1366, "height": 768}, {"width": 400, "height": 800}):
        page.set_viewport_size(size)
        reach(page, toggle)
        page.keyboard.press("Tab")
        expect(page.locator("main :focus")).to_be_visible()
        expect(page.locator("aside :focus")).to_have_count(0)
        page.keyboard.press("Shift+Tab")
        expect(toggle).to_be_focused()
    expect(page.get_by_role("complementary", name="Overzicht van het scherm")).to_have_count(1)


def test_what_is_no_number_in_a_promise_is_told_and_stays(editor) -> None:
    page = editor.page
    weeks = page.get_by_role("textbox", name="Antwoord binnen (weken)")
    months = page.get_by_role("textbox", name="Verlenging (maanden)")
    weeks.focus()  # the review's journey passes all six hundred stops before it by key
    for field, words in ((weeks, "vier weken"), (months, "twee")):
        reach(page, field)
        page.keyboard.press("Control+A")
        page.keyboard.type(words)
    reach(page, page.get_by_role("button", name="Bewaar concept"))
    page.keyboard.press("Enter")
    told = page.locator(".register-errors").get_by_role("listitem")
    expect(told).to_have_count(2)
    expect(told.first).to_contain_text("“vier weken” is geen heel getal")
    expect(told.last).to_contain_text("“twee” is geen heel getal")
    expect(told.first.get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(weeks).to_be_focused()
    expect(weeks).to_have_value("vier weken")
    expect(months).to_have_value("twee")


def test_parts_without_a_text_take_the_focus_and_all_that_is_wrong_in_them_is_told(editor) -> None:
    page = editor.page
    part = section(page, 1)
    focus = page.locator(":focus")
    for kind in ("Vaste tekst", "Begrippen"):
        press(page, part.locator("button[title='Tekstdeel invoegen']").last)
        expect(page.get_by_role("combobox", name="Zoek in de opties")).to_be_focused()
        page.keyboard.type(kind)
        page.keyboard.press("Enter")
        expect(part.locator(".c-sf-block__type").get_by_text(kind, exact=True).last).to_be_visible()
        expect(focus).to_be_visible()
    press(
        page,
        page.locator("[data-streamfield-stream-container] > div > button[title='Paragraaf invoegen']").last,
    )
    press(page, page.get_by_role("button", name="Meer acties"))
    press(page, page.get_by_role("button", name="Stuur door naar Juridische toets"))
    told = page.locator("section[role=alert]")
    empty = "Dit is een verplicht veld."
    opening = section(page, 1).locator(".home-number").first.inner_text()
    for name in ("Vaste tekst", "Begrip", "Uitleg"):
        expect(told.get_by_role("link", name=f"{opening}, {name}: {empty}", exact=True)).to_have_count(1)
    told.get_by_role("link", name=f"{opening}, Vaste tekst: {empty}", exact=True).press("Enter")
    expect(page.get_by_role("button", name="Kies vaste tekst")).to_be_focused()
    told.get_by_role("link", name=f"Tekst: {empty}").last.press("Enter")  # of the paragraph without any part
    expect(focus).to_have_attribute("title", "Tekstdeel invoegen")
    term = part.locator("[data-streamfield-child]:has(> input[name$='-value-0-id'])").last
    press(page, control(term, "Verwijderen"))
    expect(focus).to_have_attribute("title", "Toevoegen aan Begrippen")
    page.set_viewport_size({"width": 400, "height": 800})
    press(page, part.locator("button[title='Tekstdeel invoegen']").last)
    expect(page.get_by_role("combobox", name="Zoek in de opties")).to_be_focused()
    edges = (
        "[...document.querySelectorAll('.w-combobox__option')].map(one => one.getBoundingClientRect().right)"
    )
    holds(page, f"{edges}.length > 20 && {edges}.every(edge => edge <= innerWidth)")
    for _kind in range(12):  # further than there is room for: the list goes along
        page.keyboard.press("ArrowDown")
    active = "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))"
    holds(page, f"{active}?.getBoundingClientRect().bottom <= innerHeight")
    page.keyboard.press("Escape")
    expect(focus).to_have_attribute("title", "Tekstdeel invoegen")
    # Where it is narrow, what one can refer to lies over nothing.
    press(page, part.locator("button[title='Tekstdeel invoegen']").last)
    expect(page.get_by_role("combobox", name="Zoek in de opties")).to_be_focused()
    page.keyboard.type("Toezegging: doeleinden")
    page.keyboard.press("Enter")
    expect(focus).to_have_accessible_name("Tekst voor de lezer, Toezegging: doeleinden")
    below = focus.locator("xpath=ancestor::*[contains(@class, 'Draftail-Editor')][1]").locator(
        ".home-reference"
    )
    box, name = below.bounding_box(), part.get_by_text("Genoemde doeleinden").last
    assert box["x"] >= 0
    assert box["y"] + box["height"] <= name.bounding_box()["y"]
    # At every field stands a button to remark on it.
    expect(part.get_by_role("button", name=f"Voeg opmerking toe bij Kop, {opening}")).to_have_count(1)
    of_a_day = page.get_by_label("Ingangsdatum").locator("xpath=ancestor::*[@data-field]")
    remark = of_a_day.get_by_role("button", name="Voeg opmerking toe", exact=True)
    expect(remark).to_have_accessible_description("Ingangsdatum")


def test_a_link_is_made_with_the_keyboard_and_leaving_a_window_or_menu_leads_back_to_the_text(editor) -> None:
    page = editor.page
    text = section(page, 1).locator("[contenteditable=true][role=textbox]").first
    text.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Lees onze regels")
    for _ in "regels":
        page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Control+k")
    window = page.get_by_role("dialog", name="Kies een pagina")
    expect(window).to_be_focused()
    page.keyboard.press("Escape")
    expect(text).to_be_focused()
    assert page.evaluate("getSelection().toString()") == "regels"
    page.keyboard.press("Control+k")
    expect(window).to_be_focused()
    for kind, field in (
        ("E-maillink", "E-mailadres"),
        ("Telefoonlink", "Telefoonnummer"),
        ("Ankerlink", "Naam van het anker op deze pagina"),
        ("Externe link", "Webadres"),
    ):
        press(page, page.get_by_role("link", name=kind, exact=True))
        expect(page.get_by_role("textbox", name=field)).to_be_focused()
        expect(page.get_by_label("Tekst van de link")).to_be_visible()
    page.keyboard.type("geen adres")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Vul een volledig webadres in")).to_be_visible()
    address = page.get_by_role("textbox", name="Webadres")
    expect(address).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("https://example.org/regels")
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    expect(text.locator(".TooltipEntity")).to_have_text("regels")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    expect(
        page.get_by_role("button", name="Invoegen waar u schrijft").and_(page.locator(":focus"))
    ).to_be_visible()
    page.keyboard.press("Enter")
    asked = page.get_by_role("combobox").and_(page.locator(":focus"))
    expect(asked).to_be_visible()
    page.keyboard.type("zoiets is er niet")
    page.keyboard.press("Escape")
    expect(asked).to_have_count(0)
    expect(text).to_be_focused()


def test_the_title_above_the_editor_is_read_whole(editor) -> None:
    page = editor.page
    page.set_viewport_size({"width": 1366, "height": 768})
    title = page.locator(".w-breadcrumbs li:last-child")
    expect(title).to_contain_text("Privacyverklaring Stichting Werkpad Voorbeeld")
    # What a box hides is what its words need more than it has.
    holds(
        page,
        """() => {
        const box = document.querySelector(".w-breadcrumbs");
        return box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight + 3;
    }""",
    )


def test_a_choice_says_at_once_what_the_register_will_do(editor) -> None:
    page = editor.page
    block = page.locator(".home-commitment:has([name$='-transfer_policy'])")
    note = block.get_by_role("status")
    expect(note).to_contain_text("alleen toe als een wettelijke verplichting haar voorschrijft")
    block.get_by_label("Alleen bij een wettelijke verplichting").focus()
    page.keyboard.press("ArrowDown")
    expect(block.get_by_label("Ook naar landen met een adequaatheidsbesluit")).to_be_checked()
    expect(note).to_contain_text("ook toe als er die dag een adequaatheidsbesluit geldt")
    weeks = page.locator("[name$='-response_weeks']")
    weeks.fill("6")
    expect(
        page.locator(".home-commitment:has([name$='-response_weeks'])").get_by_role("status")
    ).to_contain_text("ruimer dan de wet")
    editor.picture("redacteur-toezegging")


def test_facts_from_the_register_are_shown_where_they_will_stand(editor) -> None:
    page = editor.page
    block = page.locator("[data-controller=home-block-note]:has([name$='-with_names'])")
    shown = block.get_by_role(
        "region", name="Dit zou er vandaag staan"
    )  # a stop of Tab, for who scrolls with keys
    expect(shown).to_contain_text("Gemeente Voorbeeldstad")
    block.locator("[name$='-with_names']").focus()
    page.keyboard.press("Space")
    expect(block.get_by_role("status")).not_to_contain_text("Gemeente Voorbeeldstad")
    expect(block.get_by_role("status")).to_contain_text("Opdrachtgever")


def new_table(page):
    """A table in the first paragraph, by keyboard."""
    part = section(page, 1)
    press(page, part.locator("button[title='Tekstdeel invoegen']").last)
    page.get_by_role("combobox", name="Zoek in de opties").fill("Tabel")
    page.keyboard.press("Enter")
    return part.locator("[data-streamfield-child]:has(> input[value=table])")


def test_a_table_is_made_with_the_keyboard(editor) -> None:
    from home.models import StatementPage
    from home.text.rendering import render_sections, whole_text

    page = editor.page
    table = new_table(page)
    for kind in ("Kop van de rij", "Tekst"):
        press(page, table.get_by_role("button", name="Kolom toevoegen").first)
        press(page, page.get_by_role("button", name=kind, exact=True).last)
    press(page, table.get_by_role("button", name="Rij toevoegen"))
    for name, words in (
        ("caption", "Hoe lang wij bewaren"),
        ("column-0-heading", "Wat"),
        ("column-1-heading", "Hoe lang"),
        ("cell-0-0", "Dossier"),
        ("cell-0-1", "Twee jaar"),
    ):
        table.locator(f"[name$='-{name}']").focus()
        page.keyboard.type(words)
    press(page, page.get_by_role("button", name="Bewaar concept"))
    expect(page.locator(".messages")).to_contain_text("is gewijzigd")
    draft = StatementPage.objects.source().get().get_latest_revision_as_object()
    assert "Hoe lang wij bewaren\n\nWat | Hoe lang\n\nDossier | Twee jaar" in whole_text(
        draft.title, render_sections(draft.body, on=timezone.localdate())
    )
    view_draft(page)
    page.set_viewport_size({"width": 320, "height": 800})
    expect(page.get_by_role("table", name="Hoe lang wij bewaren")).to_be_visible()
    holds(page, "document.documentElement.scrollWidth <= 320")  # once everything has found its place
    assert editor.obstacles("main") == []


def test_in_a_table_work_goes_on_where_something_was_added_or_taken_away(editor) -> None:
    page = editor.page
    table = new_table(page)
    add = table.get_by_role("button", name="Kolom toevoegen")
    expect(add).to_be_focused()
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("button", name="Kop van de rij", exact=True))
    page.keyboard.press("Escape")
    expect(add).to_be_focused()
    expect(add).to_have_attribute("aria-expanded", "false")
    for number, kind in enumerate(("Kop van de rij", "Tekst met opmaak en links"), 1):
        press(page, add)
        reach(page, page.get_by_role("button", name=kind, exact=True))
        page.keyboard.press("Enter")
        expect(page.get_by_role("textbox", name=f"Kop van kolom {number}")).to_be_focused()
        page.keyboard.type(f"Soort {number}")
    press(page, table.get_by_role("button", name="Rij toevoegen"))
    expect(table.get_by_role("textbox", name="Soort 1, rij 2")).to_be_focused()
    expect(table.get_by_role("textbox", name="Soort 2, rij 2")).to_be_visible()
    press(page, table.get_by_role("button", name="Rij weghalen: 2"))
    expect(table.get_by_role("textbox", name="Soort 1, rij 1")).to_be_focused()
    press(page, table.get_by_role("button", name="Kolom weghalen: 2"))
    expect(page.get_by_role("textbox", name="Kop van kolom 1")).to_be_focused()
    press(page, table.get_by_role("button", name="Kolom weghalen: 1"))
    expect(add).to_be_focused()


def test_on_a_telephone_a_cell_is_seen_whole_by_who_comes_in_it(editor) -> None:
    page = editor.page
    table = new_table(page)
    for _number in range(2):
        press(page, table.get_by_role("button", name="Kolom toevoegen").first)
        reach(page, page.get_by_role("button", name="Tekst", exact=True))
        page.keyboard.press("Enter")
    press(page, table.get_by_role("button", name="Rij toevoegen"))
    page.set_viewport_size({"width": 400, "height": 800})
    cells = [table.get_by_role("textbox", name=f"Kolom {number}, rij 2") for number in (1, 2)]
    # How much of it stands beside the window of the table, on either side.
    beside = """one => {
        const [own, shown] = [one, one.closest(".typed-table-block__wrapper")].map((it) => it.getBoundingClientRect());
        return Math.max(shown.left - own.left, own.right - shown.right);
    }"""
    for cell, key in ((cells[1], "Tab"), (cells[0], "Shift+Tab"), (cells[1], "Tab")):
        reach(page, cell, key=key)
        until(lambda cell=cell: cell.evaluate(beside) <= 1, "in zijn geheel in zicht")
    # A remark is made with a button in the cell, described by it; what takes the column away is free.
    remark = table.get_by_role("button", name="Voeg opmerking toe").last
    expect(remark).to_have_accessible_description("Kolom 2, rij 2")
    first = table.get_by_role("button", name="Voeg opmerking toe").first
    until(
        lambda: first.bounding_box()["y"] >= first.locator("xpath=ancestor::td").bounding_box()["y"],
        "in de cel",
    )


def test_on_a_telephone_a_remark_is_written_in_sight_and_the_way_back_leads_to_the_text(editor) -> None:
    page = editor.page
    page.set_viewport_size({"width": 400, "height": 800})
    text = page.locator("[contenteditable=true][role=textbox]").nth(1)
    text.focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Control+Alt+m")
    written = page.get_by_role("textbox", name="Uw opmerking")
    expect(written).to_be_focused()
    expect(written).to_have_accessible_description(re.compile("Met Escape gaat u terug naar de tekst"))
    for name in ("Opmerking", "Annuleren"):
        expect(page.locator(".comment").get_by_role("button", name=name, exact=True)).to_be_in_viewport(
            ratio=1
        )
    page.keyboard.press("Escape")
    expect(text).to_be_focused()
    expect(text).to_be_in_viewport(ratio=0.5)
    # At the top a panel hangs below the bar with its button, and under nothing.
    press(page, page.locator("[data-side-panel-toggle=status]"))
    panel, bar = page.locator(".form-side"), page.locator(".w-sticky:has(> .form-side)")
    until(
        lambda: panel.bounding_box()["y"] >= sum(bar.bounding_box()[one] for one in ("y", "height")) - 1,
        "onder de balk",
    )


def test_what_was_added_has_a_name_and_lies_under_nothing(editor) -> None:
    page = editor.page
    page.set_viewport_size({"width": 1366, "height": 768})
    part = section(page, 1)
    focus = page.locator(":focus")

    def insert(kind: str) -> None:
        press(page, part.get_by_role("button", name="Tekstdeel invoegen").last)
        page.get_by_role("combobox", name="Zoek in de opties").fill(kind)
        page.keyboard.press("Enter")

    insert("Begrippen")
    expect(focus).to_have_accessible_name(re.compile(r"^Begrip\*?$"))
    bar = page.get_by_role("navigation", name="Acties onder aan het scherm")
    bottom = "one => one.getBoundingClientRect().bottom"
    until(lambda: focus.evaluate(bottom) <= bar.bounding_box()["y"], "boven de balk")
    expect(part.get_by_role("textbox", name="Uitleg, Begrip 1")).to_be_visible()
    expect(part.get_by_role("button", name="Invoegen vóór Begrip 1")).to_have_count(1)
    press(page, part.get_by_role("button", name="Toevoegen aan Begrippen"))
    expect(part.get_by_role("link", name="Begrip 2")).to_have_count(1)
    expect(part.get_by_role("textbox", name="Uitleg, Begrip 2")).to_be_visible()
    insert("Toezegging: doorgifte")
    expect(focus).to_have_accessible_name("Tekst voor de lezer, Toezegging: doorgifte buiten de EER")
    # Three buttons that insert three things.
    expect(part.get_by_role("button", name="Paragraaf invoegen")).to_have_count(0)
    expect(page.get_by_role("button", name="Paragraaf invoegen").first).to_be_visible()
    expect(page.get_by_role("button", name="Blok invoegen")).to_have_count(0)


def test_figures_and_checks_are_dutch_and_about_the_text(editor) -> None:
    from home.models import StatementPage
    from home.text.rendering import measure, render_sections, whole_text

    page, statement = editor.page, StatementPage.objects.source().get()
    press(page, page.locator("[data-side-panel-toggle=checks]"))
    panel = page.locator("[data-side-panel=checks]")
    words, characters = measure(
        whole_text(statement.title, render_sections(statement.body, on=timezone.localdate()))
    )
    expect(panel.locator("[data-home-words]")).to_have_text(f"{words:,}".replace(",", "."))
    expect(panel.locator("[data-home-characters]")).to_have_text(f"{characters:,}".replace(",", "."))
    expect(panel.locator("[data-content-readability-score]")).to_have_text("Redelijk")
    expect(panel.locator("[data-content-reading-time]")).to_contain_text("min")
    expect(panel.locator("[data-content-checker-count]")).to_have_text("0")
    editor.picture("redacteur-checks")


def test_what_the_checker_finds_is_said_in_dutch(editor) -> None:
    from home.models import StatementPage
    from home.text.blocks import table_value

    page, statement = editor.page, StatementPage.objects.source().get()
    loose = table_value([["a", "b", "c", "d"]] * 4, caption="Zonder koppen")
    statement.body.append(("section", {"heading": "Tabel", "anchor": "", "body": [("table", {**loose})]}))
    statement.save_revision()
    page.reload()
    press(page, page.locator("[data-side-panel-toggle=checks]"))
    panel = page.locator("[data-side-panel=checks]")
    expect(panel).to_contain_text("Een cel in een tabel heeft geen kop")
    expect(panel).to_contain_text("Geef elke kolom of elke rij van de tabel een kop.")
    # Wagtail also writes what it finds to the console, as an error.
    editor.complaints = [one for one in editor.complaints if "axe.run results" not in one]


def test_a_section_is_dragged_and_numbers_follow(editor) -> None:
    page = editor.page
    press(page, page.get_by_role("button", name="Alles samenvouwen").first)
    press(page, page.get_by_role("button", name="Alles uitvouwen").first)
    before = [section(page, key).locator(".home-number").first.inner_text() for key in (1, 2)]
    for key in (1, 2, 3):  # short enough to be seen together
        press(page, section(page, key).locator("> section > .w-panel__header [data-panel-toggle]"))
    handle = control(section(page, 2), "Sleep")
    handle.scroll_into_view_if_needed()
    source, target = handle.bounding_box(), section(page, 1).bounding_box()
    page.mouse.move(source["x"] + 8, source["y"] + 8)
    page.mouse.down()
    page.mouse.move(source["x"] + 8, target["y"] + target["height"] / 2, steps=15)
    page.mouse.move(source["x"] + 8, target["y"] + 4, steps=10)
    page.mouse.up()
    expect(section(page, 2).locator(".home-number").first).to_have_text(before[1].replace("2. ", "1. ", 1))
    expect(section(page, 1).locator(".home-number").first).to_have_text(before[0].replace("1. ", "2. ", 1))


def test_tab_makes_a_sub_item_of_a_list(editor) -> None:
    from home.models import StatementPage
    from home.text.rendering import render_sections

    page = editor.page
    words = page.locator("[contenteditable=true]").filter(has=page.locator("li")).first
    words.click()
    page.keyboard.press("Control+End")
    for typed in ("Hoofdpunt", "Onderliggend punt"):
        page.keyboard.press("Enter")
        if typed.startswith("Onder"):
            page.keyboard.press("Tab")
        page.keyboard.type(typed)
    # The rich text editor hands its words to the form a moment after the last key.
    holds(
        page,
        "[...document.querySelectorAll('input[type=hidden]')].some(f => f.value.includes('Onderliggend punt'))",
    )
    press(page, page.get_by_role("button", name="Bewaar concept"))
    expect(page.locator(".messages")).to_contain_text("is gewijzigd")
    draft = StatementPage.objects.source().get().get_latest_revision_as_object()
    assert "- Hoofdpunt\n - Onderliggend punt" in "".join(
        one.text for one in render_sections(draft.body, on=timezone.localdate())
    )


def test_a_new_list_is_a_list_at_once_and_a_loose_line_an_item_on_saving(editor) -> None:
    from home.models import StatementPage

    page = editor.page
    part = page.locator("div:has(> input[name=body-3-value-body-count])")
    lists = part.locator("[contenteditable=true]").filter(has=page.locator("li"))
    before = lists.count()
    part.locator("button[title='Tekstdeel invoegen']").last.click()
    page.get_by_role("combobox", name="Zoek in de opties").fill("Lijst")
    page.keyboard.press("Enter")
    expect(lists).to_have_count(before + 1)
    lists.last.click()
    page.keyboard.type("Nieuw punt")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(lists.last.locator("li")).to_have_count(1)
    page.keyboard.type("Losse regel")
    holds(
        page,
        "[...document.querySelectorAll('input[type=hidden]')].some(f => f.value.includes('Losse regel'))",
    )
    press(page, page.get_by_role("button", name="Bewaar concept"))
    expect(page.locator(".messages")).to_contain_text("is gewijzigd")
    expect(lists.last.locator("li")).to_have_text(["Nieuw punt", "Losse regel"])
    draft = StatementPage.objects.source().get().get_latest_revision_as_object()
    written = str(draft.body[3].value["body"][-1].value)
    assert written.count("<li") == 2 and "<p" not in written


def test_a_commitment_that_stands_elsewhere_is_told_where_it_was_added(editor) -> None:
    page = editor.page
    part = section(page, 1)
    press(page, part.locator("button[title='Tekstdeel invoegen']").last)
    page.get_by_role("combobox", name="Zoek in de opties").fill("Toezegging: wie gegevens")
    page.keyboard.press("Enter")
    press(page, page.get_by_role("button", name="Bewaar concept"))
    told = page.locator(".register-errors").get_by_role("link", name="Een toezegging komt één keer voor")
    expect(told).to_have_text(re.compile(r"^\d+\. Met wie wij gegevens delen$"))
    expect(told).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(":focus")).to_have_attribute("name", re.compile(r"^body-\d+-value-heading$"))


def test_which_data_a_recipient_gets_is_chosen_and_said(editor) -> None:
    page = editor.page
    block = page.locator(".home-commitment:has(.home-per-capacity)")
    partner = block.locator("[data-contentpath='partner']")
    expect(block.get_by_role("status")).to_contain_text("Een samenwerkingspartner krijgt alleen:")
    expect(partner.get_by_label("Burgerservicenummer")).to_be_checked()
    partner.get_by_label("Burgerservicenummer").focus()
    page.keyboard.press("Space")
    expect(block.get_by_role("status")).not_to_contain_text("Burgerservicenummer")
    block.locator("[data-contentpath='client']").get_by_label("Loon en vergoedingen").focus()
    page.keyboard.press("Space")
    expect(block.get_by_role("status")).to_contain_text(
        "Een opdrachtgever krijgt alleen: Loon en vergoedingen."
    )
    editor.picture("redacteur-gegevens-per-hoedanigheid")
    press(page, page.get_by_role("button", name="Bewaar concept"))
    expect(page.locator(".messages")).to_contain_text("is gewijzigd")
    view_draft(page)
    shown = page.locator("dl:has(dt:text-is('Opdrachtgever'))")
    expect(shown).to_contain_text("Loon en vergoedingen")
    expect(shown).not_to_contain_text("Burgerservicenummer")
