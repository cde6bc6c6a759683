"""A lawyer and a colleague: a request that says what it covers, a restriction with its ground, a late withdrawal."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from sharing.core.dossiers import seal
from tests import factories as make
from tests.browser.steps.lists import choose_for
from tests.browser.steps.menu import DISCLOSURES, RIGHTS, choose_action, open_screen
from tests.browser.steps.visitor import told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DOSSIER = "d-2026-0042"
CITED = "artikel 64 Wet SUWI"


def save(page: Page) -> None:
    page.get_by_role("textbox", name="Reden van de toevoeging").fill("Per post ontvangen")
    page.get_by_role("button", name="Toevoegen", exact=True).click()


def test_a_request_covers_what_two_people_saw(sample, visitor) -> None:
    from sharing.models import AuthorityRequest

    make.UserFactory(username="tweede", role="Juridisch medewerker")
    make.LegalProvisionFactory(code="proef-suwi-64", citation=CITED)
    lawyer = visitor("jurist")
    page = lawyer.page
    open_screen(page, DISCLOSURES, "Verzoeken van autoriteiten")
    choose_action(page, "Verzoek van een autoriteit toevoegen")
    page.get_by_role("textbox", name="Kenmerk").fill("VZ-2026-77")
    page.locator("[name=received_on]").fill("2 maart 2026")
    page.get_by_label("Autoriteit").select_option(index=1)
    page.get_by_label("Wettelijke bepaling").select_option(label=CITED)
    page.locator("[name=asked]").fill("Adressen van 2026-0042 en 2026-0043")
    page.get_by_label("Naam, adres en woonplaats").check()
    page.locator("[name=dossiers]").fill(f"{DOSSIER}\nD-2026-0043")
    page.locator("[name=period_from]").fill("1-3-2026")
    page.locator("[name=period_until]").fill("31 december 2026")
    save(page)
    expect(page.locator("main")).to_contain_text("Hierin staan dossiernummers.")
    lawyer.picture("jurist-verzoek-nummers")
    page.locator("[name=asked]").fill("De adressen van twee deelnemers")
    save(page)
    expect(told(page)).to_contain_text("is toegevoegd")
    request = AuthorityRequest.objects.get(reference="VZ-2026-77")
    assert (request.period_from, request.period_until) == (date(2026, 3, 1), date(2026, 12, 31))

    choose_for(page, "Verzoeken van autoriteiten", "VZ-2026-77", "Inspecteer")
    page.get_by_role("link", name="Beoordelen").click()
    expect(page.locator("main")).to_contain_text("d-2026-0043")
    page.get_by_label("Voldoen aan het verzoek").check()
    page.locator("[name=note]").fill("De bepaling klopt")
    lawyer.picture("jurist-verzoek-beoordelen")
    page.get_by_role("button", name="Beoordeling vastleggen").click()
    expect(told(page)).to_contain_text("Een tweede persoon moet haar nog bevestigen.")

    second = visitor("tweede")
    choose_for(second.page, "Verzoeken van autoriteiten", "VZ-2026-77", "Inspecteer")
    second.page.get_by_role("link", name="Bevestigen").click()
    main = second.page.locator("main")
    for words in ("d-2026-0042", "d-2026-0043", "1 maart 2026", "31 december 2026", CITED):
        expect(main).to_contain_text(words)
    second.page.locator("[name=reason]").fill("Zelf nagegaan")
    second.picture("jurist-verzoek-bevestigen")
    second.page.get_by_role("button", name="Ik bevestig deze beoordeling").click()
    expect(told(second.page)).to_contain_text("De beoordeling is bevestigd.")


def test_a_restriction_has_a_ground_and_an_end_that_was_told(sample, visitor) -> None:
    from sharing.models import Objection

    lawyer = visitor("jurist")
    page = lawyer.page
    open_screen(page, RIGHTS, "Bezwaren en beperkingen")
    choose_action(page, "Bezwaar of beperking toevoegen")
    page.get_by_role("textbox", name="Dossiernummer").fill(DOSSIER)
    page.locator("[name=kind]").select_option(value="restriction")
    page.locator("[name=decision]").select_option(value="upheld")
    page.locator("[name=in_force_from]").fill("1-3-2026 9.00")
    page.locator("[name=in_force_until]").fill("1 april 2026 9:00")
    save(page)
    expect(page.locator("main")).to_contain_text("Kies waarom het gebruik wordt beperkt")
    expect(page.locator("main")).to_contain_text("Vul in wanneer de betrokkene is ingelicht")
    page.locator("[name=restriction_ground]").select_option(value="a")
    page.locator("[name=informed_on]").fill("30-3-2026")
    lawyer.picture("jurist-beperking")
    save(page)
    expect(told(page)).to_contain_text("is toegevoegd")
    stored = Objection.objects.get(kind="restriction")
    assert (stored.restriction_ground, stored.informed_on) == ("a", date(2026, 3, 30))


def test_a_late_withdrawal_appears_on_the_worklist(sample, visitor) -> None:
    from sharing.models import DataCategory, Disclosure

    make.UserFactory(username="tweede", role="Juridisch medewerker")
    yesterday = timezone.localdate() - timedelta(days=1)
    long_ago = timezone.make_aware(datetime.combine(yesterday - timedelta(days=30), time(9)))
    other = make.PartyFactory(code="proef-derde", name="Proef Derde", other=True)
    naw = DataCategory.objects.get(code="naw")
    make.ConsentFactory(number=DOSSIER, recipient=other, data=[naw], given_at=long_ago)

    lawyer = visitor("jurist")
    page = lawyer.page
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    choose_action(page, "Verstrekking vastleggen")
    page.locator("[name=recipient]").fill("Proef Derde")
    page.get_by_label("Hoedanigheid").select_option(value="other")
    page.get_by_role("textbox", name="Dossiernummer").fill(DOSSIER)
    page.get_by_label("Categorie betrokkene").select_option(value="deelnemers")
    page.get_by_label("Naam, adres en woonplaats").check()
    page.get_by_label("Doeleinde").select_option(value="integratie-traject")
    page.get_by_role("combobox", name="Grondslag").select_option(value="consent")
    page.get_by_role("button", name="Vastleggen").click()
    expect(told(page)).to_contain_text("De verstrekking is vastgelegd.")

    choose_for(page, "Toestemmingen", DOSSIER, "Inspecteer")
    page.get_by_role("link", name="Intrekken").click()
    page.locator("[name=withdrawn_at]").fill(f"{yesterday:%d-%m-%Y} 9.00")
    page.get_by_role("textbox", name="Reden van de vastlegging").fill("Brief lag op een stapel")
    page.get_by_role("button", name="Intrekking vastleggen").click()
    expect(told(page)).to_contain_text("De intrekking is vastgelegd.")
    expect(told(page)).to_contain_text("Die verstrekking staat hieronder")
    expect(page.get_by_role("region", name="Verstrekt na de intrekking")).to_contain_text("Proef Derde")
    page.get_by_role("link", name="1 verstrekking bekijken").click()
    page.locator("main tbody a").first.click()
    expect(page.locator("main")).to_contain_text("Toestemming bleek ingetrokken")

    open_screen(page, DISCLOSURES, "Te beoordelen afwijkingen")
    expect(page.locator("main tbody")).to_contain_text("Toestemming bleek ingetrokken")
    expect(page.locator("main tbody")).to_contain_text("Uw collega beoordeelt")
    lawyer.picture("jurist-late-intrekking")

    second = visitor("tweede")
    open_screen(second.page, DISCLOSURES, "Te beoordelen afwijkingen")
    second.page.locator("main tbody a").first.click()
    second.page.get_by_label("Geaccepteerd").check()
    second.page.locator("[name=note]").fill("Wist niemand; de ontvanger is gebeld.")
    second.page.get_by_role("button", name="Oordeel vastleggen").click()
    expect(told(second.page)).to_contain_text("Het oordeel is vastgelegd.")
    stored = Disclosure.objects.get(dossier=seal(DOSSIER))
    assert (stored.outcome, stored.review) == ("permitted", "accepted")
