"""Behind a real PgBouncer that lends a connection per transaction: the work that happens by itself goes on.

Skipped where that program is not installed.
"""

import getpass
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.utils import timezone
from psycopg.conninfo import conninfo_to_dict

from cms.models import Heartbeat
from tests.patience import until

PROGRAM = shutil.which("pgbouncer")
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(PROGRAM is None, reason="PgBouncer is niet geïnstalleerd"),
]
# Holds the lock of the work, as a process does that is killed in the middle of it.
HOLDER = """
import sys, time
from django.utils import timezone
import django
django.setup()
from cms.running.jobs import Job, run_due

def busy(command):
    print("bezig", flush=True)
    time.sleep(600)

run_due({}, now=timezone.now(), jobs=[Job("x")], run=busy)
"""


@pytest.fixture
def pooler(worker_database, tmp_path: Path) -> Iterator[str]:
    """The application's address through PgBouncer, with two connections for everybody together."""
    direct = conninfo_to_dict(worker_database["urls"].application)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    name = direct["dbname"]
    given = " ".join(
        f"{key}={direct[key]}" for key in ("host", "port", "dbname", "user", "password") if key in direct
    )
    settings = tmp_path / "pgbouncer.ini"
    settings.write_text(
        textwrap.dedent(f"""
            [databases]
            {name} = {given}
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = {port}
            unix_socket_dir =
            auth_type = any
            pool_mode = transaction
            default_pool_size = 2
            ignore_startup_parameters = options,extra_float_digits
        """)
    )
    tmp_path.chmod(0o755)
    settings.chmod(0o644)
    # PgBouncer refuses to be root; the account of the server may reach its socket.
    account = pwd.getpwuid(os.stat(str(direct["host"])).st_uid).pw_name
    as_somebody = ["-u", account] if os.geteuid() == 0 else []
    assert PROGRAM is not None
    process = subprocess.Popen([PROGRAM, "-q", *as_somebody, settings], cwd="/", stderr=subprocess.PIPE)
    address = f"postgresql://{getpass.getuser()}@127.0.0.1:{port}/{name}"

    def answers() -> bool:
        assert process.poll() is None, process.stderr and process.stderr.read()
        try:
            psycopg.connect(address, connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True

    try:
        until(answers, "PgBouncer antwoordt")
        yield address
    finally:
        process.terminate()
        process.wait(30)


@pytest.fixture
def through(pooler: str) -> dict[str, str]:
    """The surroundings of a process of ours behind the pooler."""
    return {**os.environ, "DATABASE_URL": pooler, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}


def work_once(surroundings: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "run_jobs", "--once"], env=surroundings, check=True, timeout=120
    )


def seen() -> object:
    return Heartbeat.objects.filter(name=Heartbeat.JOBS).values_list("at", flat=True).first()


def test_the_work_goes_on_after_its_process_was_killed_in_the_middle(through):
    holder = subprocess.Popen([sys.executable, "-c", HOLDER], env=through, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "bezig\n"
        work_once(through)  # another host looks, and leaves it to the first
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    started = timezone.now()

    def worked() -> bool:
        work_once(through)
        last = seen()
        return last is not None and last > started

    until(worked, "het werk gaat door na een gedood proces")


def test_it_goes_on_time_after_time_on_connections_that_others_use_too(through, pooler):
    for _time in range(3):
        with psycopg.connect(pooler) as other:
            other.execute("SELECT 1")
        started = timezone.now()
        work_once(through)
        assert seen() > started
