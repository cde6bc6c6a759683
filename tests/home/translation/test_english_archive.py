"""The archive in English: its list, comparisons and PDFs; and no link to the other language that does not say so."""

import re
from datetime import date
from html import unescape

import pytest

from tests.home.conftest import BODY, paragraph, section
from tests.home.translation.english import ENGLISH_BODY
from tests.sharing.core.pdf_reader import Pdf, squeezed

LATER = [
    *ENGLISH_BODY[:2],
    section("Who we share with", paragraph("With nobody."), anchor="met-wie-wij-delen"),
]


@pytest.fixture
def archive(publish, translate):
    """Two versions with an edition and a third, which nobody translated yet."""
    first = publish(date(2025, 1, 1), change_note="Eerste.")
    translate(translates=first, change_note="First.")
    second = publish(date(2025, 6, 1), change_note="Met niemand.", body=[*BODY[:2], BODY[2]])
    translate(LATER, translates=second, change_note="With nobody.")
    publish(date(2025, 9, 1), change_note="Derde.")


def words_of(answer) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_the_list_shows_every_version_and_in_which_language(client, archive):
    answer = client.get("/privacyverklaring/versies/en/")
    text, words = answer.content.decode(), words_of(answer)
    assert '<html lang="en">' in text and answer.status_code == 200
    assert '<a href="/privacyverklaring/versies/2/en/">Version 2</a>' in text
    assert '<a href="/privacyverklaring/versies/3/" hreflang="nl">Version 3</a>' in text
    assert "There is only a Dutch text of this version." in words
    assert "With nobody." in words and '<p lang="nl"><p>' not in text and "Derde." in words
    assert "Met niemand." not in words
    assert 'href="/privacyverklaring/versies/2/verschil/1/en/"' in text
    assert 'href="/privacyverklaring/versies/3/verschil/2/" hreflang="nl"' in text
    assert 'value="3"' in text and '<option value="3"' not in text
    assert 'hreflang="en">English</a>' in client.get("/privacyverklaring/versies/").content.decode()


def test_without_any_edition_the_dutch_list_does_not_speak_of_it(client, publish):
    publish()
    assert "hreflang" not in client.get("/privacyverklaring/versies/").content.decode()
    english = client.get("/privacyverklaring/versies/en/").content.decode()
    assert '<a href="/privacyverklaring/versies/1/" hreflang="nl">Version 1</a>' in english


def test_a_day_and_two_versions_lead_to_their_address(client, archive):
    at = "/privacyverklaring/versies/en/"
    assert client.get(at, {"datum": "1 februari 2025"})["Location"] == "/privacyverklaring/versies/1/en/"
    assert client.get(at, {"datum": "01-07-2025"})["Location"] == "/privacyverklaring/versies/2/en/"
    pair = client.get(at, {"oud": "1", "nieuw": "2"})
    assert pair["Location"] == "/privacyverklaring/versies/2/verschil/1/en/"
    early = client.get(at, {"datum": "01-01-2020"})
    assert early.status_code == 404 and "No privacy statement was in force on that day." in words_of(early)
    for wrong in ("31-02-2025", "<script>", "x" * 500):
        assert client.get(at, {"datum": wrong}).status_code == 404
    for wrong in ({"oud": "x", "nieuw": "2"}, {"oud": "9" * 30, "nieuw": "1"}, {"nieuw": "2"}):
        assert client.get(at, wrong).status_code == 200


def test_two_editions_are_compared_in_english(client, archive):
    answer = client.get("/privacyverklaring/versies/2/verschil/1/en/")
    text = answer.content.decode()
    assert '<html lang="en">' in text and "1 section changed, 2 sections unchanged" in words_of(answer)
    assert re.search(r"<ins>.*nobody", text, re.DOTALL)
    assert 'href="/privacyverklaring/versies/2/verschil/1/" hreflang="nl"' in text
    dutch = client.get("/privacyverklaring/versies/2/verschil/1/").content.decode()
    assert 'href="/privacyverklaring/versies/2/verschil/1/en/" lang="en" hreflang="en"' in dutch
    back = client.get("/privacyverklaring/versies/1/verschil/2/en/")
    assert 'href="/privacyverklaring/versies/2/verschil/1/en/"' in back.content.decode()
    assert client.get("/privacyverklaring/versies/2/verschil/2/en/").status_code == 200


def test_what_was_not_translated_is_compared_in_dutch(client, archive):
    answer = client.get("/privacyverklaring/versies/3/verschil/2/en/")
    assert answer.status_code == 404
    assert 'href="/privacyverklaring/versies/3/verschil/2/" hreflang="nl"' in answer.content.decode()
    dutch = client.get("/privacyverklaring/versies/3/verschil/2/").content.decode()
    assert "hreflang" not in dutch
    unknown = client.get("/privacyverklaring/versies/9/verschil/2/en/")
    assert unknown.status_code == 404 and "verschil" not in unknown.content.decode()


def test_the_pdf_speaks_english_and_stays_what_it_is(client, archive, translate):
    answer = client.get("/privacyverklaring/versies/2/en.pdf")
    assert answer["Content-Type"] == "application/pdf"
    words = squeezed(Pdf(answer.content).text)
    assert b"/Lang(en)" in answer.content
    assert squeezed("This is a translation. The Dutch text of version 2 is binding") in words
    assert "First." in words and "Withnobody." in words and "Eerste." not in words
    for other in ("versies/2/en/", "versies/2/en.json", "versies/2.pdf"):
        assert f"<http://testserver/privacyverklaring/{other}>" in answer["Link"]
    assert '<http://testserver/privacyverklaring/versies/2/en/>; rel="canonical"' in answer["Link"]
    assert 'versies/2/en.pdf>; rel="alternate"' in client.get("/privacyverklaring/versies/2.pdf")["Link"]
    assert client.get("/privacyverklaring/versies/3/en.pdf").status_code == 404
    assert client.get("/privacyverklaring/versies/9/en.pdf").status_code == 404


def test_a_later_edition_of_an_earlier_version_changes_no_pdf(client, archive, translate, publish):
    from home.models import StatementVersion

    before = client.get("/privacyverklaring/versies/2/en.pdf").content
    translate(translates=StatementVersion.objects.get(number=1), change_note="Mended.")
    assert client.get("/privacyverklaring/versies/2/en.pdf").content == before


def test_every_link_that_crosses_says_so(client, archive):
    english = {"/privacyverklaring/versies/en/", "/uw-rechten/en/", "/privacyverklaring/versies/1/en/"}
    dutch = {"/privacyverklaring/", "/privacyverklaring/versies/", "/uw-rechten/"}
    seen: set[str] = set()
    waiting = [*english, *dutch]
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 60:
            continue
        seen.add(address)
        answer = client.get(address)
        if "text/html" not in answer.get("Content-Type", ""):
            continue
        text = answer.content.decode()
        here = "en" if '<html lang="en">' in text else "nl"
        for link in re.findall(r"<(?:a|link)\b[^>]*\bhref=\"[^\"]+\"[^>]*>", text):
            place = unescape(re.search(r'href="([^"]+)"', link)[1]).removeprefix("http://testserver")
            if not re.match(r"/(privacyverklaring|uw-rechten|en)?(/|$)", place) or 'rel="canonical"' in link:
                continue
            there = "en" if re.search(r"(^|/)en(/|\.\w+$)", place.partition("#")[0]) else "nl"
            if there != here or 'rel="alternate" hreflang' in link:
                said = re.search(r'hreflang="([^"]+)"', link)
                assert said and said[1] in (there, "x-default"), (address, link)
            elif said := re.search(r'hreflang="([^"]+)"', link):
                assert said[1] == there, (address, link)
            if place.endswith("/") and "#" not in place:
                waiting.append(place)
    assert len(seen) > 12
