"""The production server on a throw-away database, as `bin/start` runs it, for benchmarks that ask it from outside."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

SECRET_KEY = "only-for-measuring-" * 4


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int) -> None:
    """Until something listens there. Raises TimeoutError after a minute."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
            return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on port {port}")


@contextlib.contextmanager
def server(target: str) -> Iterator[int]:
    """The server with this application (``module:name``) on a port of its own; gives the port."""
    from django.db import connection

    from cms.running.supervisor import SERVER, WORKERS

    port = free_port()
    url = "postgresql://{USER}:{PASSWORD}@/{NAME}?host={HOST}".format(**connection.settings_dict)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "benchmarks.public_settings",
        "DATABASE_URL": url,
        "SECRET_KEY": SECRET_KEY,
        "DOSSIER_KEY": "A" * 86 + "==",
        "ALLOWED_HOSTS": "127.0.0.1",
        "BASE_URL": f"http://127.0.0.1:{port}",
        "EMAIL_URL": "dummymail://",
    }
    command = [sys.executable, "-m", "granian", *SERVER, "--port", str(port), "--workers", str(WORKERS)]
    process = subprocess.Popen([*command, "--log-level", "warning", target], env=environment)
    try:
        wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def load_sample() -> None:
    """What a new installation shows."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    from home.sample.statement import load_sample_statement
    from sharing.roles import ensure_accounts
    from sharing.sample.register import load_sample_register

    ensure_accounts(password="Een-wachtwoord-om-te-meten-1")
    user = get_user_model().objects.get
    manager, lawyer = user(username="contractbeheerder"), user(username="jurist")
    load_sample_register(by=manager, lawyer=lawyer, today=timezone.localdate())
    load_sample_statement(by=lawyer)
