"""`bin/start`: database, migrations, sample content and the production server, until it is told to stop."""

import contextlib
import fcntl
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from typing import NoReturn

from cms.embedded.accounts import Account
from cms.embedded.lease import Lease
from cms.embedded.server import DatabaseUnavailable
from cms.running.kept import ORDERLY, Kept, end_with_parent
from cms.running.launch import (
    EVERYWHERE,
    ROOT,
    VAR,
    Refused,
    address,
    explained,
    surroundings,
    visitors_url,
)
from cms.running.orphans import end as end_orphans
from cms.running.orphans import marked
from cms.running.readiness import is_ready
from cms.running.runner import choose, hand_over
from cms.running.stopping import Stop, listen_for_stop, undisturbed

WORKERS = 2
HELPERS = ("run_jobs", "run_tasks")  # what happens by itself, and what people wait for in the background
# How the production server runs, here and in docs/operations.md. Threads: see cms.front.gateway.
SERVER = (
    *("--interface", "rsgi", "--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "10"),
    # Told which HTTP it is, or it would wait without end for the first bytes that say so.
    *("--http", "1", "--http1-header-read-timeout", "10000", "--http1-buffer-size", "65536"),
)
BEHIND = (
    "LET OP: deze database is een herstelde back-up waarin nog staat wat sindsdien is vernietigd. Er "
    "wordt niets getoond.\n"
    "Voer uit: bin/manage replay_erasures"
)
LOOK = 0.5  # seconds between looks at whether everything still runs


@contextlib.contextmanager
def only_one(host: str, port: int) -> Iterator[None]:
    """Hold this installation's lock. Raises Refused, naming the other process, when it is taken."""
    VAR.mkdir(mode=0o711, exist_ok=True)
    with (VAR / "start.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            url, _, pid = lock.read().partition(" ")
            where = f"op {url} (proces {pid})" if pid else "of start juist"  # it has written nothing yet
            raise Refused(
                f"Verantwoord draait al, {where}. Stop dat eerst met Ctrl-C, of gebruik het."
            ) from None
        lock.truncate(0)
        lock.write(f"{visitors_url(host, port)} {os.getpid()}")
        lock.flush()
        yield


def refuse_taken_port(host: str, port: int) -> None:
    """Raises Refused when nothing can listen on this address."""
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise Refused(
            f"Op {host} poort {port} kan niet worden geluisterd ({error.strerror}). Kies een andere, "
            f"bijvoorbeeld PORT={port + 1} bin/start"
        ) from error


def make_ready(environment: dict[str, str]) -> None:
    """Migrate, load what must be there, collect static files; in a process of its own, the only one with the
    owner's address. Raises Refused when it fails (it has said why).
    """
    command = [sys.executable, str(ROOT / "manage.py"), "make_ready"]
    process = subprocess.Popen(
        command, env={**environment, **marked(VAR)}, start_new_session=True, preexec_fn=end_with_parent()
    )
    try:
        code = process.wait()
    except Stop:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(ORDERLY)
        raise
    if code:
        raise Refused("Het klaarzetten is niet gelukt; de melding hierboven zegt waarom.")


def server(environment: dict[str, str], host: str, port: int, account: Account) -> Kept:
    """The production server with its workers."""
    command = [sys.executable, "-m", "granian", *SERVER, "--host", host, "--port", str(port)]
    command += ["--workers", str(WORKERS), "--log-level", "warning", "cms.wsgi:gateway"]
    return Kept(command, environment, account, name="De webserver")


def helper(name: str, environment: dict[str, str], account: Account) -> Kept:
    """A command that runs beside the server: `run_jobs`, `run_tasks`."""
    return Kept([sys.executable, str(ROOT / "manage.py"), name], environment, account)


class Database:
    """Keeps the embedded database running; says it once when that does not succeed."""

    def __init__(self, lease: Lease) -> None:
        self._lease, self._failed = lease, ""

    def keep_going(self) -> None:
        """Look whether it died, and start it again."""
        try:
            if self._lease.keep_running():
                print("De database was gestopt en draait weer.", file=sys.stderr, flush=True)
            self._failed = ""
        except (DatabaseUnavailable, OSError) as error:
            if str(error) != self._failed:
                print(f"De database is gestopt en start niet opnieuw: {error}", file=sys.stderr, flush=True)
            self._failed = str(error)


def wait_until_serving(process: subprocess.Popen[bytes], url: str) -> None:
    """Until the health page answers, well or not. Raises Refused when the server ends or stays silent."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with undisturbed():
            gone = process.poll() is not None
        if gone:
            break
        try:
            urllib.request.urlopen(f"{url}/gezondheid/", timeout=5).close()  # noqa: S310  an address of our own
            return
        except urllib.error.HTTPError as answer:
            state = json.loads(answer.read() or b"{}")
            if state.get("migrations") and not state.get("erasures"):
                print(BEHIND, file=sys.stderr, flush=True)
            return
        except OSError:
            time.sleep(0.1)
    raise Refused("De webserver start niet; de melding hierboven zegt waarom.")


def names(environment: dict[str, str], host: str) -> list[str]:
    """Lines about the names that it answers to, for who let it listen to the whole network."""
    if host not in EVERYWHERE:
        return []
    known = ", ".join(environment["ALLOWED_HOSTS"].split(","))
    return [
        f"Luistert op alle adressen van deze machine, en antwoordt alleen op deze namen: {known}.",
        "Een andere naam of een adres toelaten: ALLOWED_HOSTS=naam,adres HOST=0.0.0.0 bin/start",
        "",
    ]


def banner(url: str, notes: Sequence[str] = ()) -> str:
    """Addresses and accounts, for the person who started it."""
    lines = [
        "",
        "Verantwoord draait.",
        f"  Verklaring   {url}/privacyverklaring/",
        f"  Beheer       {url}/beheer/",
        f"  API          {url}/api/v1/",
        "",
    ]
    accounts = json.loads((VAR / "accounts.json").read_text()) if (VAR / "accounts.json").exists() else {}
    if accounts:
        lines.append("Accounts voor een eerste kennismaking (wachtwoorden tot iemand ze wijzigt):")
        lines += [f"  {name:<20} {password}" for name, password in accounts.items()]
        lines.append("")
    return "\n".join([*lines, *notes, "Stoppen met Ctrl-C."])


def main() -> int:
    """Start everything, wait, stop everything; the exit code."""
    listen_for_stop()
    os.umask(0o022)  # what is secret says so itself; the rest must be readable for the user of the web server
    try:
        host, port = address()
        with contextlib.ExitStack() as stack:
            stack.enter_context(only_one(host, port))
            if ended := end_orphans(VAR):
                print(f"Van een vorige start die werd afgebroken, beëindigd: {', '.join(ended)}.", flush=True)
            refuse_taken_port(host, port)
            run(stack, host, port)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except OSError as error:
        print(explained(error), file=sys.stderr)
        return 1
    except Stop:
        print("\nGestopt.", flush=True)
        return 0


def run(stack: contextlib.ExitStack, host: str, port: int) -> NoReturn:
    """Everything, until somebody stops it. Raises Refused when the web server does not stay."""
    print("Database starten …", flush=True)
    lease = Lease(VAR)
    environment = surroundings(stack, lease)
    database = Database(lease)
    if not is_ready(environment):
        make_ready(environment)
    account, warning = choose(ROOT, VAR, port)
    hand_over(VAR, account)
    web = stack.enter_context(contextlib.closing(server(environment, host, port, account)))
    wait_until_serving(web.process, visitors_url(host, port))
    helpers = [
        stack.enter_context(contextlib.closing(helper(name, environment, account))) for name in HELPERS
    ]
    notes = names(environment, host) + ([warning, ""] if warning else [])
    print(banner(environment["BASE_URL"], notes), flush=True)
    while True:
        with undisturbed(), contextlib.suppress(subprocess.TimeoutExpired):
            web.process.wait(LOOK)
        database.keep_going()
        for one in (web, *helpers):
            one.keep_going()


if __name__ == "__main__":
    sys.exit(main())
