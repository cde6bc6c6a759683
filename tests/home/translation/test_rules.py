"""Where a translation departs from its version: a truth table."""

import pytest

from home.text.rendering import Section
from home.translation.rules import Promise, departures, differing


def part(anchor: str, heading: str, text: str, number: int | None = 1) -> Section:
    return Section(number=number, anchor=anchor, heading=heading, html=f"<p>{text}</p>", text=text)


DUTCH = [
    part("inleiding", "", "Zo doen wij dat.", None),
    part("wat", "Wat", "Een naam.", 1),
    part("wie", "Wie", "Een ander.", 2),
]
OPENING, WHAT, WHO = (
    part("inleiding", "", "This is how.", None),
    part("wat", "What", "A name.", 1),
    part("wie", "Who", "Somebody.", 2),
)


@pytest.mark.parametrize(
    ("english", "expected"),
    [
        ([OPENING, WHAT, WHO], []),
        ([], [(True, "heeft nog geen tekst")]),
        ([part("wat", "What", "")], [(True, "De vertaling heeft nog geen tekst")]),
        ([OPENING, WHAT], [(True, "“2. Wie” van versie 3 ontbreekt")]),
        ([WHAT, WHO], [(True, "De openingstekst van versie 3 ontbreekt")]),
        (
            [OPENING, WHAT, WHO, part("koek", "Cookies", "x", 3)],
            [(True, "“3. Cookies” staat niet in versie 3")],
        ),
        ([OPENING, WHO, WHAT], [(True, "“2. Who” staat op een andere plaats")]),
        ([OPENING, part("wat", "", "A name."), WHO], [(True, "“1. Wat” heeft in de vertaling geen kop")]),
        ([part("inleiding", "About", "x"), WHAT, WHO], [(True, "heeft in de vertaling een kop")]),
        ([OPENING, part("wat", "What", ""), WHO], [(True, "“1. What” heeft nog geen tekst")]),
        (DUTCH, [(True, "Er is nog niets vertaald")]),
        ([OPENING, part("wat", "What", "Een naam."), WHO], [(False, "nog gelijk aan de Nederlandse")]),
    ],
)
def test_sections(english, expected):
    found = departures(DUTCH, english, number=3)
    assert [one.blocks for one in found] == [blocks for blocks, _words in expected]
    for one, (_blocks, words) in zip(found, expected, strict=True):
        assert words in one.message


def test_a_promise_names_both_values():
    [found] = departures(DUTCH, [OPENING, WHAT, WHO], [Promise("Antwoord (weken)", "4", "6")], number=2)
    assert found.blocks
    assert "Antwoord (weken): versie 2 zegt “4”, de vertaling “6”" in found.message


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, []),
        ({"weeks": 4, "who": ["b", "a"]}, []),
        ({"weeks": 6}, ["weeks"]),
        ({"who": ["a"]}, ["who"]),
        ({"check": False}, ["check"]),
    ],
)
def test_promises_differ_by_value_not_by_order(said, expected):
    assert differing({"weeks": 4, "who": ["a", "b"], "check": True}, said) == expected
