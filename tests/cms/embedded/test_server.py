"""The embedded server with data that must last; every test ends the processes it started."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from cms.embedded import lease as lease_module
from cms.embedded.accounts import Account
from cms.embedded.lease import Lease
from cms.embedded.location import binaries_of_wheel, new_passwords, reachable_binaries
from cms.embedded.processes import alive, postgres_processes, wait_until_gone
from cms.embedded.server import DatabaseUnavailable, Server
from tests.patience import PATIENCE, until


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    home = Path(tempfile.mkdtemp(prefix="verantwoord-duurzaam-"))
    account = Account.for_data(home / "data")
    made = Server(home, reachable_binaries(account, binaries_of_wheel()), account, new_passwords())
    made.start()
    yield made
    made.stop()
    assert postgres_processes(made.data, made.cluster_name) == []
    shutil.rmtree(home)


def _kill_everything(server: Server) -> None:
    killed = postgres_processes(server.data, server.cluster_name)
    for pid in killed:
        with contextlib.suppress(ProcessLookupError):  # a child that saw the server go
            os.kill(pid, signal.SIGKILL)
    assert all(wait_until_gone(pid, 10) for pid in killed)


def _owner(server: Server) -> psycopg.Connection:
    return psycopg.connect(server.urls().owner, autocommit=True)


def test_the_data_is_back_after_everything_was_killed(server: Server) -> None:
    with _owner(server) as connection:
        connection.execute("CREATE TABLE bewijs AS SELECT 42 AS waarde")
    _kill_everything(server)
    server.start()
    with _owner(server) as connection:
        assert connection.execute("SELECT waarde FROM bewijs").fetchone() == (42,)


def test_only_the_server_killed_its_children_are_waited_for(server: Server) -> None:
    pid = server.pid()
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    server.start()
    assert server.pid() not in (None, pid)
    assert server.answers()


def test_its_log_is_for_its_own_account_also_when_it_was_not(server: Server) -> None:
    """Statements that fail stand in it, with the values that somebody entered."""
    server.stop()
    server.log.chmod(0o644)
    server.start()
    assert server.log.stat().st_mode & 0o777 == 0o600


def test_it_ends_a_transaction_that_is_kept_open(server: Server) -> None:
    """So that no change is dated far back by one that began long before; for who connects by hand too."""
    with psycopg.connect(server.urls().application) as connection:
        assert connection.execute("SHOW idle_in_transaction_session_timeout").fetchone() == ("1min",)


def test_one_that_dies_is_back_within_ten_seconds(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease_module, "installation", lambda var: server)
    monkeypatch.setattr(lease_module, "remember", lambda var, server: None)
    lease = Lease(tmp_path)
    with lease:
        assert not lease.keep_running()
        _kill_everything(server)
        assert until(lease.keep_running, "de database draait weer")  # what is killed is gone a moment later
        assert server.answers()
    server.start()


def test_a_pid_file_that_names_another_program_does_not_hinder(server: Server) -> None:
    _kill_everything(server)
    assert wait_until_gone(server.pid() or 0, PATIENCE) if server.pid() else True
    lines = (server.data / "postmaster.pid").read_text().split("\n")
    lines[0] = str(os.getpid())  # as after a restart of the machine, when numbers are given out again
    (server.data / "postmaster.pid").write_text("\n".join(lines))
    assert server.pid() is None, "so that stopping it does not stop that program"
    server.stop()
    server.start()
    assert server.answers()


def test_starting_twice_keeps_one_server(server: Server) -> None:
    pid = server.pid()
    server.start()
    assert server.pid() == pid


def test_the_roles_are_ordinary_and_the_socket_is_private(server: Server) -> None:
    with _owner(server) as connection:
        rows = connection.execute(
            "SELECT rolname, rolsuper, rolcreaterole FROM pg_roles WHERE rolname ~ '^verant' ORDER BY 1"
        ).fetchall()
        assert rows == [("verantwoord_app", False, False), ("verantwoord_owner", False, False)]
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
    assert server.socket_folder.stat().st_mode & 0o077 == 0
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(server.url("verantwoord_app", "verkeerd"))


def test_other_passwords_than_the_data_has_are_explained(server: Server) -> None:
    other = Server(server.home, server.binaries, server.account, new_passwords())
    with pytest.raises(DatabaseUnavailable, match=r"andere wachtwoorden.*database\.json"):
        other.answers()


def test_data_of_another_version_is_left_alone(server: Server) -> None:
    server.stop()
    note = server.data / "PG_VERSION"
    real = note.read_text()
    note.write_text("14\n")
    try:
        with pytest.raises(DatabaseUnavailable, match="van PostgreSQL 14"):
            server.start()
    finally:
        note.write_text(real)
    server.start()


def test_the_last_user_stops_the_database(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease_module, "installation", lambda var: server)
    monkeypatch.setattr(lease_module, "remember", lambda var, server: None)
    with Lease(tmp_path):
        with Lease(tmp_path):
            assert server.answers()
        assert server.answers()
    assert server.pid() is None
    server.start()


def test_a_zombie_is_not_alive() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    until(lambda: not alive(child.pid), "een proces op wie niemand wacht is gestorven")
    child.wait()
