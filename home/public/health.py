"""Is this installation able to serve?"""

from datetime import datetime
from typing import Any

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from home.versions.queries import version_in_force

# The code of a running process does not change, so neither does the answer once everything has been migrated.
_migrated = False


def check(at: datetime) -> dict[str, Any]:
    """``status`` (``ok`` or ``error``), ``database``, ``migrations`` (all applied) and the version in force
    or None.

    An installation without a published statement is healthy: it has nothing to say yet.
    """
    state = {"status": "error", "database": False, "migrations": False, "statement_version": None}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        state["database"] = True
        state["migrations"] = _all_applied()
        if state["migrations"]:
            version = version_in_force(at)
            state["statement_version"] = version and version.number
            state["status"] = "ok"
    except Error:
        connection.close()
    return state


def _all_applied() -> bool:
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated
