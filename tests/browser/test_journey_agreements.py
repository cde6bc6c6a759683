"""From a count on the start page to an agreement that is extended in time, replaced, and never overlaps."""

from datetime import timedelta
from time import sleep

import pytest
from playwright.sync_api import expect

from sharing.core.dates import show_day
from sharing.core.dutch import day_in_words
from sharing.core.periods import amsterdam_day
from sharing.roles import CONTRACT_MANAGER
from tests import factories
from tests.browser.steps.menu import REGISTER, go_to_start, open_screen
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_extended_before_its_notice_date_and_then_replaced(sample, visitor) -> None:
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from sharing.models import Agreement

    today = amsterdam_day(timezone.now())
    later = today + timedelta(days=800)
    with factories.as_operator():
        Agreement.objects.update(owner=get_user_model().objects.get(username="contractbeheerder"))
        Agreement.objects.filter(reference="OV-2023-02").update(
            last_day=today + timedelta(days=35), notice_days=20, terminated_per=None
        )

    contracts = visitor("contractbeheerder")
    page = contracts.page
    go_to_start(page)
    work = page.get_by_role("region", name="Uw werk")
    work.get_by_role("link", name="Binnen 30 dagen").click()
    page.get_by_role("link", name="OV-2023-02 opzeggen of verlengen").click()
    page.get_by_role("navigation", name="Wat u met deze overeenkomst").get_by_role(
        "link", name="Verlengen"
    ).click()
    page.get_by_role("textbox", name="Nieuwe laatste dag").fill(show_day(later))
    page.get_by_role("textbox", name="Reden").fill("Met twee jaar verlengd, brief van 3 maart")
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    outcome = page.locator("#uitkomst")
    expect(outcome).to_be_focused()
    expect(outcome).to_contain_text(f"OV-2023-02 geldt tot en met {day_in_words(later)}")
    contracts.picture("contract-verlengen")
    assert contracts.obstacles(within="main") == []
    outcome.get_by_role("button", name="Verlengen").click()
    expect(told(page).first).to_contain_text("OV-2023-02 is verlengd")
    contracts.picture("contract-verlengd")

    go_to_start(page)
    expect(work).to_be_visible()
    expect(work.get_by_role("link", name="OV-2023-02 opzeggen of verlengen")).to_have_count(0)
    assert Agreement.objects.get(reference="OV-2023-02").last_day == later

    page.go_back()
    page.get_by_role("link", name="Opvolger maken").click()
    page.get_by_role("textbox", name="Kenmerk van de nieuwe overeenkomst").fill("OV-2026-99")
    page.get_by_role("textbox", name="Vanaf").fill(show_day(today + timedelta(days=100)))
    page.get_by_role("textbox", name="Ondertekend op").fill(show_day(today))
    page.get_by_role("textbox", name="Reden").fill("Nieuwe voorwaarden")
    page.get_by_role("button", name="Bekijk wat er gebeurt").click()
    expect(outcome).to_contain_text(f"OV-2023-02 eindigt op {day_in_words(today + timedelta(days=99))}")
    contracts.picture("contract-opvolger")
    outcome.get_by_role("button", name="Opvolger maken").click()
    expect(told(page).first).to_contain_text("OV-2026-99 is gemaakt als opvolger van OV-2023-02")
    assert Agreement.objects.get(reference="OV-2026-99").replaces.reference == "OV-2023-02"


def test_a_second_enter_does_not_say_that_nothing_was_stored(sample, visitor) -> None:
    from django.utils import timezone

    day = amsterdam_day(timezone.now()) + timedelta(days=400)
    page = visitor("contractbeheerder").page
    open_screen(page, REGISTER, "Overeenkomsten")
    page.get_by_role("link", name="VW-2023-01", exact=True).click()
    page.get_by_role("link", name="Opzeggen", exact=True).click()
    page.get_by_role("textbox", name="Opgezegd per").fill(show_day(day))
    page.get_by_role("textbox", name="Reden").fill("Te duur, brief van 3 maart")
    page.get_by_role("button", name="Bekijk wat er gebeurt").press("Enter")
    button = page.get_by_role("button", name="Opzegging vastleggen")
    button.focus()
    page.route("**/opzeggen/", lambda route: (sleep(1), route.continue_()))  # the answer takes a moment
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Er is niets opgeslagen")).to_have_count(0)
    expect(told(page).first).to_contain_text("VW-2023-01 is opgezegd")


def test_several_get_another_owner_and_what_is_unticked_keeps_its_own(sample, visitor) -> None:
    from sharing.models import Agreement

    colleague = factories.UserFactory(role=CONTRACT_MANAGER, first_name="Fatma", last_name="Demir")
    contracts = visitor("contractbeheerder")
    page = contracts.page
    open_screen(page, REGISTER, "Overeenkomsten")
    for reference in ("GR-2024-01", "OV-2023-01", "SO-2022-01"):
        page.get_by_role("checkbox", name=f"Kies {reference}").check()
    page.get_by_role("button", name="Gekozen overeenkomsten wijzigen…").click()
    page.get_by_label("Beheerder").select_option(label=f"Fatma Demir ({colleague.username})")
    page.get_by_role("textbox", name="Reden").fill("Fatma neemt deze over")
    page.get_by_role("checkbox", name="OV-2023-01").uncheck()
    page.get_by_role("button", name="Bekijk wat er verandert").click()
    expect(page.locator("#uitkomst")).to_contain_text("2 overeenkomsten veranderen")
    page.locator("#uitkomst").get_by_role("button", name="Vastleggen voor 2 overeenkomsten").click()
    expect(told(page).first).to_contain_text("2 overeenkomsten zijn gewijzigd.")
    now = Agreement.objects.filter(owner=colleague).order_by("reference")
    assert list(now.values_list("reference", flat=True)) == ["GR-2024-01", "SO-2022-01"]
