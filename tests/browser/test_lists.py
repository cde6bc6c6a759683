"""A list as people use it: they order it, narrow it, see why it is short, and have all of it back."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Locator, Page, Route, expect

from home.models import HomePage
from tests import factories as make
from tests.browser.steps.lists import type_over
from tests.browser.steps.menu import DISCLOSURES, REGISTER, main_menu, open_screen
from tests.browser.steps.visitor import told
from tests.browser.steps.waiting import holds

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("sample")]
WIDE = {"viewport": {"width": 1366, "height": 768}}


def column(page: Page, label: str) -> Locator:
    return page.locator(f'main td[data-label="{label}"]')


def test_agreements_are_ordered_by_their_end_and_narrowed_by_status_and_party(visitor):
    manager = visitor("contractbeheerder", **WIDE)
    page = manager.page
    open_screen(page, REGISTER, "Overeenkomsten")
    rows = page.locator("main tbody tr")
    everything = rows.count()

    page.get_by_role("link", name="Geldt tot en met", exact=True).click()
    head = page.get_by_role("columnheader", name="Geldt tot en met")
    expect(head).to_have_attribute("aria-sort", "ascending")
    ends = column(page, "Geldt tot en met").all_inner_texts()
    assert ends.index("onbepaald") == len(ends) - ends.count("onbepaald")  # without an end comes last
    page.get_by_role("link", name="Geldt tot en met", exact=True).click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert column(page, "Geldt tot en met").all_inner_texts()[-1] == "onbepaald"

    page.get_by_role("button", name="Toon filters").click()
    page.get_by_role("button", name="Status").click()
    page.get_by_role("radio", name="Van kracht").click()
    chip = page.get_by_role("list", name="Filters die aan staan")
    expect(chip).to_contain_text("Status: Van kracht")
    assert set(column(page, "Status").all_inner_texts()) == {"Van kracht"}
    narrowed = rows.count()
    assert 0 < narrowed < everything

    # Past a record and back, by the name of the list and by saving: it is as it was left.
    for save in (False, True):
        rows.first.get_by_role("link").first.click()
        if save:
            page.get_by_role("link", name="Wijzigen", exact=True).click()
            type_over(page.get_by_role("textbox", name="Omschrijving", exact=True), "Nagekeken")
            page.get_by_role("textbox", name="Reden van de wijziging").fill("Ander kenmerk")
            page.get_by_role("button", name="Opslaan").click()
            expect(told(page)).to_contain_text("is gewijzigd")
        else:
            page.get_by_role("button", name="Toon/verberg kruimelpad").click()
            page.get_by_role("navigation", name="Kruimelpad").get_by_role(
                "link", name="Overeenkomsten"
            ).click()
        expect(chip).to_contain_text("Status: Van kracht")
        expect(head).to_have_attribute("aria-sort", "descending")
        expect(rows).to_have_count(narrowed)

    filters = page.get_by_role("button", name="Toon filters")
    filters.press("Enter")
    expect(page.get_by_role("radio", name="Van kracht")).to_be_hidden()
    expect(filters).to_be_focused()  # and not the start of the page
    page.get_by_role("button", name="Zonder filter Status: Van kracht").click()
    expect(chip).to_have_count(0)
    expect(rows).to_have_count(everything)


def test_a_party_is_found_by_typing_a_part_of_its_name(visitor):
    manager = visitor("contractbeheerder", **WIDE)
    page = manager.page
    open_screen(page, REGISTER, "Overeenkomsten")
    page.get_by_role("button", name="Toon filters").click()
    page.get_by_role("button", name="Partij").click()
    field = page.get_by_role("combobox", name="Partij").or_(page.get_by_role("textbox", name="Partij"))
    field.press_sequentially("voorbeeldst")
    expect(page.locator("datalist option")).to_have_count(1)
    expect(page.get_by_role("list", name="Filters die aan staan")).to_contain_text("Partij: voorbeeldst")
    expect(column(page, "Partij").first).to_have_text("Gemeente Voorbeeldstad")
    assert set(column(page, "Partij").all_inner_texts()) == {"Gemeente Voorbeeldstad"}


@pytest.mark.parametrize(
    ("who", "screen"), [("contractbeheerder", "Overeenkomsten"), ("contractbeheerder", "Partijen")]
)
def test_twenty_rows_fit_on_a_laptop_and_nothing_is_cut_off(visitor, who, screen):
    page = visitor(who, **WIDE).page
    open_screen(page, REGISTER, screen)
    shown = page.evaluate(
        "[...document.querySelectorAll('main tbody tr')]"
        ".filter(row => row.getBoundingClientRect().bottom <= innerHeight).length"
    )
    assert shown >= 20
    assert page.evaluate("document.querySelector('.register-scroll').scrollWidth") <= page.evaluate(
        "document.querySelector('.register-scroll').clientWidth"
    )
    lines = "[...document.querySelectorAll('main tbody th a')].map(one => one.getClientRects().length)"
    assert max(page.evaluate(lines)) == 1  # no reference is broken over lines


def test_in_a_narrow_window_a_row_is_a_card_that_names_its_values(visitor):
    page = visitor("contractbeheerder", viewport={"width": 1366, "height": 768}).page
    open_screen(page, REGISTER, "Overeenkomsten")
    page.set_viewport_size({"width": 400, "height": 800})
    status = column(page, "Status").first
    expect(status).to_be_visible()
    label = status.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert re.search("Status", label)
    holds(page, "document.documentElement.scrollWidth <= 400")  # once everything has found its place


@pytest.mark.parametrize("screen", ["Verstrekkingen", "Te beoordelen afwijkingen"])
def test_in_a_narrow_window_what_a_table_shortens_stands_there_whole(visitor, screen):
    make.DisclosureFactory(deviation=True)
    page = visitor("jurist", viewport={"width": 1366, "height": 768}).page
    open_screen(page, DISCLOSURES, screen)
    shortened = page.locator("main tbody td.register-clip")
    expect(shortened.first).to_be_visible()
    page.set_viewport_size({"width": 400, "height": 800})
    hidden = shortened.evaluate_all(
        "cells => cells"
        ".filter(cell => cell.scrollWidth > cell.clientWidth || getComputedStyle(cell).overflow != 'visible')"
        ".map(cell => `${cell.dataset.label}: ${cell.innerText}`)"
    )
    assert hidden == []


def test_what_lacks_a_ground_is_seen_with_the_way_to_add_it(visitor):
    health = make.DataCategoryFactory(kind="special", name="Gezondheid en belastbaarheid in het kort")
    make.DisclosureFactory(data=[health], disclosed_at=timezone.now())
    page = visitor("jurist", **WIDE).page
    open_screen(page, DISCLOSURES, "Stromen zonder grond")
    for size in (WIDE["viewport"], {"width": 400, "height": 800}):
        page.set_viewport_size(size)
        holds(
            page, "(list => list.scrollWidth <= list.clientWidth)(document.querySelector('.register-scroll'))"
        )
    page.get_by_role("link", name="Grond toevoegen").first.click()
    expect(page.get_by_label("Gegevenscategorie").locator("option:checked")).to_contain_text(health.name)


def test_in_a_narrow_window_the_title_of_a_page_has_the_line(visitor):
    page = visitor("jurist", viewport={"width": 400, "height": 800}).page
    page.goto(reverse("wagtailadmin_explore", args=[HomePage.objects.source().get().pk]))
    titles = page.locator("main tbody td.title")
    holds(page, "document.documentElement.scrollWidth <= 400")
    for row in page.locator("main tbody tr").all():
        title, status = row.locator(".title-wrapper"), row.locator(".w-status").last
        assert title.bounding_box()["width"] > 250
        assert title.bounding_box()["y"] + title.bounding_box()["height"] <= status.bounding_box()["y"]
    bottoms = "cells => Math.max(...cells.map(cell => cell.getBoundingClientRect().bottom))"
    assert page.locator("main thead th").evaluate_all(bottoms) <= titles.first.bounding_box()["y"]


def test_the_menu_of_pages_tells_which_language_a_page_and_a_choice_is_of(visitor):
    page = visitor("jurist", **WIDE).page
    page.goto("/beheer/")
    main_menu(page).get_by_role("button", name="Pagina's").click()
    tree = page.get_by_role("dialog", name="Pagina's")
    changes = tree.get_by_role("link", name=re.compile(r"^Wijzig '.*' \((Nederlands|Engels)\)$"))
    expect(changes).to_have_count(2)
    names = changes.evaluate_all("links => links.map(link => link.ariaLabel)")
    assert len(set(names)) == 2
    tree.get_by_role("link", name=re.compile(r"^Toon onderliggende pagina's van .* \(Engels\)$")).click()
    expect(tree.get_by_role("combobox", name="Taal")).to_have_value("en")


@pytest.mark.parametrize(
    ("screen", "lines"), [("/beheer/partijen/", 3), ("/beheer/verklaringversies/", 2), ("/beheer/images/", 4)]
)
def test_on_a_telephone_the_header_of_a_list_takes_few_lines(sample, visitor, screen, lines) -> None:
    page = visitor("redacteur" if "partijen" not in screen else "contractbeheerder").page
    page.set_viewport_size({"width": 400, "height": 800})
    page.goto(screen)
    header = page.locator(".w-slim-header")
    assert header.evaluate("one => one.getBoundingClientRect().height") <= lines * 51
    # And nothing of it is cut off.
    shown = header.locator(":is(a, button, input, select):visible")
    outside = (
        "all => all.filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.outerHTML)"
    )
    assert shown.count() > 3 and shown.evaluate_all(outside) == []


def test_who_goes_on_into_a_list_by_key_stays_where_he_is_when_it_comes_anew(visitor):
    page = visitor("contractbeheerder").page
    open_screen(page, REGISTER, "Overeenkomsten")
    search = page.get_by_role("textbox", name="Zoekterm")
    chosen = page.get_by_role("checkbox", name="Kies VW-2026-09")
    with page.expect_response(re.compile("[?&]q=VW-2026-09")):
        search.press_sequentially("VW-2026-09", delay=5)
    expect(page.locator("main tbody tr")).to_have_count(1)
    chosen.focus()  # as Tab leads there; the field is left, which asks for nothing more
    page.wait_for_timeout(1500)
    expect(chosen).to_be_focused()

    # And who is there before the list has come is at the same row when it comes.
    held: list[Route] = []
    page.route(re.compile("[?&]q=VW-2026-0(&|$)"), lambda route: held.append(route))
    search.press("End")
    search.press("Backspace")
    page.wait_for_timeout(1000)
    chosen.focus()
    held[-1].continue_()
    expect(page.locator("main tbody tr")).to_have_count(2)
    expect(chosen).to_be_focused()
