"""The whole product as ``bin/start`` runs it, in a folder of its own, with a copy of the register of a test."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from cms.embedded.lease import Lease
from cms.embedded.location import binaries_of_wheel, installation
from cms.embedded.processes import postgres_processes
from cms.embedded.server import Server
from cms.running import orphans
from cms.running.launch import ROOT
from tests.patience import until

# As bin/start does, but in another folder, and without looking whether the tables are up to date: they are a copy.
START = """
import sys
from pathlib import Path
from cms.running import kept, launch, supervisor
launch.VAR = supervisor.VAR = kept.VAR = Path(sys.argv[1])
supervisor.is_ready = lambda environment: True
sys.exit(supervisor.main())
"""


class Product:
    """Starts it, and ends parts of it as a machine without mercy would."""

    def __init__(self, var: Path) -> None:
        self.var = var
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = var / "product.log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def server(self) -> Server:
        """Its database server."""
        return installation(self.var)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
        environment |= {
            "PORT": str(self.port),
            "HOST": "127.0.0.1",
            "SECRET_KEY": settings.SECRET_KEY,
            "DOSSIER_KEY": settings.DOSSIER_KEY,
            "API_REQUESTS_PER_MINUTE": "0",
        }
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-c", START, str(self.var)],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        until(self._answers, f"{self.url} antwoordt; {self.log.read_text()[-2000:]}")

    def runs(self) -> bool:
        """Whether what was started has not ended."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> None:
        """End it in an orderly way, and whatever is left of it."""
        if self._process is not None:
            self._process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(60)
            self._process.kill()
            self._process.wait()
        orphans.end(self.var)
        self.server.stop()

    def kill(self, *numbers: int) -> None:
        """End these processes at once; one may have gone."""
        for number in numbers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(number, signal.SIGKILL)

    def supervisor(self) -> list[int]:
        """What ``bin/start`` became."""
        return [self._process.pid] if self._process is not None else []

    def web(self) -> list[int]:
        """The web server, which starts its workers."""
        return [
            one for one, what in orphans.left_by(self.var).items() if what == "de webserver" and not _of(one)
        ]

    def workers(self) -> list[int]:
        """The processes that answer."""
        [*servers] = self.web()
        return [one for one in orphans.left_by(self.var) if _parent(one) in servers and not _is_tracker(one)]

    def jobs(self) -> list[int]:
        """The work that happens by itself."""
        known = orphans.left_by(self.var).items()
        return [one for one, what in known if what == "het werk dat vanzelf gebeurt"]

    def database(self) -> list[int]:
        """PostgreSQL: the server and all that it started."""
        server = self.server
        return postgres_processes(server.data, server.cluster_name)

    def database_server(self) -> list[int]:
        """PostgreSQL's server alone."""
        number = self.server.pid()
        return [number] if number else []

    def connections(self) -> list[int]:
        """The processes of PostgreSQL that work for the application."""
        return [one for one in self.database() if "verantwoord_app" in _command(one)]

    def _answers(self) -> bool:
        assert self.runs(), self.log.read_text()[-2000:]
        try:
            urllib.request.urlopen(f"{self.url}/gezondheid/leeft/", timeout=5).close()
        except urllib.error.HTTPError:
            return True
        except OSError:
            return False
        return True


def _command(number: int) -> str:
    try:
        return Path(f"/proc/{number}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def _parent(number: int) -> int:
    try:
        found = re.search(r"^PPid:\s*(\d+)", Path(f"/proc/{number}/status").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) if found else 0


def _of(number: int) -> bool:
    """Whether the web server started it, rather than that it is the web server."""
    return "granian" in _command(_parent(number))


def _is_tracker(number: int) -> bool:
    return "resource_tracker" in _command(number)


@contextlib.contextmanager
def product(urls: Any) -> Iterator[Product]:
    """The product with a copy of the database at these addresses, not yet started; all gone at the end."""
    var = Path(tempfile.mkdtemp(prefix="verantwoord-geheel-"))
    var.chmod(0o711)  # PostgreSQL, which is not root, enters
    made = Product(var)
    try:
        _copy(urls, var)
        yield made
    finally:
        made.stop()
        shutil.rmtree(var, ignore_errors=True)


def _copy(urls: Any, var: Path) -> None:
    programs, dump = binaries_of_wheel(), var / "register.dump"
    options = {"check": True, "capture_output": True}
    subprocess.run([programs / "pg_dump", "--format=custom", f"--file={dump}", urls.owner], **options)
    with Lease(var) as server:
        address = server.urls().owner
        restore = [programs / "pg_restore", "--exit-on-error", "--no-comments", f"--dbname={address}", dump]
        subprocess.run(restore, **options)
    dump.unlink()
