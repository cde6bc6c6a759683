"""Public pages from memory, in front of everything else; kept until something that they show changes.

A page is kept as the bytes that are sent, plain and compressed, with their strong ETag. It is given out only while
``changes`` says that nothing was changed since before it was made, and only on the Amsterdam day on which it was made:
at midnight another version may be in force. While the database is away the last page is given, marked as possibly old
(`cms.front.reserve`): never an error and never a wait where there was a page before.
"""

import gzip
import re
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http.request import split_domain_port

from cms.database.limits import PUBLIC_PAGE, answer_within
from cms.database.outage import here as outage
from cms.front.changes import Changes
from cms.front.reserve import Key, Page, Reserve, marked, page_of
from cms.front.today import Today

# Only these: they are the same for everyone, and no cookie decides what they show.
PUBLIC = (
    "/privacyverklaring/",
    "/uw-rechten/",
    "/ontvangers/",
    "/ontvangers.json",
    "/en/",
    "/huisstijl/",
    "/.well-known/",
    "/robots.txt",
    "/sitemap.xml",
)
# The plain pages choose the first step of their address; these are of staff and of machines, and never theirs.
NO_PLAIN_PAGE = frozenset({"_util", "agenda", "api", "beheer", "documenten", "gezondheid", "media", "static"})
PLAIN_PAGE = re.compile(r"/([-a-zA-Z0-9_]+)/(?:(?:versies|verschil|op|feed)/.*)?")
FIRST = ("/", "/privacyverklaring/", "/privacyverklaring/versies/")
REFILLED = 64  # pages that are made anew after a change; others when somebody asks
MAX_BYTES = 32 * 1024 * 1024
MAX_PAGE = 4 * 1024 * 1024
FROM_VISITOR = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_IF_", "HTTP_RANGE", "HTTP_ACCEPT_ENCODING")

Headers = list[tuple[str, str]]
Start = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Variant:
    """One encoding of a page, ready to be sent."""

    etag: str
    body: list[bytes]
    headers: Headers
    headers_unchanged: Headers


@dataclass(frozen=True, slots=True)
class Stored:
    """A page in memory; ``page`` tells a page for people from a file for machines."""

    status: str
    plain: Variant
    compressed: Variant
    page: bool
    size: int


def is_public(path: str) -> bool:
    """Whether the page at this address is the same for everyone."""
    if path == "/" or path.startswith(PUBLIC):
        return True
    found = PLAIN_PAGE.fullmatch(path)
    return found is not None and found[1] not in NO_PLAIN_PAGE


class ResponseCache:
    """WSGI: answers for public pages from memory, everything else by ``application``.

    ``visited(path, environ)`` hears of every public page for people that a visitor is about to get.
    """

    def __init__(
        self,
        application: Callable[[dict[str, Any], Start], Iterable[bytes]],
        *,
        changes: Changes,
        visited: Callable[[str, dict[str, Any]], None] = lambda path, environ: None,
        today: Callable[[], date] | None = None,
        reserve: Reserve | None = None,
    ) -> None:
        self.application = application
        self.reserve = reserve or Reserve()
        self.changes = changes
        self.visited = visited
        self.today = today or Today()
        self._lock = threading.Lock()
        self._mark: tuple[Any, ...] | None = None
        self._pages: dict[tuple[Any, ...], Stored] = {}
        self._dropped: list[tuple[Any, ...]] = []
        self._size = 0

    def __call__(self, environ: dict[str, Any], start_response: Start) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not is_public(path):
            return self.application(environ, start_response)
        if environ.get("QUERY_STRING"):
            return self._pass(environ, start_response)
        key = _key(environ)
        mark = self._current()
        stored = self._pages.get(key) if mark is not None else None
        if stored is None and outage.is_going_on and (page := self.reserve.find(key)):
            return _send_old(page, environ, start_response)
        if stored is None and mark is not None:
            stored = self._make(key, environ, mark)
        if stored is None:
            return self._pass(environ, start_response, self.reserve.find(key))
        return self._send(stored, environ, start_response)

    def refill(self, environ: dict[str, Any]) -> list[str]:
        """Make the pages anew that a change dropped; their addresses.

        ``environ`` is the request of a visitor to the front page; before the first visitor that page is made.
        """
        mark = self._current()
        if mark is None:
            return []
        with self._lock:
            wanted, self._dropped = self._dropped, []
        if not wanted and not self._pages:
            wanted = [(*_key(environ)[:2], path) for path in FIRST]
        made = []
        for secure, host, path in wanted:
            request = {**environ, "HTTP_HOST": host, "PATH_INFO": path}
            if secure == _is_secure(environ) and self._make((secure, host, path), request, mark):
                made.append(path)
        return made

    def _current(self) -> tuple[Any, ...] | None:
        """What the pages in memory must have been made under; drops those of before."""
        epoch = self.changes.epoch()
        mark = None if epoch is None else (epoch, self.today())
        if mark != self._mark:
            with self._lock:
                self._dropped = [*dict.fromkeys([*self._dropped, *self._pages])][-REFILLED:]
                self._mark, self._pages, self._size = mark, {}, 0
        return mark

    def _make(self, key: tuple[Any, ...], environ: dict[str, Any], mark: tuple[Any, ...]) -> Stored | None:
        """Ask for the page as a visitor without any history would; None when it is not one to keep."""
        request = {name: value for name, value in environ.items() if not name.startswith(FROM_VISITOR)}
        request["REQUEST_METHOD"] = "GET"
        status, headers, answer = self._ask(request)
        try:
            if not _to_keep(status, headers):
                return None
            body = b"".join(answer)
        finally:
            _close(answer)
        stored = _store(status, headers, body)
        self.reserve.remember(key, page_of(status, headers, body))
        # Only when nothing was changed while it was made; a visitor gets it in any case.
        if self._current() == mark and stored.size <= MAX_PAGE:
            with self._lock:
                if self._mark == mark:
                    self._keep(key, stored)
        return stored

    def _keep(self, key: tuple[Any, ...], stored: Stored) -> None:
        while self._pages and self._size + stored.size > MAX_BYTES:
            self._size -= self._pages.pop(next(iter(self._pages))).size
        if before := self._pages.get(key):
            self._size -= before.size
        self._pages[key] = stored
        self._size += stored.size

    def _send(self, stored: Stored, environ: dict[str, Any], start_response: Start) -> list[bytes]:
        if stored.page and environ["REQUEST_METHOD"] == "GET":
            self.visited(environ["PATH_INFO"], environ)
        encodings = environ.get("HTTP_ACCEPT_ENCODING", "")
        compressed = "gzip" in encodings and "gzip;q=0" not in encodings.replace(" ", "")
        variant = stored.compressed if compressed else stored.plain
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known and (variant.etag in known or known.strip() == "*"):
            start_response("304 Not Modified", variant.headers_unchanged)
            return []
        start_response(stored.status, variant.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else variant.body

    def _pass(
        self, environ: dict[str, Any], start_response: Start, last: Page | None = None
    ) -> Iterable[bytes]:
        """The application's own answer; a page that a visitor reads this way is a visit too.

        ``last`` is given where the application fails.
        """
        status, headers, answer = self._ask(environ)
        if last is not None and status.startswith("5"):
            _close(answer)
            return _send_old(last, environ, start_response)
        read = status.startswith(("200", "304")) and _is_page(headers)
        if read and environ["REQUEST_METHOD"] == "GET":
            self.visited(environ["PATH_INFO"], environ)
        start_response(status, headers)
        return answer

    def _ask(self, environ: dict[str, Any]) -> tuple[str, Headers, Iterable[bytes]]:
        told: list[Any] = []
        with answer_within(PUBLIC_PAGE):
            answer = self.application(environ, lambda *given: told.append(given))
        status, headers = told[0][:2]
        return status, headers, answer


def _key(environ: dict[str, Any]) -> Key:
    """Scheme, name and path: by whatever port somebody came, it is one page."""
    domain, _port = split_domain_port(environ.get("HTTP_HOST", ""))
    # An impossible Host is a key of its own, under which nothing is ever kept.
    return _is_secure(environ), domain or f"!{environ.get('HTTP_HOST', '')}", environ["PATH_INFO"]


def _close(answer: Iterable[bytes]) -> None:
    if hasattr(answer, "close"):
        answer.close()


def _send_old(page: Page, environ: dict[str, Any], start_response: Start) -> list[bytes]:
    headers, body = marked(page)
    start_response(page.status, headers)
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _is_secure(environ: dict[str, Any]) -> bool:
    return environ.get("HTTP_X_FORWARDED_PROTO", environ.get("wsgi.url_scheme")) == "https"


def _header(headers: Headers, name: str) -> str:
    return next((value for key, value in headers if key.lower() == name), "")


def _is_page(headers: Headers) -> bool:
    return _header(headers, "content-type").startswith("text/html")


def _to_keep(status: str, headers: Headers) -> bool:
    return (
        status.startswith("200")
        and "public" in _header(headers, "cache-control")
        and _header(headers, "etag").startswith('"')
        and not _header(headers, "set-cookie")
    )


def _store(status: str, headers: Headers, body: bytes) -> Stored:
    etag = _header(headers, "etag")
    kept = [
        (name, value) for name, value in headers if name.lower() not in ("etag", "content-length", "vary")
    ]
    kept.append(("Vary", "Accept-Encoding"))
    packed = gzip.compress(body, 9, mtime=0)
    plain = _variant(etag, body, kept)
    # Another representation, so another strong ETag (RFC 9110, 8.8.1).
    compressed = _variant(f'{etag[:-1]}-gzip"', packed, [*kept, ("Content-Encoding", "gzip")])
    if len(packed) >= len(body):
        compressed = plain
    return Stored(status, plain, compressed, _is_page(headers), len(body) + len(packed))


def _variant(etag: str, body: bytes, kept: Headers) -> Variant:
    headers = [*kept, ("ETag", etag), ("Content-Length", str(len(body)))]
    unchanged = [
        (name, value)
        for name, value in headers
        if not name.lower().startswith(("content-length", "content-type"))
    ]
    return Variant(etag, [body], headers, unchanged)
