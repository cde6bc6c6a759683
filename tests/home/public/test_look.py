"""The page around the text: what one came to do, the way through the text, and who is behind it."""

from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html
from wagtail.models import Site

from home.models import HomePage
from tests.home.conftest import paragraph, section
from tests.home.public.reading import get, words

STYLES = Path(__file__).parents[3] / "home/static/home"


@pytest.fixture
def version(publish):
    return publish(
        date(2025, 1, 1),
        body=[
            section("Uw gegevens inzien", paragraph("U mag weten wat wij hebben."), anchor="inzien"),
            section("Een klacht", paragraph("Vertel het ons."), anchor="klacht"),
        ],
    )


def page_of(path: str):
    return lxml_html.fromstring(get(path).content.decode())


def test_what_one_can_do_stands_before_the_text_and_leads_to_its_paragraph(version):
    page = page_of("/privacyverklaring/")
    links = page.xpath("//nav[@class='actions']//a")
    assert [link.get("href") for link in links] == ["#inzien", "#klacht", "/uw-rechten/"]
    for link in links[:-1]:
        assert page.get_element_by_id(link.get("href")[1:]).tag == "h2"
    order = [element.get("class") for element in page.xpath("//nav[@class='actions'] | //div[@class='text']")]
    assert order == ["actions", "text"]


def test_only_the_version_in_force_offers_it(version, publish):
    publish(date(2026, 1, 1), change_note="Anders.")
    assert page_of("/privacyverklaring/versies/1/").find_class("actions") == []


def test_the_first_page_does_not_say_the_name_of_the_site_twice(version):
    home = HomePage.objects.source().get()
    Site.objects.update(site_name=home.title)
    assert page_of("/").findtext(".//title") == f"Privacy – {home.title}"
    Site.objects.update(site_name="Werkpad")
    assert page_of("/").findtext(".//title") == f"{home.title} – Werkpad"


def test_the_way_back_up_is_there(version):
    page = page_of("/privacyverklaring/")
    assert page.get_element_by_id("_boven").tag == "body"
    assert len(page.xpath("//a[@href='#_boven']")) == 2  # under the contents, and on a narrow screen in view


def test_the_footer_says_who_and_where_as_far_as_somebody_filled_it_in(version, settings_of):
    bare = words(get("/privacyverklaring/"))
    assert "Autoriteit Persoonsgegevens" in bare
    assert "Vragen over uw gegevens" not in bare
    settings_of(organisation="Werkpad", street="Kade 1", town="1234 AB Stad", email="privacy@example.org")
    page = page_of("/privacyverklaring/")
    (footer,) = page.find_class("site-footer")
    said = " ".join(footer.text_content().split())
    assert "Werkpad Kade 11234 AB Stad" in said
    assert footer.xpath(".//a[@href='mailto:privacy@example.org']")
    assert page.xpath("//nav[@class='actions']") and "Telefoon" not in said


def test_every_page_has_the_same_footer(version, settings_of):
    settings_of(organisation="Werkpad", email="privacy@example.org")
    for path in ("/", "/privacyverklaring/versies/", "/privacyverklaring/versies/1/", "/bestaat-niet/"):
        assert "privacy@example.org" in words(get(path)), path


def test_a_table_of_a_version_can_stack_and_the_version_itself_is_what_it_was(publish):
    table = {
        "columns": [{"type": "text", "heading": "Wat"}],
        "rows": [{"values": ["Naam"]}],
        "caption": "Lijst",
    }
    version = publish(date(2025, 1, 1), body=[section("Lijst", {"type": "table", "value": table})])
    assert 'data-label="Wat"' in get("/privacyverklaring/").content.decode()
    assert "data-label" not in version.html
    assert "data-label" not in version.sections[0]["html"]


def test_the_stylesheets_are_small_and_fetch_nothing():
    sheets = [(STYLES / f"{name}.css").read_text(encoding="utf-8") for name in ("statement", "comparison")]
    assert sum(len(sheet.encode()) for sheet in sheets) < 20_000
    assert not any("url(" in sheet or "@import" in sheet for sheet in sheets)
