"""Finding the newest entries that fit, however rare they are among millions and however they lie in time.

A source has its fixed flows of data, so millions of entries have some hundreds of combinations of recipient, purpose,
data and so on. The index ``disclosure_flow`` holds the entries per flow and version of the statement, newest first.
Whoever skips from flow to flow in it reads one entry of each; a flow of which that entry fits, fits as a whole. The
newest of all entries that fit are among the newest of those parts of flows that have the newest: a few index look-ups,
whatever was asked.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BigIntegerField, QuerySet
from django.db.models.expressions import RawSQL

from sharing.core.keys import array_of
from sharing.core.keyset import Position
from sharing.core.periods import BEGINNING, END
from sharing.disclosures.definitions import FLOW, VERSION
from sharing.disclosures.models import Disclosure
from sharing.log.worded import is_with

# More flows than this and skipping from one to the next takes longer than it saves.
MOST_FLOWS = 8_000
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


class Flow(NamedTuple):
    """A flow by its place in the index, and the country that its entries went to."""

    recipient: int
    key: int
    country: str


class Part(NamedTuple):
    """The entries of a flow under one version of the statement (0: none in force), within a span of time.

    A version of None is any: its entries are not in the order of time then, so all of them are read.
    """

    recipient: int
    key: int
    version: int | None
    span: Span


@cache
def _sql(expression: Any) -> str:
    """An expression of the index, of the table by its own name."""
    query = Disclosure.objects.all().query
    compiler = query.get_compiler(using="default")
    sql, params = compiler.compile(expression.resolve_expression(query))
    return str(sql % tuple(params))


def first_of_each(*, of_some: bool) -> str:
    """SQL for an entry of each flow, its id and the flow, of all recipients or of some; it skips through the index."""

    def entry(where: str) -> str:
        return (
            f"(SELECT id, recipient_id, {_sql(FLOW)} AS flow FROM sharing_disclosure {where}"  # noqa: S608
            " ORDER BY recipient_id, flow LIMIT 1)"
        )

    if of_some:
        first = (
            "SELECT entry.* FROM unnest(%s::bigint[]) chosen CROSS JOIN LATERAL"  # noqa: S608
            f" {entry('WHERE recipient_id = chosen')} entry"
        )
        following = entry(f"WHERE recipient_id = before.recipient_id AND {_sql(FLOW)} > before.flow")
    else:
        first = entry("")
        following = entry(f"WHERE (recipient_id, {_sql(FLOW)}) > (before.recipient_id, before.flow)")
    return f"""
WITH RECURSIVE found AS (
    {first}
    UNION ALL
    SELECT entry.* FROM found before CROSS JOIN LATERAL {following} entry
)
SELECT id, flow FROM found LIMIT %s
"""  # noqa: S608 - the model's own columns


def versions_of_each() -> str:
    """SQL for the versions of the statement under which flows have entries, skipping likewise."""

    def entry(flow: str, further: str = "") -> str:
        return (
            f"(SELECT {_sql(VERSION)} AS version FROM sharing_disclosure WHERE recipient_id = {flow}.recipient"  # noqa: S608
            f" AND {_sql(FLOW)} = {flow}.flow {further} ORDER BY version LIMIT 1)"
        )

    return f"""
WITH RECURSIVE found AS (
    SELECT flow.recipient, flow.flow, entry.version
        FROM unnest(%s::bigint[], %s::bigint[]) AS flow(recipient, flow) CROSS JOIN LATERAL {entry("flow")} entry
    UNION ALL
    SELECT before.recipient, before.flow, entry.version FROM found before
        CROSS JOIN LATERAL {entry("before", f"AND {_sql(VERSION)} > before.version")} entry
)
SELECT recipient, flow, version FROM found LIMIT %s
"""  # noqa: S608 - the model's own columns


def of_keys(entries: QuerySet[Disclosure], keys: Collection[int]) -> QuerySet[Disclosure]:
    """Those of these keys; thousands travel as one array."""
    wanted = RawSQL("SELECT unnest(%s::bigint[])", [array_of(keys)], output_field=BigIntegerField())
    return entries.filter(pk__in=wanted)


def flows_of(alike: QuerySet[Disclosure], recipients: Iterable[int] | None = None) -> list[Flow] | None:
    """The flows whose entries ``alike`` takes: conditions about what the entries of a flow have in common.

    ``recipients`` are all that it can take, when that is known. None when there are too many flows to look through.
    """
    some = [] if recipients is None else [array_of(recipients)]
    with connection.cursor() as cursor:
        cursor.execute(first_of_each(of_some=bool(some)), [*some, MOST_FLOWS + 1])
        first: dict[int, int] = dict(cursor.fetchall())
    if len(first) > MOST_FLOWS:
        return None
    fitting = of_keys(alike.order_by().prefetch_related(None), first)
    found = fitting.values_list("pk", "recipient_id", "destination_country_id")
    return [Flow(recipient, first[key], country) for key, recipient, country in found]


def versions_of(flows: Sequence[Flow]) -> list[tuple[Flow, int]] | None:
    """The flows with each version under which they have entries; None when these are too many."""
    by_place = {(flow.recipient, flow.key): flow for flow in flows}
    given = [array_of(flow.recipient for flow in flows), array_of(flow.key for flow in flows)]
    with connection.cursor() as cursor:
        cursor.execute(versions_of_each(), [*given, MOST_FLOWS + 1])
        found = [(by_place[recipient, key], version) for recipient, key, version in cursor]
    return found if len(found) <= MOST_FLOWS else None


def _entries(parts: Sequence[Part], further: str, order: str = "", size: str = "%(size)s") -> str:
    """The entries of a part of a flow that fulfil a condition; either all parts have a version or none has.

    Without an order they are taken as they come.
    """
    ordered = f"ORDER BY disclosed_at {order}, id {order}" if order else ""
    if parts and parts[0].version is not None:
        further += f" AND {_sql(VERSION)} = part.version"
    return (
        "(SELECT disclosed_at, id FROM sharing_disclosure"  # noqa: S608
        f" WHERE recipient_id = part.recipient AND {_sql(FLOW)} = part.flow"
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
SELECT entry.id FROM foremost part CROSS JOIN LATERAL {_entries(parts, further, order)} entry
ORDER BY entry.disclosed_at {order}, entry.id {order} LIMIT %(size)s
"""  # noqa: S608 - the model's own columns
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [key for (key,) in cursor]


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
    sql = f"""
SELECT count(*) FROM (
    SELECT 1 FROM unnest(%s::bigint[], %s::bigint[]) AS part(recipient, flow) CROSS JOIN LATERAL (
        SELECT 1 FROM sharing_disclosure WHERE recipient_id = part.recipient AND {_sql(FLOW)} = part.flow LIMIT %s
    ) entry LIMIT %s
) entries
"""  # noqa: S608 - the model's own columns
    given = [array_of(flow.recipient for flow in flows), array_of(flow.key for flow in flows)]
    with connection.cursor() as cursor:
        cursor.execute(sql, [*given, most, most])
        return int(cursor.fetchone()[0])
