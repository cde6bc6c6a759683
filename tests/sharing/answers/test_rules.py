"""Which words of a description are black."""

import pytest

from sharing.answers.rules import Black, grounds_in, pieces_of, stands_in

X, C = Black("others"), Black("colleague")


@pytest.mark.parametrize(
    ("text", "passages", "colleagues", "pieces"),
    [
        ("Gesprek", {}, [], ("Gesprek",)),
        ("", {"x": "others"}, [], ()),
        ("Met Piet", {"Piet": "others"}, [], ("Met ", X)),
        ("Piet en piet", {"PIET": "others"}, [], (X, " en ", X)),
        ("Piet", {"Piet": "others"}, [], (X,)),
        ("Met Piet Jansen mee", {"Piet": "others", "Piet Jansen": "others"}, [], ("Met ", X, " mee")),
        ("a b c d", {"a b": "others", "b c": "secret"}, [], (X, " d")),
        ("a b c", {"a b": "others"}, ["b c"], (X,)),
        ("a+b (c)", {"+b (": "others"}, [], ("a", X, "c)")),
        ("Door Jan Bakker gedaan", {}, ["Jan Bakker"], ("Door ", C, " gedaan")),
        ("Jan Bakkersma", {}, ["Jan Bakker"], ("Jan Bakkersma",)),
        ("jan@x.nl belde", {}, ["jan@x.nl"], (C, " belde")),
        # Whatever space is between, however a letter with an accent is written.
        ("Met Jan\u00a0 Bakker", {}, ["Jan Bakker"], ("Met ", C)),
        ("Met haar\nbroer", {"haar broer": "others"}, [], ("Met ", X)),
        ("Met Jose\u0301", {"Jos\u00e9": "others"}, [], ("Met ", X)),
        ("Met Jos\u00e9 Vos", {}, ["Jose\u0301 Vos"], ("Met ", C)),
        ("Gesprek", {" ": "others"}, [], ("Gesprek",)),
    ],
)
def test_pieces(text, passages, colleagues, pieces):
    assert pieces_of(text, passages, colleagues) == pieces


def test_grounds_come_once():
    assert grounds_in(("a", X, C, X)) == ["others", "colleague"]


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        ("Piet", "Met PIET"),
        ("haar broer", "Met haar  broer"),
        ("Strasse", "Straße"),
        ("zus", "Met haar broer"),
    ],
)
def test_what_is_said_to_stand_in_a_text_is_black_there(passage, text):
    """And what would not be black is not said to: somebody would take it for done."""
    assert stands_in(passage, text) == (X in pieces_of(text, {passage: "others"}, []))
