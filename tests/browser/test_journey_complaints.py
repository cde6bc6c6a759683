"""From the start page: a complaint about a request that a colleague refused, judged by who had no part in it."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from sharing.core.records import version_of
from sharing.rights.operations import check_identity, decide_request
from tests import factories as make
from tests.browser.steps.keys import reach
from tests.browser.steps.menu import RIGHTS, choose_action, open_screen
from tests.browser.steps.visitor import told
from tests.browser.test_journey_rights import LIST, typed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_complaint_about_a_refusal(sample, visitor) -> None:
    from sharing.models import RightsRequest

    now = timezone.now()
    colleague = make.UserFactory(
        username="collega", first_name="Coen", last_name="Lega", role="Juridisch medewerker"
    )
    make.UserFactory(username="derde", first_name="Dorien", last_name="Derde", role="Juridisch medewerker")
    asked = make.RightsRequestFactory(number="d-2026-0099", received_at=now - timedelta(days=9))

    def step() -> dict:
        return {"seen": version_of(RightsRequest, asked.pk), "at": now}

    check_identity(asked, how="shown", on=timezone.localdate(), by=make.tester(), **step())
    decide_request(
        asked,
        decision="refused",
        note="Gaat over een ander",
        provision="art. 15, lid 4, AVG",
        by=colleague,
        **step(),
    )

    lawyer = visitor("jurist")
    page = lawyer.page
    open_screen(page, RIGHTS, LIST)
    page.locator("main").get_by_role("link", name=str(asked), exact=True).click()
    choose_action(page, "Klacht hierover")
    expect(told(page)).to_contain_text("Deze klacht gaat over")
    expect(page.locator("[name=kind]")).to_have_value("complaint")
    way = page.get_by_role("link", name="Ga naar de reden")
    reach(page, way)
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Reden van de toevoeging")).to_be_focused()
    page.locator("[name=received_at]").fill(f"{timezone.localtime():%d-%m-%Y %H:%M}")
    page.locator("[name=received_way]").select_option(label="Per e-mail")
    page.locator("[name=asked]").fill("De weigering klopt niet")
    page.get_by_role("textbox", name="Reden van de toevoeging").fill("Mail van vandaag")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(told(page)).to_contain_text("is toegevoegd")
    mine = RightsRequest.objects.latest("pk")

    page.locator("main").get_by_role("link", name=str(mine), exact=True).click()
    step_shown = page.get_by_role("region", name="Volgende stap")
    step_shown.get_by_role("link", name="Controleren wie dit vraagt").click()
    page.get_by_label("Identiteitsbewijs gezien, niet gekopieerd").check()
    page.locator("[name=on]").fill(typed(timezone.localdate()))
    page.get_by_role("button", name="Vastleggen").click()
    expect(step_shown).to_contain_text("Wijs iemand aan die niet betrokken was bij waar de klacht over gaat")
    step_shown.get_by_role("link", name="Behandelaar aanwijzen").click()
    expect(page.locator("main")).to_contain_text("besliste op verzoek")
    expect(page.locator("[name=handler] option", has_text="Coen Lega")).to_have_count(0)
    page.locator("[name=handler]").select_option(label="Dorien Derde (derde)")
    page.locator("[name=note]").fill("Kent de zaak niet")
    lawyer.picture("klacht-behandelaar")
    page.get_by_role("button", name="Aanwijzen").click()
    expect(told(page)).to_contain_text("Vastgelegd wie deze klacht behandelt.")
    lawyer.picture("klacht-scherm")

    judge = visitor("derde").page
    open_screen(judge, RIGHTS, LIST)
    judge.locator("main").get_by_role("link", name=str(mine), exact=True).click()
    judge.get_by_role("region", name="Volgende stap").get_by_role("link", name="Beslissen").click()
    judge.get_by_label("Gegrond", exact=True).check()
    judge.locator("[name=note]").fill("Het ging over uzelf")
    judge.get_by_role("button", name="Besluit vastleggen").click()
    expect(told(judge)).to_contain_text("Het besluit is vastgelegd.")
    expect(judge.get_by_role("link", name="Brief maken: Uitkomst van een klacht")).to_be_visible()
    mine.refresh_from_db()
    assert (mine.decision, mine.assigned_to.username) == ("founded", "derde")
    assert [one.about_request for one in mine.subjects.all()] == [asked]
