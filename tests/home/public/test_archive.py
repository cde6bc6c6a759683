"""The list of versions, and what changed between two."""

import re
from datetime import date

import pytest
from django.utils import timezone
from django.utils.formats import date_format
from lxml import html

from home.versions.permalinks import with_permalinks
from tests.days import today
from tests.home.public.reading import get, words


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

    def test_pdf(self, two, typesetter):
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


def test_a_second_version_on_one_day_tells_its_time(publish):
    """Without it the first one would have held from a day and been replaced on that day."""
    publish(today())
    second = publish(today(), change_note="Beter.")
    moment = date_format(timezone.localtime(second.in_force_from), "j F Y H:i")
    for path in ("versies/", "versies/2/verschil/1/"):
        text = words(get(f"/privacyverklaring/{path}"))
        assert f"en is op {moment} vervangen" in text
        assert f"eldt sinds {moment}" in text
    feed = get("/privacyverklaring/feed/").content.decode()
    assert f"Versie 2, geldt vanaf {moment}</title>" in feed
