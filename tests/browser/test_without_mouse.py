"""Tasks by keyboard alone: where the focus is after each step, also in a narrow window."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps.keys import make_remark, reach
from tests.browser.steps.lists import open_record
from tests.browser.steps.menu import (
    ACCOUNTABILITY,
    REGISTER,
    STATEMENT,
    go_to_start,
    label,
    main_menu,
    open_screen,
)
from tests.browser.steps.statement import open_statement

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 400, "height": 800}


def test_escape_in_a_narrow_window_leaves_the_focus_where_it_is(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    open_record(page, "Overeenkomsten", "OV-2023-01")
    page.set_viewport_size(NARROW)
    reason = page.get_by_role("textbox", name="Reden van de wijziging")
    reach(page, reason)
    page.keyboard.type("Addendum 2")
    page.keyboard.press("Escape")
    page.keyboard.type(" ondertekend")
    expect(reason).to_have_value("Addendum 2 ondertekend")


def test_a_menu_that_was_left_lies_over_nothing(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    open_screen(page, REGISTER, "Overeenkomsten")
    page.set_viewport_size(NARROW)
    reach(page, page.get_by_role("button", name="Acties"))
    page.keyboard.press("Enter")
    last = page.get_by_role("link", name="Verwijderde gegevens")
    expect(last).to_be_visible()
    reach(page, last)
    page.keyboard.press("Tab")
    expect(last).to_be_hidden()
    reach(page, page.get_by_role("button", name="Toon filters"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Peildatum")).to_be_visible()


def test_a_question_that_is_refused_opens_at_the_field_and_an_answer_at_the_answer(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    open_screen(page, STATEMENT, "Wat als …?")
    page.set_viewport_size(NARROW)
    reach(page, page.get_by_role("link", name="Een overeenkomst eindigt"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("wat=overeenkomst"))
    agreement = page.get_by_role("combobox", name="Overeenkomst").or_(page.get_by_label("Overeenkomst"))
    reach(page, page.get_by_role("button", name="Wat zou dit raken?"))
    page.keyboard.press("Enter")
    expect(agreement).to_be_focused()
    expect(agreement).to_have_accessible_description(re.compile("Noem een overeenkomst"))
    page.keyboard.type("OV-2023-01")
    reach(page, page.get_by_role("textbox", name="Laatste dag"))
    page.keyboard.type("31/12/27")
    page.keyboard.press("Enter")
    answer = page.get_by_role("heading", name="Als overeenkomst OV-2023-01")
    expect(answer).to_be_focused()
    expect(answer).to_be_in_viewport()


def test_moments_that_cannot_be_compared_open_at_the_first(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    open_screen(page, ACCOUNTABILITY, "Alle wijzigingen")
    reach(page, page.get_by_role("link", name="Twee momenten vergelijken"))
    page.keyboard.press("Enter")
    first = page.get_by_role("textbox", name="Van", exact=True)
    reach(page, first)
    page.keyboard.press("Control+A")
    page.keyboard.type("1-1-99")
    page.keyboard.press("Enter")
    expect(first).to_be_focused()
    expect(first).to_have_accessible_description(re.compile("moet nog komen"))
    page.keyboard.press("Control+A")
    page.keyboard.type("1-1-26")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="verschil")).to_be_focused()


def test_what_is_no_number_is_told_and_stays(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    open_record(page, "Overeenkomsten", "OV-2023-01")
    reach(page, page.get_by_role("tab", name="Looptijd"))
    page.keyboard.press("Enter")
    days = page.get_by_role("textbox", name="Opzegtermijn in dagen")
    reach(page, days)
    page.keyboard.press("Control+A")
    page.keyboard.type("60 dagen")
    reach(page, page.get_by_role("textbox", name="Reden van de wijziging"))
    page.keyboard.type("Addendum 2 ondertekend")
    reach(page, page.get_by_role("button", name="Opslaan"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").filter(has_text="Er is niets opgeslagen")).to_contain_text(
        "“60 dagen” is geen"
    )
    # The page opens at the list, or at the field itself where the browser was there before.
    link = page.get_by_role("link", name="Opzegtermijn in dagen")
    expect(page.locator("main :focus").and_(link.or_(days))).to_have_count(1)
    link.focus()
    # Drawn anew, because the name of a field came later than its error, the list keeps the focus.
    page.evaluate("""() => {
        document.querySelector("label[for=id_notice_days]").textContent = "Termijn";
        document.dispatchEvent(new CustomEvent("wagtail:panel-init", { bubbles: true }));
    }""")
    expect(page.get_by_role("link", name="Termijn")).to_be_focused()
    page.keyboard.press("Enter")
    days = page.get_by_role("textbox", name="Termijn")
    expect(days).to_be_focused()
    expect(days).to_have_value("60 dagen")


def test_a_list_that_is_ordered_anew_keeps_the_focus_at_the_column(sample, visitor) -> None:
    page = visitor("auditor").page
    open_screen(page, REGISTER, "Overeenkomsten")
    column = page.get_by_role("columnheader", name="Geldt tot en met").get_by_role("link")
    reach(page, column)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("ordering="))
    first = page.url
    expect(column).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != first)
    expect(column).to_be_focused()


def test_a_filter_that_is_taken_away_leaves_the_focus_at_the_filters(sample, visitor) -> None:
    page = visitor("auditor").page
    open_screen(page, REGISTER, "Partijen")
    filters = page.get_by_role("button", name="Toon filters")
    reach(page, filters)
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("button", name="Hoedanigheid"))
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("checkbox", name="Opdrachtgever"))
    page.keyboard.press("Space")
    chip = page.get_by_role("button", name="Zonder filter Hoedanigheid")
    expect(chip).to_be_visible()
    page.keyboard.press("Escape")
    reach(page, chip)
    page.keyboard.press("Enter")
    expect(chip).to_have_count(0)
    expect(filters).to_be_focused()


def test_what_was_not_chosen_in_a_window_is_told_by_its_own_name(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    open_screen(page, REGISTER, "Doorgiften")
    reach(page, page.get_by_role("link", name="Doorgifte toevoegen"))
    page.keyboard.press("Enter")
    reach(page, page.get_by_role("button", name="Toevoegen", exact=True))
    page.keyboard.press("Enter")
    told = page.get_by_role("alert").filter(has_text="Er is niets opgeslagen")
    expect(told).to_contain_text("5 dingen")
    party = told.get_by_role("link", name="Partij: Dit is een verplicht veld.")
    expect(party).to_be_focused()
    page.keyboard.press("Enter")
    choose = page.get_by_role("button", name="Een partij kiezen")
    expect(choose).to_be_focused()
    expect(choose).to_have_accessible_description(re.compile(r"^Partij.*Dit is een verplicht veld\."))
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_a_submenu_on_a_telephone_hides_what_it_covers_and_is_left_step_by_step(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    open_screen(page, REGISTER, "Overeenkomsten")
    page.set_viewport_size(NARROW)
    opener = page.get_by_role("button", name="Toon/verberg zijbalk").and_(page.locator(".sidebar-nav-toggle"))
    reach(page, opener)
    page.keyboard.press("Enter")
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    register = menu.get_by_role("button", name="Privacyregister")
    reach(page, register)
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Werk aan overeenkomsten")).to_be_focused()
    expect(menu.get_by_role("button", name="Verantwoording")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(register).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()


def test_after_a_remark_in_a_narrow_window_one_is_on_it_and_escape_leads_back_to_the_text(
    sample, visitor
) -> None:
    page = visitor("redacteur").page
    open_statement(page)
    page.set_viewport_size(NARROW)
    text = page.locator("[contenteditable=true][role=textbox]").first
    make_remark(page, text, "Zet er het nummer bij.")
    page.keyboard.press("Escape")
    expect(text).to_be_focused()


def test_a_remark_that_is_settled_or_taken_away_leads_back_to_the_text(sample, visitor) -> None:
    page = visitor("redacteur").page
    open_statement(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    text = page.locator("[contenteditable=true][role=textbox]").first
    for choice in ("Markeer als opgelost", "Verwijderen"):
        remark = make_remark(page, text, "Zet er het nummer bij.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        reach(page, remark.get_by_role("menuitem", name=choice))
        page.keyboard.press("Enter")
        if choice == "Verwijderen":
            reach(page, remark.get_by_role("button", name="Verwijderen", exact=True))
            page.keyboard.press("Enter")
        expect(remark).to_have_count(0)
        expect(text).to_be_focused()


def test_the_menu_of_a_remark_closes_for_who_goes_on_in_it(sample, visitor) -> None:
    page = visitor("redacteur").page
    open_statement(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    text = page.locator("[contenteditable=true][role=textbox]").first
    remark = make_remark(page, text, "Zet er het nummer bij.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    choices = remark.get_by_role("menuitem")
    expect(choices.first).to_be_visible()
    reach(page, choices.last, most=9)
    expect(choices.first).to_be_visible()
    reply = remark.get_by_placeholder("reactie")
    reach(page, reply, most=9)
    expect(choices.first).to_be_hidden()
    expect(reply).to_be_focused()
    page.keyboard.press("Escape")
    expect(text).to_be_focused()
    expect(reply).to_be_hidden()
    remark.locator("summary").focus()  # as Tab leads there from the panel
    expect(reply).to_be_visible()
    page.keyboard.press("Tab")
    expect(reply).to_be_focused()


def test_on_a_telephone_the_menu_and_a_panel_close_for_who_goes_on_below_them(sample, visitor) -> None:
    page = visitor("redacteur").page
    open_statement(page)
    page.set_viewport_size(NARROW)
    opener = page.locator(".sidebar-nav-toggle")
    reach(page, opener)
    page.keyboard.press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "true")
    title = page.locator("[name=title]")
    reach(page, title)
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(title).to_be_in_viewport()
    remarks = page.locator("[data-side-panel-toggle=comments]")
    reach(page, remarks, key="Shift+Tab")
    if remarks.get_attribute("aria-expanded") != "true":
        page.keyboard.press("Enter")
    panel = page.locator("[data-side-panel=comments]")
    expect(panel).to_be_visible()
    reach(page, panel.get_by_role("checkbox"), most=9)
    expect(panel).to_be_visible()
    reach(page, title)
    expect(panel).to_be_hidden()
    expect(title).to_be_focused()


def test_on_a_wide_screen_a_part_of_the_menu_closes_for_who_goes_on_in_the_page(sample, visitor) -> None:
    page = visitor("redacteur").page
    go_to_start(page)
    page.set_viewport_size({"width": 1366, "height": 768})
    part = main_menu(page).get_by_role("button", name=label(STATEMENT))
    reach(page, part)
    page.keyboard.press("Enter")
    expect(part).to_have_attribute("aria-expanded", "true")
    search = page.get_by_role("searchbox", name="Zoek een partij")
    reach(page, search)
    expect(part).to_have_attribute("aria-expanded", "false")
    expect(search).to_be_focused()
    part.click()
    search.focus()  # as a list does that comes while the menu is open already
    expect(part).to_have_attribute("aria-expanded", "true")


def test_on_a_telephone_the_header_of_the_editor_fits_and_shifts_nothing(sample, visitor) -> None:
    page = visitor("redacteur").page
    open_statement(page)
    page.set_viewport_size(NARROW)
    standing = page.locator("header a.page-status-tag")
    reach(page, standing)
    expect(standing).to_be_focused()
    assert standing.evaluate("one => one.getBoundingClientRect().right") <= NARROW["width"]
    assert page.locator(".content-wrapper").evaluate("one => one.scrollLeft") == 0


def test_the_button_of_the_menu_lies_over_nothing_that_is_told(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    open_screen(page, REGISTER, "Overeenkomsten")
    page.set_viewport_size(NARROW)
    page.evaluate("""() => {
        document.body.classList.add('has-messages');
        const told = '<ul><li class="error">Niet opgeslagen</li></ul>';
        document.querySelector('.messages').insertAdjacentHTML('beforeend', told);
    }""")
    button = page.locator(".sidebar-nav-toggle").bounding_box()
    text = page.evaluate("""() => {
        const range = document.createRange();
        range.selectNodeContents(document.querySelector('.messages li'));
        return range.getBoundingClientRect().left;
    }""")
    assert button["y"] == 0
    assert text >= button["x"] + button["width"]


def test_the_way_to_the_reason_leads_out_of_a_tab_in_which_it_is_not(sample, visitor) -> None:
    page = visitor("beheerder").page
    open_screen(page, "Instellingen", "Gebruikers")
    page.get_by_role("link", name="Redacteur", exact=True).click()
    page.get_by_role("tab", name="Rollen").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Auditor")).to_be_visible()
    page.get_by_role("link", name="Ga naar de reden").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Reden")).to_be_focused()
