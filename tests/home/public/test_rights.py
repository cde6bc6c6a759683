"""The public page about people's rights, and its form to print."""

from datetime import date

import pytest

from tests.home.public.reading import get, words
from tests.sharing.core.pdf_reader import Pdf

pytestmark = pytest.mark.django_db


def test_says_what_holds_now_and_where_to_write(two, settings_of):
    settings_of(organisation="Werkpad", street="Kade 1", town="1234 AB Stad", email="privacy@example.org")
    page = words(get("/uw-rechten/"))
    assert "binnen 4 weken" in page and "versie 2 van onze privacyverklaring" in page
    assert "Per post: Werkpad, Kade 1, 1234 AB Stad" in page
    for right in ("Uw gegevens inzien", "Gegevens laten wissen", "Bezwaar maken", "Een klacht of een vraag"):
        assert right in page


def test_before_any_version_it_says_what_the_law_says(on):
    on(date(2026, 6, 15))
    page = words(get("/uw-rechten/"))
    assert "binnen een maand" in page and "van onze privacyverklaring" not in page


def test_sets_no_cookie_and_has_no_script_or_form(two):
    for path in ("/uw-rechten/", "/uw-rechten/en/"):
        answer = get(path)
        content = answer.content.decode()
        assert answer.status_code == 200 and not answer.cookies
        assert "<script" not in content and "<form" not in content and "<input" not in content
        assert len(answer.content) < 20_000
        assert "public" in answer["Cache-Control"]


def test_stands_in_english_too_and_each_links_to_the_other(two):
    dutch, english = get("/uw-rechten/").content.decode(), get("/uw-rechten/en/").content.decode()
    assert 'href="/uw-rechten/en/"' in dutch and 'href="/uw-rechten/"' in english
    assert '<html lang="en">' in english and "within 4 weeks" in english
    assert "/uw-rechten/en/form.pdf" in english


def test_one_comes_there_from_what_one_wants_to_do(two):
    page = get("/privacyverklaring/").content.decode()
    strip = page[page.index('class="actions"') : page.index("</nav>", page.index('class="actions"'))]
    assert 'href="/uw-rechten/"' in strip
    assert "/uw-rechten/" in get("/sitemap.xml").content.decode()


@pytest.mark.parametrize(
    ("path", "language", "asked"),
    [
        ("/uw-rechten/formulier.pdf", "nl", "Datum en handtekening"),
        ("/uw-rechten/en/form.pdf", "en", "Date and signature"),
    ],
)
def test_the_form_to_print_is_tagged_and_stays_the_same(two, path, language, asked):
    first, second = get(path), get(path)
    assert first["Content-Type"] == "application/pdf"
    assert first.content == second.content
    pdf = Pdf(first.content)
    assert f"/Lang({language})".encode() in first.content and "<pdfuaid:part>1" in pdf.metadata
    assert asked in " ".join(pdf.text.split())
