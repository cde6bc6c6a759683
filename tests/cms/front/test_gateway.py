"""Nobody's slowness holds a thread: bodies come in before anything works on them, or are refused unread."""

import asyncio
import json
import threading
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory
from django.utils import timezone

from cms.front import gateway
from cms.front.environ import environ_of
from cms.front.gateway import Gateway, refused_anyway
from sharing.api.envelope import Call
from sharing.api.problems import Problem


def run_apart(work: Coroutine[Any, Any, None]) -> None:
    """In a thread with an event loop of its own: who drove a browser before this left one in the present thread."""
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, work).result()


@dataclass
class Headers:
    pairs: list[tuple[str, str]]

    def items(self) -> list[tuple[str, str]]:
        return self.pairs


@dataclass
class Scope:
    """As granian gives it."""

    method: str = "GET"
    path: str = "/"
    query_string: str = ""
    headers: Headers = field(default_factory=lambda: Headers([("host", "x")]))
    http_version: str = "1.1"
    server: str = "127.0.0.1:8000"
    client: str = "192.0.2.7:4711"
    scheme: str = "http"
    authority: str | None = None


@dataclass
class Protocol:
    """A client that sends these parts, each after so many seconds; remembers what it was asked and told."""

    parts: list[tuple[float, bytes]] = field(default_factory=list)
    asked: int = 0
    answer: tuple | None = None

    async def __aiter__(self):
        for wait, part in self.parts:
            self.asked += 1
            await asyncio.sleep(wait)
            yield part

    def response_bytes(self, *answer: Any) -> None:
        self.answer = answer


def echo(environ: dict, start_response: Any) -> list[bytes]:
    body = environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]


def ask(application: Any, scope: Scope, protocol: Protocol) -> tuple:
    run_apart(Gateway(application).__rsgi__(scope, protocol))
    assert protocol.answer is not None
    return protocol.answer


def call(length: int | None, path: str = "/api/v1/disclosures") -> Scope:
    said = [("content-length", str(length))] if length is not None else []
    return Scope("POST", path, headers=Headers([("host", "x"), ("authorization", "Bearer t"), *said]))


def test_a_whole_body_arrives_as_it_was_sent():
    assert ask(echo, call(6), Protocol([(0, b"een"), (0, b"twe")])) == (
        200,
        [("Content-Length", "6")],
        b"eentwe",
    )


@pytest.mark.parametrize("length", [6, None])
def test_a_body_that_comes_too_slowly_ends_without_a_thread(length, monkeypatch):
    monkeypatch.setattr(gateway, "PATIENCE", 0.05)
    monkeypatch.setattr(gateway, "SLOWEST", 10**9)
    worked: list[dict] = []
    status, headers, _body = ask(lambda *given: worked.append(given), call(length), Protocol([(5, b"een")]))
    assert (status, worked) == (408, [])
    assert ("Connection", "close") in headers


@pytest.mark.parametrize("length", [gateway.LARGEST_CALL + 1, None])
def test_a_body_that_is_too_large_is_not_read_to_its_end(length, monkeypatch):
    part = bytes(4 * 1024 * 1024)
    client = Protocol([(0, part)] * 20)
    assert ask(echo, call(length), client)[0] == 413
    assert client.asked == (0 if length else 5)


@pytest.mark.parametrize(
    "scope",
    [
        Scope("POST", "/api/v1/disclosures"),
        Scope("POST", "/beheer/login/"),
        Scope("POST", "/privacyverklaring/"),
        Scope("PUT", "/"),
        Scope("GET", "/beheer/"),
    ],
    ids=lambda scope: f"{scope.method} {scope.path}",
)
def test_what_is_refused_anyway_is_answered_without_reading(scope):
    client = Protocol([(60, b"x")])
    assert ask(echo, scope, client)[0] == 200
    assert client.asked == 0


@pytest.mark.parametrize("length", [gateway.UNASKED + 1, None])
def test_a_large_body_is_read_only_for_a_known_caller(length):
    asked: list[str] = []

    def knows(authorization: str) -> bool:
        asked.append(authorization)
        return False

    client = Protocol([(60, b"x")])
    run_apart(Gateway(echo, knows=knows).__rsgi__(call(length), client))
    assert (client.asked, asked) == (0, ["Bearer t"])
    assert client.answer is not None
    assert client.answer[0] == 200  # of the application, which judges the call itself


def test_a_small_body_is_read_without_asking():
    def knows(authorization: str) -> bool:
        raise AssertionError

    client = Protocol([(0, b"een")])
    run_apart(Gateway(echo, knows=knows).__rsgi__(call(3), client))
    assert client.answer == (200, [("Content-Length", "3")], b"een")


def test_public_pages_do_not_queue_behind_staff():
    free = threading.Event()

    def application(environ: dict, start_response: Any) -> list[bytes]:
        if environ["PATH_INFO"] == "/beheer/":
            free.wait(20)
        start_response("200 OK", [])
        return [environ["PATH_INFO"].encode()]

    async def everybody() -> None:
        entrance = Gateway(application)
        staff = [
            asyncio.create_task(entrance.__rsgi__(Scope(path="/beheer/"), Protocol())) for _ in range(20)
        ]
        for path in ("/privacyverklaring/", "/gezondheid/leeft/", "/"):
            reader = Protocol()
            await asyncio.wait_for(entrance.__rsgi__(Scope(path=path), reader), 10)
            assert reader.answer is not None
        assert not any(task.done() for task in staff)
        free.set()
        await asyncio.gather(*staff)

    run_apart(everybody())


def test_headers_with_an_underscore_are_not_taken():
    given = [
        ("host", "x"),
        ("x_forwarded_proto", "https"),
        ("x-forwarded-for", "192.0.2.1"),
        ("cookie", "a=1"),
    ]
    environ = environ_of(Scope(headers=Headers([*given, ("cookie", "b=2")])))
    assert "HTTP_X_FORWARDED_PROTO" not in environ
    assert environ["HTTP_X_FORWARDED_FOR"] == "192.0.2.1"
    assert environ["HTTP_COOKIE"] == "a=1; b=2"


def test_an_address_is_passed_on_as_wsgi_wants_it():
    environ = environ_of(Scope(path="/caf%C3%A9/", client="[::1]:99", server="[::1]:8000"))
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/café/"
    assert (environ["REMOTE_ADDR"], environ["SERVER_NAME"], environ["SERVER_PORT"]) == ("::1", "::1", "8000")


def test_a_form_of_staff_and_a_call_are_read():
    cookie = Headers([("host", "x"), ("cookie", "csrftoken=a")])
    assert not refused_anyway(environ_of(Scope("POST", "/beheer/login/", headers=cookie)))
    assert not refused_anyway(environ_of(call(3)))


@pytest.mark.parametrize("length", [gateway.LARGEST_CALL + 1, None])
def test_a_call_is_refused_with_a_problem_document(length):
    client = Protocol([(0, bytes(4 * 1024 * 1024))] * 20)
    status, headers, body = ask(echo, call(length), client)
    told = json.loads(body)
    assert (status, told["status"], dict(headers)["Content-Type"]) == (413, 413, "application/problem+json")
    assert "16 MiB" in told["detail"] and told["errors"] == []
    assert (
        ask(
            echo,
            Scope("POST", "/beheer/", headers=Headers([("cookie", "csrftoken=a")])),
            Protocol([(0, bytes(65 * 1024 * 1024))]),
        )[0]
        == 413
    )


def test_a_body_that_was_not_read_is_not_said_to_be_empty():
    """While the database is away nobody is known; when it is back in the meantime, the call is to be sent again."""
    client = Protocol([(0, b"x" * (gateway.UNASKED + 1))])
    body = Call(RequestFactory().post("/", b"", "application/json"), timezone.now())
    with pytest.raises(Problem) as empty:
        body.raw_body()
    assert empty.value.status == 400

    def application(environ: dict, start_response: Any) -> list[bytes]:
        with pytest.raises(Problem) as unread:
            Call(WSGIRequest(environ), timezone.now()).raw_body()
        start_response(f"{unread.value.status} x", list(unread.value.headers.items()))
        return [b""]

    run_apart(Gateway(application, knows=lambda _: False).__rsgi__(call(gateway.UNASKED + 1), client))
    assert client.answer == (503, [("Retry-After", "5")], b"")
