"""A party that is made where it is needed, and found afterwards by readers on a list of several pages."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps.menu import REGISTER, go_to_start, open_screen
from tests.factories import as_operator

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_party_is_made_in_the_dialog_where_one_is_chosen(sample, visitor) -> None:
    from sharing.models import Party

    there = Party.objects.filter(active=True).exclude(kvk_number="").order_by("pk").first()
    contracts = visitor("contractbeheerder")
    page = contracts.page
    go_to_start(page)
    open_screen(page, REGISTER, "Overeenkomsten")
    page.get_by_role("link", name="Overeenkomst toevoegen").first.click()
    page.get_by_role("button", name="Een partij kiezen").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Zoekterm").fill(there.kvk_number[:6])
    expect(dialog.get_by_role("row").filter(has_text=there.name)).to_contain_text(there.kvk_number)
    contracts.picture("partij-kiezen")

    dialog.get_by_role("tab", name="Een nieuwe partij").click()
    dialog.get_by_role("textbox", name="KvK-nummer").fill("12")
    dialog.get_by_role("button", name="Toevoegen en kiezen").click()
    # All that is wrong at once, and the work goes on at the first of it.
    expect(dialog.locator(".error-message")).to_have_count(3)
    expect(dialog.get_by_role("textbox", name="Naam")).to_be_focused()
    dialog.get_by_role("textbox", name="KvK-nummer").fill("")
    dialog.get_by_role("textbox", name="Naam").fill(there.name)
    dialog.get_by_role("textbox", name="Reden").fill("Nieuwe verwerker")
    dialog.get_by_role("combobox", name="Hoedanigheid").select_option(label="Verwerker")
    dialog.get_by_role("textbox", name="Hoedanigheid vanaf").fill("1-3-2026")
    contracts.picture("partij-maken")
    dialog.get_by_role("button", name="Toevoegen en kiezen").click()
    expect(dialog.get_by_text("Staat deze organisatie er al?")).to_be_visible()
    assert contracts.obstacles(".modal-body", ("critical", "serious")) == []
    contracts.picture("partij-maken-vraag")
    dialog.get_by_role("textbox", name="Naam").fill("Zonnebloem Salarissen BV")
    dialog.get_by_role("button", name="Toevoegen en kiezen").click()
    expect(dialog).to_be_hidden()
    expect(page.locator("main").get_by_text("Zonnebloem Salarissen BV")).to_be_visible()
    made = Party.objects.get(code="zonnebloem-salarissen")
    assert made.capacities.get().capacity == "processor"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_readers_leaf_through_a_long_list_of_recipients(sample, visitor, monkeypatch, scheme) -> None:
    from sharing.models import OrganisationSettings

    monkeypatch.setattr("home.public.sheets.MOST", 2)
    with as_operator():
        OrganisationSettings.objects.update(public_capacities=["client", "partner", "processor"])
    reader = visitor(color_scheme=scheme)
    page = reader.page
    page.goto("/")
    page.get_by_role("link", name="Wie uw gegevens krijgen").click()
    first = page.get_by_role("rowheader").first.text_content()
    pages = page.get_by_role("navigation", name="Bladen van de lijst")
    pages.get_by_text("Alle bladen").click()
    reader.picture(f"ontvangers-{scheme}")
    for width in (1366, 400):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert reader.obstacles("html") == []
    pages.get_by_role("link", name="Volgend blad").click()
    expect(page.get_by_text("Blad 2 van")).to_be_visible()
    expect(page.get_by_role("rowheader", name=first, exact=True)).to_have_count(0)
    assert reader.obstacles("html") == []
