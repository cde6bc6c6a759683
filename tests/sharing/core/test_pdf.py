"""The typesetter of the register, without a statement: letters and answers are documents too."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from sharing.core.pdf import blocks, engine
from sharing.core.pdf.document import Document, Letterhead
from sharing.core.pdf.engine import typeset
from tests.sharing.core.pdf_reader import Pdf, squeezed
from tests.sharing.organisation.house import LOGO

LETTER = Document(
    title="Antwoord op uw verzoek",
    language="nl",
    sender=Letterhead("Werkpad"),
    description="Antwoord van Werkpad",
    made_at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC),
    footer="Antwoord op uw verzoek",
    blocks=[
        blocks.paragraph(["Geachte heer De Vries,", blocks.line_break(), "dit hebben wij verstrekt."]),
        blocks.contents("Inhoud"),
        blocks.heading(["Verstrekkingen"], level=1, anchor="een", is_listed=True),
        blocks.table(
            [
                blocks.cell([blocks.paragraph(["Ontvanger"])], x=0, y=0, is_header=True),
                blocks.cell([blocks.paragraph(["Dag"])], x=1, y=0, is_header=True),
                blocks.cell([blocks.paragraph(["Gemeente"])], x=0, y=1),
                blocks.cell([blocks.paragraph(["1 maart 2026"])], x=1, y=1),
            ],
            columns=2,
            head=1,
        ),
        blocks.heading(["Uw rechten"], level=1, is_listed=True),
        blocks.listed([blocks.item([blocks.paragraph(["inzage"])])], is_ordered=False),
        blocks.paragraph([blocks.jump("een", ["Zie de lijst"])]),
        blocks.facts([blocks.fact("Kenmerk", "2026-1", "code"), blocks.fact("Adres", "Kade 1\nStad")]),
    ],
)


def test_a_letter_is_tagged_titled_and_shows_every_word():
    made = Pdf(typeset(LETTER))
    shown = squeezed(made.text)
    for words in (
        "Geachte heer De Vries,",
        "dit hebben wij verstrekt.",
        "Gemeente",
        "Zie de lijst (bladzijde 1)",
        "2026-1",
        "Kade 1",
        "Werkpad",
        "bladzijde 1 van 1",
    ):
        assert squeezed(words) in shown, words
    assert made.tags["H1"] == 3, "the contents and two headings"
    assert (made.tags["Table"], made.tags["TH"], made.tags["TD"], made.tags["L"]) == (1, 2, 2, 2)
    assert "<pdfuaid:part>1</pdfuaid:part>" in made.metadata
    assert "Antwoord op uw verzoek" in made.metadata
    assert "/Lang(nl)" in made.one(b"/Type/Catalog").decode()


def test_it_bears_the_day_of_what_it_tells_and_is_the_same_every_time():
    first = typeset(LETTER)
    engine._remembered.cache_clear()
    assert typeset(LETTER) == first
    assert b"D:20260302" in first, "half past midnight in Amsterdam"


def test_the_words_around_it_are_in_its_own_language():
    assert squeezed("page 1 of 1") in squeezed(Pdf(typeset(replace(LETTER, language="en"))).text)


@pytest.mark.parametrize("elsewhere", ["", "In het dossier staan zij wel."])
def test_what_no_font_has_is_shown_by_its_number_and_said(elsewhere):
    letter = replace(LETTER, blocks=[blocks.paragraph(["Groet 😀"])], elsewhere=elsewhere)
    shown = squeezed(Pdf(typeset(letter)).text)
    assert "Groet[U+1F600]" in shown
    assert squeezed(f"bijvoorbeeld [U+1F600]. {elsewhere}") in shown


@pytest.mark.parametrize("words", ['#panic("x")', "#import", "$x^2$", "<label>", "@ref", "\\", "// weg"])
def test_no_word_is_read_as_markup(words):
    letter = replace(
        LETTER,
        title=f"Titel {words}",
        footer=words,
        sender=Letterhead(words),
        blocks=[
            blocks.heading([words], level=1, anchor=words, is_listed=True),
            blocks.facts([blocks.fact(words, words), blocks.fact(words, words, "code")]),
        ],
    )
    assert squeezed(Pdf(typeset(letter)).text).count(squeezed(words)) >= 6


def test_a_logo_stands_above_it_or_is_left_out(caplog):
    with_logo = replace(LETTER, sender=Letterhead("Werkpad", LOGO, "svg", "Logo van Werkpad"))
    assert Pdf(typeset(with_logo)).tags["Figure"] == 1
    broken = replace(LETTER, sender=Letterhead("Werkpad", b"geen tekening", "png", "Werkpad"))
    assert Pdf(typeset(broken)).tags["Figure"] == 0
    assert "logo" in caplog.text


def test_a_fault_of_ours_is_not_hidden():
    with pytest.raises(RuntimeError):
        typeset(replace(LETTER, blocks=[blocks.jump("nergens", ["Zie daar"]), {"kind": "table"}]))
