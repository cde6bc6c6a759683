"""From the start page: an erasure that is upheld, told to who has the data, destroyed by two, and what remains."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.steps.menu import RIGHTS, choose_action, open_screen
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOSSIER = "d-2026-0099"


def granted(page: Page) -> None:
    """A request for erasure, whose sender is known, granted."""
    today = timezone.localdate()
    day = f"{today.day}-{today.month}-{today.year}"
    open_screen(page, RIGHTS, "Verzoeken van betrokkenen")
    choose_action(page, "Verzoek van een betrokkene toevoegen")
    page.locator("[name=kind]").select_option(label="Wissing (art. 17)")
    page.locator("[name=received_at]").fill(f"{day} 00:01")
    page.locator("[name=received_way]").select_option(label="Per post")
    page.locator("[name=asked]").fill("Wilt u alles over mij wissen?")
    page.locator("[name=dossier_number]").fill(DOSSIER)
    page.get_by_role("textbox", name="Reden van de toevoeging").fill("Brief van vanochtend")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    page.locator("main").get_by_role("link", name="Wissing (art. 17)").first.click()
    step = page.get_by_role("region", name="Volgende stap")
    step.get_by_role("link", name="Controleren wie dit vraagt").click()
    page.get_by_label("Identiteitsbewijs gezien, niet gekopieerd").check()
    page.locator("[name=on]").fill(day)
    page.get_by_role("button", name="Vastleggen").click()
    step.get_by_role("link", name="Beslissen").click()
    page.get_by_label("Toegewezen", exact=True).check()
    page.locator("[name=note]").fill("Niet meer nodig")
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(told(page)).to_contain_text("Het besluit is vastgelegd")


def telling(page: Page) -> None:
    """From the request: who received the data, and that it was told."""
    expect(page.locator("main")).to_contain_text("Ontvangers die dit besluit nog moeten horen: 1 van 1")
    expect(page.locator("main")).to_contain_text("Ontvangers: 0 van 1")
    step = page.get_by_role("region", name="Volgende stap")
    step.get_by_role("link", name="Brieven maken").click()
    expect(
        page.get_by_label("Ontvanger van alles (meldingen@ontvanger.example; weet het nog niet)")
    ).to_be_checked()
    page.get_by_role("button", name="Brieven maken en bewaren").click()
    expect(told(page)).to_contain_text("De brieven zijn gemaakt")
    page.locator("main").get_by_role("link", name="Versturen vastleggen").click()
    page.get_by_label("Per e-mail").check()
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.locator("main")).to_contain_text("Ontvangers: 1 van 1")


def answering(page: Page) -> None:
    """From what is to be destroyed: the person is answered first."""
    open_screen(page, RIGHTS, "Te vernietigen")
    expect(page.get_by_role("heading", name="eerst het antwoord")).to_be_visible()
    page.locator("main").get_by_role("link", name="Antwoord vastleggen").click()
    step = page.get_by_role("region", name="Volgende stap")
    step.get_by_role("link", name="Antwoord vastleggen").click()
    page.get_by_label("Per post").check()
    page.locator("[name=names_recipients]").check()
    page.locator("[name=note]").fill("Verstuurd")
    page.get_by_role("button", name="Vastleggen").click()
    expect(page.locator("main")).to_contain_text("nog te vernietigen")


def out_of_the_archive(page: Page) -> None:
    """What does not belong in the archive is found by who received it, chosen and proposed."""
    open_screen(page, RIGHTS, "Te vernietigen")
    page.get_by_role("link", name="Dossier dat hier niet (meer) hoort").click()
    search = page.get_by_role("search", name="Dossiers zoeken")
    usual = page.viewport_size
    page.set_viewport_size({"width": 400, "height": 800})
    page.get_by_text("Op dossiernummer zoeken").click()
    reason = page.locator("details").get_by_label("Waarom")
    expect(reason).to_be_visible()
    assert (box := reason.bounding_box()) and box["x"] + box["width"] <= 400
    page.set_viewport_size(usual)
    search.get_by_label("Ontvanger").fill("Verdwaald BV")
    search.get_by_role("button", name="Zoeken").click()
    page.get_by_role("checkbox", name="d-2026-0098").check()
    page.get_by_label("Waarom hoort dit niet (meer) in het archief?").fill("Van een ander bedrijf")


def test_an_upheld_erasure_is_destroyed_by_two(sample, visitor) -> None:
    from sharing.models import Consent, Destruction, Disclosure, RecipientNotice, RightsRequest

    row = make.DisclosureFactory(
        number=DOSSIER,
        description="Over deze persoon",
        recipient=make.PartyFactory(
            name="Ontvanger van alles", client=True, notice_address="meldingen@ontvanger.example"
        ),
    )
    consent = make.ConsentFactory(number=DOSSIER)
    make.UserFactory(username="tweede", role="Juridisch medewerker")
    first = visitor("jurist")
    page = first.page
    granted(page)
    asked = RightsRequest.objects.latest("pk")

    open_screen(page, RIGHTS, "Te vernietigen")
    first.picture("te-vernietigen")
    expect(page.locator("main").get_by_role("link", name=str(asked), exact=True)).to_have_count(0)
    page.locator("main").get_by_role("link", name="Ontvangers laten weten").click()
    telling(page)
    notice = RecipientNotice.objects.get()
    assert (notice.recipient, notice.told_on, notice.told_way) == (
        row.recipient,
        timezone.localdate(),
        "email",
    )
    assert notice.address == "meldingen@ontvanger.example"
    answering(page)

    open_screen(page, RIGHTS, "Te vernietigen")
    page.locator("main").get_by_role("link", name=str(asked)).click()
    expect(page.locator("main")).to_contain_text("Het verzoek zelf blijft")
    page.locator("[name=reason]").fill("Zoals besloten")
    page.get_by_role("button", name="Voorstel doen").click()
    expect(told(page)).to_contain_text("Een collega bekijkt de lijst")
    choose_action(page, "Voorstel bekijken")
    expect(page.locator("main")).to_contain_text("goedkeuren doet een ander")
    expect(page.get_by_role("button", name="Besluit vastleggen")).to_have_count(0)
    assert Disclosure.objects.filter(pk=row.pk).exists()

    make.DisclosureFactory(
        number="d-2026-0098", recipient=make.PartyFactory(name="Verdwaald BV", client=True)
    )
    out_of_the_archive(page)
    first.picture("niet-in-het-archief")
    page.get_by_role("button", name="Voorstel doen").click()
    expect(told(page)).to_contain_text("Een collega bekijkt de lijst")
    archive = Destruction.objects.latest("pk")

    second = visitor("tweede")
    other = second.page
    open_screen(other, RIGHTS, "Te vernietigen")
    other.locator("main").get_by_role("link", name=str(Destruction.objects.get(basis="erasure"))).click()
    expect(other.locator("main")).to_contain_text(f"Verstrekking {row.pk}")
    second.picture("vernietiging-beoordelen")
    other.locator("[name=decision]").first.check()
    other.locator("[name=reason]").fill("Lijst nagelopen")
    other.get_by_role("button", name="Besluit vastleggen").click()
    expect(told(other)).to_contain_text("Vernietigd.")
    expect(other.locator("main")).to_contain_text("Verstrekkingen: 1")
    second.picture("vernietigd")
    open_screen(other, RIGHTS, "Te vernietigen")
    expect(other.locator("main").get_by_role("link", name=str(archive))).to_be_visible()
    assert not Disclosure.objects.filter(pk=row.pk).exists()
    assert not Consent.objects.filter(pk=consent.pk).exists()
    asked.refresh_from_db()
    assert asked.dossier is None
    open_screen(other, RIGHTS, "Verzoeken van betrokkenen")
    other.locator("main").get_by_role("link", name=str(asked), exact=True).click()
    expect(other.locator("main")).to_contain_text("(gewist)")
