"""A mark of everything that the registers hold: as long as it is the same, so are they."""

from django.db import connection

from sharing.core.records import registers


def register_stamp() -> tuple[int, ...] | None:
    """The newest history row of every register; None while a change may be under way.

    Every change of a register leaves a row in its history, so no change goes by without another mark. Numbers are
    given before a transaction commits: one that is under way may still bring a lower number than the newest. Then
    there is no mark, and nothing can be concluded. Another database has another mark. One statement, some milliseconds.
    """
    tables = (connection.ops.quote_name(model.history.model._meta.db_table) for model in registers())
    # Names of tables only, those of the models.
    newest = ", ".join(f"(SELECT coalesce(max(history_id), 0) FROM {table})" for table in tables)  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_snapshot_xmin(s) = pg_snapshot_xmax(s),"  # noqa: S608
            f" (SELECT oid FROM pg_database WHERE datname = current_database()), {newest}"
            " FROM pg_current_snapshot() s"
        )
        settled, *marks = cursor.fetchone()
    return tuple(marks) if settled else None
