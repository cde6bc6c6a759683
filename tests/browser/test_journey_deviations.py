"""Deviations are handled with a colleague, several in one decision, and what was recorded twice becomes void."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.browser.steps.menu import DISCLOSURES, choose_action, go_to_start, open_screen
from tests.browser.steps.visitor import Visitor, told

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WORKLIST = "Te beoordelen afwijkingen"
MOMENT = re.compile(r"\d{1,2} \w{3} \d{4}")


@pytest.fixture
def second(visitor) -> Visitor:
    make.UserFactory(username="tweede", role="Juridisch medewerker")
    return visitor("tweede")


def typed(moment) -> str:
    """A moment as people type it."""
    return f"{timezone.localtime(moment):%d-%m-%Y %H.%M}"


def deviations(count: int, **facts) -> list:
    """Of one cause: to one recipient for one purpose."""
    recipient = make.PartyFactory(code="proef", name="Proef Partij", client=True)
    purpose = make.PurposeFactory(code="proefdoel")
    return [
        make.DisclosureFactory(
            deviation=True, number=f"d-77-{number}", recipient=recipient, purpose=purpose, **facts
        )
        for number in range(count)
    ]


def first_of_worklist(page: Page) -> None:
    """From the first page to what waits longest."""
    go_to_start(page)
    page.get_by_role("region", name="Wacht op u").get_by_role("link", name="te beoordelen").first.click()
    page.locator("main tbody").get_by_role("link", name=MOMENT).first.click()


def record(page: Page, moment: str) -> None:
    """A disclosure to a client, as it is told on the phone."""
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    choose_action(page, "Verstrekking vastleggen")
    page.locator("[name=disclosed_at]").fill(moment)
    page.get_by_label("Ontvanger").fill("Gemeente Voorbeeldstad")
    page.keyboard.press("Tab")
    expect(page.locator("[data-register-filled]")).to_contain_text("Ingevuld")
    page.get_by_label("Hoedanigheid").select_option(label="Opdrachtgever")
    page.get_by_role("textbox", name="Dossiernummer").fill("d-2026-0042")
    page.get_by_label("Categorie betrokkene").select_option(value="deelnemers")
    page.get_by_label("Naam, adres en woonplaats").check()
    page.get_by_label("Doeleinde").select_option(value="integratie-traject")
    page.get_by_role("combobox", name="Grondslag").select_option(value="contract")


def test_a_breach_is_judged_by_a_colleague_and_its_72_hours_are_kept(sample, visitor, second) -> None:
    """Recorded by one, judged by the other with the moment at which it became known, reported, and handled."""
    from sharing.models import Disclosure

    lawyer = visitor("jurist")
    page = lawyer.page
    now = timezone.now()
    record(page, typed(now - timedelta(days=2)))
    page.get_by_label("Gezondheid en belastbaarheid").check()
    page.get_by_role("button", name="Vastleggen").click()
    page.get_by_role("textbox", name="Reden van de afwijking").fill("Verkeerde bijlage meegestuurd.")
    page.get_by_role("button", name="Vastleggen").click()
    expect(told(page)).to_contain_text("Vastgelegd als afwijking")
    first_of_worklist(page)
    expect(told(page)).to_contain_text("Een collega beoordeelt haar.")

    page = second.page
    first_of_worklist(page)
    page.get_by_label("Datalek", exact=True).check()
    page.locator("[name=note]").fill("Bijlage met gezondheidsgegevens naar de gemeente.")
    page.get_by_role("button", name="Oordeel vastleggen").click()
    expect(page.locator("main")).to_contain_text("Vul in wanneer het datalek bekend werd")
    second.picture("afwijking-bekend-geworden")
    page.locator("[name=aware_at]").fill(typed(now - timedelta(hours=30, minutes=30)))
    page.get_by_role("button", name="Oordeel vastleggen").click()
    expect(told(page)).to_contain_text("Het oordeel is vastgelegd.")

    go_to_start(page)
    work = page.get_by_role("region", name="Wacht op u")
    expect(work).to_contain_text("datalek uit het log op te nemen in het datalekregister (nog 41 uur)")
    work.get_by_role("link", name="op te nemen in het datalekregister").click()
    expect(page.locator("main tbody")).to_contain_text("nog 41 uur")
    second.picture("afwijking-datalekken")
    assert second.obstacles("main", ("critical", "serious")) == []
    page.locator("main tbody").get_by_role("link", name=MOMENT).click()
    into_the_register(second, now)
    go_to_start(page)
    expect(work).not_to_contain_text("op te nemen in het datalekregister")
    expect(work).to_contain_text("datalek in behandeling")
    disclosure = Disclosure.objects.get()
    assert disclosure.breach_report == "reported"
    close(lawyer)


def into_the_register(second: Visitor, now) -> None:
    """From the form of a new breach to the authority's form and its report, within the hours that the clock shows."""
    page = second.page
    expect(told(page)).to_contain_text("Dit datalek komt uit het verstrekkingenlog")
    expect(page.locator("[name=facts]")).to_have_value("Bijlage met gezondheidsgegevens naar de gemeente.")
    page.locator("[name=title]").fill("Verkeerde bijlage")
    page.locator("[name=cause]").select_option(label="Aan de verkeerde verstuurd of afgegeven")
    page.get_by_role("textbox", name="Reden van de toevoeging").fill("Gebeld door de gemeente")
    second.picture("datalek-nieuw")
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(told(page)).to_contain_text("is toegevoegd")
    expect(page.locator("main tbody")).to_contain_text("nog 41 uur")
    page.locator("main tbody").get_by_role("link", name=re.compile("Verkeerde bijlage")).click()
    step = page.get_by_role("region", name="Volgende stap")
    expect(step).to_contain_text("nog 41 uur")
    expect(step).to_contain_text("art. 33, lid 1, AVG")
    second.picture("datalek")
    assert second.obstacles("main", ("critical", "serious")) == []
    step.get_by_role("link", name="Beoordelen").click()
    expect(page.locator("main")).to_contain_text("nog 41 uur")
    page.get_by_label("Risico voor betrokkenen", exact=True).check()
    page.get_by_label("Niet melden bij de AP").check()
    page.locator("[name=note]").fill("Gezondheidsgegevens van één persoon, ontvanger wiste het.")
    page.get_by_role("button", name="Oordeel vastleggen").click()
    expect(page.locator("main")).to_contain_text("Met dit risico wordt een datalek gemeld")
    page.get_by_label("Melden bij de AP", exact=True).check()
    page.get_by_role("button", name="Oordeel vastleggen").click()
    choose_action(page, "Vragen van het formulier")
    page.locator("[name=vulnerable]").select_option(label="Nee")
    page.locator("[name=reason]").fill("Voor het formulier")
    second.picture("datalek-vragen")
    page.get_by_role("button", name="Antwoorden bewaren").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF", exact=True).first.click()
    assert download.value.suggested_filename.endswith("-formulier.pdf")
    step.get_by_role("link", name="Melding vastleggen").click()
    page.locator("[name=sent_at]").fill(typed(now - timedelta(hours=2)))
    page.locator("[name=reference]").fill("2026-1")
    page.get_by_label("De melding is hiermee volledig").check()
    page.get_by_label("Waarom volledig zonder wat nog ontbreekt").fill("Meer wordt er niet over bekend")
    second.picture("datalek-melden")
    page.get_by_role("button", name="Melding vastleggen").click()
    expect(told(page)).to_contain_text("bewaard zoals zij is gedaan")
    expect(page.locator("main")).to_contain_text("28 uur nadat het bekend werd: binnen de 72 uur.")
    expect(page.get_by_role("region", name="Volgende stap")).to_contain_text("een collega doet dit")
    second.picture("datalek-gemeld")


def close(lawyer: Visitor) -> None:
    """A colleague who neither registered nor assessed it closes it."""
    page = lawyer.page
    go_to_start(page)
    page.get_by_role("region", name="Wacht op u").get_by_role("link", name="datalek in behandeling").click()
    page.locator("main tbody").get_by_role("link", name=re.compile("Verkeerde bijlage")).click()
    page.get_by_role("region", name="Volgende stap").get_by_role("link", name="Afsluiten").click()
    page.locator("[name=note]").fill("Ontvanger wiste de bijlage; werkwijze aangepast.")
    page.get_by_role("button", name="Afsluiten").click()
    expect(told(page)).to_contain_text("Het datalek is afgesloten.")


def test_one_decision_for_a_group_skips_ones_own(sample, visitor, second) -> None:
    from django.contrib.auth import get_user_model

    from sharing.models import Disclosure

    lawyer = get_user_model().objects.get(username="jurist")
    deviations(4)
    own = make.DisclosureFactory(
        deviation=True,
        number="d-77-9",
        recipient=Disclosure.objects.first().recipient,
        purpose=Disclosure.objects.first().purpose,
        recorded_by=lawyer,
    )
    me = visitor("jurist")
    page = me.page
    open_screen(page, DISCLOSURES, WORKLIST)
    expect(page.locator("main tbody tr")).to_have_count(1)
    me.picture("afwijking-per-oorzaak")
    page.locator("main tbody").get_by_role("link", name=MOMENT).click()
    expect(page.get_by_role("heading", name="Over 5 verstrekkingen")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Van uzelf: een collega beoordeelt haar")
    for dossier in ("d-77-0", "d-77-3", "d-77-9"):
        expect(page.locator("main tbody")).to_contain_text(dossier)
    me.picture("afwijking-samen")
    assert me.obstacles("main", ("critical", "serious")) == []
    page.get_by_role("row").filter(has_text="d-77-3").get_by_role("checkbox").uncheck()
    page.get_by_label("Geaccepteerd").check()
    page.locator("[name=note]").fill("De overeenkomst lag ter tekening; besproken met de FG.")
    page.get_by_role("button", name="Oordeel over alle aangevinkte vastleggen").click()
    expect(told(page)).to_contain_text("Het oordeel over 3 verstrekkingen is vastgelegd.")
    expect(told(page)).to_contain_text(
        f"Niet meegenomen: verstrekking {own.pk}. U legde deze verstrekking zelf vast"
    )
    me.picture("afwijking-samen-klaar")
    assert sorted(Disclosure.objects.values_list("review", flat=True)) == ["accepted"] * 3 + ["pending"] * 2

    page.get_by_role("link", name="Een voor een").click()
    expect(page.locator("main tbody tr")).to_have_count(2)
    expect(page.get_by_role("row").filter(has_text="d-77-9")).to_contain_text("Uw collega beoordeelt")
    me.picture("afwijking-een-voor-een")
    open_screen(second.page, DISCLOSURES, WORKLIST)
    second.page.locator("main tbody").get_by_role("link", name=MOMENT).click()
    expect(second.page.get_by_role("heading", name="Over 2 verstrekkingen")).to_be_visible()
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    page.locator("main tbody tr").filter(has_text="d-77-0").get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text("in één besluit over 4 verstrekkingen")


def test_a_double_entry_becomes_void(sample, visitor) -> None:
    """What was recorded twice by hand: one of them stays to be seen and counts no more."""
    from sharing.models import Disclosure

    me = visitor("jurist")
    page = me.page
    moment = typed(timezone.now() - timedelta(days=1))
    record(page, moment)
    page.get_by_role("button", name="Vastleggen").click()
    expect(told(page)).to_contain_text("De verstrekking is vastgelegd.")
    record(page, moment)
    page.get_by_role("button", name="Vastleggen").click()
    page.get_by_label("Ik heb gezien wat er al staat. Dit is een andere verstrekking.").check()
    # What is told of it stands above the button, and moves it when it comes.
    expect(page.locator("[data-register-said-now]")).to_contain_text("Misschien al vastgelegd")
    page.get_by_role("button", name="Vastleggen").click()
    expect(told(page)).to_contain_text("De verstrekking is vastgelegd.")
    first = Disclosure.objects.order_by("pk").first()
    choose_action(page, "Laten vervallen")
    me.picture("vervallen")
    page.get_by_role("button", name="Laten vervallen").click()
    expect(page.locator("main")).to_contain_text("Vul iets in bij “Waarom vervalt deze verstrekking?”")
    page.get_by_role("textbox", name="Waarom vervalt deze verstrekking?").fill(
        f"Dubbel, zie verstrekking {first.pk}"
    )
    page.get_by_role("button", name="Laten vervallen").click()
    expect(told(page)).to_contain_text("De verstrekking is vervallen")
    expect(page.locator("main")).to_contain_text("Zij telt niet mee in antwoorden, cijfers en lijsten.")
    me.picture("vervallen-klaar")
    open_screen(page, DISCLOSURES, "Verstrekkingen")
    expect(page.locator("main tbody tr").filter(has_text="Vervallen")).to_have_count(1)
    assert list(Disclosure.objects.counting()) == [first]


def test_a_double_deviation_becomes_void_by_two(sample, visitor, second) -> None:
    from sharing.models import Disclosure

    one, double = deviations(2)
    me = visitor("jurist")
    page = me.page
    open_screen(page, DISCLOSURES, WORKLIST)
    page.get_by_role("link", name="Een voor een").click()
    page.get_by_role("row").filter(has_text="d-77-1").get_by_role("link").first.click()
    page.get_by_role("link", name="Laten vervallen").click()
    expect(page.locator("main")).to_contain_text("Een collega bevestigt dit")
    page.get_by_role("textbox", name="Waarom vervalt deze verstrekking?").fill(
        f"Dubbel, zie verstrekking {one.pk}"
    )
    page.get_by_role("button", name="Laten vervallen").click()
    expect(told(page)).to_contain_text("Voorgesteld. De verstrekking vervalt als een collega dat bevestigt")
    assert Disclosure.objects.counting().count() == 2

    open_screen(page, DISCLOSURES, WORKLIST)
    expect(page.locator("main")).to_contain_text("Uw collega beslist over: laten vervallen")
    me.picture("vervallen-voorstel")

    page = second.page
    open_screen(page, DISCLOSURES, WORKLIST)
    page.locator("main tbody").first.get_by_role("link", name=MOMENT).click()
    expect(page.locator("main")).to_contain_text("Klopt het dat dit geen verstrekking was?")
    page.get_by_label("Bevestigen").check()
    second.picture("vervallen-bevestigen")
    page.get_by_role("button", name="Besluit vastleggen").click()
    expect(told(page)).to_contain_text("Bevestigd: de verstrekking is vervallen")
    expect(page.locator("main")).to_contain_text("op voorstel van")
    assert list(Disclosure.objects.counting()) == [one]
    assert Disclosure.objects.get(pk=double.pk).void_confirmed_by.username == "tweede"

    choose_action(page, "Weer laten gelden")
    page.get_by_role("textbox", name="Waarom moet deze verstrekking weer gelden?").fill(
        "Het waren er toch twee"
    )
    page.get_by_role("button", name="Voorstellen").click()
    expect(told(page)).to_contain_text("De verstrekking geldt weer als een collega dat bevestigt.")
    first_of_worklist(me.page)
    me.page.get_by_label("Bevestigen").check()
    me.page.get_by_role("button", name="Besluit vastleggen").click()
    expect(told(me.page)).to_contain_text("Bevestigd: de verstrekking geldt weer.")
    assert Disclosure.objects.counting().count() == 2
