"""What others cost a reader: colleagues at work, and clients that send slowly.

    .venv/bin/python -m benchmarks.crowd [--seconds 6] [--staff 20] [--slow 200] [--json]

One server as `bin/start` runs it. Somebody reads the statement, and somebody asks for `/gezondheid/leeft/`, one request
after the other: alone, beside so many colleagues who open lists without a pause, and beside so many clients of each
kind that send a byte now and then (a call, a sign-in, a form of the admin, an upload, a page, and nothing at all).
Then the slow ones once more through HAProxy and nginx, where these are installed. Figures are milliseconds; ratios
are to being alone. Everything ends by itself.
"""

import argparse
import asyncio
import contextlib
import json
import re
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from benchmarks.server import SECRET_KEY, free_port, load_sample, server, wait_for
from benchmarks.world import database

READERS = {"statement": "/privacyverklaring/", "alive": "/gezondheid/leeft/"}
LISTS = (
    "/beheer/",
    "/beheer/overeenkomsten/",
    "/beheer/partijen/",
    "/beheer/verstrekkingen/",
    "/beheer/wijzigingen/",
)
_LONG = "Content-Length: 1000000\r\n"
_TOKEN = "Cookie: csrftoken=" + "a" * 32 + "\r\n"
SLOW = {
    "call": f"POST /api/v1/disclosures HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer x\r\n{_LONG}\r\n",
    "sign-in": f"POST /beheer/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{_TOKEN}{_LONG}\r\n",
    "form": f"POST /beheer/partijen/nieuw/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{_TOKEN}{_LONG}\r\n",
    "upload": f"POST /beheer/werkmap/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{_TOKEN}{_LONG}\r\n",
    "page": f"POST /privacyverklaring/ HTTP/1.1\r\nHost: 127.0.0.1\r\n{_LONG}\r\n",
    "headers": "GET /privacyverklaring/ HTTP/1.1\r\n",
    "silence": "",
}
HAPROXY = """
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  maxconn 4000
listen all
  bind 127.0.0.1:{front}
  server one 127.0.0.1:{back}
"""
NGINX = """
daemon off; pid {folder}/pid; error_log {folder}/log; worker_rlimit_nofile 8000;
events {{ worker_connections 4000; }}
http {{ access_log off; client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{front}; client_header_timeout 10s; client_body_timeout 10s;
    location / {{ proxy_pass http://127.0.0.1:{back}; proxy_http_version 1.1; proxy_set_header Host $host;
      proxy_set_header Connection ""; }} }} }}
"""


@contextlib.contextmanager
def proxy(name: str, template: str, port: int) -> Iterator[int]:
    """HAProxy or nginx in front of the server; gives its port."""
    front = free_port()
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        settings = Path(folder, "settings")
        settings.write_text(template.format(front=front, back=port, folder=folder))
        flag = "-f" if name == "haproxy" else "-c"
        with subprocess.Popen(
            [name, flag, settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                wait_for(front)
                yield front
            finally:
                process.terminate()


async def answer(reader: asyncio.StreamReader) -> int:
    """The status of one answer, read whole."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    if length:
        await reader.readexactly(int(length[1]))
    elif b"chunked" in head.lower():
        while size := int(await reader.readline(), 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return int(head.split()[1])


async def reads(port: int, path: str, seconds: float) -> list[float]:
    """How long each answer took, in milliseconds, of somebody who asks again as soon as there is one."""
    took, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end:
        started = time.perf_counter()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
        status = await answer(reader)
        writer.close()
        assert status == 200, (path, status)
        took.append((time.perf_counter() - started) * 1000)
    return took


async def colleague(port: int, session: str, number: int) -> None:
    """Opens one list after the other, for ever."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while True:
        number += 1
        path = LISTS[number % len(LISTS)]
        writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {session}\r\n\r\n".encode())
        status = await answer(reader)
        assert status == 200, (path, status)


async def slow_one(port: int, opening: str) -> None:
    """Sends a byte every second, for ever; connects again when it is put out."""
    while True:
        with contextlib.suppress(OSError):
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(opening.encode())
            while not writer.is_closing():
                await asyncio.sleep(1)
                if opening:
                    writer.write(b"x")
                await writer.drain()
        await asyncio.sleep(0.5)


@contextlib.asynccontextmanager
async def crowd(tasks: list[asyncio.Task[None]]) -> AsyncIterator[None]:
    """These are at it while the block runs."""
    await asyncio.sleep(1)
    yield
    for task in tasks:
        if task.done() and not task.cancelled():
            task.result()  # what went wrong with it
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def measure(port: int, seconds: float) -> dict[str, list[float]]:
    taken = await asyncio.gather(*(reads(port, path, seconds) for path in READERS.values()))
    return dict(zip(READERS, taken, strict=True))


async def with_slow(port: int, count: int, seconds: float, kinds: dict[str, str]) -> dict[str, list[float]]:
    openings = [opening for opening in kinds.values() for _ in range(count)]
    async with crowd([asyncio.create_task(slow_one(port, opening)) for opening in openings]):
        return await measure(port, seconds)


async def all_of_it(
    port: int, session: str, options: argparse.Namespace
) -> dict[str, dict[str, list[float]]]:
    found = {"alone": await measure(port, options.seconds)}
    async with crowd(
        [asyncio.create_task(colleague(port, session, number)) for number in range(options.staff)]
    ):
        found[f"{options.staff} colleagues"] = await measure(port, options.seconds)
    for kind, opening in SLOW.items():
        found[f"{options.slow} slow: {kind}"] = await with_slow(
            port, options.slow, options.seconds, {kind: opening}
        )
    for name, template in (("haproxy", HAPROXY), ("nginx", NGINX)):
        if shutil.which(name):
            with proxy(name, template, port) as front:
                found[f"{name}, alone"] = await measure(front, options.seconds)
                found[f"{name}, {options.slow} slow of each"] = await with_slow(
                    front, options.slow, options.seconds, SLOW
                )
    return found


def sign_in() -> str:
    """The cookie of a lawyer, who opens all of the lists."""
    from django.conf import settings
    from django.test import Client, override_settings

    from sharing.roles import LAWYER
    from tests import factories

    user = factories.UserFactory(role=LAWYER)
    client = Client()
    with override_settings(SECRET_KEY=SECRET_KEY):
        client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=6, help="per situation")
    parser.add_argument("--staff", type=int, default=20)
    parser.add_argument("--slow", type=int, default=200, help="clients of each kind")
    parser.add_argument("--json", action="store_true", help="the figures as one line of JSON")
    options = parser.parse_args()
    with database():
        load_sample()
        session = sign_in()
        with server("cms.wsgi:gateway") as port:
            found = asyncio.run(all_of_it(port, session, options))
    figures = {
        situation: {
            name: {"median": statistics.median(took), "p99": percentile(took, 0.99), "most": max(took)}
            for name, took in readers.items()
        }
        for situation, readers in found.items()
    }
    if options.json:
        print(json.dumps(figures))
        return
    print(
        f"{'':<34}"
        + "".join(f"{name + ': median':>20}{'p99':>9}{'most':>9}{'p99 ratio':>11}" for name in READERS)
    )
    for situation, readers in figures.items():
        cells = ""
        for name, one in readers.items():
            ratio = one["p99"] / figures["alone"][name]["p99"]
            cells += f"{one['median']:>20.1f}{one['p99']:>9.1f}{one['most']:>9.1f}{ratio:>11.1f}"
        print(f"{situation:<34}{cells}")


if __name__ == "__main__":
    main()
