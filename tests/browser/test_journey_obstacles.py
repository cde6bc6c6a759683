"""Our own screens in the admin: nothing that keeps people with another way of reading or typing out."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, TimeoutError

from tests import factories as make

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The frame around a screen, its menus and its header, is Wagtail's.
OURS = (
    "#main form:not([role=search], .search-form), .register-fields, .register-section, .register-timeline, "
    ".register-outcome, table.listing"
)
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


def fits(page: Page) -> bool:
    """Whether everything is within the window, once the menu has folded."""
    try:
        page.wait_for_function(FITS, arg=OURS, timeout=1500)
    except TimeoutError:
        return False
    return True


def screens() -> dict[str, list[str]]:
    """Addresses by the account that works there."""
    from sharing.models import Agreement, Party

    party = Party.objects.get(code="uwv").pk
    agreement = Agreement.objects.get(reference="VW-2023-03").pk
    deviation = make.DisclosureFactory(deviation=True).pk
    consent = make.ConsentFactory().pk
    return {
        "contractbeheerder": [
            reverse("parties:index"),
            *(reverse(f"parties:{name}", args=[party]) for name in ("inspect", "edit", "history", "delete")),
            reverse("agreements:index"),
            *(reverse(f"agreements:{name}", args=[agreement]) for name in ("inspect", "edit", "history")),
            reverse("transfers:add"),
            reverse("workbook:index"),
            "/beheer/doeleinden/",
            "/beheer/gegevenscategorieen/create/",
        ],
        "jurist": [
            "/beheer/",
            *(reverse(f"disclosures:{name}") for name in ("index", "add")),
            *(reverse(f"disclosures:{name}", args=[deviation]) for name in ("inspect", "edit", "review")),
            reverse("worklist:index"),
            *(reverse(f"consents:{name}", args=[consent]) for name in ("edit", "withdraw")),
            reverse("objections:add"),
            reverse("authority_requests:add"),
            reverse("statement_versions:index"),
        ],
        "beheerder": [
            reverse("sources:add"),
            "/beheer/adequaatheidsbesluiten/",
            "/beheer/adequaatheidsbesluiten/create/",
        ],
    }


@pytest.mark.parametrize("username", ["contractbeheerder", "jurist", "beheerder"])
def test_no_screen_of_ours_has_a_grave_obstacle(username, sample, visitor) -> None:
    found = []
    person = visitor(username)
    page = person.page
    for address in screens()[username]:
        answer = page.goto(address)
        assert answer.status == 200 and page.url.endswith(address), address
        found += [f"{address} twee velden {name}" for name in page.evaluate(TWICE)]
        found += person.obstacles(OURS, GRAVE)
        for width in (400, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            found += [] if fits(page) else [f"{address} loopt uit bij {width} beeldpunten"]
        person.picture(f"scherm{address.replace('/', '-')}")
    assert not found, "\n".join(found)
