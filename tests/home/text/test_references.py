"""References to sections: they say the number of the day, in the language of the page, and are told when lost."""

import json
from datetime import date

import pytest

from home.models import StatementPage
from home.text.anchors import lost_references
from home.text.plain import html_to_text
from home.text.references import renumbered
from home.versions.queries import latest_version
from tests.home.conftest import paragraph, section
from tests.home.translation.english import make_translation

SHARING = section("Delen", paragraph("Met niemand."), anchor="delen")
TERM = section("Hoe lang", paragraph("Twee jaar."), anchor="hoe-lang")
TO_SHARING = '<a href="#delen">paragraaf 9</a>'


def referring(words: str = TO_SHARING, anchor: str = "vooraf") -> dict:
    return section("Vooraf", paragraph(f"Zie {words}."), anchor=anchor)


@pytest.mark.parametrize(
    ("html", "language", "wanted"),
    [
        (TO_SHARING, "nl", '<a href="#delen">paragraaf 2</a>'),
        (TO_SHARING, "en", '<a href="#delen">section 2</a>'),
        ('<a href="#delen">Section&nbsp;7</a>', "nl", '<a href="#delen">Paragraaf 2</a>'),
        ('<a class="x" href="#delen">paragraaf 2</a>', "nl", '<a class="x" href="#delen">paragraaf 2</a>'),
        ('<a href="#delen">wat wij delen</a>', "nl", '<a href="#delen">wat wij delen</a>'),
        ('<a href="#delen">paragraaf 2 en 3</a>', "nl", '<a href="#delen">paragraaf 2 en 3</a>'),
        ('<a href="#weg">paragraaf 4</a>', "nl", '<a href="#weg">paragraaf 4</a>'),
        ('<a href="#begin">paragraaf 1</a>', "nl", '<a href="#begin">paragraaf 1</a>'),
        (
            '<a href="//x.example/#delen">paragraaf 3</a>',
            "nl",
            '<a href="//x.example/#delen">paragraaf 3</a>',
        ),
    ],
)
def test_only_a_link_that_says_a_number_follows_it(html, language, wanted):
    assert renumbered(html, {"delen": 2, "begin": None}, language) == wanted


def test_what_readers_and_search_read_says_the_number_and_no_address():
    assert html_to_text(f"<p>Zie {TO_SHARING}.</p>") == "Zie paragraaf 9."
    assert html_to_text('<p>Zie <a href="#delen">daar</a>.</p>') == "Zie daar (#delen)."


def test_a_version_says_the_number_of_that_version_for_ever(publish):
    first = publish(date(2025, 1, 1), body=[referring(), SHARING])
    assert 'Zie <a href="#delen">paragraaf 2</a>.' in first.html and "Zie paragraaf 2." in first.text
    second = publish(date(2025, 6, 1), body=[referring(), TERM, SHARING])
    assert "Zie paragraaf 3." in second.text
    first.refresh_from_db()
    assert "Zie paragraaf 2." in first.text


def test_the_draft_itself_says_it_for_who_opens_the_editor(statement_page, editor):
    page = StatementPage.objects.get(pk=statement_page.pk)
    table = {"columns": [{"type": "rich", "heading": "Waar"}], "rows": [{"values": [f"<p>{TO_SHARING}</p>"]}]}
    more = [
        {"type": "table", "value": {**table, "caption": "Wat"}},
        {
            "type": "definitions",
            "value": [{"type": "item", "id": "een", "value": {"term": "Delen", "text": TO_SHARING}}],
        },
        {
            "type": "transfer_policy",
            "value": {"text": TO_SHARING, "transfer_policy": "legal_obligation_only"},
        },
    ]
    page.body = json.dumps([section("Vooraf", paragraph(TO_SHARING), *more, anchor="vooraf"), TERM, SHARING])
    stored = json.dumps(page.save_revision(user=editor).as_object().body.get_prep_value())
    assert stored.count("paragraaf 3") == 4 and "paragraaf 9" not in stored


def test_a_translation_says_it_in_english(publish):
    publish(date(2025, 1, 1), body=[referring(), SHARING])
    page = make_translation()
    assert "section 2" in json.dumps(page.body.get_prep_value())


def test_a_link_to_a_section_that_is_gone_is_found_wherever_it_stands(statement_page):
    page = StatementPage.objects.get(pk=statement_page.pk)
    page.body = json.dumps([referring(), referring('<a href="#weg">daar</a>', "later"), TERM])
    assert [(one.number, one.words, one.anchor) for one in lost_references(page.body)] == [
        (1, "paragraaf 9", "delen"),
        (2, "daar", "weg"),
    ]
    assert latest_version() is None
