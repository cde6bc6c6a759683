"""Which words of a description are black."""

import pytest

from sharing.answers.rules import Black, grounds_in, pieces_of

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
    ],
)
def test_pieces(text, passages, colleagues, pieces):
    assert pieces_of(text, passages, colleagues) == pieces


def test_grounds_come_once():
    assert grounds_in(("a", X, C, X)) == ["others", "colleague"]
