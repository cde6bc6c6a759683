"""What readers find of plain pages: each at its own address, with everything that the statement has beside it."""

import json
from datetime import date

import pytest
from django.utils import timezone

from home.publication.withdrawals import propose_withdrawal, withdraw
from sharing import public
from tests.days import to_come, today
from tests.home.conftest import paragraph, section
from tests.home.plain.conftest import made

REASON = "Er stond een verkeerd adres in."
AT = "/cookieverklaring/"


@pytest.fixture
def two(publish_plain):
    first = publish_plain(date(2025, 1, 1))
    second = publish_plain(
        date(2025, 6, 1), body=[section("", paragraph("Nu wel."))], change_note="Er is iets bij."
    )
    return first, second


def words(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


class TestAddresses:
    def test_the_version_in_force_and_the_others(self, client, two):
        assert "Nu wel." in words(client, AT)
        assert "geen cookies" in words(client, f"{AT}versies/1/")
        shown = words(client, f"{AT}versies/")
        assert "Alle versies van “Cookieverklaring”" in shown
        assert f'href="{AT}versies/2/verschil/1/"' in shown
        assert "privacyverklaring/versies/2" not in shown

    def test_what_changed(self, client, two):
        shown = words(client, f"{AT}versies/2/verschil/1/")
        assert "Er is iets bij." in shown
        assert f'href="{AT}versies/"' in shown

    def test_the_day_and_the_forms(self, client, two):
        assert client.get(f"{AT}op/2025-03-01/").url == f"{AT}versies/1/"
        assert client.get(f"{AT}op/", {"datum": "1-7-2025"}).url == f"{AT}op/2025-07-01/"
        assert client.get(f"{AT}verschil/", {"oud": 1, "nieuw": 2}).url == f"{AT}versies/2/verschil/1/"
        before = client.get(f"{AT}op/2020-01-01/")
        assert before.status_code == 404
        assert "gold er nog geen versie van “Cookieverklaring”" in before.content.decode()

    def test_json_says_everything_but_promises(self, client, two):
        told = json.loads(words(client, f"{AT}versies/1.json"))
        assert (told["number"], told["title"], told["kind"]) == (1, "Cookieverklaring", "material")
        assert not {"commitments", "completeness"} & told.keys()
        assert client.get(f"{AT}versies/1.jsonld").status_code == 404

    def test_pdf_and_feed(self, client, two):
        pdf = client.get(f"{AT}versies/2.pdf")
        assert (pdf["Content-Type"], pdf.content[:4]) == ("application/pdf", b"%PDF")
        assert 'filename="cookieverklaring-versie-2.pdf"' in pdf["Content-Disposition"]
        assert f"{AT}feed/" in pdf["Link"]
        feed = words(client, f"{AT}feed/")
        assert "Cookieverklaring" in feed
        assert feed.count("<entry>") == 2
        assert "<entry>" not in words(client, "/privacyverklaring/feed/")

    def test_a_number_that_is_not_there(self, client, two):
        answer = client.get(f"{AT}versies/9/")
        assert answer.status_code == 404
        assert f'href="{AT}versies/"' in answer.content.decode()


class TestOnlyWhatReadersMayKnow:
    def test_a_draft_is_not_there(self, client, cookies):
        cookies.save_revision()
        assert [client.get(f"{AT}{rest}").status_code for rest in ("", "versies/", "feed/")] == [404] * 3
        assert AT not in words(client, "/privacyverklaring/versies/")

    def test_nor_one_to_come_that_is_not_announced(self, client, publish_plain):
        publish_plain(to_come())
        assert client.get(AT).status_code == 404
        assert client.get(f"{AT}versies/1/").status_code == 404

    def test_what_is_announced_is_told(self, client, publish_plain):
        publish_plain(to_come(), announce_from=today())
        told = client.get(AT)
        assert told.status_code == 404
        assert "Lees versie 1" in told.content.decode()
        assert "geen cookies" in words(client, f"{AT}versies/1/")

    def test_a_withdrawn_version_stays_at_its_address_marked(self, client, publish_plain, editor, lawyer):
        publish_plain(date(2025, 1, 1))
        coming = publish_plain(to_come(), change_note="Straks.", body=[section("", paragraph("Straks."))])
        withdraw(
            propose_withdrawal(coming, explanation=REASON, by=editor, at=timezone.now()),
            by=lawyer,
            at=timezone.now(),
        )
        shown = words(client, f"{AT}versies/2/")
        assert REASON in shown
        assert "heeft nooit gegolden" in shown
        assert "noindex" in shown
        assert "geen cookies" in words(client, AT)
        assert "ingetrokken" in words(client, f"{AT}versies/")


class TestTheSiteIsWhole:
    def test_the_footer_of_every_page_leads_there(self, client, publish, publish_plain, cookies):
        publish(date(2025, 1, 1))
        publish_plain(date(2025, 1, 1))
        made(cookies.get_parent().specific, "Contact", "contact")
        for address in ("/", "/privacyverklaring/", "/privacyverklaring/versies/", "/uw-rechten/", AT):
            footer = words(client, address).partition('class="site-footer"')[2]
            assert f'<a href="{AT}">Cookieverklaring</a>' in footer, address
            assert "/contact/" not in footer

    def test_the_sitemap_holds_what_is_in_force(self, client, two):
        shown = words(client, "/sitemap.xml")
        assert f"{AT}</loc><lastmod>2025-06-01</lastmod>" in shown
        assert "versies/1/" not in shown

    def test_the_statement_has_no_say_in_it(self, client, two):
        assert client.get("/privacyverklaring/").status_code == 404
        assert client.get("/gezondheid/").json()["statement_version"] is None
        assert client.get("/privacyverklaring/versies/1.json").status_code == 404

    def test_wagtail_knows_the_address(self, client, two, cookies):
        cookies.refresh_from_db()
        assert cookies.url.endswith(AT)
        assert client.get(AT).status_code == 200

    def test_no_cookie_no_script(self, client, two):
        answer = client.get(AT)
        assert not answer.cookies
        assert b"<script" not in answer.content
        again = client.get(AT, headers={"if-none-match": answer["ETag"]})
        assert again.status_code == 304


def test_a_page_of_ones_own_at_that_address_stays_until_the_list_is_shown(
    client, statement_page, publish_plain
):
    home = statement_page.get_parent().specific
    page = made(home, "Wie krijgt wat", "wie-krijgt-wat")
    publish_plain(page=page)
    type(page).objects.filter(pk=page.pk).update(
        slug="ontvangers"
    )  # as it was called before this address was ours
    assert "Deze site plaatst geen cookies." in words(client, "/ontvangers/")
    public.OrganisationSettings.objects.create(
        site=statement_page.get_site(), public_capacities=["processor"]
    )
    assert "Deze site plaatst geen cookies." not in words(client, "/ontvangers/")
