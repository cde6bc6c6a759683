"""`bin/start`: database, migrations, sample content and the production server, until it is told to stop."""

import contextlib
import ctypes
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import NoReturn

from cms.running.launch import ROOT, VAR, Refused, address, not_ours, surroundings, visitors_url
from cms.running.readiness import is_ready

WORKERS = 2
THREADS = 4  # per worker; each may hold a connection to the database
PR_SET_PDEATHSIG = 1
JOBS_LOOK = 30.0  # seconds between looks at whether the jobs still run


class Stop(BaseException):
    """Somebody asked us to stop."""


def _stop(number: int, _: object) -> NoReturn:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # stopping is under way already
    raise Stop(number)


def listen_for_stop() -> None:
    """React to Ctrl-C also when it was ignored at our start, as in the background of a script."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)


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
            raise Refused(
                f"Verantwoord draait al, op {url} (proces {pid}). Stop dat eerst met Ctrl-C, of gebruik het."
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
    process = subprocess.Popen(command, env=environment, start_new_session=True)
    try:
        code = process.wait()
    except Stop:
        process.terminate()
        process.wait()
        raise
    if code:
        raise Refused("Het klaarzetten is niet gelukt; de melding hierboven zegt waarom.")


@contextlib.contextmanager
def server(environment: dict[str, str], host: str, port: int) -> Iterator[subprocess.Popen]:
    """The production server with its workers, all gone at the end."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += [
        "--workers",
        str(WORKERS),
        "--blocking-threads",
        str(THREADS),
        "--no-ws",
        "--log-level",
        "warning",
    ]
    command += ["--respawn-failed-workers", "--workers-kill-timeout", "10", "cms.wsgi:application"]
    with child(command, environment) as process:
        yield process


@contextlib.contextmanager
def jobs(environment: dict[str, str]) -> Iterator[Callable[[], None]]:
    """What happens by itself (`run_jobs`), gone at the end; call what it gives now and then: it restarts the work
    when that died.
    """
    command = [sys.executable, str(ROOT / "manage.py"), "run_jobs"]
    with contextlib.ExitStack() as stack:
        running = [stack.enter_context(child(command, environment))]

        def keep_going() -> None:
            if running[-1].poll() is not None:
                running.append(stack.enter_context(child(command, environment)))

        yield keep_going


@contextlib.contextmanager
def child(command: list[str], environment: dict[str, str]) -> Iterator[subprocess.Popen]:
    """A process in the application's role that ends with us, whichever way we end."""
    without_owner = {name: value for name, value in environment.items() if name != "DATABASE_OWNER_URL"}
    libc = ctypes.CDLL(None) if sys.platform == "linux" else None

    def die_with_us() -> None:
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

    # A session of its own: Ctrl-C reaches us, and we end it in an orderly way.
    process = subprocess.Popen(
        command, cwd=ROOT, env=without_owner, start_new_session=True, preexec_fn=die_with_us
    )
    try:
        yield process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(15)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until_serving(process: subprocess.Popen, url: str) -> None:
    """Until the health page answers, well or not. Raises Refused when the server ends or stays silent."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{url}/gezondheid/", timeout=5).close()  # noqa: S310  an address of our own
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise Refused("De webserver start niet; de melding hierboven zegt waarom.")


def banner(url: str) -> str:
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
        lines.append("Accounts voor een eerste kennismaking (wachtwoorden van deze installatie):")
        lines += [f"  {name:<20} {password}" for name, password in accounts.items()]
        lines.append("")
    return "\n".join([*lines, "Stoppen met Ctrl-C."])


def main() -> int:
    """Start everything, wait, stop everything; the exit code."""
    listen_for_stop()
    try:
        host, port = address()
        with contextlib.ExitStack() as stack:
            stack.enter_context(only_one(host, port))
            refuse_taken_port(host, port)
            print("Database starten …", flush=True)
            environment = surroundings(stack)
            if not is_ready(environment):
                make_ready(environment)
            process = stack.enter_context(server(environment, host, port))
            wait_until_serving(process, visitors_url(host, port))
            keep_going = stack.enter_context(jobs(environment))
            print(banner(environment["BASE_URL"]), flush=True)
            while process.poll() is None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    process.wait(JOBS_LOOK)
                keep_going()
            raise Refused("De webserver is onverwacht gestopt; de melding hierboven zegt waarom.")
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 1
    except PermissionError as error:
        print(not_ours(error), file=sys.stderr)
        return 1
    except Stop:
        print("\nGestopt.", flush=True)
        return 0


if __name__ == "__main__":
    sys.exit(main())
