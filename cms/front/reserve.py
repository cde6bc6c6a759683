"""Public pages as they were last made, for when the database is away: shown with a mark that they may be old.

In memory, and as files, so that a process that starts during an outage has them too. They are public already.
"""

import base64
import hashlib
import json
import logging
import os
import re
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

Key = tuple[bool, str, str]
Headers = list[tuple[str, str]]

MOST = 64  # pages
LONGEST = 256 * 1024  # bytes of one page
_MAIN = re.compile(rb"<main\b[^>]*>")
_ENGLISH = re.compile(rb"<html[^>]*\slang=\"?en")
_GONE = ("etag", "content-length", "cache-control", "vary", "content-encoding")

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """The answer for one address, plain; ``made_at`` in seconds since 1970."""

    status: str
    headers: Headers
    body: bytes
    made_at: float


class Reserve:
    """Keeps the last pages; ``folder`` is where they are written, when there is one."""

    def __init__(self, folder: Path | None = None):
        self._folder = folder
        self._lock = threading.Lock()
        self._pages: dict[Key, Page] = {}
        self._unwritten: set[Key] = set()
        self._read = folder is None
        self._failed = False

    def remember(self, key: Key, page: Page) -> None:
        """Keep this page in place of the one before at this address."""
        if len(page.body) > LONGEST:
            return
        with self._lock:
            self._pages.pop(key, None)
            while len(self._pages) >= MOST:
                self._pages.pop(next(iter(self._pages)))
            self._pages[key] = page
            self._unwritten.add(key)

    def find(self, key: Key) -> Page | None:
        """The last page at this address, of an earlier process too."""
        if key not in self._pages and not self._read:
            self._load()
        return self._pages.get(key)

    def write(self) -> None:
        """Bring the files up to date; what cannot be written is said once."""
        if self._folder is None:
            return
        with self._lock:
            wanted = [(key, self._pages[key]) for key in self._unwritten if key in self._pages]
            self._unwritten.clear()
        try:
            if wanted:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for key, page in wanted:
                self._write_one(self._folder, key, page)
        except OSError as error:
            if not self._failed:
                logger.warning("Pages for when the database is away cannot be written: %s", error)
            self._failed = True

    @staticmethod
    def _write_one(folder: Path, key: Key, page: Page) -> None:
        content = {**asdict(page), "key": key, "body": base64.b64encode(page.body).decode()}
        name = hashlib.sha256(json.dumps(key).encode()).hexdigest()[:24]
        handle, temporary = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "w") as file:
            json.dump(content, file)
        os.replace(temporary, folder / f"{name}.json")

    def _load(self) -> None:
        self._read = True
        if self._folder is None:
            return
        for file in sorted(self._folder.glob("*.json"), key=lambda one: one.stat().st_mtime)[-MOST:]:
            try:
                content = json.loads(file.read_text())
                key = tuple(content.pop("key"))
                content["body"] = base64.b64decode(content["body"])
                content["headers"] = [tuple(pair) for pair in content["headers"]]
                page = Page(**content)
            except (OSError, ValueError, KeyError, TypeError):
                continue  # of another version of the product, or half gone
            with self._lock:
                self._pages.setdefault(key, page)


def page_of(status: str, headers: Iterable[tuple[str, str]], body: bytes) -> Page:
    """What was just made, to be remembered."""
    return Page(status, [pair for pair in headers if pair[0].lower() not in _GONE], body, time.time())


def marked(page: Page) -> tuple[Headers, bytes]:
    """Headers and body to send: the page with a sentence above its text that it may be old."""
    body = page.body
    if found := _MAIN.search(body):
        made = timezone.localtime(datetime.fromtimestamp(page.made_at, tz=timezone.get_current_timezone()))
        with override("en" if _ENGLISH.search(body[:400]) else "nl"):
            sentence = _(
                "Deze pagina is mogelijk niet de nieuwste: ons systeem is even niet bereikbaar. U ziet de pagina zoals "
                "die was op %(moment)s."
            ) % {"moment": date_format(made, "j F Y H:i")}
        notice = f'<p class="notice" role="status">{escape(sentence)}</p>'.encode()
        body = body[: found.end()] + notice + body[found.end() :]
    headers = [
        *page.headers,
        ("Cache-Control", "no-store"),
        ("Warning", '110 - "Response is Stale"'),
        ("Age", str(max(0, round(time.time() - page.made_at)))),
        ("Content-Length", str(len(body))),
    ]
    return headers, body
