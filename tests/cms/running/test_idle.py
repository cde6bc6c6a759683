"""Who connects and says nothing does not keep his connection, before a first request nor after one."""

import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.running import supervisor
from tests.patience import PATIENCE, until

APPLICATION = """
async def app(scope, protocol):
    protocol.response_str(200, [("content-type", "text/plain"), ("content-length", "2")], "er")
"""
REQUEST = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
SOON = ("--http1-header-read-timeout", "200")  # milliseconds, where people get ten seconds


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Our server with an application that is always there."""
    folder: Path = tmp_path_factory.mktemp("app")
    (folder / "silent_app.py").write_text(APPLICATION)
    number = free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        *supervisor.SERVER,
        *SOON,
        "--port",
        str(number),
        "silent_app:app",
    ]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def answers() -> bool:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", number), PATIENCE) as one:
            one.sendall(REQUEST)
            return bool(one.recv(1))
        return False

    try:
        until(answers, "de server antwoordt")
        yield number
    finally:
        process.terminate()
        process.wait(PATIENCE)


@pytest.mark.parametrize("said", [b"", REQUEST, REQUEST[:10]], ids=["nothing", "a request", "half a request"])
def test_a_silent_connection_is_closed(said: bytes, port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as one:
        one.settimeout(PATIENCE)
        one.sendall(said)
        answer = b""
        while part := one.recv(4096):
            answer += part
    assert answer.endswith(b"er") == (said == REQUEST)
