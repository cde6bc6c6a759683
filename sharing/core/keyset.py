"""Pages of a log that only grows at the top, by key instead of by number.

A page starts after a position (``disclosed_at``, ``id``) and reads one row more than it shows, so page 5,000
costs as much as the first. Rows that arrive meanwhile do not shift what was already shown. Nothing is counted
beyond a cap.
"""

import base64
import binascii
import struct
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from django.db.models import F, QuerySet
from django.db.models.fields.tuple_lookups import (
    Tuple,
    TupleGreaterThan,
    TupleGreaterThanOrEqual,
    TupleLessThan,
    TupleLessThanOrEqual,
)

from sharing.core.exceptions import NotUnderstood

RowT = TypeVar("RowT")
NEWEST_FIRST = ("-disclosed_at", "-id")
COUNT_CAP = 10_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LAYOUT = ">cqQ"
_OLDER, _NEWER = b"o", b"n"


class Position(NamedTuple):
    """A place in the log: after (older than) or before (newer than) the row with this moment and id."""

    instant: datetime
    id: int
    newer: bool = False


def encode(position: Position) -> str:
    """The position as an opaque piece of an address."""
    micros = (position.instant - _EPOCH) // timedelta(microseconds=1)
    packed = struct.pack(_LAYOUT, _NEWER if position.newer else _OLDER, micros, position.id)
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def decode(cursor: str) -> Position:
    """The position of a cursor; NotUnderstood when it is not one of ours."""
    try:
        packed = base64.b64decode(cursor.encode() + b"=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        direction, micros, row = struct.unpack(_LAYOUT, packed)
        if direction not in (_OLDER, _NEWER) or row >= 2**63:
            raise ValueError
        return Position(_EPOCH + timedelta(microseconds=micros), row, direction == _NEWER)
    except (ValueError, OverflowError, binascii.Error, struct.error):
        raise NotUnderstood("Deze bladwijzer in het overzicht is ongeldig; begin bij de nieuwste.") from None


def through(position: Position) -> TupleGreaterThanOrEqual | TupleLessThanOrEqual:
    """Condition: the row at the position and what lies on the other side of it than ``beyond`` asks."""
    compare = TupleLessThanOrEqual if position.newer else TupleGreaterThanOrEqual
    return compare(Tuple(F("disclosed_at"), F("id")), (position.instant, position.id))


def beyond(position: Position) -> TupleGreaterThan | TupleLessThan:
    """Condition: rows strictly older (or newer) than the position.

    A comparison of rows, so that the index leads straight to the place, also among many equal moments.
    """
    compare = TupleGreaterThan if position.newer else TupleLessThan
    return compare(Tuple(F("disclosed_at"), F("id")), (position.instant, position.id))


class KeysetPage(Generic[RowT]):
    """One page, in the shape Wagtail's listings expect; ``older`` and ``newer`` are cursors or None."""

    def __init__(
        self, rows: Sequence[RowT], older: str | None, newer: str | None, paginator: "KeysetPaginator[RowT]"
    ) -> None:
        self.object_list = rows
        self.older = older
        self.newer = newer
        self.paginator = paginator

    def __len__(self) -> int:
        return len(self.object_list)

    def __iter__(self) -> Iterator[RowT]:
        return iter(self.object_list)

    def has_other_pages(self) -> bool:
        """Whether there is anything to leaf to."""
        return bool(self.older or self.newer)


class KeysetPaginator(Generic[RowT]):
    """Pages over a filtered queryset. ``key`` gives a row's (instant, id); beyond ``cap`` nothing is counted."""

    cap = COUNT_CAP

    def __init__(
        self,
        object_list: QuerySet[Any],
        per_page: int,
        *,
        key: Callable[[Any], tuple[datetime, int]] = lambda row: (row.disclosed_at, row.id),
        **_unused: Any,
    ) -> None:
        self.rows = object_list
        self.per_page = per_page
        self.key = key
        self._count: int | None = None

    @property
    def count(self) -> int:
        """How many rows there are, at most one more than the cap. Of a first page that is not full one knows."""
        if self._count is None:
            self._count = self.counted()
        return self._count

    def counted(self) -> int:
        """Count the rows, at most one more than the cap."""
        return self.rows.order_by()[: self.cap + 1].count()

    def found(self, position: Position | None, size: int) -> list[RowT]:
        """The first rows beyond a position, in the order in which one comes across them."""
        rows = self.rows.order_by(*NEWEST_FIRST)
        if position is not None:
            rows = rows.filter(beyond(position))
            rows = rows.reverse() if position.newer else rows
        return list(rows[:size])

    @property
    def is_capped(self) -> bool:
        """Whether there are more rows than were counted."""
        return self.count > self.cap

    def get_elided_page_range(self, number: object) -> tuple[()]:
        """No page numbers: to know them everything before would have to be counted."""
        return ()

    def get_page(self, cursor: str | None) -> KeysetPage[RowT]:
        """The page at a cursor; the newest one without a cursor or with one that is not ours."""
        try:
            position = decode(cursor) if cursor else None
        except ValueError:
            position = None
        return self.page_at(position)

    def page_at(self, position: Position | None) -> KeysetPage[RowT]:
        """The page next to a position; going past the newest end shows the first page in full."""
        found = self.found(position, self.per_page + 1)
        shown, more = found[: self.per_page], len(found) > self.per_page
        if position is None:
            if not more:
                self._count = len(found)
            return self._page(shown, more_older=more, more_newer=False)
        if not position.newer:
            return self._page(shown, more_older=more, more_newer=True)
        if not more:
            return self.page_at(None)
        return self._page(shown[::-1], more_older=True, more_newer=True)

    def _page(self, rows: list[RowT], *, more_older: bool, more_newer: bool) -> KeysetPage[RowT]:
        older = encode(Position(*self.key(rows[-1]))) if rows and more_older else None
        newer = encode(Position(*self.key(rows[0]), newer=True)) if rows and more_newer else None
        return KeysetPage(rows, older, newer, self)
