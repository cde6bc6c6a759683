"""How many readers a public page serves, side by side with what else the same server could do.

    .venv/bin/python -m benchmarks.public [--rounds 5] [--seconds 3] [--json]

One server as `bin/start` runs it (two workers behind the gateway), with the sample statement on a throw-away database.
Per round each address in turn is asked as often as it can answer, over four connections kept open. Ratios are per
round; their median is printed with the lowest and highest.
"""

import argparse
import json
import re
import socket
import statistics
import sys
import threading
import time

from benchmarks.server import load_sample, server
from benchmarks.world import database

CONNECTIONS, AHEAD = 4, 16
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
STATEMENT = "/privacyverklaring/"
ADDRESSES = {
    "from memory": (STATEMENT, ""),
    "from memory, compressed": (STATEMENT, "Accept-Encoding: gzip\r\n"),
    "unchanged (304)": (STATEMENT, "If-None-Match: *\r\n"),
    "made anew each time, from the version": ("/meting/zonder" + STATEMENT, ""),
    "through Wagtail": ("/meting/wagtail/", ""),
    "ping view": ("/meting/ping/", ""),
    "bare ping": ("/meting/kaal/", ""),
}
COMPARED = [
    ("from memory", "through Wagtail"),
    ("from memory", "made anew each time, from the version"),
    ("from memory", "ping view"),
    ("from memory", "bare ping"),
    ("from memory, compressed", "ping view"),
    ("unchanged (304)", "ping view"),
]


def request(path: str, header: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: {AGENT}\r\n{header}\r\n".encode()


def ask(port: int, path: str, header: str) -> tuple[int, int]:
    """Ask once: the status, and how many bytes the whole answer has."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(request(path, header))
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += connection.recv(65536) or _ended()
        head, _, _body = answer.partition(b"\r\n\r\n")
        length = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
        size = len(head) + 4 + (int(length[1]) if length else 0)
        while len(answer) < size:
            answer += connection.recv(65536) or _ended()
        return int(head.split()[1]), size


def _ended() -> bytes:
    raise ConnectionError("the server closed the connection")


def rate(port: int, path: str, header: str, seconds: float) -> float:
    """Answers per second. A fast address is asked several times ahead, so that the client is not what is measured."""
    _status, size = ask(port, path, header)
    started = time.perf_counter()
    ask(port, path, header)
    ahead = AHEAD if time.perf_counter() - started < 0.005 else 1
    batch, expected = request(path, header) * ahead, size * ahead
    answered = [0] * CONNECTIONS
    begin = time.perf_counter()

    def one(number: int) -> None:
        buffer = bytearray(1 << 18)
        with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
            while time.perf_counter() - begin < seconds:
                connection.sendall(batch)
                waiting = expected
                while waiting:
                    waiting -= connection.recv_into(buffer, min(waiting, len(buffer))) or len(_ended())
                answered[number] += ahead

    threads = [threading.Thread(target=one, args=[number]) for number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(answered) / (time.perf_counter() - begin)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=3, help="per address and round")
    parser.add_argument("--json", action="store_true", help="the figures as one line of JSON")
    options = parser.parse_args()
    rates: dict[str, list[float]] = {name: [] for name in ADDRESSES}
    with database():
        load_sample()
        with server("benchmarks.public_app:gateway") as port:
            answers = {name: ask(port, *asked) for name, asked in ADDRESSES.items()}
            if any(status not in (200, 304) for status, _size in answers.values()):
                sys.exit(f"not every address answers: {answers}")
            for _ in range(options.rounds):
                for name, asked in ADDRESSES.items():
                    rates[name].append(rate(port, *asked, options.seconds))
    ratios = {
        f"{fast} / {slow}": [a / b for a, b in zip(rates[fast], rates[slow], strict=True)]
        for fast, slow in COMPARED
    }
    if options.json:
        print(json.dumps({"per_second": rates, "ratios": ratios}))
        return
    print(f"{'answers per second':<60}{'status':>8}{'bytes':>10}{'median':>12}")
    for name, values in rates.items():
        status, size = answers[name]
        print(f"{name:<60}{status:>8}{size:>10,}{statistics.median(values):>12,.0f}")
    print(f"\n{'ratio':<60}{'median':>10}{'lowest':>10}{'highest':>10}")
    for name, values in ratios.items():
        print(f"{name:<60}{statistics.median(values):>10.2f}{min(values):>10.2f}{max(values):>10.2f}")


if __name__ == "__main__":
    main()
