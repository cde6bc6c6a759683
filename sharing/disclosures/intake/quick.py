"""A body of entries read by a quick reader, which is believed only where nothing can have been hidden."""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from sharing.disclosures.intake.channels import Raw

_WHITESPACE = b" \t\n\r"
_CODES = "data_categories"
_Entry: Any = msgspec.defstruct(
    "_Entry",
    [
        (name, tuple[str, ...] | UnsetType if name == _CODES else str | UnsetType, UNSET)
        for name in Raw._fields
    ],
    forbid_unknown_fields=True,
    gc=False,
)
_Body: Any = msgspec.defstruct("_Body", [("disclosures", list[_Entry])], forbid_unknown_fields=True, gc=False)
_decode = msgspec.json.Decoder(_Body).decode
_encode = msgspec.json.Encoder().encode
_AT = Raw._fields.index(_CODES)


class QuickEntries:
    """The entries of a body, made one by one as somebody asks for them; ``len`` tells how many there are."""

    def __init__(self, found: list[Any]) -> None:
        self._found = found

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Raw]:
        astuple, make = msgspec.structs.astuple, Raw._make
        for entry in self._found:
            values = [value or "" for value in astuple(entry)]  # what is absent is no value, and so is ""
            values[_AT] = values[_AT] or ()
            yield make(values)


def quick_entries(body: bytes) -> QuickEntries | None:
    """The entries of ``{"disclosures": [...]}`` in UTF-8, where all is of the form it should have; None where anything
    needs a closer look, which is not to say that it is wrong.

    A quick reader lets the last of two values of one name win and says nothing. What it understood is therefore written
    again: without an escape a value has one spelling, so that whatever it left out makes the body longer than that.
    """
    if b"\\" in body:
        return None
    try:
        found = _decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return QuickEntries(found.disclosures) if _as_long(body, _encode(found)) else None


def _as_long(body: bytes, again: bytes) -> bool:
    """Whether both have the same length, apart from whitespace."""
    return len(body) == len(again) or _bare(body) == _bare(again)


def _bare(text: bytes) -> int:
    return len(text.translate(None, _WHITESPACE))
