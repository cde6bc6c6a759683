"""How the items of a list were numbered, and how the statement numbers them: 1, 2, 3 and nothing else."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from home.reading.model import ItemList, words_of
from home.reading.parts import Remark
from home.reading.refusing import shortened

SHOWN = 3  # so many numbers of a list are named
_ROMAN = {
    1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix", 5: "v", 4: "iv",
    1: "i",
}  # fmt: skip


def letters(number: int) -> str:
    """a to z, then aa to az as web pages count."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def doubled_letters(number: int) -> str:
    """a to z, then aa, bb, cc as Word counts."""
    times, rest = divmod(max(number, 1) - 1, 26)
    return chr(ord("a") + rest) * (times + 1)


def roman(number: int) -> str:
    """Small Roman numerals."""
    text = ""
    for value, sign in _ROMAN.items():
        times, number = divmod(number, value)
        text += sign * times
    return text


def counted(number: int, style: str, by_letters: Callable[[int], str] = letters) -> str:
    """A number in a style of counting, as CSS or Word calls it; digits for a style that is not known."""
    style = style.lower().replace("-", "")
    if 0 < number < 4000:
        match style:
            case "loweralpha" | "lowerlatin" | "lowerletter" | "a":
                return by_letters(number)
            case "upperalpha" | "upperlatin" | "upperletter":
                return by_letters(number).upper()
            case "lowerroman":
                return roman(number)
            case "upperroman":
                return roman(number).upper()
            case "decimalleadingzero" | "decimalzero":
                return f"{number:02}"
    return str(number)


def changes_of(block: ItemList) -> Iterator[Remark]:
    """What is to be said of a list and the lists in it whose numbers are no longer what they were."""
    if block.ordered:
        numbers = [
            (item.label.rstrip(" .:"), str(number))
            for number, item in enumerate(block.items, start=1)
            if item.label and item.label.strip(" .)(:") != str(number)
        ]
        if numbers:
            message = _(
                "De lijst vanaf “%(words)s” was genummerd met %(old)s en is nu genummerd met %(new)s. Controleer "
                "verwijzingen ernaar."
            ) % {
                "words": shortened(words_of(block.items[0].content), 40),
                "old": _named([old for old, _new in numbers]),
                "new": _named([new for _old, new in numbers]),
            }
            yield Remark(message, lost=False)
    for item in block.items:
        for sublist in item.lists:
            yield from changes_of(sublist)


def _named(labels: list[str]) -> str:
    return ", ".join([*labels[:SHOWN], "…"] if len(labels) > SHOWN else labels)
