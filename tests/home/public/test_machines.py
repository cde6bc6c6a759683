"""What machines find: a feed, addresses to be known by, and who to tell of a leak."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from lxml import etree, html

from tests.home.public.reading import ATOM, LISTS, NEXT_YEAR, TODAY, get, words


class TestFeed:
    def feed(self):
        answer = get("/privacyverklaring/feed/")
        assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
        return etree.fromstring(answer.content)

    def one(self, element, name: str) -> str:
        (found,) = element.findall(f"{ATOM}{name}")
        return found.text

    def test_it_has_what_rfc_4287_asks(self, two):
        feed = self.feed()
        for part in (feed, *feed.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert self.one(part, name)
            for link in part.findall(f"{ATOM}link"):
                assert link.get("href").startswith(settings.BASE_URL)
        assert feed.find(f"{ATOM}author/{ATOM}name").text
        rels = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
        assert rels["self"] == f"{settings.BASE_URL}/privacyverklaring/feed/"
        assert self.one(feed, "updated") == "2025-12-31T23:00:00+00:00"

    def test_an_entry_says_what_changed(self, two):
        entry = self.feed().find(f"{ATOM}entry")
        assert self.one(entry, "id") == f"{settings.BASE_URL}/privacyverklaring/versies/2/"
        assert self.one(entry, "title") == "Versie 2, geldt vanaf 1 januari 2026"
        assert self.one(entry, "summary") == "Een telefoonnummer erbij."
        assert entry.find(f"{ATOM}category").get("term") == "material"

    def test_announced_and_then_in_force_is_one_entry_that_changes(self, announced, on):
        seen = []
        for day in (date(2026, 10, 1), NEXT_YEAR):
            on(day)
            entry = self.feed().find(f"{ATOM}entry")
            seen.append((self.one(entry, "id"), self.one(entry, "published"), self.one(entry, "updated")))
        identity = f"{settings.BASE_URL}/privacyverklaring/versies/3/"
        assert seen == [
            (identity, "2026-09-30T22:00:00+00:00", "2026-09-30T22:00:00+00:00"),
            (identity, "2026-09-30T22:00:00+00:00", "2026-12-31T23:00:00+00:00"),
        ]

    def test_without_versions_it_is_empty_and_stays_the_same(self, statement_page, on):
        on(TODAY)
        first = get("/privacyverklaring/feed/")
        on(TODAY, hour=15)
        assert get("/privacyverklaring/feed/").content == first.content
        assert self.feed().findall(f"{ATOM}entry") == []

    def test_signs_that_xml_refuses_do_not_break_it(self, publish):
        publish(change_note="Regel\x0bbreuk & <b>")
        assert self.one(self.feed().find(f"{ATOM}entry"), "summary") == "Regel breuk &amp; &lt;b&gt;"

    def test_pages_say_where_it_is(self, two):
        for path in LISTS[:5]:
            assert 'type="application/atom+xml"' in get(path).content.decode()


class TestFinding:
    @pytest.mark.parametrize(
        ("path", "canonical"),
        [
            ("/", "/"),
            ("/privacyverklaring/", "/privacyverklaring/"),
            ("/privacyverklaring/versies/2/", "/privacyverklaring/"),
            ("/privacyverklaring/versies/1/", "/privacyverklaring/versies/1/"),
            ("/privacyverklaring/versies/", "/privacyverklaring/versies/"),
            ("/privacyverklaring/versies/2/verschil/1/", "/privacyverklaring/versies/2/verschil/1/"),
        ],
    )
    def test_one_address_to_be_known_by(self, two, path, canonical):
        page = html.fromstring(get(path).content)
        assert page.xpath("//link[@rel='canonical']/@href") == [settings.BASE_URL + canonical]

    @pytest.mark.parametrize(
        "path", [*LISTS, "/robots.txt", "/.well-known/security.txt", "/privacyverklaring/versies/1.json"]
    )
    def test_nothing_depends_on_the_name_in_the_request(self, two, path):
        answers = {Client().get(path, headers={"host": host}).content for host in ("localhost", "127.0.0.1")}
        assert answers == {get(path).content}

    def test_the_sitemap_holds_what_is_in_force_once(self, two):
        answer = get("/sitemap.xml")
        tree = etree.fromstring(answer.content)
        space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
        found = tree.xpath("//s:loc/text()", namespaces=space)
        paths = [
            *("/", "/privacyverklaring/versies/", "/uw-rechten/", "/uw-rechten/en/"),
            "/privacyverklaring/",
        ]
        assert found == [settings.BASE_URL + path for path in paths]
        assert tree.xpath("//s:lastmod/text()", namespaces=space) == ["2026-01-01"] * 5
        for address in found:
            page = html.fromstring(get(address.removeprefix(settings.BASE_URL)).content)
            assert page.xpath("//link[@rel='canonical']/@href") == [address]

    def test_robots(self, db):
        lines = get("/robots.txt").content.decode().splitlines()
        assert {"User-agent: *", "Disallow: /beheer/", "Disallow: /api/"} <= set(lines)
        assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in lines

    def test_microdata_without_script(self, two):
        page = html.fromstring(get("/privacyverklaring/").content)
        (item,) = page.xpath("//*[@itemtype='https://schema.org/WebPage']")
        found = {element.get("itemprop"): element.get("content") for element in item.iter("meta")}
        assert (found["version"], found["dateModified"]) == ("2", "2026-01-01")
        assert page.xpath("//*[@itemtype='https://schema.org/Organization']")
        assert page.xpath("//meta[@name='description']/@content")[0].startswith("Privacyverklaring, versie 2")
        kinds = {link.get("type") for link in page.xpath("//link[@rel='alternate']")}
        assert kinds == {
            "application/json",
            "application/ld+json",
            "application/pdf",
            "application/atom+xml",
        }

    def test_every_version_has_a_title_of_its_own(self, announced, on):
        on(date(2026, 10, 1))
        titles = [
            html.fromstring(get(f"/privacyverklaring/versies/{number}/").content).findtext(".//title")
            for number in (1, 2, 3)
        ]
        assert titles == [
            "Privacyverklaring, versie 1, vervangen op 1 januari 2026 – Privacy",
            "Privacyverklaring – Privacy",
            "Privacyverklaring, versie 3, geldt pas vanaf 1 januari 2027 – Privacy",
        ]


class TestSecurityTxt:
    def fields(self) -> dict:
        answer = get("/.well-known/security.txt")
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())

    def test_rfc_9116(self, db, on):
        on(TODAY)
        fields = self.fields()
        assert fields["Contact"] == "mailto:verantwoord@localhost"
        assert fields["Preferred-Languages"] == "nl, en"
        assert fields["Canonical"] == f"{settings.BASE_URL}/.well-known/security.txt"
        expires = datetime.fromisoformat(fields["Expires"])
        assert timedelta(days=30) < expires - datetime(2026, 6, 15, tzinfo=UTC) < timedelta(days=365)

    def test_the_same_all_day(self, db, on):
        on(TODAY, hour=0)
        morning = self.fields()
        on(TODAY, hour=21)
        assert self.fields() == morning

    def test_a_name_before_the_address_is_left_out(self, db, settings):
        settings.DEFAULT_FROM_EMAIL = "Privacy <privacy@example.org>"
        assert self.fields()["Contact"] == "mailto:privacy@example.org"


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "500"])
def test_pages_for_what_went_wrong_stand_on_their_own(name):
    """Without a database: this test has none."""
    text = render_to_string(f"{name}.html")
    assert '<html lang="nl">' in text and text.count("<h1>") == 1
    assert "home/statement.css" in text
    assert "<script" not in text and "style=" not in text


def test_an_error_of_ours_is_told_in_the_house_style(two, monkeypatch):
    monkeypatch.setattr("home.public.pages.archive_on", lambda _day: 1 / 0)
    answer = Client(raise_request_exception=False).get("/privacyverklaring/")
    assert answer.status_code == 500
    assert "Er ging iets mis" in words(answer) and not answer.cookies


def test_a_wrong_name_of_the_site_is_a_plain_answer(two):
    answer = Client().get("/privacyverklaring/", headers={"host": "kwaadaardig.example"})
    assert answer.status_code == 400
    assert "Wij begrijpen deze vraag niet" in words(answer)
