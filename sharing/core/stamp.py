"""A mark of everything that the registers hold: as long as it is the same, so are they."""

from collections.abc import Iterable

from django.db import connection

from sharing.core.models import Register
from sharing.core.once import on_a_page, once
from sharing.core.records import registers


def register_stamp(models: Iterable[type[Register]] | None = None) -> tuple[object, ...]:
    """The newest history row of every register, or of these, and the writing transactions that are under way.

    Every change of a register leaves a row in its history, so no change goes by without another mark. Numbers are
    given before a transaction commits: one that is under way may still bring a lower number than the newest, and when
    it ends the mark is another for that reason. They are those of the locks: a snapshot does not list the newest.
    Another database has another mark; those of its neighbours on one server, and of the server's own work, do not
    count. One statement, some milliseconds; on a page what was read for one thing does for the next.
    """
    asked = tuple(models or registers())
    if not on_a_page():
        return _marks_of(asked)
    reads: list[tuple[tuple[object, ...], dict[type[Register], object]]] = once(("register stamp",), list)
    for mark, newest in reads:
        if all(model in newest for model in asked):
            return *mark, *(newest[model] for model in asked)
    under_way, database, *found = marks = _marks_of(asked)
    reads.append(((under_way, database), dict(zip(asked, found, strict=True))))
    return marks


def _marks_of(models: Iterable[type[Register]]) -> tuple[object, ...]:
    tables = (connection.ops.quote_name(model.history.model._meta.db_table) for model in models)
    # Names of tables only, those of the models.
    newest = ", ".join(f"(SELECT coalesce(max(history_id), 0) FROM {table})" for table in tables)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            # Inside a transaction the server remembers who was there at first, and takes a newcomer elsewhere for ours.
            "SELECT pg_stat_clear_snapshot();"  # noqa: S608
            " SELECT (SELECT coalesce(string_agg(transactionid::text, ',' ORDER BY transactionid::text), '')"
            " FROM pg_locks l WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock' AND NOT EXISTS"
            " (SELECT FROM pg_stat_activity a WHERE a.pid = l.pid"
            " AND (a.datname <> current_database() OR a.usesysid IS NULL))),"
            f" (SELECT oid FROM pg_database WHERE datname = current_database()), {newest}"
        )
        cursor.nextset()
        marks: tuple[object, ...] = cursor.fetchone()
    return marks
