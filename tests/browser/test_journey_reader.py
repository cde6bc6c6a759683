"""Somebody without an account reads the statement, today's and an earlier one: without script or cookie."""

import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from tests.browser.steps.keys import reach
from tests.browser.steps.reader import read_statement
from tests.home.conftest import seen_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = (
    "/",
    "/privacyverklaring/",
    "/privacyverklaring/versies/",
    "/privacyverklaring/versies/1/",
    "/privacyverklaring/op/2019-12-31/",
    "/privacyverklaring/versies/2/verschil/1/",
    "/privacyverklaring/versies/1/verschil/2/",
    "/privacyverklaring/versies/2/verschil/2/",
    "/privacyverklaring/versies/9/verschil/1/",
    "/privacyverklaring/versies/3/",
    "/privacyverklaring/versies/3/verschil/2/",
    "/uw-rechten/",
    "/ontvangers/",
    "/bestaat-niet/",
)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def announced(sample):
    """A third version, two months from now, of which readers hear today; gives its day in words."""
    from django.contrib.auth import get_user_model

    from home.models import StatementPage

    today = timezone.localdate()
    editor, lawyer = map(get_user_model().objects.get_by_natural_key, ("redacteur", "jurist"))
    page = StatementPage.objects.source().get()
    raw = json.dumps(list(page.body.get_prep_value()))
    page.body = raw.replace("https://", "https://www.").replace("zo snel mogelijk", "binnen een week")
    page.effective_from, page.announce_from = today + timedelta(days=60), today
    page.change_note = "U krijgt sneller antwoord."
    page.conflict_reason = "De overeenkomst met de verwerker loopt af."
    revision = page.save_revision(user=editor)
    page.publish(revision, user=lawyer, seen=seen_of(revision))
    return date_format(today + timedelta(days=60), "j F Y")


def tab_to(page: Page, name: str, role: str = "link") -> None:
    """Walk to something with the keyboard alone."""
    reach(page, page.get_by_role(role, name=name).first, most=80)


def test_the_statement_of_now_and_of_then_without_script(sample, visitor) -> None:
    reader = visitor(java_script_enabled=False)
    page, hosts = reader.page, set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))

    page.goto("/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de tekst")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Lees de privacyverklaring")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/privacyverklaring/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Privacyverklaring")
    expect(page.locator("main")).to_contain_text("Versie 2, geldt sinds 1 januari 2026.")
    contents = page.get_by_role("navigation", name="Inhoud")
    contents.get_by_role("listitem").get_by_role("link").last.click()
    expect(page.get_by_role("heading", name=re.compile("Contact"))).to_be_in_viewport()
    contents.get_by_role("link", name="Naar boven").click()  # in view all the way down
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    page.get_by_role("navigation", name="Wat wilt u doen?").get_by_role("link", name="Een klacht").click()
    expect(page.get_by_role("heading", name=re.compile("klacht"))).to_be_in_viewport()

    page.get_by_role("link", name="Eerdere versies").click()
    expect(page.get_by_role("link", name=re.compile(r"^Versie \d$"))).to_have_count(2)
    page.get_by_role("link", name="Versie 1", exact=True).click()
    expect(page.locator("main")).to_contain_text(
        "gold vanaf 1 oktober 2024 en op 1 januari 2026 is vervangen"
    )

    page.get_by_role("link", name="Alle versies").click()
    page.get_by_label("Welke verklaring gold op deze dag?").fill("1 maart 2025")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/versies/1/$"))

    page.get_by_role("link", name="Alle versies").click()
    page.get_by_label("Welke verklaring gold op deze dag?").fill("31-12-2019")
    page.get_by_role("button", name="Zoek de versie").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Op 31 december 2019 gold er nog geen privacyverklaring"
    )
    expect(page.locator("main")).to_contain_text("De eerste versie geldt sinds 1 oktober 2024.")

    assert reader.context.cookies() == []
    assert hosts == {reader.address.split("/")[2]}


def test_a_past_version_is_found_and_two_are_compared_with_the_keyboard_alone(sample, visitor) -> None:
    reader = visitor(java_script_enabled=False)
    page = reader.page
    read_statement(page)
    tab_to(page, "Eerdere versies")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/versies/$"))
    day = page.get_by_label("Welke verklaring gold op deze dag?")
    reach(page, day, most=80)
    page.keyboard.type("3 maart 2025")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/versies/1/$"))
    expect(page.locator("main")).to_contain_text(
        "gold vanaf 1 oktober 2024 en op 1 januari 2026 is vervangen"
    )

    tab_to(page, "Alle versies")
    page.keyboard.press("Enter")
    tab_to(page, "Wat veranderde er van", "combobox")
    page.keyboard.press("Home")  # the latest
    page.keyboard.press("Tab")
    page.keyboard.press("End")  # the first
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Vergelijk")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/versies/1/verschil/2/$"))
    expect(page.locator("main")).to_contain_text("terug in de tijd")

    tab_to(page, "Draai de vergelijking om")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/versies/2/verschil/1/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat veranderde van versie 1 naar versie 2")
    expect(page.locator("main")).to_contain_text("9 paragrafen gewijzigd, 4 paragrafen ongewijzigd.")

    tab_to(page, "10. Een vraag of een klacht")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name=re.compile("verwijderd: klacht over privacy"))
    expect(heading).to_be_in_viewport()
    expect(heading).to_contain_text("toegevoegd: vraag of een klacht")

    unchanged = page.locator("details").filter(has_text="Uw andere rechten")
    expect(unchanged.locator(".text")).to_be_hidden()
    reach(page, unchanged.locator("summary"), key="Shift+Tab", most=80)
    page.keyboard.press("Enter")
    expect(unchanged.locator(".text")).to_be_visible()
    assert reader.context.cookies() == []


def test_a_reader_hears_of_a_version_to_come(announced, visitor) -> None:
    reader = visitor(java_script_enabled=False)
    page = reader.page
    read_statement(page)
    main = page.locator("main")
    expect(main).to_contain_text(f"Vanaf {announced} geldt een nieuwe versie.")
    page.get_by_role("link", name="Bekijk wat er verandert").click()
    summary = page.locator(".summary")
    expect(summary.get_by_role("listitem").filter(has_text="Hoe u uw rechten gebruikt")).to_contain_text(
        "gewijzigd"
    )
    expect(main).to_contain_text("U krijgt sneller antwoord.")
    expect(page.locator("section.change ins").filter(has_text="binnen een week")).to_be_visible()

    page.get_by_role("link", name="Versie 3", exact=True).click()
    expect(main).to_contain_text(f"Dit is versie 3. Zij geldt vanaf {announced}, nu nog niet.")
    page.get_by_role("link", name="Lees de verklaring die nu geldt").click()
    expect(main).to_contain_text("Versie 2, geldt sinds 1 januari 2026.")
    page.get_by_role("link", name="Alle versies").click()
    expect(page.locator(".versions > li").filter(has_text="Versie 3")).to_contain_text("aangekondigd")


def test_a_heading_gives_its_address_to_who_walks_there(sample, visitor) -> None:
    page = visitor(java_script_enabled=False).page
    read_statement(page)
    link = page.get_by_role("link", name="Vast adres van paragraaf 3")
    expect(link).to_have_css("opacity", "0")
    link.focus()
    expect(link).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/versies/2/#bijzondere-persoonsgegevens$"))
    expect(page.get_by_role("heading", name="3. Bijzondere persoonsgegevens")).to_be_in_viewport()


@pytest.mark.parametrize(
    "way",
    [
        {"color_scheme": "light"},
        {"color_scheme": "dark"},
        {"forced_colors": "active"},
        {"forced_colors": "active", "color_scheme": "dark"},
    ],
    ids=lambda way: "-".join(way.values()),
)
def test_everybody_can_read_it(announced, visitor, way) -> None:
    """At 320 wide as well, which is 400 % of a screen of 1280; in other colours the same lies there."""
    reader = visitor(**way)
    page = reader.page
    scripts: list[str] = []
    page.on(
        "request", lambda request: scripts.append(request.url) if request.resource_type == "script" else None
    )
    found = []
    plain = way == {"color_scheme": "light"}
    for address in PUBLIC:
        for width in (1280, 320) if plain else (1280,):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(address)
            for folded in page.locator("summary:visible").all():
                folded.click()
            found += reader.obstacles("html")
            assert page.evaluate(SIDEWAYS) <= 0, f"{address} loopt uit bij {width} beeldpunten"
        page.set_viewport_size({"width": 768, "height": 1024})
        assert page.evaluate(SIDEWAYS) <= 0, f"{address} loopt uit op een tablet"
        if plain:
            reader.picture(f"lezer{address.replace('/', '-')}")
    assert found == []
    assert scripts == []
    assert reader.context.cookies() == []
