"""Finding the newest entries that fit, however rare they are among millions and however they lie in time.

A source has its fixed flows of data, so millions of entries have some hundreds of combinations of recipient, purpose,
data and so on, which are known (``sharing.log.known``). The index ``disclosure_flow`` holds the entries per flow and
version of the statement, newest first. The newest of all entries that fit are among the newest of those parts of flows
that have the newest: a few index look-ups, whatever was asked.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from sharing.core.keys import array_of
from sharing.core.keyset import Position
from sharing.core.periods import BEGINNING, END
from sharing.log.expressions import flow_sql, version_sql
from sharing.log.known import EVER, Flow, microseconds
from sharing.log.worded import is_with

# So many parts for each of the newest are looked into first.
FOREMOST = 2
# The moment of the last that was recorded about an entry. Asked per entry: as a join the planner may read all history.
LAST_RECORDED = (
    "(SELECT history.history_date FROM sharing_historicaldisclosure history"
    " WHERE history.id = sharing_disclosure.id ORDER BY history.history_date DESC LIMIT 1)"
)


class Span(NamedTuple):
    """From this instant until before that one."""

    since: datetime = BEGINNING
    until: datetime = END

    def within(self, other: "Span") -> "Span | None":
        """What both have; None when they have nothing."""
        since, until = max(self.since, other.since), min(self.until, other.until)
        return Span(since, until) if since < until else None


class Part(NamedTuple):
    """The entries of a flow under one version of the statement (0: none in force), within a span of time.

    A version of None is any: its entries are not in the order of time then, so all of them are read. None of them was
    disclosed before the first or after the last moment of ``known`` (microseconds since 1970).
    """

    recipient: int
    key: int
    version: int | None
    span: Span
    known: tuple[int, int] = EVER


def _entries(parts: Sequence[Part], further: str, order: str = "", size: str = "%(size)s") -> str:
    """The entries of a part of a flow that fulfil a condition; either all parts have a version or none has.

    Without an order they are taken as they come.
    """
    ordered = f"ORDER BY disclosed_at {order}, id {order}" if order else ""
    if parts and parts[0].version is not None:
        further += f" AND {version_sql()} = part.version"
    return (
        "(SELECT disclosed_at, id FROM sharing_disclosure"  # noqa: S608
        f" WHERE recipient_id = part.recipient AND {flow_sql()} = part.flow"
        f" AND disclosed_at >= part.since AND disclosed_at < part.until {further} {ordered} LIMIT {size})"
    )


# Of the few different spans each part has the number of its own: thousands of moments would take long to write out.
_PARTS = """
(SELECT recipient, flow, version, (%(since)s::timestamptz[])[span] AS since, (%(until)s::timestamptz[])[span] AS until
    FROM unnest(%(recipients)s::bigint[], %(flows)s::bigint[], %(versions)s::bigint[], %(spans)s::int[])
    AS part(recipient, flow, version, span)) AS part
"""


def _values(parts: Sequence[Part], size: int, recorded_by: datetime | None) -> dict[str, Any]:
    spans = {span: number for number, span in enumerate(dict.fromkeys(part.span for part in parts), start=1)}
    return {
        "recipients": array_of(part.recipient for part in parts),
        "flows": array_of(part.key for part in parts),
        "versions": array_of(part.version for part in parts),
        "spans": array_of(spans[part.span] for part in parts),
        "since": [span.since for span in spans],
        "until": [span.until for span in spans],
        "size": size,
        "recorded_by": recorded_by,
    }


def newest_of(
    parts: Sequence[Part], position: Position | None, size: int, *, recorded_by: datetime | None = None
) -> list[int]:
    """Keys of the newest entries of these parts after a position, at most ``size`` (or of the oldest before it).

    ``recorded_by``: only entries that nothing was recorded about after that moment.
    """
    newer = position is not None and position.newer
    nearing = _nearing(parts, position)
    tried = FOREMOST * size
    while True:
        found = _newest_of([part for _nearest, part in nearing[:tried]], position, size, recorded_by)
        if len(nearing) <= tried or (
            len(found) == size and _is_beyond(nearing[tried][0], found[-1][0], newer)
        ):
            return [key for _instant, key in found]
        tried *= 8


def _nearing(parts: Iterable[Part], position: Position | None) -> list[tuple[int, Part]]:
    """Parts that can have entries after a position, each with the first instant that these can have; by it."""
    newer = position is not None and position.newer
    least, most = EVER
    if position is not None and newer:
        least = microseconds(position.instant)
    elif position is not None:
        most = microseconds(position.instant)
    spans = {
        span: (microseconds(span.since), microseconds(span.until) - 1)
        for span in {part.span for part in parts}
    }
    nearing = []
    for part in parts:
        since, until = spans[part.span]
        first, last = max(since, least, part.known[0]), min(until, most, part.known[1])
        if first <= last:
            nearing.append((first if newer else last, part))
    nearing.sort(key=itemgetter(0), reverse=not newer)
    return nearing


def _is_beyond(one: int, other: datetime, newer: bool) -> bool:
    """Whether entries from ``one`` on come after one at ``other``."""
    return one > microseconds(other) if newer else one < microseconds(other)


def _newest_of(
    parts: Sequence[Part], position: Position | None, size: int, recorded_by: datetime | None
) -> list[tuple[datetime, int]]:
    newer = position is not None and position.newer
    order, further, values = "ASC" if newer else "DESC", "", _values(parts, size, recorded_by)
    if position is not None:
        way = ">" if newer else "<"
        # No comparison of rows: next to a span PostgreSQL would go through all of it in the index.
        further = (
            f"AND disclosed_at {way}= %(instant)s AND (disclosed_at {way} %(instant)s OR id {way} %(entry)s)"
        )
        values |= {"instant": position.instant, "entry": position.id}
    if recorded_by is not None:
        further += f" AND {LAST_RECORDED} <= %(recorded_by)s"
    sql = f"""
WITH foremost AS (
    SELECT part.* FROM {_PARTS} CROSS JOIN LATERAL {_entries(parts, further, order, "1")} newest
    ORDER BY newest.disclosed_at {order}, newest.id {order} LIMIT %(size)s
)
SELECT entry.disclosed_at, entry.id FROM foremost part CROSS JOIN LATERAL {_entries(parts, further, order)} entry
ORDER BY entry.disclosed_at {order}, entry.id {order} LIMIT %(size)s
"""  # noqa: S608 - the model's own columns
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor)


def keys_of(parts: Sequence[Part], most: int, *, words: str) -> list[int]:
    """Keys of the entries of these parts with words in the description, at most so many, in no order."""
    with connection.cursor() as cursor:
        cursor.execute(_some_of(parts, with_words=True), _values(parts, most, None) | {"words": words})
        return [key for (key,) in cursor]


def count_of(
    parts: Sequence[Part], most: int, *, recorded_by: datetime | None = None, words: str = ""
) -> int:
    """How many entries these parts have, at most so many; with ``words`` in the description, when these are given."""
    further = f"AND {LAST_RECORDED} <= %(recorded_by)s" if recorded_by is not None else ""
    sql = f"SELECT count(*) FROM ({_some_of(parts, further, with_words=bool(words))}) entries"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, _values(parts, most, recorded_by) | {"words": words})
        return int(cursor.fetchone()[0])


def _some_of(parts: Sequence[Part], further: str = "", *, with_words: bool) -> str:
    """SQL for entries of these parts as they come, which is sooner than in an order."""
    further += f" AND {is_with('%(words)s')}" if with_words else ""
    return f"SELECT entry.id FROM {_PARTS} CROSS JOIN LATERAL {_entries(parts, further)} entry LIMIT %(size)s"  # noqa: S608


def count_of_flows(flows: Sequence[Flow], most: int) -> int:
    """How many entries these flows have at whatever time, at most so many."""
    places = {(flow.recipient, flow.key) for flow in flows}
    sql = f"""
SELECT count(*) FROM (
    SELECT 1 FROM unnest(%s::bigint[], %s::bigint[]) AS part(recipient, flow) CROSS JOIN LATERAL (
        SELECT 1 FROM sharing_disclosure WHERE recipient_id = part.recipient AND {flow_sql()} = part.flow LIMIT %s
    ) entry LIMIT %s
) entries
"""  # noqa: S608 - the model's own columns
    given = [array_of(recipient for recipient, _key in places), array_of(key for _recipient, key in places)]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*given, most, most])
        return int(cursor.fetchone()[0])
