"""Keys of records: as an address or a form names them, text of a stranger until it was read here; many at once."""

from collections.abc import Iterable

LARGEST = 2**63 - 1  # that a column holds
_LONGEST = len(str(LARGEST))


def key_in(text: str) -> int:
    """The key that a text is; 0, which no record has, for what is none (Python reads no number of 5,000 digits)."""
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST):
        return 0
    key = int(text)
    return key if key <= LARGEST else 0


def array_of(numbers: Iterable[int | None]) -> str:
    """Keys, or other whole numbers, as the text of an array of PostgreSQL.

    Of a list the driver writes out each number by itself, which takes milliseconds for a thousand.
    """
    return f"{{{','.join('NULL' if number is None else str(number) for number in numbers)}}}"
