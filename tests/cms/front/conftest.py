"""A reader in front of the whole application, who can tell whether a page came from memory."""

import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application

from cms.front.cache import ResponseCache
from cms.front.changes import Changes
from cms.front.keeper import first_visitor, listening_connection

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes
    from_memory: bool = False

    @property
    def text(self) -> str:
        body = gzip.decompress(self.body) if self.headers.get("content-encoding") == "gzip" else self.body
        return body.decode()


@dataclass
class Reader:
    """Asks a WSGI application for pages; counts what got through to the application behind the cache."""

    application: Any
    asked: list[str] = field(default_factory=list)

    def get(self, path: str, *, method: str = "GET", query: str = "", **headers: str) -> Answer:
        environ = {
            **first_visitor(),
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_USER_AGENT": BROWSER,
            **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
        }
        told: list[Any] = []
        before = len(self.asked)
        answer = self.application(environ, lambda *given: told.append(given))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        status, given = told[0][:2]
        names = [name.lower() for name, _ in given]
        assert len(names) == len(set(names) | {"set-cookie"} & set(names)), f"a header twice: {names}"
        return Answer(
            int(status.split()[0]),
            {name.lower(): value for name, value in given},
            body,
            len(self.asked) == before,
        )


def reader_of(application: Any, changes: Any, **options: Any) -> Reader:
    asked: list[str] = []

    def watched(environ: dict, start_response: Any) -> Any:
        asked.append(environ["PATH_INFO"])
        return application(environ, start_response)

    return Reader(ResponseCache(watched, changes=changes, **options), asked)


@pytest.fixture
def changes(transactional_db: None) -> Iterator[Changes]:
    listening = Changes(listening_connection)
    assert listening.keep_listening()
    yield listening
    listening.close()


@pytest.fixture
def reader(changes: Changes) -> Reader:
    return reader_of(get_wsgi_application(), changes)
