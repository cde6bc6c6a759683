"""Where the database is and in which role we speak to it.

Addresses are libpq's: `postgresql://role:password@host:5432/database?sslmode=require`. The process works in
the application's role; `as_owner` is the one place where it becomes the owner of the tables (ADR 0001).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from psycopg.conninfo import conninfo_to_dict

from cms.database import limits

OLDEST_VERSION = 15
# Stands in where settings are needed but no database is (linting, building); connecting to it fails at once.
NOWHERE = "postgresql://nobody@/nobody?host=/nonexistent"

# Of TCP; a socket on this machine has no use for them. Milliseconds for the last, seconds for the others.
NOTICE_A_BREAK = {
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
}

_OWN_KEYS = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}


def django_settings(url: str) -> dict[str, Any]:
    """The address as an entry of Django's DATABASES.

    JIT is off: it slows the statements of this product (short ones, and batches of thousands of rows). A break of the
    network is noticed within half a minute; other limits are the process's own (`cms.database.limits`). Raises
    ImproperlyConfigured when the address is not one of PostgreSQL or names no database.
    """
    if not url.startswith(("postgresql://", "postgres://")):
        raise ImproperlyConfigured(
            "Een databaseadres begint met postgresql://, bijvoorbeeld postgresql://rol@server/db."
        )
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        raise ImproperlyConfigured(f"Het databaseadres is niet te lezen: {error}") from error
    if not parts.get("dbname"):
        raise ImproperlyConfigured("Het databaseadres noemt geen database (…/naam aan het eind).")
    options = {key: value for key, value in parts.items() if key not in _OWN_KEYS}
    options["options"] = f"-c jit=off {options.get('options', '')}".strip()
    for name, value in {"application_name": "verantwoord", **NOTICE_A_BREAK}.items():
        options.setdefault(name, value)
    return {
        "ENGINE": "cms.database",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        **{ours: str(parts.get(theirs, "")) for theirs, ours in _OWN_KEYS.items()},
    }


@contextmanager
def as_owner() -> Iterator[None]:
    """Make the default connection the owner's for the duration; closes the connection before and after.

    Only for migrations and what belongs to them. Raises ImproperlyConfigured without DATABASE_OWNER_URL, and
    RuntimeError inside a transaction, which changing roles would silently lose. May be nested.
    """
    owner = settings.DATABASE_OWNER
    if owner is None:
        raise ImproperlyConfigured(
            "DATABASE_OWNER_URL ontbreekt. De tabellen horen bij een eigen rol, die alleen voor migraties "
            "wordt gebruikt; zet het adres met die rol in DATABASE_OWNER_URL (zie docs/operations.md)."
        )
    ours = {key: connection.settings_dict[key] for key in ("HOST", "PORT", "USER", "PASSWORD", "OPTIONS")}
    theirs = {key: owner[key] for key in ours}
    if ours == theirs:
        with limits.within(limits.MIGRATIONS):
            yield
        return
    if connection.in_atomic_block:
        raise RuntimeError("as_owner() kan niet binnen een transactie: de verbinding wisselt van rol.")
    connection.close()
    connection.settings_dict.update(theirs)
    try:
        with limits.within(limits.MIGRATIONS):
            yield
    finally:
        connection.close()
        connection.settings_dict.update(ours)


def refuse_old_server() -> None:
    """Raise ImproperlyConfigured when the default connection's server is older than PostgreSQL 15."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
        number, name = cursor.fetchone()
    if number < OLDEST_VERSION * 10_000:
        raise ImproperlyConfigured(
            f"Deze server is PostgreSQL {name}; nodig is PostgreSQL {OLDEST_VERSION} of nieuwer."
        )
