"""The suite's own PostgreSQL: thrown away afterwards, migrated once, copied for every worker (ADR 0003).

`TEST_POSTGRES_BIN` names another PostgreSQL's folder of programs, such as /usr/lib/postgresql/15/bin.
"""

import contextlib
import hashlib
import importlib.metadata
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from cms.embedded.accounts import Account
from cms.embedded.location import (
    SYSTEM_FOLDER,
    binaries_of_wheel,
    new_passwords,
    reachable_binaries,
    write_private,
)
from cms.embedded.processes import alive
from cms.embedded.server import APPLICATION, OWNER, Passwords, Server, Urls

PREFIX = "verantwoord-test-"
TEMPLATE = "sjabloon"
KEEP_SECONDS = 7 * 24 * 60 * 60
# Where files live in memory, and the bytes that must be free there: a copy of the template is a thousand small files,
# 0.03 seconds there and 0.2 to 2 on a disk that has more to do; some nine hundred tests ask for one.
MEMORY, ROOM = Path("/dev/shm"), 2 * 1024**3
ROOT = Path(__file__).resolve().parents[1]


def _sweep(parent: Path) -> None:
    """Remove what a killed run left: its folder's name holds the process id of that run."""
    for folder in parent.glob(f"{PREFIX}*"):
        pid = folder.name.removeprefix(PREFIX).split("-")[0]
        if not pid.isdigit() or alive(int(pid)) or not os.access(folder, os.W_OK):
            continue
        Server(folder, Path(), Account(os.geteuid(), os.getegid()), new_passwords(), durable=False).stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def server(*, durable: bool = False) -> Iterator[Server]:
    """A running server in a temporary folder, stopped and removed at the end.

    A durable one writes to disk as a real one does: for measuring.
    """
    chosen = os.environ.get("TEST_POSTGRES_BIN")
    account = Account.for_data(Path("/nonexistent"))  # as root: the system user
    parent = _parent(account, durable=durable)
    binaries = Path(chosen) if chosen else reachable_binaries(account, binaries_of_wheel())
    home = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=parent))
    stored = _stored(binaries)
    if stored.exists():
        os.utime(stored)
        subprocess.run(["cp", "-a", stored / "data", home / "data"], check=True)
    passwords = _passwords_of(stored) or new_passwords()
    throw_away = Server(home, binaries, account, passwords, durable=durable)
    try:
        throw_away.start()
        if not stored.exists():
            _migrate_packages(throw_away)
            throw_away.stop()
            _store(throw_away, stored)
            throw_away.start()
        yield throw_away
    finally:
        throw_away.stop()
        shutil.rmtree(home, ignore_errors=True)


def _parent(account: Account, *, durable: bool) -> Path:
    """The folder to make the server's own in, swept: in memory when there is room, and nobody chose or measures."""
    parent = Path(tempfile.gettempdir())
    if account.switch and not account.can_enter(parent):
        parent = SYSTEM_FOLDER
        parent.mkdir(exist_ok=True)
    _sweep(parent)
    if durable or "TMPDIR" in os.environ or not os.access(MEMORY, os.W_OK):
        return parent
    _sweep(MEMORY)
    return MEMORY if shutil.disk_usage(MEMORY).free >= ROOM else parent


def _stored(binaries: Path) -> Path:
    """Where a stopped server is kept in which the migrations of the installed packages were done.

    They take most of the time and change only with the packages (and with the user model they refer to, which our
    first migration makes).
    """
    version = subprocess.run(
        [binaries / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    packages = sorted(f"{package.name}=={package.version}" for package in importlib.metadata.distributions())
    digest = hashlib.sha256(json.dumps([version, packages, os.geteuid()]).encode())
    digest.update((ROOT / "cms" / "migrations" / "0001_user.py").read_bytes())
    return ROOT / "var" / "test-database" / digest.hexdigest()[:16]


def _passwords_of(stored: Path) -> Passwords | None:
    file = stored / "passwords.json"
    return Passwords(**json.loads(file.read_text())) if file.exists() else None


def _store(stopped: Server, stored: Path) -> None:
    stored.parent.mkdir(parents=True, exist_ok=True)
    for earlier in stored.parent.iterdir():
        if time.time() - earlier.stat().st_mtime > KEEP_SECONDS:
            shutil.rmtree(earlier, ignore_errors=True)
    workshop = Path(tempfile.mkdtemp(dir=stored.parent))
    subprocess.run(["cp", "-a", stopped.data, workshop / "data"], check=True)
    write_private(workshop / "passwords.json", json.dumps(vars(stopped.passwords)))
    with contextlib.suppress(OSError):  # another run was first
        workshop.rename(stored)


def _migrate_packages(running: Server) -> None:
    """The migrations of the installed packages, with our user model: the beginning of the template."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from cms.database import as_owner

    copy_template(running.urls("postgres").superuser, TEMPLATE, None)
    point_django_at(running.urls(TEMPLATE))
    with as_owner():
        executor = MigrationExecutor(connection)
        leaves = executor.loader.graph.leaf_nodes()
        executor.migrate([leaf for leaf in leaves if leaf[0] not in ("cms", "home", "sharing")])


def copy_template(superuser_url: str, database: str, template: str | None) -> None:
    """Make the database anew, as a copy of the template (or empty); open connections to both are broken off."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:
        name = psycopg.sql.Identifier(database)
        connection.execute(psycopg.sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        # PostgreSQL copies only what nobody else is connected to, and a thread of an earlier test may still be.
        connection.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [template]
        )
        connection.execute(
            # Files as they are: nobody waits for a log of nothing that must last.
            psycopg.sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY").format(
                name, psycopg.sql.Identifier(OWNER), psycopg.sql.Identifier(template or "template1")
            )
        )
        connection.execute(psycopg.sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
        connection.execute(
            psycopg.sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(
                name, psycopg.sql.Identifier(APPLICATION)
            )
        )


def point_django_at(urls: Urls) -> None:
    """Let Django's default connection, and `as_owner`, use this database from now on."""
    from django.conf import settings
    from django.db import connection

    from cms.database import django_settings

    connection.close()
    connection.settings_dict.update(django_settings(urls.application) | {"CONN_MAX_AGE": 0})
    settings.DATABASE_OWNER = django_settings(urls.owner)


def make_template(running: Server) -> None:
    """Migrate the template as the owner and load groups and reference data into it."""
    from django.core.management import call_command, get_commands
    from django.db import connection

    from cms.models import Heartbeat

    point_django_at(running.urls(TEMPLATE))
    call_command("migrate", verbosity=0, interactive=False)
    if "prepare" in get_commands():
        call_command("prepare", "--no-accounts", "--no-sample", verbosity=0)
    for name in (Heartbeat.JOBS, Heartbeat.TASKS):
        Heartbeat.beat(name, at=datetime(9999, 1, 1, tzinfo=UTC))  # as on an installation that is well
    connection.close()
