"""All that is wrong is told at once, with the way to each field; also on a telephone, and with the keyboard alone."""

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from sharing.access.accounts import change_account
from sharing.access.choices import LAWYER
from sharing.access.models import AccessProposal
from sharing.access.operations import withdraw
from sharing.disclosures.voiding import void_disclosure
from tests import factories as make
from tests.browser.steps.keys import hidden_stops, reach
from tests.browser.steps.lists import open_record, read_record
from tests.browser.steps.menu import DISCLOSURES, REGISTER, RIGHTS, START, choose_action, open_screen
from tests.browser.steps.statement import open_statement
from tests.browser.steps.waiting import holds

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 400, "height": 800}


def summary(page: Page):
    return page.get_by_role("alert").filter(has_text="Er is niets opgeslagen")


def test_errors_of_a_record_and_of_its_rows(sample, visitor) -> None:
    from sharing.models import Party

    manager = visitor("contractbeheerder")
    page = manager.page
    open_record(page, "Partijen", Party.objects.get(code="hosting").name)
    page.set_viewport_size(NARROW)
    page.locator("[name=name]").fill("")
    page.locator("[name=capacities-0-first_day]").fill("31-02-2026")
    page.get_by_role("button", name="Opslaan").click()
    box = summary(page)
    expect(box).to_contain_text("3 dingen")
    for words in ("Naam", "Vanaf", "Reden van de wijziging"):
        expect(box.get_by_role("link", name=re.compile(words))).to_be_visible()
    # The name of the field leads there; what is wrong stands behind it, and is heard with it.
    expect(box.get_by_role("link", name=re.compile("^Reden van de wijziging: Vul in"))).to_have_text(
        "Reden van de wijziging"
    )
    assert page.evaluate("document.activeElement !== document.body")
    manager.picture("fouten-partij")
    box.get_by_role("link", name=re.compile("Vanaf")).press("Enter")
    field = page.locator("[name=capacities-0-first_day]")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_be_in_viewport()
    bar = page.get_by_role("button", name="Opslaan")
    expect(bar).to_be_in_viewport()
    # The screen may still be on its way to the field.
    holds(
        page,
        "([field, bar]) => field.getBoundingClientRect().bottom <= bar.getBoundingClientRect().top",
        arg=[field.element_handle(), bar.element_handle()],
    )
    # What becomes too long is told before it is sent, and stays as it was typed.
    reason = page.get_by_role("textbox", name="Reden van de wijziging")
    most = int(reason.get_attribute("data-most"))
    told = page.locator(".register-length")
    reason.fill("a" * (most - 2))
    assert most == 1000
    expect(told).to_have_text("Nog 2 van 1.000 tekens.")
    page.keyboard.type("bcd")
    expect(told).to_contain_text("er passen 1.000 tekens, en dit zijn er 1.001.")
    expect(told).to_have_role("alert")
    expect(reason).to_have_accessible_description(re.compile("Er wordt niets afgekapt"))
    manager.picture("te-lang")
    page.keyboard.press("Backspace")
    expect(told).to_have_text("Nog 0 van 1.000 tekens.")
    # The button of a row says which row; who takes it away goes on at the button that adds one.
    remove = page.locator("#id_capacities-0-DELETE-button")
    remove.focus()
    expect(remove).to_have_accessible_description(re.compile("Hoedanigheid 1"))
    page.keyboard.press("Enter")
    expect(page.locator("#id_capacities-ADD")).to_be_focused()


def test_what_becomes_too_long_in_a_row_is_told_below_its_own_field(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    open_record(page, "Overeenkomsten", "VW-2023-02")
    page.set_viewport_size(NARROW)
    page.get_by_role("tab", name="Artikel 28").click()
    clause, note = page.locator("[name=clause_a]"), page.locator("[name=note_a]")
    clause.fill("a" * 201)
    note.fill("a" * 499)
    expect(clause).to_have_accessible_description(re.compile("er passen 200 tekens, en dit zijn er 201"))
    expect(note).to_have_accessible_description("Nog 1 van 500 tekens.")
    above, below, told = (
        note.bounding_box(),
        page.locator("[name=note_b]").bounding_box(),
        clause.locator("+ p"),
    )
    assert above["width"] >= 190  # some words can be read, and what is told is no column of single words
    assert told.bounding_box()["y"] + told.bounding_box()["height"] <= below["y"]
    assert told.bounding_box()["height"] < 150


def test_errors_in_rows_of_a_chain_name_their_row(sample, visitor) -> None:
    page = visitor("contractbeheerder").page
    read_record(page, "Overeenkomsten", "VW-2023-02")
    page.get_by_role("link", name="Keten van subverwerkers").click()
    page.locator("[name=rijen-0-last_day]").fill("31-02-2026")
    page.locator("[name=rijen-1-service]").fill("Opslag")
    page.get_by_role("button", name="Keten opslaan").click()
    box = summary(page)
    expect(box).to_contain_text("4 dingen")
    for words in ("^Reden", "^Rij 1, Tot en met", "^Rij 2, Partij", "^Rij 2, Land"):
        expect(box.get_by_role("link", name=re.compile(words))).to_be_visible()
    box.get_by_role("link", name=re.compile("^Rij 2, Land")).press("Enter")
    expect(page.locator("[name=rijen-1-country]")).to_be_focused()


def test_an_answer_that_was_not_chosen_is_called_by_its_question(sample, visitor) -> None:
    request = make.RightsRequestFactory(known=True)
    page = visitor("jurist").page
    open_screen(page, RIGHTS, "Verzoeken van betrokkenen")
    page.locator("main").get_by_role("link", name=str(request), exact=True).click()
    page.get_by_role("region", name="Volgende stap").get_by_role("link", name="Beslissen").click()
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(summary(page).get_by_role("link", name="Besluit: Kies wat u besluit.", exact=True)).to_be_visible()


def test_that_no_dossier_was_chosen_is_listed_with_the_rest(sample, visitor) -> None:
    party = make.PartyFactory(name="Verdwaald BV", client=True)
    make.DisclosureFactory(number="d-2026-0098", recipient=party)
    page = visitor("jurist").page
    open_screen(page, RIGHTS, "Te vernietigen")
    page.get_by_role("link", name="Dossier dat hier niet (meer) hoort").click()
    search = page.get_by_role("search", name="Dossiers zoeken")
    search.get_by_label("Ontvanger").fill(party.name)
    search.get_by_role("button", name="Zoeken").click()
    page.get_by_role("button", name="Voorstel doen").click()
    box = summary(page)
    expect(box).to_contain_text("2 dingen")
    why = "Waarom hoort dit niet (meer) in het archief? Schrijf op waarom dit hier niet (meer) hoort."
    expect(box.get_by_role("link", name=why, exact=True)).to_be_visible()
    box.get_by_role("link", name="Kies ten minste één dossier. Ga erheen", exact=True).press("Enter")
    expect(page.get_by_role("checkbox", name="d-2026-0098")).to_be_focused()


def test_errors_in_a_closed_panel_and_in_a_paragraph_of_the_statement(sample, visitor) -> None:
    editor = visitor("redacteur")
    page = editor.page
    open_statement(page)
    page.locator("[name=title]").fill("")
    page.locator("[name=effective_from]").fill("gisteren")
    page.get_by_role("button", name="Bewaar concept").click()
    # What was typed before is kept by itself, so that "nothing was stored" would not be true.
    box = page.locator("section[role=alert]")
    expect(box).to_contain_text("Dit ging niet door")
    expect(page.locator("main")).not_to_contain_text("niets opgeslagen")
    expect(box.get_by_role("link")).to_have_count(2)
    toggle = (
        page.locator(".w-panel", has=page.locator("[name=effective_from]"))
        .locator("[data-panel-toggle]")
        .first
    )
    toggle.click()
    expect(page.locator("[name=effective_from]")).not_to_be_visible()
    box.get_by_role("link").last.click()
    expect(page.locator("[name=effective_from]")).to_be_focused()


def test_findings_stand_beside_the_field_that_asks_the_reason(sample, visitor) -> None:
    page = visitor("jurist").page
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    choose_action(page, "Verstrekking vastleggen")
    page.set_viewport_size(NARROW)
    page.get_by_role("button", name="Vastleggen", exact=True).click()
    expect(summary(page).get_by_role("link").first).to_be_visible()
    expect(page.get_by_role("button", name="Vastleggen", exact=True)).to_be_in_viewport()
    assert page.evaluate("document.activeElement !== document.body")


def test_an_agreement_is_made_on_a_telephone_with_the_keyboard(sample, visitor) -> None:
    from sharing.models import Party

    party = Party.objects.get(code="hosting")
    page = visitor("contractbeheerder").page
    open_screen(page, REGISTER, "Overeenkomsten")
    choose_action(page, "Overeenkomst toevoegen")
    page.set_viewport_size(NARROW)
    press = page.keyboard.press
    reach(page, page.get_by_role("button", name="Een partij kiezen"))
    press("Enter")
    dialog = page.get_by_role("dialog", name="Een partij kiezen")
    reach(page, dialog.get_by_label("Zoekterm"))
    page.keyboard.type(party.name)
    found = dialog.get_by_role("link", name=party.name, exact=True)
    expect(dialog.locator("#search-results tbody tr")).to_have_count(1)
    assert found.evaluate("link => link.getClientRects().length") <= 2  # its words are read, not spelled
    reach(page, found)
    press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.locator(".chooser:focus-within")).to_contain_text(party.name)
    day = page.locator("[name=first_day]")
    reach(page, day)
    page.keyboard.type("1-1-26")
    bar = page.get_by_role("button", name="Toevoegen", exact=True)
    expect(bar.locator("xpath=ancestor::footer")).to_contain_text("niet zijn opgeslagen")
    for wanted in (page.locator("[name=last_day]"), page.locator("[name=signed_on]")):
        reach(page, wanted)
        holds(
            page,
            "([field, bar]) => field.getBoundingClientRect().bottom <= bar.getBoundingClientRect().top",
            arg=[wanted.element_handle(), bar.locator("xpath=ancestor::footer").element_handle()],
        )
    reach(page, bar)
    press("Enter")
    box = summary(page)
    question = box.get_by_role("link", name="Doeleinden: Kies minstens één doeleinde.", exact=True)
    reach(page, question)
    press("Enter")
    expect(page.get_by_role("group", name="Doeleinden").get_by_role("checkbox").first).to_be_focused()
    assert hidden_stops(page) == []


def test_the_screen_opens_at_the_first_error_in_sight(sample, visitor) -> None:
    from sharing.models import Party

    page = visitor("contractbeheerder").page
    open_record(page, "Partijen", Party.objects.get(code="hosting").name)
    page.locator("[name=capacities-0-first_day]").fill("31-02-2026")
    page.get_by_role("button", name="Opslaan").click()
    expect(summary(page)).to_contain_text("2 dingen")
    first = page.locator("[name=capacities-0-first_day]")  # not the reason, far below it
    expect(first).to_be_focused()
    expect(first).to_be_in_viewport()


def test_a_refusal_that_belongs_to_no_field_is_in_sight(sample, visitor) -> None:
    proposer, colleague = make.UserFactory(role="Beheerder"), make.UserFactory(username="collega")
    change_account(colleague, roles=[Group.objects.get(name=LAWYER)], by=proposer, reason="Vervangt Eva")
    page = visitor("beheerder", viewport={"width": 400, "height": 500}).page
    proposal = AccessProposal.objects.get()
    page.goto(START)
    page.get_by_role("link", name=re.compile("als tweede persoon")).click()
    page.locator("main tbody").get_by_role("link").first.click()
    page.get_by_role("link", name="Bevestigen").click()
    expect(page.get_by_role("button", name="Ik bevestig dit voorstel")).to_be_visible()
    withdraw(proposal, by=proposer, note="Toch niet")
    page.get_by_role("button", name="Ik bevestig dit voorstel").press("Enter")
    box = summary(page)
    expect(box).to_contain_text("intussen behandeld")
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport(ratio=1)


def test_what_is_wrong_with_deviations_as_a_whole_is_in_sight(sample, visitor) -> None:
    recorder, recipient, purpose = make.UserFactory(), make.PartyFactory(client=True), make.PurposeFactory()
    some = [
        make.DisclosureFactory(
            deviation=True, recipient=recipient, purpose=purpose, number=number, recorded_by=recorder
        )
        for number in ("d-1", "d-2")
    ]
    page = visitor("jurist", viewport={"width": 400, "height": 500}).page

    def refused(words: str) -> None:
        page.get_by_label("Geaccepteerd").check()
        page.get_by_label("Toelichting").fill("Besproken")
        page.locator("main .register-actions button").press("Enter")
        box = summary(page)
        expect(box).to_contain_text(words)
        expect(box).to_be_focused()
        expect(box).to_be_in_viewport()

    page.goto(reverse("disclosures:review", args=[some[0].pk]))
    void_disclosure(some[0], by=recorder, reason="Dubbel", at=timezone.now())
    refused("intussen gewijzigd")
    page.goto(
        f"{reverse('worklist:together')}?bevinding=no-agreement&ontvanger={recipient.pk}&doeleinde={purpose.pk}"
    )
    for box in page.locator("[name=entries]").all():
        box.uncheck()
    refused("Kies")
