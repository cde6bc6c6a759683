"""A plain page in English: made with “Vertaal”, kept up in the workbench, read below ``/en/``."""

import json
import re
from datetime import date
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from wagtail.models import Locale

from home.core.refusals import PublicationRefused
from home.models import PlainPage
from home.translation.queries import departures_of, translation_state, version_translated_by
from home.versions.plain_models import PlainTranslation
from home.versions.queries import latest_of
from sharing.core.actor import acting
from tests.home.conftest import paragraph, section, seen_of
from tests.home.plain.conftest import made
from tests.sharing.core.pdf_reader import Pdf, squeezed

AT, IN_ENGLISH = "/cookieverklaring/", "/en/cookie-statement/"
ENGLISH = [
    section("", paragraph("This site places no cookies."), anchor="inleiding"),
    section("Questions", paragraph("Mail us."), anchor="vragen"),
]
LATER = [
    section("", paragraph("Deze site plaatst één cookie."), anchor="inleiding"),
    section("Vragen", paragraph("Mail ons."), anchor="vragen"),
    section("Nieuw", paragraph("Erbij."), anchor="nieuw"),
]


def english_of(page: PlainPage) -> PlainPage:
    """What “Vertaal” does."""
    return page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)


@pytest.fixture
def translate(cookies, editor, lawyer):
    """Publish an English text by the editor; the lawyer approves."""

    def translate(body: list | None = None, **fields) -> PlainTranslation:
        page = PlainPage.objects.english().first()
        if page is None:
            page = english_of(PlainPage.objects.get(pk=cookies.pk))
            page.slug, page.title = "cookie-statement", "Cookie statement"
            page.save()
        page.body = json.dumps(ENGLISH if body is None else body)
        for name, value in fields.items():
            setattr(page, name, value)
        revision = page.save_revision(user=editor)
        PlainPage.objects.get(pk=page.pk).publish(revision, user=lawyer, seen=seen_of(revision))
        return page.translated_versions.order_by("-pk").first()

    return translate


@pytest.fixture
def both(publish_plain, translate) -> PlainTranslation:
    publish_plain()
    return translate()


def text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


class TestReaders:
    @pytest.mark.parametrize("address", [IN_ENGLISH, f"{IN_ENGLISH}versies/1/"])
    def test_the_page(self, client, both, address):
        shown = text(client, address)
        assert '<html lang="en">' in shown and "This site places no cookies." in shown
        assert both.sha256 in shown
        assert f'href="{AT}versies/1/" hreflang="nl"' in shown
        assert "privacyverklaring/versies/1" not in shown

    def test_both_name_each_other(self, client, both):
        for name in ("", "versies/"):
            dutch, english = f"{AT}{name}", f"{IN_ENGLISH}{name}"
            for address in (dutch, english):
                shown = text(client, address)
                assert f'hreflang="nl" href="http://testserver{dutch}"' in shown
                assert f'hreflang="en" href="http://testserver{english}"' in shown
            assert f'<a href="{english}" lang="en" hreflang="en">English</a>' in text(client, dutch)
            assert f'<a href="{dutch}" lang="nl" hreflang="nl">Nederlands</a>' in text(client, english)

    def test_the_footer_and_the_sitemap(self, client, both, publish, statement_page):
        contact = made(statement_page.get_parent().specific, "Contact", "contact")
        assert contact
        assert f'<a href="{IN_ENGLISH}">Cookie statement</a>' in text(client, IN_ENGLISH)
        assert f'<a href="{AT}">Cookieverklaring</a>' in text(client, AT)
        assert f"<loc>http://testserver{IN_ENGLISH}</loc>" in text(client, "/sitemap.xml")

    def test_versions_what_changed_json_and_pdf(self, client, both, publish_plain, translate):
        publish_plain(date(2025, 6, 1), body=LATER, change_note="Eén cookie.")
        translate(
            [
                section("", paragraph("This site places one cookie."), anchor="inleiding"),
                ENGLISH[1],
                section("New", paragraph("Added."), anchor="nieuw"),
            ],
            change_note="One cookie.",
            translates=latest_of(both.version.page),
        )
        shown = text(client, f"{IN_ENGLISH}versies/")
        assert "All versions of “Cookie statement”" in shown
        assert f'href="{IN_ENGLISH}versies/2/verschil/1/"' in shown and "One cookie." in shown
        assert "one" in text(client, f"{IN_ENGLISH}versies/2/verschil/1/")
        told = client.get(f"{IN_ENGLISH}versies/2.json")
        assert told.json()["language"] == "en" and "commitments" not in told.json()
        assert f'<http://testserver{AT}versies/2.json>; rel="alternate"' in told["Link"]
        answer = client.get(f"{IN_ENGLISH}versies/2.pdf")
        assert squeezed("This site places one cookie.") in squeezed(Pdf(answer.content).text)
        assert "cookie-statement-version-2.pdf" in answer["Content-Disposition"]
        assert client.get(f"{IN_ENGLISH}versies/", {"datum": "1-2-2025"}).url == f"{IN_ENGLISH}versies/1/"

    def test_what_nobody_translated_yet_is_explained_in_two_languages(self, client, both, publish_plain):
        publish_plain(date(2025, 6, 1), body=LATER, change_note="Eén cookie.")
        answer = client.get(IN_ENGLISH)
        assert answer.status_code == 404
        words = unescape(answer.content.decode())
        assert "Van versie 2 van “Cookie statement” is er geen Engelse vertaling" in words
        assert words.count(f'href="{AT}versies/2/"') == 2
        assert words.count(f'href="{IN_ENGLISH}versies/1/"') == 2

    @pytest.mark.parametrize("address", ["/en/onbekend/", "/en/cookieverklaring/", "/cookie-policy/"])
    def test_no_page_is_there(self, client, both, address):
        assert client.get(address).status_code == 404

    def test_the_address_without_a_language_leads_there(self, client, both):
        """Wagtail's lists of old pages and the like give that one."""
        assert client.get("/cookie-statement/").url == IN_ENGLISH

    def test_a_draft_is_not_read(self, client, publish_plain, cookies):
        publish_plain()
        english_of(PlainPage.objects.get(pk=cookies.pk))
        assert client.get(AT).status_code == 200
        assert "English" not in text(client, AT)
        assert client.get("/en/cookieverklaring/").status_code == 404


class TestWriters:
    def test_what_departs_is_refused(self, publish_plain, translate):
        publish_plain()
        with pytest.raises(PublicationRefused, match="van versie 1 ontbreekt"):
            translate(ENGLISH[:1])
        assert not PlainTranslation.objects.exists()

    def test_it_is_of_its_own_page(self, both, publish_plain, statement_page):
        other = made(statement_page.get_parent().specific, "Contact", "contact")
        version = publish_plain(page=other)
        english = PlainPage.objects.english().get()
        assert version_translated_by(english) == both.version
        assert translation_state(other).edition is None
        fields = {
            name: getattr(both, name)
            for name in ("title", "text", "html", "sections", "body", "published_at")
        }
        with (
            pytest.raises(DatabaseError, match="staat niet op de vertaling"),
            transaction.atomic(),
            acting(by=english.owner or english.latest_revision.user, reason="Proef"),
        ):
            PlainTranslation.objects.create(
                version=version, page=english, language="en", edition=1, sha256=both.sha256, **fields
            )

    def test_the_workbench(self, client, both, publish_plain, editor):
        version = publish_plain(date(2025, 6, 1), body=LATER, change_note="Eén cookie.")
        page = PlainPage.objects.english().get()
        address = reverse("statement_workbench:index", args=[page.pk])
        client.force_login(editor)
        before = re.sub(r"\s+", " ", client.get(address).content.decode())
        assert "Uw vertaling hoort nog bij versie 1; de nieuwste versie is 2." in before
        client.post(address, {"action": "follow", "seen": page.latest_revision_id})
        page.refresh_from_db()
        draft = page.get_latest_revision_as_object()
        assert draft.translates == version
        assert [one.value["anchor"] for one in draft.body] == ["inleiding", "vragen", "nieuw"]
        assert departures_of(draft)
        assert "verklaring" not in " ".join(one.message for one in departures_of(draft))

    def test_the_editor_leads_there(self, client, both, cookies, editor):
        client.force_login(editor)
        english = PlainPage.objects.english().get()
        form = client.get(reverse("wagtailadmin_pages:edit", args=[english.pk]))
        shown = form.content.decode()
        assert reverse("statement_workbench:index", args=[english.pk]) in shown
        assert reverse("plain_versions:inspect", args=[both.version_id]) in shown
        assert form.context["form"].fields["slug"].disabled
        dutch = client.get(reverse("wagtailadmin_pages:edit", args=[cookies.pk])).content.decode()
        assert "De Engelse vertaling is bijgewerkt tot en met versie 1, de nieuwste." in dutch

    def test_the_address_stays_and_is_free(self, both, publish_plain, statement_page, cookies):
        english = PlainPage.objects.english().get()
        english.slug = "cookies"
        with pytest.raises(ValidationError, match="verandert niet meer"):
            english.full_clean()
        contact = made(statement_page.get_parent().specific, "Contact", "contact")
        publish_plain(page=contact)
        other = english_of(PlainPage.objects.get(pk=contact.pk))
        other.slug = "cookie-statement"
        with pytest.raises(ValidationError):
            other.full_clean()
