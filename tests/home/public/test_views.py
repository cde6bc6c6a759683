import hashlib
import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from home.core.refusals import PublicationRefused
from home.models import StatementPage
from sharing import public
from tests.home.conftest import BODY, paragraph, section

POLICY = {
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
PAGES = [
    "/",
    "/privacyverklaring/",
    "/privacyverklaring/versies/",
    "/privacyverklaring/versies/1/",
    "/privacyverklaring/versies/1.json",
    "/privacyverklaring/versies/99/",
    "/privacyverklaring/op/2025-06-01/",
    "/privacyverklaring/op/2001-01-01/",
    "/privacyverklaring/op/?datum=2025-06-01",
    "/privacyverklaring/versies/2/verschil/1/",
    "/privacyverklaring/versies/1/verschil/2/",
    "/privacyverklaring/versies/2/verschil/2/",
    "/privacyverklaring/versies/2/verschil/99/",
    "/privacyverklaring/verschil/?nieuw=x",
    "/privacyverklaring/feed/",
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/security.txt",
    "/gezondheid/",
    "/bestaat-niet/",
]


@pytest.fixture
def two_versions(publish):
    publish(date(2025, 1, 1), change_note="Eerste")
    return publish(
        date(2026, 1, 1),
        body=[*BODY, section("Nieuw", paragraph("Erbij."))],
        change_note="Erbij",
        kind="editorial",
    )


@pytest.mark.parametrize("address", PAGES)
def test_no_cookie_no_script_and_a_strict_policy(client, two_versions, address):
    answer = client.get(address)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert set(answer["Content-Security-Policy"].split("; ")) == POLICY
    text = answer.content.decode()
    assert "<script" not in text
    assert "style=" not in text
    fetched = re.findall(r'(?:src=|<link[^>]* href=)"((?:https?:)?//[^/"]*)', text)
    assert set(fetched) <= {settings.BASE_URL}
    led_to = set(re.findall(r'<a href="((?:https?:)?//[^/"]*)', text))
    assert led_to <= {settings.BASE_URL, public.SUPERVISORY_AUTHORITY["website"]}


@pytest.mark.parametrize("address", PAGES[:3])
def test_only_reading(two_versions, address):
    assert Client().post(address).status_code == 405
    assert Client().head(address).status_code == 200


def test_the_version_in_force_is_shown_from_the_version(client, two_versions, statement_page):
    StatementPage.objects.filter(pk=statement_page.pk).update(body=json.dumps([]), title="Weg")
    text = client.get("/privacyverklaring/").content.decode()
    assert text.count("<h1") == 1
    assert "Versie 2, geldt sinds 1 januari 2026." in text
    assert '<a href="#nieuw"><span>3.</span> <span>Nieuw</span></a>' in text
    assert '<h2 id="nieuw">3. Nieuw</h2>' in text
    assert '<html lang="nl">' in text


def test_moved_renamed_and_unpublished_pages_change_nothing(client, two_versions, statement_page):
    before = client.get("/privacyverklaring/").content
    page = StatementPage.objects.get(pk=statement_page.pk)
    page.title, page.slug = "Hernoemd", "elders"
    page.save()
    with pytest.raises(PublicationRefused, match="blijft gelden"):
        page.unpublish()
    page.move(Page.objects.get(depth=1), pos="last-child")
    assert client.get("/privacyverklaring/").content == before
    assert client.get("/privacyverklaring/versies/1/").status_code == 200


def test_an_older_version_says_so_and_keeps_its_text(client, two_versions):
    text = client.get("/privacyverklaring/versies/1/").content.decode()
    assert "Dit is versie 1, die gold vanaf 1 januari 2025 en op 1 januari 2026 is vervangen." in text
    assert "Erbij." not in text


def test_the_list_names_dates_and_notes(client, two_versions):
    text = unescape(client.get("/privacyverklaring/versies/").content.decode())
    assert text.index("Versie 2") < text.index("Versie 1")
    assert "Gold vanaf 1 januari 2025 en is op 1 januari 2026 vervangen." in text
    assert "Alleen de verwoording is veranderd." in text


def test_without_a_version_readers_get_an_explanation(client, statement_page):
    answer = client.get("/privacyverklaring/")
    assert answer.status_code == 404
    assert "nog geen privacyverklaring" in answer.content.decode()
    assert client.get("/").status_code == client.get("/privacyverklaring/versies/").status_code == 200
    assert client.get("/privacyverklaring/op/2026-01-01/").status_code == 404


def test_a_planned_version_is_not_public_before_its_day(client, publish):
    publish(date(2025, 1, 1))
    tomorrow = public.amsterdam_day(timezone.now()) + timedelta(days=1)
    publish(tomorrow, change_note="Geheim tot morgen")
    for address in ("/privacyverklaring/versies/2/", "/privacyverklaring/versies/2.json"):
        assert client.get(address).status_code == 404
    assert "Geheim tot morgen" not in client.get("/privacyverklaring/versies/").content.decode()
    assert client.get(f"/privacyverklaring/op/{tomorrow}/")["Location"] == "/privacyverklaring/versies/1/"


@pytest.mark.parametrize(
    ("day", "version"),
    [("2025-01-01", 1), ("2025-12-31", 1), ("2026-01-01", 2), ("2026-05-05", 2)],
)
def test_the_version_of_a_day(client, two_versions, day, version):
    answer = client.get(f"/privacyverklaring/op/{day}/")
    assert (answer.status_code, answer["Location"]) == (302, f"/privacyverklaring/versies/{version}/")
    assert client.get(f"/privacyverklaring/op/?datum={day}")["Location"] == f"/privacyverklaring/op/{day}/"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-12-31", "Op 31 december 2024 gold er nog geen privacyverklaring"),
        ("2025-02-30", "herkennen wij niet"),
        ("²025-01-01", "herkennen wij niet"),
        ("<script>", "&lt;script&gt;"),
        ("x" * 5000, "herkennen wij niet"),
    ],
)
def test_days_without_a_version_are_explained(client, two_versions, day, words):
    for answer in (
        client.get(f"/privacyverklaring/op/{day}/"),
        client.get("/privacyverklaring/op/", {"datum": day}, follow=True),
    ):
        assert answer.status_code == 404
        assert words in answer.content.decode()


def test_json_is_exactly_the_exchange_format(client, two_versions):
    answer = client.get("/privacyverklaring/versies/2.json")
    data = json.loads(answer.content)
    assert list(data) == [
        "number",
        "title",
        "effective_from",
        "published_at",
        "kind",
        "change_note",
        "language",
        "sha256",
        "text",
        "sections",
        "commitments",
        "in_force_from",
        "withdrawn_at",
        "withdrawn_reason",
        "completeness",
    ]
    assert (data["number"], data["effective_from"], data["kind"]) == (2, "2026-01-01", "editorial")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", data["published_at"])
    assert data["sha256"] == hashlib.sha256(data["text"].encode()).hexdigest()
    assert [list(one) for one in data["sections"]] == [["number", "anchor", "heading", "text"]] * 4
    assert [one["number"] for one in data["sections"]] == [None, 1, 2, 3]
    assert set(data["commitments"]) == {
        "transfer_policy",
        "special_categories",
        "capacities",
        "purposes",
        "response_weeks",
        "extension_months",
        "identity_check",
        "consent_for_all_else",
    }


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999"])
def test_a_version_that_is_not_there(client, two_versions, number):
    assert client.get(f"/privacyverklaring/versies/{number}/").status_code == 404
    assert client.get(f"/privacyverklaring/versies/{number}.json").status_code == 404


def test_an_unchanged_page_is_not_sent_again(client, two_versions):
    etag = client.get("/privacyverklaring/")["ETag"]
    again = client.get("/privacyverklaring/", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_words_of_the_statement_are_never_markup(client, publish):
    publish(body=[section('<b>Kop</b> & "co"', paragraph("Tekst"))], title="<i>Titel</i>")
    text = client.get("/privacyverklaring/").content.decode()
    assert "&lt;b&gt;Kop&lt;/b&gt; &amp; &quot;co&quot;" in text
    assert "<i>Titel" not in text
