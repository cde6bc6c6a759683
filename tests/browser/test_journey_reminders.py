"""A reminder by mail, the agreement extended before its notice date, and the start page that no longer asks for it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import expect

from sharing.core.dates import show_day
from sharing.core.holidays import working_day_from
from sharing.core.periods import amsterdam_day
from tests import factories
from tests.browser.steps.menu import REGISTER, choose, go_to_start
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_agreement_is_extended_after_a_reminder(sample, visitor) -> None:
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from sharing.models import Agreement

    manager = get_user_model().objects.get(username="contractbeheerder")
    today = amsterdam_day(timezone.now())
    with factories.as_operator():
        get_user_model().objects.filter(pk=manager.pk).update(email="anna@voorbeeld.example")
        Agreement.objects.update(owner=manager)
        Agreement.objects.filter(reference="OV-2023-02").update(
            last_day=today + timedelta(days=35), notice_days=20, terminated_per=None
        )
    call_command("send_reminders", today=working_day_from(today))
    (message,) = mail.outbox
    assert message.to == ["anna@voorbeeld.example"]
    assert "OV-2023-02 opzeggen of verlengen" in message.body

    contracts = visitor("contractbeheerder")
    page = contracts.page
    go_to_start(page)
    work = page.get_by_role("region", name="Uw werk")
    expect(work).to_be_visible()
    contracts.picture("contract-uw-werk")
    assert contracts.obstacles(within=".register-duties") == []
    work.get_by_role("link", name="OV-2023-02 opzeggen of verlengen").click()
    page.get_by_role("link", name="Wijzigen", exact=True).click()
    page.get_by_role("textbox", name="Tot en met").first.fill(show_day(today + timedelta(days=800)))
    page.get_by_role("textbox", name="Reden van de wijziging").fill(
        "Met twee jaar verlengd na de herinnering"
    )
    page.get_by_role("button", name="Opslaan").click()
    expect(told(page)).to_contain_text("“OV-2023-02” is gewijzigd")

    go_to_start(page)
    expect(work).to_be_visible()
    expect(work.get_by_role("link", name="OV-2023-02 opzeggen of verlengen")).to_have_count(0)
    mail.outbox.clear()
    call_command("send_reminders", today=working_day_from(working_day_from(today) + timedelta(days=1)))
    assert not any("OV-2023-02" in message.body for message in mail.outbox)

    choose(page, REGISTER, "Mijn agenda")
    page.get_by_role("textbox", name="Waarvoor").fill("In mijn agenda op kantoor")
    page.get_by_role("button", name="Adres maken").click()
    address = page.get_by_role("textbox", name="Adres").input_value()
    assert "/agenda/" in address and address.endswith(".ics")
    contracts.picture("contract-agenda-adres")
