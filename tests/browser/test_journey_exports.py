"""What a lawyer filtered goes along as a file, made meanwhile; the auditor sees who took what, and the figures."""

import csv
import io
import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.steps.lists import type_date
from tests.browser.steps.menu import ACCOUNTABILITY, DISCLOSURES, choose_action, open_screen
from tests.browser.steps.visitor import told
from tests.sharing.background.queue import work_off

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NUMBER = "k-4711"
# Whether a press on the middle of a link is one on that link.
IS_HIT = (
    "link => { link.scrollIntoView({block: 'center'}); const box = link.getBoundingClientRect();"
    " const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];"
    " return link.contains(document.elementFromPoint(x, y)) }"
)


@pytest.fixture
def log(sample):
    moment = datetime(2026, 3, 3, 9, 12, tzinfo=UTC)
    for number in range(3):
        make.DisclosureFactory(number=f"{NUMBER}-{number}", disclosed_at=moment)
    make.DisclosureFactory(number="k-anders", disclosed_at=moment, deviation=True)


def only_permitted(page: Page) -> None:
    page.get_by_role("button", name="Toon filters").click()
    page.get_by_role("button", name="Uitkomst").click()
    page.get_by_role("radio", name="Toegestaan").click()
    expect(page.get_by_role("list", name="Filters die aan staan")).to_contain_text("Uitkomst: Toegestaan")
    page.keyboard.press("Escape")


def test_what_is_filtered_goes_along_as_a_file(log, visitor, tmp_path) -> None:
    lawyer = visitor("jurist")
    page = lawyer.page
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    only_permitted(page)
    choose_action(page, "Exporteren (Excel of CSV)")
    expect(page.locator("main")).to_contain_text("3 verstrekkingen")
    expect(page.locator("main")).to_contain_text("Toegestaan")
    lawyer.picture("export-vragen")
    page.get_by_role("radio", name=re.compile("^CSV")).check()
    page.get_by_label("Waarvoor").fill("Kwartaalverslag")
    page.get_by_role("button", name="Export maken").click()
    expect(told(page)).to_contain_text("De export wordt gemaakt.")
    row = page.locator("main").get_by_role("row").filter(has_text="Verstrekkingen (CSV)")
    expect(row).to_contain_text("Wacht")
    lawyer.picture("export-wacht")
    waiting = page.locator("main .register-scroll")
    waiting.focus()

    work_off()
    # The list is fetched anew by itself.
    expect(row).to_contain_text("Klaar")
    expect(waiting).to_be_focused()  # who waits in the list stays there, and the list does not wait for that
    expect(row).to_contain_text("Uitkomst: Toegestaan")
    lawyer.picture("export-klaar")
    with page.expect_download() as download:
        row.get_by_role("link", name="Download").click()
    assert re.fullmatch(r"verstrekkingen-\d{4}-\d\d-\d\d\.csv", download.value.suggested_filename)
    text = download.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert sorted(row["Dossier"] for row in rows) == [f"{NUMBER}-{number}" for number in range(3)]

    auditor = visitor("auditor")
    page = auditor.page
    open_screen(page, ACCOUNTABILITY, "Exports")
    page.get_by_role("link", name="Verstrekkingen (CSV)", exact=True).click()
    expect(page.locator("main")).to_contain_text("Kwartaalverslag")
    expect(page.locator("main")).to_contain_text("Opgehaald")
    expect(page.locator("main")).not_to_contain_text(NUMBER)
    expect(page.get_by_role("link", name=re.compile("^verstrekkingen-"))).to_have_count(0)
    auditor.picture("export-auditor")


def test_figures_of_a_period_and_as_of_a_day(log, visitor, tmp_path) -> None:
    auditor = visitor("auditor")
    page = auditor.page
    open_screen(page, DISCLOSURES, "Cijfers")
    type_date(page.get_by_role("textbox", name="Verstrekt van"), datetime(2026, 1, 1, tzinfo=UTC).date())
    type_date(page.get_by_role("textbox", name="tot en met"), datetime(2026, 6, 30, tzinfo=UTC).date())
    page.get_by_role("button", name="Tonen", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="verstrekkingen")).to_contain_text(
        "4 verstrekkingen, waarvan 1 afwijkend"
    )
    expect(page.get_by_role("img", name="Per maand")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="03-2026")).to_contain_text("4")
    auditor.picture("cijfers")
    link = page.get_by_role("link", name="Download als CSV")
    wide = page.viewport_size
    for width in (900, 400):
        page.set_viewport_size({"width": width, "height": 800})
        assert link.evaluate(IS_HIT), width
    page.set_viewport_size(wide)
    with page.expect_download() as download:
        link.click()
    assert "03-2026;4;1" in download.value.path().read_text(encoding="utf-8-sig")

    # The day before anything was recorded.
    type_date(page.get_by_role("textbox", name="Peildatum"), datetime(2026, 4, 1, tzinfo=UTC).date())
    page.get_by_role("button", name="Tonen", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="verstrekkingen")).to_contain_text("0 verstrekkingen")
    expect(page.locator("main")).to_contain_text("aan het einde van 1 april 2026")
