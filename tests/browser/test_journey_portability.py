"""From the start page: the file of what a person takes along is made and handed over (AVG art. 20)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests import factories as make
from tests.browser.steps.menu import RIGHTS, choose_action, open_screen
from tests.browser.steps.visitor import told
from tests.browser.test_journey_rights import LIST, typed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_data_are_taken_along(sample, visitor) -> None:
    from sharing.models import RightsRequest

    now = timezone.now()
    category = make.DataCategoryFactory(name="Werkervaring")
    activity = make.ProcessingActivityFactory(name="Bemiddeling", legal_bases=["contract"])
    purpose = make.PurposeFactory(description="Bemiddelen naar werk")
    make.ActivityPurposeFactory(activity=activity, purpose=purpose)
    make.ActivityDataCategoryFactory(activity=activity, data_category=category)
    make.DisclosureFactory(
        number="d-2026-0098", purpose=purpose, data=[category], channel="portal", legal_basis="contract",
        disclosed_at=now - timedelta(days=30),
    )  # fmt: skip
    mine = make.granted_request(
        kind="portability", number="d-2026-0098", received_at=now - timedelta(days=3), decided_at=now
    )
    lawyer = visitor("jurist")
    page = lawyer.page
    open_screen(page, RIGHTS, LIST)
    page.locator("main").get_by_role("link", name=str(mine), exact=True).click()
    expect(page.locator("main")).to_contain_text("Voorwaarden om gegevens mee te nemen")
    lawyer.picture("overdracht-scherm")
    choose_action(page, "Bestand om mee te nemen maken")
    expect(page.get_by_label("Werkervaring, Bemiddeling")).to_be_checked()
    page.locator("[name=note]").fill("Voldoet aan de drie voorwaarden")
    lawyer.picture("overdracht-maken")
    page.get_by_role("button", name="Bestand maken").click()
    expect(told(page)).to_contain_text("Het bestand is gemaakt en bewaard.")
    page.get_by_role("link", name="Aan de betrokkene").click()
    page.locator("[name=delivered_on]").fill(typed(timezone.localdate()))
    page.get_by_label("Per e-mail").check()
    page.locator("[name=note]").fill("Versleuteld gemaild")
    page.get_by_role("button", name="Vastleggen").click()
    expect(told(page)).to_contain_text("Vastgelegd aan wie het bestand is overgedragen.")
    file = RightsRequest.objects.get(pk=mine.pk).portable_files.get()
    assert (file.delivered_to, file.delivered_on, file.records) == ("person", timezone.localdate(), 1)
    expect(page.locator("main")).to_contain_text(file.sha256)
    lawyer.picture("overdracht-klaar")
