"""What readers of English find: the edition, or an explanation in both languages."""

import hashlib
import re
from datetime import date, timedelta
from html import unescape

import pytest
import time_machine
from django.utils import timezone

from home.models import HomePage
from home.sample.statement import load_sample_statement
from sharing import public


class TestReaders:
    @pytest.fixture
    def published(self, publish, translate):
        publish(date(2025, 1, 1))
        return translate(change_note="First.")

    @pytest.mark.parametrize("address", ["/privacyverklaring/en/", "/privacyverklaring/versies/1/en/"])
    def test_the_english_page(self, client, published, address):
        answer = client.get(address)
        text = unescape(answer.content.decode())
        assert '<html lang="en">' in text
        assert "This is how we handle data." in text
        assert "1 January 2025" in text
        assert published.sha256 in text
        assert 'href="/privacyverklaring/versies/1/" hreflang="nl"' in text
        assert re.search(
            r'<a href="/privacyverklaring/(versies/1/)?" lang="nl" hreflang="nl">Nederlands</a>', text
        )
        assert "<script" not in text and not answer.cookies
        assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304

    def test_both_pages_name_each_other(self, client, published, publish, translate):
        translate(translates=publish(date(2025, 6, 1)))
        for name in ("", "versies/1/"):
            dutch, english = f"/privacyverklaring/{name}", f"/privacyverklaring/{name}en/"
            for address in (dutch, english):
                text = client.get(address).content.decode()
                assert f'hreflang="nl" href="http://testserver{dutch}"' in text
                assert f'hreflang="en" href="http://testserver{english}"' in text
                assert f'hreflang="x-default" href="http://testserver{dutch}"' in text
                assert f'<link rel="canonical" href="http://testserver{address}">' in text
            assert (
                f'<a href="{english}" lang="en" hreflang="en">English</a>'
                in client.get(dutch).content.decode()
            )

    def test_without_a_translation_the_dutch_page_does_not_speak_of_it(self, client, publish):
        publish()
        text = client.get("/privacyverklaring/").content.decode()
        assert "hreflang" not in text and "English" not in text

    def test_a_version_without_translation_is_explained_in_two_languages(self, client, published, publish):
        publish(date(2025, 6, 1))
        for address in ("/privacyverklaring/en/", "/privacyverklaring/versies/2/en/"):
            answer = client.get(address)
            text = answer.content.decode()
            assert answer.status_code == 404
            assert 'lang="en"' in text and '<section lang="nl">' in text
            assert "Van versie 2 van onze privacyverklaring is er geen Engelse vertaling" in text
            assert text.count('href="/privacyverklaring/versies/2/"') == 2
            assert text.count('href="/privacyverklaring/versies/1/en/"') == 2
        assert client.get("/privacyverklaring/versies/1/en/").status_code == 200
        assert client.get("/privacyverklaring/versies/2/en.json").status_code == 404

    def test_a_version_that_is_not_there(self, client, published):
        assert client.get("/privacyverklaring/versies/9/en/").status_code == 404
        assert client.get("/privacyverklaring/versies/9/en.json").status_code == 404

    def test_without_any_version(self, client, statement_page):
        assert client.get("/privacyverklaring/en/").status_code == 404
        assert client.get("/en/").status_code == 404

    def test_the_edition_of_a_planned_version_is_not_public_before_its_day(
        self, client, published, publish, translate
    ):
        tomorrow = public.amsterdam_day(timezone.now()) + timedelta(days=1)
        second = publish(tomorrow)
        translate(title="Secret until tomorrow", translates=second)
        assert client.get("/privacyverklaring/versies/2/en/").status_code == 404
        assert client.get("/privacyverklaring/versies/2/en.json").status_code == 404
        assert "Secret" not in client.get("/privacyverklaring/versies/2/en/").content.decode()
        assert "Privacy statement" in client.get("/privacyverklaring/en/").content.decode()
        with time_machine.travel(timezone.now() + timedelta(days=2), tick=False):
            assert "Secret until tomorrow" in client.get("/privacyverklaring/en/").content.decode()

    def test_an_older_version_says_that_it_was_replaced(self, client, published, publish, translate):
        translate(translates=publish(date(2025, 6, 1)))
        text = client.get("/privacyverklaring/versies/1/en/").content.decode()
        assert "1 June 2025" in text
        assert 'href="/privacyverklaring/en/"' in text

    def test_the_edition_of_an_announced_version_can_be_read_beforehand(
        self, client, published, publish, translate
    ):
        coming = public.amsterdam_day(timezone.now()) + timedelta(days=30)
        translate(title="New", translates=publish(coming, announce_from=date(2025, 3, 1)))
        assert ">New</h1>" in client.get("/privacyverklaring/versies/2/en/").content.decode()
        text = client.get("/privacyverklaring/en/").content.decode()
        assert ">Privacy statement</h1>" in text and 'href="/privacyverklaring/versies/2/en/"' in text

    def test_the_sitemap_knows_both_languages(self, client, published):
        text = client.get("/sitemap.xml").content.decode()
        assert "<loc>http://testserver/privacyverklaring/en/</loc>" in text
        found = re.findall(r"<loc>http://testserver(/[^<]*/en/)</loc>", text)
        assert found == ["/uw-rechten/en/", "/privacyverklaring/en/", "/privacyverklaring/versies/en/"]

    def test_json_has_the_fields_of_the_dutch_one(self, client, published):
        dutch = client.get("/privacyverklaring/versies/1.json").json()
        english = client.get("/privacyverklaring/versies/1/en.json").json()
        assert list(english) == list(dutch)
        same = ("number", "effective_from", "kind", "commitments")
        assert {name: english[name] for name in same} == {name: dutch[name] for name in same}
        assert (english["language"], english["title"]) == ("en", "Privacy statement")
        assert english["sha256"] == hashlib.sha256(english["text"].encode()).hexdigest()
        assert [one["anchor"] for one in english["sections"]] == [one["anchor"] for one in dutch["sections"]]

    def test_the_front_page_in_english(self, client, published, lawyer):
        home = HomePage.objects.english().get()
        assert client.get("/en/").status_code == 404
        home.introduction = "<p>Who we are.</p>"
        home.save_revision(user=lawyer).publish(user=lawyer)
        text = client.get("/en/").content.decode()
        assert '<html lang="en">' in text and "Who we are." in text
        assert 'href="/privacyverklaring/en/"' in text
        assert 'hreflang="en">English</a>' in client.get("/").content.decode()
        assert "Who we are." not in client.get("/").content.decode()


def test_the_sample_has_an_english_edition_of_its_last_version(lawyer, client):
    version = load_sample_statement(by=lawyer)
    edition = version.english
    assert (version.number, edition.edition) == (2, 1)
    assert [one["anchor"] for one in edition.sections] == [one["anchor"] for one in version.sections]
    assert not any(
        ours["text"] == one["text"] for ours, one in zip(edition.sections, version.sections, strict=True)
    )
    assert client.get("/privacyverklaring/en/").status_code == client.get("/en/").status_code == 200
