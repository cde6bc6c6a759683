"""Dates are typed the Dutch way, with the keyboard, on every kind of screen; what is stored is what was typed."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from sharing.core.dates import read_day, show_day
from sharing.core.exceptions import NotUnderstood
from tests import factories as make
from tests.browser.steps.keys import reach
from tests.browser.steps.lists import open_record, type_over
from tests.browser.steps.menu import DISCLOSURES, REGISTER, go_to_start, open_screen
from tests.browser.steps.statement import open_statement
from tests.browser.steps.visitor import told
from tests.sharing.core.test_dates import READ, REFUSED

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LAST = date(2026, 12, 31)
NO_SUCH_DAY = "31-02-2026 bestaat niet: februari 2026 heeft 28 dagen. Kies een dag van 1 tot en met 28."


def day(page: Page, name: str) -> Locator:
    return page.get_by_role("textbox", name=name)


def save(page: Page, reason: str = "Proef met datums") -> None:
    page.get_by_role("textbox", name="Reden van de").fill(reason)
    page.get_by_role("button", name=re.compile("^(Opslaan|Toevoegen)$")).click()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("31-12-2026", LAST), ("1 december '26", date(2026, 12, 1)), ("20261201", date(2026, 12, 1))],
)
def test_an_agreement_ends_on_the_day_that_was_typed(sample, visitor, typed, meant) -> None:
    from sharing.models import Agreement

    page = visitor("contractbeheerder").page
    open_record(page, "Overeenkomsten", "OV-2023-02")
    type_over(day(page, "Tot en met"), typed)
    expect(day(page, "Tot en met")).to_have_value(show_day(meant))
    save(page)
    expect(told(page)).to_contain_text("is gewijzigd")
    assert Agreement.objects.get(reference="OV-2023-02").last_day == meant


def test_a_day_that_does_not_exist_is_said_and_stays(sample, visitor) -> None:
    from sharing.models import Agreement

    manager = visitor("contractbeheerder")
    page = manager.page
    open_record(page, "Overeenkomsten", "OV-2023-02")
    before = Agreement.objects.get(reference="OV-2023-02").last_day
    for typed in ("31-02-2026", "NaN-NaN-NaN", "eind volgend jaar"):
        type_over(day(page, "Tot en met"), typed)
        expect(day(page, "Tot en met")).to_have_value(typed)
    type_over(day(page, "Tot en met"), "31 februari 2026")
    assert day(page, "Tot en met").evaluate("one => one.scrollWidth <= one.clientWidth")  # all of it is seen
    type_over(day(page, "Tot en met"), "31-02-2026")
    save(page)
    expect(page.get_by_text(NO_SUCH_DAY).first).to_be_visible()
    expect(day(page, "Tot en met")).to_have_value("31-02-2026")
    manager.picture("datum-bestaat-niet")
    type_over(day(page, "Tot en met"), "31-12-1926")
    save(page)
    expect(
        page.get_by_role("link", name="31-12-1926 ligt niet in de jaren 1995 tot en met 2100.")
    ).to_be_visible()
    assert Agreement.objects.get(reference="OV-2023-02").last_day == before


def test_a_capacity_in_a_row_that_was_added(sample, visitor) -> None:
    from sharing.models import Party

    page = visitor("contractbeheerder").page
    open_record(page, "Partijen", "Gemeente Voorbeeldstad")
    page.get_by_role("button", name="Voeg Hoedanigheid toe").click()
    page.locator("[name=capacities-1-capacity]").select_option(label="Samenwerkingspartner")
    first, last = (page.locator(f"[name=capacities-1-{name}_day]") for name in ("first", "last"))
    type_over(first, "1 december 2026")
    expect(first).to_have_value("01-12-2026")
    last.focus()
    page.keyboard.press("ArrowDown")  # the calendar of a field that came later works as well
    expect(page.get_by_role("dialog", name="Kies een datum: Tot en met")).to_be_visible()
    page.keyboard.press("Escape")
    expect(last).to_be_focused()
    page.keyboard.type("31-12-2026")
    save(page)
    expect(told(page)).to_contain_text("is gewijzigd")
    row = Party.objects.get(code="gemeente-voorbeeldstad").capacities.get(capacity="partner")
    assert (row.first_day, row.last_day) == (date(2026, 12, 1), LAST)


def test_a_transfer(sample, visitor) -> None:
    from sharing.models import Transfer

    page = visitor("contractbeheerder").page
    open_screen(page, REGISTER, "Doorgiften")
    page.get_by_role("row", name=re.compile("module 2")).get_by_role("link").first.click()
    page.get_by_role("link", name="Wijzigen", exact=True).click()
    type_over(day(page, "Tot en met"), "31/12/2026")
    expect(day(page, "Tot en met")).to_have_value("31-12-2026")
    type_over(day(page, "Vanaf"), "1 dec 2025")
    save(page)
    expect(told(page)).to_contain_text("is gewijzigd")
    transfer = Transfer.objects.get(mechanism="scc_module_2")
    assert (transfer.first_day, transfer.last_day) == (date(2025, 12, 1), LAST)


def test_a_consent_was_given_at_a_moment(sample, visitor) -> None:
    from sharing.models import Consent

    lawyer = visitor("jurist")
    page = lawyer.page
    open_screen(page, DISCLOSURES, "Toestemmingen")
    page.get_by_role("link", name="Toestemming toevoegen").click()
    page.get_by_role("textbox", name="Dossiernummer").fill("d-2026-0042")
    page.get_by_label("Ontvanger").fill("Gemeente Voorbeeldstad")
    page.get_by_label("Wat leeg is, geldt voor alles").check()
    page.get_by_label("Naam, adres en woonplaats").check()
    page.get_by_role("textbox", name="Bewijs").fill("Ondertekend formulier")
    given = day(page, "Gegeven op")
    type_over(given, "25-10-2026 2.30")
    expect(given).to_have_value("25-10-2026 02:30")
    save(page, "Formulier ontvangen")
    expect(page.get_by_text("Op 25 oktober 2026 was het twee keer 02:30").first).to_be_visible()
    lawyer.picture("datum-twee-keer")
    page.get_by_label("de tweede keer (wintertijd)").check()
    save(page, "Formulier ontvangen")
    expect(told(page)).to_contain_text("toegevoegd")
    assert Consent.objects.get().given_at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_a_request_came_on_a_day(sample, visitor) -> None:
    from sharing.models import AuthorityRequest

    provision = make.LegalProvisionFactory()
    page = visitor("jurist").page
    open_screen(page, DISCLOSURES, "Verzoeken van autoriteiten")
    page.get_by_role("link", name="Verzoek van een autoriteit toevoegen").click()
    page.get_by_role("textbox", name="Kenmerk").fill("VZ-77")
    type_over(day(page, "Ontvangen op"), "1 november 2026")
    page.get_by_label("Autoriteit").select_option(index=1)
    page.get_by_label("Wettelijke bepaling").select_option(label=provision.citation)
    page.get_by_role("textbox", name="Wat wordt gevraagd").fill("Adres")
    page.get_by_label("Naam, adres en woonplaats").check()
    save(page)
    expect(told(page)).to_contain_text("toegevoegd")
    assert AuthorityRequest.objects.get(reference="VZ-77").received_on == date(2026, 11, 1)


def test_the_filters_of_the_log(sample, visitor) -> None:
    make.DisclosureFactory(disclosed_at=datetime(2026, 3, 31, 12, tzinfo=UTC))
    make.DisclosureFactory(disclosed_at=datetime(2026, 4, 1, 12, tzinfo=UTC))
    lawyer = visitor("jurist")
    page = lawyer.page
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    rows = page.locator("#listing-results tbody tr")
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Toon filters").click()
    page.get_by_role("button", name="Periode").click()
    type_over(page.locator("[name=period_from]"), "1 april 2026")
    expect(rows).to_have_count(1)
    expect(page.locator("[name=period_from]")).to_have_value("01-04-2026")
    type_over(page.locator("[name=period_from]"), "31-02-2026")
    expect(page.get_by_role("alert").filter(has_text="31-02-2026 bestaat niet")).to_be_visible()
    expect(rows).to_have_count(0)
    expect(page.locator("[name=period_from]")).to_have_value("31-02-2026")
    # The filters lie over the list in a narrow window: it stands there too, and goes with what was wrong.
    expect(page.locator("[name=period_from]")).to_have_accessible_description(
        re.compile("31-02-2026 bestaat niet")
    )
    expect(page.locator(".w-drilldown__submenu .error-message")).to_have_count(1)
    lawyer.picture("datum-filter")
    type_over(page.locator("[name=period_from]"), "")
    expect(page.locator(".w-drilldown__submenu .error-message")).to_have_count(0)
    page.locator("[name=period_to]").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("dialog", name="Kies een datum: Tot en met")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Kies een datum: Tot en met")).to_be_hidden()
    expect(page.get_by_role("button", name="Toon filters")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[name=period_to]")).to_be_focused()
    page.keyboard.type("31-03-2026")
    page.keyboard.press("Tab")
    expect(rows).to_have_count(1)


def test_the_reference_date_of_a_list_and_of_a_record(sample, visitor) -> None:
    page = visitor("auditor").page
    open_screen(page, REGISTER, "Overeenkomsten")
    page.get_by_role("button", name="Toon filters").click()
    page.get_by_role("button", name="Peildatum").click()
    tomorrow = timezone.localdate() + timedelta(days=1)
    type_over(page.locator("[name=peildatum]"), f"{tomorrow.day}-{tomorrow.month}-{tomorrow:%y}")
    expect(page.get_by_role("status").filter(has_text="Stand van")).to_be_visible()
    expect(page.locator("[name=peildatum]")).to_have_value(show_day(tomorrow))
    page.keyboard.press("Escape")
    page.get_by_role("link", name="OV-2023-02", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Stand van")).to_be_visible()
    type_over(day(page, "Peildatum"), "31-02-2026")
    page.get_by_role("button", name="Toon de stand van toen").click()
    expect(page.get_by_text(NO_SUCH_DAY).first).to_be_visible()
    expect(day(page, "Peildatum")).to_have_value("31-02-2026")
    # A time that does not exist is never left out, as if the whole day was meant.
    type_over(day(page, "Peildatum"), "28-11-2026 25:99")
    page.get_by_role("button", name="Toon de stand van toen").click()
    expect(page.get_by_text("De tijd 25:99 bestaat niet").first).to_be_visible()
    expect(day(page, "Peildatum")).to_have_value("28-11-2026 25:99")


def test_the_statement_takes_effect_on_the_day_that_was_typed(sample, visitor) -> None:
    from home.models import StatementPage

    editor = visitor("redacteur")
    page = editor.page
    open_statement(page)
    effective = day(page, "Ingangsdatum")
    type_over(effective, "31 december 2026")
    expect(effective).to_have_value("31-12-2026")
    type_over(day(page, "Aankondigen vanaf"), "1-12-26")
    page.get_by_role("button", name="Bewaar concept").click()
    expect(told(page)).to_contain_text("is gewijzigd")
    draft = StatementPage.objects.source().get().get_latest_revision_as_object()
    assert (draft.effective_from, draft.announce_from) == (LAST, date(2026, 12, 1))


def test_a_date_is_chosen_with_the_keyboard(sample, visitor) -> None:
    from sharing.models import Agreement

    manager = visitor("contractbeheerder")
    page = manager.page
    open_record(page, "Overeenkomsten", "OV-2023-02")
    type_over(day(page, "Tot en met"), "31-1-2028")
    opener = page.get_by_role("button", name="Kies een datum: Tot en met")
    expect(opener).to_be_focused()  # the next stop after the field
    page.keyboard.press("Enter")
    calendar = page.get_by_role("dialog", name="Kies een datum: Tot en met")

    def shows(words: str) -> None:
        expect(calendar.get_by_role("gridcell", name=words, exact=True)).to_be_focused()

    shows("maandag 31 januari 2028")
    expect(calendar.get_by_role("columnheader").first).to_have_text("ma")
    manager.picture("datum-kalender")
    assert manager.obstacles(".date-picker") == []
    for key, words in (
        ("PageDown", "dinsdag 29 februari 2028"),
        ("ArrowDown", "dinsdag 7 maart 2028"),
        ("ArrowLeft", "maandag 6 maart 2028"),
        ("End", "zondag 12 maart 2028"),
        ("Home", "maandag 6 maart 2028"),
        ("ArrowUp", "maandag 28 februari 2028"),
        ("ArrowRight", "dinsdag 29 februari 2028"),
        ("Shift+PageDown", "woensdag 28 februari 2029"),
        ("Shift+PageUp", "maandag 28 februari 2028"),
        ("PageUp", "vrijdag 28 januari 2028"),
    ):
        page.keyboard.press(key)
        shows(words)
    page.keyboard.press("Escape")
    expect(calendar).to_be_hidden()
    expect(opener).to_be_focused()
    expect(day(page, "Tot en met")).to_have_value("31-01-2028")

    page.keyboard.press("Enter")
    shows("maandag 31 januari 2028")
    for _ in range(9):  # Tab goes round within the calendar
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('.date-picker'))")
    reach(page, calendar.get_by_role("button", name="Volgend jaar"), most=9)
    page.keyboard.press("Enter")
    reach(page, calendar.get_by_role("gridcell", name="woensdag 31 januari 2029"), most=9)
    page.keyboard.press("Enter")
    expect(opener).to_be_focused()
    expect(day(page, "Tot en met")).to_have_value("31-01-2029")
    save(page)
    expect(told(page)).to_contain_text("is gewijzigd")
    assert Agreement.objects.get(reference="OV-2023-02").last_day == date(2029, 1, 31)


def test_the_browser_reads_dates_as_the_server_does(sample, visitor) -> None:
    page = visitor("auditor").page
    go_to_start(page)
    for text, _meant in [*READ, *REFUSED]:
        try:
            expected = show_day(read_day(text))
        except NotUnderstood:
            expected = None
        found = page.evaluate("text => customElements.get('date-field').read(text, false).day", text)
        assert found == expected, text
