"""The public list of recipients: only when wanted, only what is public, and the same for everybody."""

import json
from datetime import date

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree, html

from sharing import public
from sharing.core.actor import acting
from sharing.models import Agreement, Article28Clause
from tests import factories as make
from tests.home.public.reading import ATOM, TODAY, get, words

pytestmark = pytest.mark.django_db
PAGE, ENGLISH, JSON, SCHEMA, FEED = (
    "/ontvangers/",
    "/ontvangers/en/",
    "/ontvangers.json",
    "/ontvangers/schema.json",
    "/ontvangers/feed/",
)
ALL = (PAGE, ENGLISH, JSON, SCHEMA, FEED)
SECRET = "Geheim-7731"


@pytest.fixture
def register(on):
    """A processor in America and its sub-processor in India, with a marker in every text that is not public."""
    on(TODAY)
    make.EeaMembershipFactory(country=make.CountryFactory(code="NL"))
    hidden = dict.fromkeys(
        ("aliases", "foreign_register_number", "address", "contact_name", "notice_address", "dpo_contact"),
        SECRET,
    )
    party = make.PartyFactory(
        name="Wolkbouwers Inc",
        code="geheim-7731",
        abroad=True,
        email="geheim-7731@example.org",
        website="https://geheim-7731.example",
        **hidden,
    )
    agreement = make.AgreementFactory(
        processing=True,
        party=party,
        reference=SECRET,
        description="Hosting van de website",
        description_en="Hosting of the website",
        owner=make.UserFactory(username="geheim-7731", first_name=SECRET, last_name=SECRET),
        processing_nature=SECRET,
        security=SECRET,
        infringing_instruction=SECRET,
        first_day=date(2026, 5, 1),
        signed_on=date(2026, 4, 1),
    )
    with acting(by=make.tester(), reason="Proef"):
        Article28Clause.objects.filter(agreement=agreement).update(clause=SECRET, note=SECRET)
    india = make.PartyFactory(name="Helpdesk", country=make.CountryFactory(code="IN", name="India"))
    make.SubProcessorFactory(
        agreement=agreement,
        party=india,
        service="Vragen beantwoorden",
        flow_down=SECRET,
        objected_on=date(2026, 4, 2),
        objection_reason=SECRET,
        objection_outcome="withdrawn",
    )
    make.TransferFactory(party=party, scope=SECRET, assessed_on=None)
    make.ImpactAssessmentFactory(party=party, country=party.country, measures=SECRET)
    return agreement


@pytest.fixture
def shown(register, settings_of):
    settings_of(public_capacities=["processor"])


@pytest.mark.parametrize("path", ALL)
def test_without_a_choice_there_is_nothing(register, statement_page, path):
    assert get(path).status_code == 404
    assert "Deze pagina is er niet" in words(get(path)) or "bestaat niet" in words(get(path))
    assert (
        "/ontvangers/"
        not in get("/privacyverklaring/").content.decode() + get("/sitemap.xml").content.decode()
    )


def test_processors_with_service_country_safeguard_and_whom_they_engage(shown):
    page = words(get(PAGE))
    for said in (
        "Wolkbouwers Inc",
        "Hosting van de website",
        "Verenigde Staten",
        "Modelcontractbepalingen, module 2 (art. 46)",
        "Helpdesk: Vragen beantwoorden (India; Geen waarborg vastgelegd)",
        "1 mei 2026",
        "Erbij: Wolkbouwers Inc, Hosting van de website.",
        "15 juni 2026",
    ):
        assert said in page, said


@pytest.mark.parametrize("path", ALL)
def test_nothing_that_is_not_public(shown, path):
    answer = get(path)
    assert answer.status_code == 200
    assert "7731" not in answer.content.decode() + str(answer.headers)


@pytest.mark.parametrize("path", ALL)
def test_for_everybody_without_cookie_or_script_and_confirmed_when_unchanged(shown, path):
    answer = get(path)
    assert not answer.cookies and "<script" not in answer.content.decode()
    assert "public" in answer["Cache-Control"]
    assert Client().get(path, headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert Client().post(path).status_code == 405


def test_for_machines_as_its_schema_says(shown):
    answer, schema = get(JSON), json.loads(get(SCHEMA).content)
    assert f'<{settings.BASE_URL}{SCHEMA}>; rel="describedby"' in answer["Link"]
    assert schema["$id"] == settings.BASE_URL + SCHEMA
    data = json.loads(answer.content)
    assert set(data) == {"as_of", "recipients", "changes"} and data["as_of"] == "2026-06-15"
    (one,) = data["recipients"]
    (below,) = one["sub_processors"]
    assert {name: value for name, value in one.items() if name != "sub_processors"} == {
        "name": "Wolkbouwers Inc",
        "capacity": "processor",
        "service": "Hosting van de website",
        "country": "US",
        "safeguard": "Modelcontractbepalingen, module 2 (art. 46)",
        "since": "2026-05-01",
    }
    assert (below["name"], below["country"]) == ("Helpdesk", "IN")
    assert [(change["on"], change["kind"], change["name"]) for change in data["changes"]] == [
        ("2026-05-01", "added", "Wolkbouwers Inc")
    ]
    conforms(data, schema)


def conforms(value, schema) -> None:
    """As far as this schema goes: objects, their properties, lists, kinds and words."""
    kinds = schema.get("type", [])
    names = {dict: "object", list: "array", str: "string", type(None): "null"}
    assert not kinds or names[type(value)] in ([kinds] if isinstance(kinds, str) else kinds)
    assert value in schema.get("enum", [value])
    if isinstance(value, dict):
        assert set(value) == set(schema["required"]) == set(schema["properties"])
        for name, part in value.items():
            conforms(part, schema["properties"][name])
    if isinstance(value, list):
        for part in value:
            conforms(part, schema["items"])


def test_followers_hear_by_atom(shown):
    feed = etree.fromstring(get(FEED).content)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "1 mei 2026: Erbij: Wolkbouwers Inc, Hosting van de website."
    assert entry.find(f"{ATOM}updated").text == "2026-04-30T22:00:00+00:00"
    assert entry.find(f"{ATOM}id").text.startswith(f"{settings.BASE_URL}/ontvangers/#2026-05-01-")
    again = etree.fromstring(get(FEED).content).find(f"{ATOM}entry/{ATOM}id").text
    assert again == entry.find(f"{ATOM}id").text


def test_in_english_too_and_each_links_to_the_other(shown):
    dutch, english = get(PAGE).content.decode(), get(ENGLISH).content.decode()
    assert f'href="{ENGLISH}"' in dutch and f'href="{PAGE}"' in english
    assert '<html lang="en">' in english and "Hosting of the website" in english
    assert '<span lang="nl">Vragen beantwoorden</span>' in english
    for path, page in ((PAGE, dutch), (ENGLISH, english)):
        assert html.fromstring(page).xpath("//link[@rel='canonical']/@href") == [settings.BASE_URL + path]


def test_one_finds_it_from_every_page_and_by_the_sitemap(two, settings_of):
    settings_of(public_capacities=["processor"])
    assert 'href="/ontvangers/"' in get("/privacyverklaring/").content.decode()
    assert 'href="/ontvangers/en/"' in get("/uw-rechten/en/").content.decode()
    sitemap = get("/sitemap.xml").content.decode()
    assert (
        f"{settings.BASE_URL}/ontvangers/<" in sitemap and f"{settings.BASE_URL}/ontvangers/en/<" in sitemap
    )


def test_only_the_capacities_that_are_shown(shown, settings_of):
    make.PartyFactory(name="Gemeente Rivierdal", client=True)
    assert "Gemeente Rivierdal" not in words(get(PAGE))
    settings_of(public_capacities=["client"])
    page = words(get(PAGE))
    assert "Gemeente Rivierdal" in page and "Wolkbouwers" not in page


@pytest.fixture
def long(statement_page, settings_of, on, monkeypatch):
    """A list that does not go on one page: three clients and a partner, two on a page."""
    on(TODAY)
    monkeypatch.setattr("home.public.sheets.MOST", 2)
    for name in ("Amstel", "Berkel", "Dommel"):
        party = make.PartyFactory(name=name)
        make.PartyCapacityFactory(party=party, capacity="client", first_day=date(2026, 5, 1))
    make.PartyFactory(name="Maas", holds="partner")
    settings_of(public_capacities=["client", "partner"])


def test_a_long_list_stands_on_several_pages_each_of_one_capacity(long):
    first, second, third = (words(get(path)) for path in (PAGE, f"{PAGE}2/", f"{PAGE}3/"))
    assert "Blad 1 van 3 (4 regels)" in first and "Amstel t/m Berkel" in first
    rows = [html.fromstring(get(path).content).xpath("//tbody//th/text()") for path in (PAGE, f"{PAGE}2/")]
    assert rows == [["Amstel", "Berkel"], ["Dommel"]]
    assert "Samenwerkingspartners" in third and "Vorig blad" in third and "Volgend blad" not in third
    assert "Erbij: Dommel." in first and "Erbij: Dommel." not in second


def test_each_page_is_known_by_its_own_address_in_both_languages(long):
    for path, other in ((f"{PAGE}2/", f"{ENGLISH}2/"), (f"{ENGLISH}2/", f"{PAGE}2/")):
        found = html.fromstring(get(path).content)
        assert found.xpath("//link[@rel='canonical']/@href") == [settings.BASE_URL + path]
        assert f'href="{other}"' in get(path).content.decode()
    assert html.fromstring(get(f"{PAGE}1/").content).xpath("//link[@rel='canonical']/@href") == [
        settings.BASE_URL + PAGE
    ]


@pytest.mark.parametrize("path", [f"{PAGE}0/", f"{PAGE}4/", f"{ENGLISH}99999999999999999999/"])
def test_a_page_that_the_list_does_not_have(long, path):
    assert get(path).status_code == 404


def test_for_machines_a_long_list_is_whole(long):
    assert len(json.loads(get(JSON).content)["recipients"]) == 4


def test_what_changed_is_told_as_far_as_a_page_goes(long, monkeypatch):
    monkeypatch.setattr("home.public.recipients.MOST", 1)
    page = words(get(PAGE))
    assert "De laatste 1 veranderingen" in page and page.count("Erbij:") == 1
    assert len(json.loads(get(JSON).content)["changes"]) > 1


def test_it_is_read_again_when_the_register_changes_and_not_before(shown):
    get(PAGE)
    with CaptureQueriesContext(connection) as queries:
        get(PAGE)
    assert not any('FROM "sharing_agreement"' in query["sql"] for query in queries)
    with acting(by=make.tester(), reason="Proef"):
        Agreement.objects.update(description="Iets heel anders")
    assert "Iets heel anders" in words(get(PAGE))


def test_nobody_on_it_is_said(statement_page, settings_of, on):
    on(TODAY)
    settings_of(public_capacities=["authority"])
    assert "Op dit moment staat er niemand op deze lijst." in words(get(PAGE))
    assert etree.fromstring(get(FEED).content).findall(f"{ATOM}entry") == []


def test_the_database_keeps_words_that_are_no_capacity_out(statement_page):
    with pytest.raises(IntegrityError, match="public_capacities_known"):
        public.OrganisationSettings.objects.create(site=statement_page.get_site(), public_capacities=["x"])
