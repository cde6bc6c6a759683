"""Which flows the log has, under which versions of the statement, and from when until when (ADR 0077).

Skipping through the index from flow to flow finds them all, but takes longer than the rest of a question. So each
minute they are listed beside the log. What was recorded since is looked at itself; when that is much, or nothing was
listed yet, one skips.
"""
# ruff: noqa: S608 - the names in these statements are ours

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import BigIntegerField, F, Max, Min, QuerySet, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import NullIf

from sharing.core import locks
from sharing.core.keys import array_of
from sharing.core.periods import BEGINNING, END
from sharing.disclosures.definitions import FLOW, SIGN, VERSION
from sharing.disclosures.models import Disclosure
from sharing.log.expressions import flow_sql, moment_sql, version_sql
from sharing.log.models import FlowsListed, LogFlow
from sharing.log.settled import PATIENCE, last_settled
from sharing.log.triggers import listed_columns

# More flows than this, each version of the statement apart, and looking through them takes longer than it saves.
MOST_FLOWS = 8_000
# So many may be listed, of which a question leaves fewer.
MOST_LISTED = 32_000
# So many that were recorded after the list was made are looked at themselves.
SINCE = 5_000

Alike = Callable[[QuerySet[Any]], QuerySet[Any]]
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_PLACE = ("recipient_id", "flow", "version", "destination_country_id")


class Flow(NamedTuple):
    """A flow under a version of the statement (0: none) by its place in the index, and the country that it went to.

    All its entries were disclosed from ``first`` through ``last``, in microseconds since 1970, unless one was corrected
    this very moment.
    """

    recipient: int
    key: int
    version: int
    country: str
    first: int
    last: int


def microseconds(instant: datetime) -> int:
    """Since 1970."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


EVER = (microseconds(BEGINNING), microseconds(END))


@dataclass
class Listed:
    """What one run did: how many flows there are, None when they are too many to list; ``waits`` when something was
    being recorded, so that the list is that of before.
    """

    flows: int | None = None
    waits: bool = False


def flows_of(alike: Alike, version: int | None = None) -> list[Flow] | None:
    """The flows whose entries ``alike`` leaves, which narrows disclosures by what the entries of a flow have in common.

    ``version``: under this version of the statement only (0: none). None when there are too many flows to look through.
    """
    listed = FlowsListed.objects.filter(sign=SIGN).first()
    upto = listed.upto if listed else 0
    since = Disclosure.objects.filter(id__gt=upto).order_by("id")
    if since.values("id")[SINCE : SINCE + 1]:
        return _flows_now(alike, version)
    if listed and listed.is_too_many:
        return None
    # Read after ``upto``: a list that is made meanwhile has what was recorded until then as well.
    flows = _listed(alike, version) if listed else []
    if recorded := _recorded(alike(Disclosure.objects.filter(id__gt=upto)), version):
        found = {flow[:4]: flow for flow in flows}
        for flow in recorded:
            known = found.get(flow[:4], flow)
            found[flow[:4]] = flow._replace(
                first=min(known.first, flow.first), last=max(known.last, flow.last)
            )
        flows = list(found.values())
    return flows if len(flows) <= MOST_FLOWS else None


def list_flows(*, patience: float = PATIENCE) -> Listed:
    """List the flows of what is recorded by now, when there is more than was listed.

    Killed at any moment the former list is there. ``patience``: seconds for recordings that are under way.
    """
    last = last_settled(patience)
    if last is None:
        return Listed(waits=True)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [locks.LOG_FLOWS])
        if not cursor.fetchone()[0]:
            return Listed(waits=True)
        listed = FlowsListed.objects.filter(sign=SIGN).first()
        if listed is None or listed.upto < last:
            cursor.execute(_list(), {"flows": MOST_FLOWS, "listed": MOST_LISTED})
            is_too_many = not cursor.fetchone()[0]
            values = {"upto": last, "sign": SIGN, "is_too_many": is_too_many}
            listed, _is_new = FlowsListed.objects.update_or_create(pk=1, defaults=values)
    return Listed(flows=None if listed.is_too_many else LogFlow.objects.count())


def of_keys(entries: QuerySet[Disclosure], keys: Collection[int]) -> QuerySet[Disclosure]:
    """Those of these keys; thousands travel as one array."""
    wanted = RawSQL("SELECT unnest(%s::bigint[])", [array_of(keys)], output_field=BigIntegerField())
    return entries.filter(pk__in=wanted)


def _listed(alike: Alike, version: int | None) -> list[Flow]:
    """Of what was listed, and what corrections added to it."""
    # Whether an entry is void or came after a withdrawal is the same for all of a flow; when and which is not.
    flows = LogFlow.objects.alias(
        voided_at=NullIf(F("is_void"), Value(False)),
        withdrawn_consent=NullIf(F("is_withdrawn"), Value(False)),
    )
    fitting = alike(flows) if version is None else alike(flows).filter(version=version)
    found = fitting.values_list(*_PLACE).annotate(first=Min("earliest"), last=Max("latest"))
    return list(map(Flow._make, found))


def _recorded(entries: QuerySet[Disclosure], version: int | None) -> list[Flow]:
    """Of entries themselves."""
    flows = entries.order_by().prefetch_related(None).annotate(flow=FLOW, version=VERSION)
    fitting = flows if version is None else flows.filter(version=version)
    found = fitting.values_list(*_PLACE).annotate(first=Min("disclosed_at"), last=Max("disclosed_at"))
    return [Flow._make((*place, microseconds(first), microseconds(last))) for *place, first, last in found]


def _flows_now(alike: Alike, asked: int | None) -> list[Flow] | None:
    """Of the log itself, by skipping; from when until when is not looked up."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{_skipping()} SELECT recipient_id, flow, version, id, (SELECT count(*) FROM few) FROM newest",
            {"flows": MOST_FLOWS, "listed": MOST_LISTED},
        )
        rows = cursor.fetchall()
    if len(rows) > MOST_LISTED or (rows and rows[0][-1] > MOST_FLOWS):
        return None
    example = {row[:2]: row[3] for row in rows}
    entries = of_keys(alike(Disclosure.objects.all()), example.values()).order_by().prefetch_related(None)
    fitting = dict(entries.values_list("pk", "destination_country_id"))
    flows = [
        Flow(recipient, flow, version, fitting[key], *EVER)
        for recipient, flow, version, *_rest in rows
        if asked in (None, version) and (key := example[recipient, flow]) in fitting
    ]
    return flows if len(flows) <= MOST_FLOWS else None


def _skipping() -> str:
    """SQL for the newest entry of each flow under each version of the statement; it skips through the index."""

    def flow(where: str) -> str:
        return (
            f"(SELECT recipient_id, {flow_sql()} AS flow FROM sharing_disclosure {where}"
            " ORDER BY recipient_id, flow LIMIT 1)"
        )

    def entry(flow: str, further: str = "") -> str:
        return (
            f"(SELECT {version_sql()} AS version, {moment_sql('disclosed_at')} AS latest, id FROM sharing_disclosure"
            f" WHERE recipient_id = {flow}.recipient_id AND {flow_sql()} = {flow}.flow {further}"
            " ORDER BY version, disclosed_at DESC, id DESC LIMIT 1)"
        )

    following = f"WHERE (recipient_id, {flow_sql()}) > (before.recipient_id, before.flow)"
    return f"""
WITH RECURSIVE flow AS (
    {flow("")}
    UNION ALL
    SELECT entry.* FROM flow before CROSS JOIN LATERAL {flow(following)} entry
), few AS MATERIALIZED (
    SELECT * FROM flow LIMIT %(flows)s + 1
), under AS (
    SELECT few.*, entry.* FROM few CROSS JOIN LATERAL {entry("few")} entry
    UNION ALL
    SELECT before.recipient_id, before.flow, entry.* FROM under before
        CROSS JOIN LATERAL {entry("before", f"AND {version_sql()} > before.version")} entry
), newest AS MATERIALIZED (
    SELECT * FROM under LIMIT %(listed)s + 1
)"""


def _earliest() -> str:
    """SQL for when the oldest entry of a flow of ``newest`` was disclosed."""
    of_it = f"recipient_id = newest.recipient_id AND {flow_sql()} = newest.flow AND {version_sql()} = newest.version"
    return (
        f"(SELECT {moment_sql('disclosed_at')} AS earliest FROM sharing_disclosure WHERE {of_it}"
        " ORDER BY disclosed_at, id LIMIT 1)"
    )


def _list() -> str:
    """SQL that makes the list as the log is, and says whether the flows are few enough. What stays is not touched."""
    columns = listed_columns()
    names, same = ", ".join(columns), "recipient_id, flow, version, earliest, latest"
    is_there = f"SELECT FROM {{}} other WHERE ({_of('other', same)}) = ({_of('one', same)})"
    own = columns | {"earliest": "oldest.earliest", "latest": "newest.latest"}
    return f"""{_skipping()}, counted AS MATERIALIZED (
    SELECT (SELECT count(*) FROM few) <= %(flows)s AND (SELECT count(*) FROM newest) <= %(listed)s AS fits
), found AS MATERIALIZED (
    SELECT {", ".join(f"{sql} AS {name}" for name, sql in own.items())}
    FROM newest JOIN sharing_disclosure USING (id) CROSS JOIN LATERAL {_earliest()} oldest
    WHERE (SELECT fits FROM counted)
), gone AS (
    DELETE FROM sharing_logflow one WHERE NOT EXISTS ({is_there.format("found")})
), added AS (
    INSERT INTO sharing_logflow ({names})
        SELECT {names} FROM found one WHERE NOT EXISTS ({is_there.format("sharing_logflow")})
)
SELECT fits FROM counted"""


def _of(table: str, names: str) -> str:
    return ", ".join(f"{table}.{name}" for name in names.split(", "))
