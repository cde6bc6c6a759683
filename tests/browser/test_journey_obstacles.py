"""Our own screens in the admin: nothing that keeps people with another way of reading or typing out."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.steps.lists import REFERENCE_LISTS, choose_for, open_history
from tests.browser.steps.menu import (
    DISCLOSURES,
    REGISTER,
    RIGHTS,
    STATEMENT,
    choose,
    choose_action,
    go_to_start,
    open_screen,
)
from tests.browser.steps.waiting import holds

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The frame around a screen, its menus and its header, is Wagtail's.
OURS = (
    "#main form:not([role=search], .search-form), .register-work, .register-fields, .register-section, "
    ".register-timeline, .register-outcome, table.listing, #main .help-block[role=alert]"
)
DOSSIER = "d-2026-0007"
GRAVE = ("serious", "critical")
# Two fields of one name: a browser sends both, and the last one counts.
TWICE = """() => {
    const names = [...document.querySelectorAll('#main form [name]')]
        .filter(e => !['radio', 'checkbox', 'hidden', 'submit'].includes(e.type)).map(e => e.name);
    return names.filter((name, place) => names.indexOf(name) !== place);
}"""
# What runs out of the window where nothing scrolls cannot be reached.
FITS = """parts => [...document.querySelectorAll(parts)].every(part => {
    const scrolls = ['auto', 'scroll'].includes(getComputedStyle(part.parentElement).overflowX);
    const shown = [part, ...part.querySelectorAll('input, select, textarea, p, table')];
    return scrolls || shown.every(
        e => e.closest('.register-table, #listing-results') || e.getBoundingClientRect().right <= window.innerWidth + 1
    );
})"""
# On a phone the title of a screen is in sight, and beside or below it everything that one can do there.
HEADED = """() => {
    const title = document.querySelector('.w-slim-header .w-breadcrumbs li:last-child');
    const { left, top, height } = (title ?? document.body).getBoundingClientRect();
    const doable = [...document.querySelectorAll('#w-slim-header-buttons > *')];
    return (!title || title.contains(document.elementFromPoint(left + 8, top + height / 2)))
        && doable.every(one => one.getBoundingClientRect().right <= innerWidth + 1);
}"""
# The field in which one types does not stay under the bar with which the form is saved, wherever it stood before.
UNDER_BAR = """() => {
    const main = document.querySelector('main');
    const bar = document.querySelector('main form > :is(.footer, .register-actions)');
    if (!bar) return [];
    main.style.scrollBehavior = 'auto';
    return [...document.querySelectorAll('main form :is(input, textarea)')].filter(field => {
        if (!field.offsetParent) return false;
        main.scrollTop = 0;
        main.scrollTop = field.getBoundingClientRect().top - bar.getBoundingClientRect().top - 4;
        document.activeElement.blur();
        field.focus();
        return field === document.activeElement
            && field.getBoundingClientRect().top + 20 > bar.getBoundingClientRect().top;
    }).map(field => field.name);
}"""


def fits(page: Page) -> None:
    """Whether everything is within the window, once the menu has folded."""
    holds(page, FITS, OURS)
    holds(page, HEADED)


def contract_manager(page: Page) -> Iterator[str]:
    """From screen to screen as a contract manager clicks; gives the name of each when it is there."""
    open_screen(page, REGISTER, "Partijen")
    yield "partijen"
    page.get_by_role("link", name="UWV", exact=True).click()
    yield "partij-wijzigen"
    open_history(page)
    yield "partij-historie"
    choose_for(page, "Partijen", "UWV", "Inspecteer")
    yield "partij"
    choose_for(page, "Partijen", "UWV", "Verwijder")
    yield "partij-verwijderen"
    choose(page, REGISTER, "Overeenkomsten")
    yield "overeenkomsten"
    page.get_by_role("link", name="VW-2023-03", exact=True).click()
    yield "overeenkomst-wijzigen"
    open_history(page)
    yield "overeenkomst-historie"
    choose_for(page, "Overeenkomsten", "VW-2023-03", "Inspecteer")
    yield "overeenkomst"
    choose(page, REGISTER, "Doorgiften")
    choose_action(page, "Doorgifte toevoegen")
    yield "doorgifte-toevoegen"
    choose(page, REGISTER, "Werkmap inlezen")
    yield "werkmap"
    choose(page, REGISTER, REFERENCE_LISTS, "Doeleinden")
    yield "doeleinden"
    choose(page, REGISTER, REFERENCE_LISTS, "Gegevenscategorieën")
    page.get_by_role("link", name="Gegevenscategorie toevoegen").first.click()
    yield "gegevenscategorie-toevoegen"


def lawyer(page: Page) -> Iterator[str]:
    """Likewise, with a deviation to review and a consent."""
    make.DisclosureFactory(deviation=True, number=DOSSIER)
    make.ConsentFactory(number=DOSSIER)
    go_to_start(page)
    yield "begin"
    choose(page, DISCLOSURES, "Verstrekkingen")
    yield "verstrekkingen"
    page.locator("main tbody").get_by_role("link").click()
    yield "verstrekking"
    page.get_by_role("link", name="Corrigeren").click()
    yield "verstrekking-corrigeren"
    choose(page, DISCLOSURES, "Verstrekkingen")
    choose_action(page, "Verstrekking vastleggen")
    yield "verstrekking-vastleggen"
    choose(page, DISCLOSURES, "Te beoordelen afwijkingen")
    yield "afwijkingen"
    page.locator("main tbody").get_by_role("link").click()
    yield "afwijking-beoordelen"
    choose(page, DISCLOSURES, "Toestemmingen")
    page.get_by_role("link", name=DOSSIER).click()
    yield "toestemming-wijzigen"
    choose_for(page, "Toestemmingen", DOSSIER, "Inspecteer")
    page.get_by_role("link", name="Intrekken").click()
    yield "toestemming-intrekken"
    choose(page, RIGHTS, "Bezwaren en beperkingen")
    choose_action(page, "Bezwaar of beperking toevoegen")
    yield "bezwaar-toevoegen"
    choose(page, DISCLOSURES, "Verzoeken van autoriteiten")
    choose_action(page, "Verzoek van een autoriteit toevoegen")
    yield "verzoek-toevoegen"
    choose(page, STATEMENT, "Versies")
    yield "versies"


def administrator(page: Page) -> Iterator[str]:
    open_screen(page, REGISTER, "Bronsystemen")
    choose_action(page, "Bronsysteem toevoegen")
    yield "bronsysteem-toevoegen"
    choose(page, REGISTER, REFERENCE_LISTS, "Adequaatheidsbesluiten")
    yield "adequaatheidsbesluiten"
    page.get_by_role("link", name="Adequaatheidsbesluit toevoegen").first.click()
    yield "adequaatheidsbesluit-toevoegen"


@pytest.mark.parametrize(
    ("username", "way"),
    [("contractbeheerder", contract_manager), ("jurist", lawyer), ("beheerder", administrator)],
    ids=["contractbeheerder", "jurist", "beheerder"],
)
def test_no_screen_of_ours_has_a_grave_obstacle(username, way, sample, visitor) -> None:
    found = []
    person = visitor(username)
    page = person.page
    for name in way(page):
        expect(page.locator("main")).to_be_visible()
        found += [f"{name}: twee velden {field}" for field in page.evaluate(TWICE)]
        found += person.obstacles(OURS, GRAVE)
        for width in (400, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            fits(page)
            found += [f"{name}: {field} onder de balk" for field in page.evaluate(UNDER_BAR)]
        person.picture(f"scherm-{name}")
    assert not found, "\n".join(found)
