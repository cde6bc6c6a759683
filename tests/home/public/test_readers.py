"""What readers find beside the text: announcements, comparisons, a feed, and addresses that stay."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest
import time_machine
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.utils.html import strip_tags
from lxml import etree, html

from home.public import machines
from home.versions.models import StatementVersion
from home.versions.permalinks import with_permalinks
from sharing import public
from tests.home.conftest import BODY, paragraph, section

TODAY = date(2026, 6, 15)
NEXT_YEAR = date(2027, 1, 1)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def on():
    """Be at noon of a day from here on."""
    travellers = []

    def on(day: date, hour: int = 12) -> None:
        traveller = time_machine.travel(datetime(day.year, day.month, day.day, hour, tzinfo=UTC), tick=False)
        travellers.append(traveller)
        traveller.start()

    yield on
    for traveller in reversed(travellers):
        traveller.stop()


@pytest.fixture
def two(publish, on):
    """Two versions, read in the summer of 2026."""
    publish(date(2025, 1, 1), change_note="De eerste.")
    on(TODAY)
    return publish(
        date(2026, 1, 1),
        body=[
            BODY[0],
            section("Welke gegevens", paragraph("Wij vragen een naam en een telefoonnummer.")),
            section("Rechten", paragraph("U mag uw gegevens inzien.")),
            BODY[2],
        ],
        change_note="Een telefoonnummer erbij.",
    )


@pytest.fixture
def announced(two, publish):
    """A third one, for next year, of which readers hear from October on."""
    return publish(
        NEXT_YEAR, announce_from=date(2026, 10, 1), change_note="Korter bewaren.", kind="editorial"
    )


def words(answer) -> str:
    return " ".join(unescape(strip_tags(answer.content.decode())).split())


def get(path: str):
    return Client().get(path)


HIDDEN = (
    "/privacyverklaring/versies/3/",
    "/privacyverklaring/versies/3.json",
    "/privacyverklaring/versies/3.pdf",
    "/privacyverklaring/versies/3/verschil/2/",
    "/privacyverklaring/versies/2/verschil/3/",
)
LISTS = (
    "/",
    "/privacyverklaring/",
    "/privacyverklaring/versies/",
    "/privacyverklaring/versies/2/",
    "/privacyverklaring/versies/2/verschil/1/",
    "/privacyverklaring/feed/",
    "/sitemap.xml",
)


@pytest.fixture(autouse=True)
def pdf(monkeypatch):
    """A typesetter that only says what it was given."""
    monkeypatch.setattr(machines, "statement_pdf", lambda version: f"%PDF {version.number}".encode())


class TestAnnounced:
    @pytest.mark.parametrize("path", HIDDEN)
    def test_before_its_announcement_it_is_nowhere(self, announced, on, path):
        on(date(2026, 9, 30))
        assert get(path).status_code == 404
        on(date(2026, 10, 1))
        assert get(path).status_code == 200

    @pytest.mark.parametrize("path", LISTS)
    def test_nothing_hints_at_it_before(self, announced, on, path):
        on(date(2026, 9, 30))
        text = get(path).content.decode()
        for hint in ("2027", "Korter", "versies/3", "ersie 3"):
            assert hint not in text

    def test_from_then_on_readers_hear_of_it_everywhere(self, announced, on):
        on(date(2026, 10, 1))
        for path in ("/", "/privacyverklaring/"):
            answer = get(path)
            assert "Vanaf 1 januari 2027 geldt een nieuwe versie." in words(answer)
            assert 'href="/privacyverklaring/versies/3/"' in answer.content.decode()
            assert 'href="/privacyverklaring/versies/3/verschil/2/"' in answer.content.decode()
        assert "Geldt vanaf 1 januari 2027, nu nog niet." in words(get("/privacyverklaring/versies/"))
        assert "Korter bewaren." in words(get("/privacyverklaring/feed/"))
        assert "/versies/3/" in get("/sitemap.xml").content.decode()
        for path in ("/robots.txt", "/.well-known/security.txt"):
            assert "2027-01-01" not in get(path).content.decode()

    def test_it_says_that_it_does_not_hold_yet(self, announced, on):
        on(date(2026, 12, 31))
        assert "Dit is versie 3. Zij geldt vanaf 1 januari 2027, nu nog niet." in words(
            get("/privacyverklaring/versies/3/")
        )
        current = words(get("/privacyverklaring/versies/2/"))
        assert "Versie 2, geldt sinds 1 januari 2026." in current
        assert "vervangen" not in current

    def test_on_its_day_it_simply_holds(self, announced, on):
        on(NEXT_YEAR)
        text = words(get("/privacyverklaring/"))
        assert "Versie 3, geldt sinds 1 januari 2027." in text
        assert "nieuwe versie" not in text
        assert "op 1 januari 2027 is vervangen" in words(get("/privacyverklaring/versies/2/"))

    def test_a_day_to_come_leads_to_what_readers_may_know(self, announced, on):
        day = "/privacyverklaring/op/2027-03-01/"
        on(date(2026, 9, 30))
        assert get(day)["Location"] == "/privacyverklaring/versies/2/"
        on(date(2026, 10, 1))
        assert get(day)["Location"] == "/privacyverklaring/versies/3/"
        assert get("/privacyverklaring/op/2026-12-31/")["Location"] == "/privacyverklaring/versies/2/"

    def test_the_very_first_version_can_be_announced(self, publish, on):
        on(TODAY)
        publish(NEXT_YEAR, announce_from=TODAY)
        answer = get("/privacyverklaring/")
        assert answer.status_code == 404
        assert "Onze eerste privacyverklaring geldt vanaf 1 januari 2027." in words(answer)
        assert "Lees versie 1" in words(answer)
        assert get("/").status_code == get("/privacyverklaring/versies/").status_code == 200
        assert "De eerste versie geldt vanaf 1 januari 2027." in words(
            get("/privacyverklaring/op/2026-12-31/")
        )

    def test_a_hidden_version_between_public_ones_stays_hidden(self, two, publish, on):
        publish(date(2026, 9, 1), change_note="Nog geheim.")
        publish(NEXT_YEAR, announce_from=TODAY, change_note="Al bekend.")
        text = get("/privacyverklaring/versies/").content.decode()
        assert "Nog geheim." not in text and "/versies/4/verschil/2/" in text
        notes = words(get("/privacyverklaring/versies/4/verschil/2/"))
        assert "Nog geheim." not in notes and "Al bekend." in notes


class TestComparison:
    def test_what_changed_at_a_glance(self, two):
        text = words(get("/privacyverklaring/versies/2/verschil/1/"))
        assert "Wat veranderde van versie 1 naar versie 2" in text
        assert "1 paragraaf gewijzigd, 1 paragraaf nieuw, 2 paragrafen ongewijzigd." in text
        assert "gold vanaf 1 januari 2025 en is op 1 januari 2026 vervangen" in text
        assert "geldt sinds 1 januari 2026" in text
        assert "Versie 2 : Een telefoonnummer erbij." in text.replace("Versie 2:", "Versie 2 :")
        assert "De eerste." not in text
        assert "ongewijzigd, was nummer 2" in text
        assert "verwijderd: adres einde verwijdering. toegevoegd: telefoonnummer einde toevoeging. ." in text

    def test_links_in_the_summary_lead_to_the_sections(self, two):
        page = html.fromstring(get("/privacyverklaring/versies/2/verschil/1/").content)
        targets = [link.get("href")[1:] for link in page.find_class("summary")[0].iter("a")]
        assert targets == ["welke-gegevens", "rechten"]
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert set(targets) <= set(ids) and len(ids) == len(set(ids))

    def test_backwards_says_so_and_can_be_turned(self, two):
        answer = get("/privacyverklaring/versies/1/verschil/2/")
        assert "terug in de tijd" in words(answer)
        assert 'href="/privacyverklaring/versies/2/verschil/1/"' in answer.content.decode()
        assert "1 paragraaf vervallen" in words(answer)

    def test_a_version_with_itself(self, two):
        answer = get("/privacyverklaring/versies/2/verschil/2/")
        assert answer.status_code == 200
        assert "twee keer dezelfde versie" in words(answer)
        assert "<ins" not in answer.content.decode()

    @pytest.mark.parametrize(
        ("path", "title"),
        [
            ("2/verschil/9", "Versie 9 is er niet"),
            ("9/verschil/9", "Versie 9 is er niet"),
            ("0/verschil/1", "Versie 0 is er niet"),
            ("8/verschil/9", "Versies 9 en 8 zijn er niet"),
            (f"{10**30}/verschil/1", f"Versie {10**30} is er niet"),
        ],
    )
    def test_unknown_numbers(self, two, path, title):
        answer = get(f"/privacyverklaring/versies/{path}/")
        assert answer.status_code == 404
        assert title in words(answer)
        assert "Vergelijk twee versies" in words(answer)

    @pytest.mark.parametrize(
        ("query", "leads_to"),
        [
            ("oud=1&nieuw=2", "/privacyverklaring/versies/2/verschil/1/"),
            ("nieuw=1&oud=2", "/privacyverklaring/versies/1/verschil/2/"),
            ("nieuw=2&oud=2", "/privacyverklaring/versies/2/verschil/2/"),
            ("", "/privacyverklaring/versies/"),
        ],
    )
    def test_the_form_leads_to_the_permanent_address(self, two, query, leads_to):
        answer = get(f"/privacyverklaring/verschil/?{query}")
        assert (answer.status_code, answer["Location"]) == (302, leads_to)

    @pytest.mark.parametrize(
        "query", ["oud=1", "oud=een&nieuw=2", "oud=-1&nieuw=2", "oud=²&nieuw=1", "oud=1&nieuw=" + "9" * 99]
    )
    def test_the_form_with_nonsense(self, two, query):
        answer = get(f"/privacyverklaring/verschil/?{query}")
        assert answer.status_code == 404
        assert "Kies twee versies" in words(answer)

    def test_the_form_is_there_and_starts_with_the_last_change(self, two):
        page = html.fromstring(get("/privacyverklaring/versies/").content)
        (form,) = page.find_class("difference-form")
        assert form.get("action") == "/privacyverklaring/verschil/"
        chosen = {
            select.get("name"): select.xpath("option[@selected]/@value") for select in form.iter("select")
        }
        assert chosen == {"oud": ["1"], "nieuw": ["2"]}

    def test_one_version_has_nothing_to_compare_with(self, publish):
        publish()
        text = words(get("/privacyverklaring/versies/"))
        assert "Vergelijk" not in text

    def test_a_changed_title_is_told(self, two, publish):
        publish(date(2026, 3, 1), title="Privacystatement")
        text = words(get("/privacyverklaring/versies/3/verschil/2/"))
        assert "De titel: verwijderd: Privacyverklaring" in text and "Privacystatement" in text

    def test_only_another_number_is_no_change_of_a_word(self, publish):
        publish(date(2025, 1, 1))
        publish(date(2025, 6, 1))
        assert "Geen woord is veranderd." in words(get("/privacyverklaring/versies/2/verschil/1/"))


class TestArchive:
    def test_each_version_links_to_text_comparison_and_files(self, two):
        page = get("/privacyverklaring/versies/").content.decode()
        for path in (
            "versies/2/",
            "versies/1/",
            "versies/2/verschil/1/",
            "versies/2.json",
            "versies/1.pdf",
            "feed/",
        ):
            assert f'href="/privacyverklaring/{path}"' in page
        assert "versies/1/verschil" not in page
        assert "De inhoud is veranderd." in page

    def test_pdf(self, two):
        answer = get("/privacyverklaring/versies/2.pdf")
        assert (answer.content, answer["Content-Type"]) == (b"%PDF 2", "application/pdf")
        assert answer["ETag"] and "public" in answer["Cache-Control"]
        assert get("/privacyverklaring/versies/9.pdf").status_code == 404

    def test_headings_have_an_address_of_this_very_version(self, two):
        page = html.fromstring(get("/privacyverklaring/").content)
        links = page.find_class("permalink")
        assert [link.get("href") for link in links] == [
            "/privacyverklaring/versies/2/#welke-gegevens",
            "/privacyverklaring/versies/2/#rechten",
            "/privacyverklaring/versies/2/#met-wie-wij-delen",
        ]
        assert links[0].get("aria-label") == "Vast adres van paragraaf 1"

    def test_the_frozen_text_is_shown_as_it_was_frozen(self, two):
        shown = str(with_permalinks(two))
        without = re.sub(
            r'<div class="heading">(<h2.*?</h2>) <a class="permalink".*?</a></div>', r"\1", shown
        )
        assert without == two.html


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

    def test_the_sitemap_holds_every_public_page_once(self, two):
        answer = get("/sitemap.xml")
        tree = etree.fromstring(answer.content)
        space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
        found = tree.xpath("//s:loc/text()", namespaces=space)
        paths = ["/", "/privacyverklaring/versies/", "/privacyverklaring/", "/privacyverklaring/versies/1/"]
        assert found == [settings.BASE_URL + path for path in paths]
        assert tree.xpath("//s:lastmod/text()", namespaces=space) == ["2026-01-01"] * 4
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
        assert kinds == {"application/json", "application/pdf", "application/atom+xml"}


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


class TestMidnight:
    """From 00:00 in Amsterdam, whatever the clocks do that day."""

    @pytest.mark.parametrize(
        ("day", "first_moment"),
        [
            (date(2027, 3, 28), datetime(2027, 3, 27, 23, tzinfo=UTC)),
            (date(2027, 3, 29), datetime(2027, 3, 28, 22, tzinfo=UTC)),
            (date(2026, 10, 25), datetime(2026, 10, 24, 22, tzinfo=UTC)),
            (date(2026, 10, 26), datetime(2026, 10, 25, 23, tzinfo=UTC)),
            (date(2027, 1, 1), datetime(2026, 12, 31, 23, tzinfo=UTC)),
        ],
    )
    @pytest.mark.parametrize("announced", [False, True])
    def test_a_version_holds_from_its_first_moment(self, two, publish, day, first_moment, announced):
        publish(day, announce_from=TODAY if announced else None)
        for moment, number in ((first_moment - timedelta(seconds=1), 2), (first_moment, 3)):
            with time_machine.travel(moment, tick=False):
                text = words(get("/privacyverklaring/"))
                assert f"Versie {number}, geldt sinds" in text
                assert get("/gezondheid/").json()["statement_version"] == number
                assert (get("/privacyverklaring/versies/3/").status_code == 200) == (announced or number == 3)

    def test_an_announcement_begins_at_midnight_too(self, announced):
        for moment, status in (
            (datetime(2026, 9, 30, 21, 59, 59, tzinfo=UTC), 404),
            (datetime(2026, 9, 30, 22, tzinfo=UTC), 200),
        ):
            with time_machine.travel(moment, tick=False):
                assert get("/privacyverklaring/versies/3/").status_code == status

    def test_published_as_the_clock_passes_midnight(self, two, publish):
        for second, (moment, day) in enumerate(
            [
                (datetime(2026, 10, 24, 21, 59, 59, tzinfo=UTC), date(2026, 10, 24)),
                (datetime(2026, 10, 24, 22, 0, 0, tzinfo=UTC), date(2026, 10, 25)),
                (datetime(2027, 3, 27, 23, 0, 0, tzinfo=UTC), date(2027, 3, 28)),
                (datetime(2027, 12, 31, 23, 0, 0, tzinfo=UTC), date(2028, 1, 1)),
            ],
            start=3,
        ):
            with time_machine.travel(moment, tick=False):
                version = publish(None)
                assert (version.number, version.effective_from) == (second, day)
                assert f"Versie {second}, geldt sinds" in words(get("/privacyverklaring/"))


def test_one_place_says_what_is_public(two, publish):
    publish(date(2027, 1, 1), announce_from=date(2026, 10, 1))
    publish(date(2028, 1, 1))
    numbers = lambda day: [one.number for one in StatementVersion.objects.public_on(day)]  # noqa: E731
    assert numbers(date(2024, 12, 31)) == []
    assert numbers(date(2026, 9, 30)) == [2, 1]
    assert numbers(date(2026, 10, 1)) == [3, 2, 1]
    assert numbers(date(2028, 1, 1)) == [4, 3, 2, 1]


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


def test_json_of_an_announced_version_is_the_exchange_format(announced, on):
    on(date(2026, 10, 1))
    data = json.loads(get("/privacyverklaring/versies/3.json").content)
    assert (data["number"], data["effective_from"]) == (3, "2027-01-01")
    assert public.start_of_day(NEXT_YEAR) > datetime(2026, 10, 1, tzinfo=UTC)
