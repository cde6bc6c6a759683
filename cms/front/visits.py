"""Count visits as the statement says: per day and page, nothing of the visitor, bots left out.

Counted in memory, in front of the pages from memory, and handed over in batches. What a visitor's browser says of
itself is looked at to leave out programs, and not kept.
"""

import re
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

from cms.front.today import Today

# Programs that say so; a browser of a person names none of these.
_PROGRAM = re.compile(
    r"bot\b|bot[/;_-]|crawl|spider|slurp|archiver|preview|monitor|uptime|pingdom|lighthouse|headless|scan|fetch|"
    r"python|curl|wget|httpx|java/|go-http|libwww|okhttp|axios|facebookexternalhit|whatsapp|validator",
    re.IGNORECASE,
)
MAX_WAITING = 10_000  # pages × days that wait while the database cannot be reached


def is_reader(environ: Mapping[str, str]) -> bool:
    """Whether a person's browser asks for something to read, as far as the request says."""
    agent = environ.get("HTTP_USER_AGENT", "")
    ahead = environ.get("HTTP_SEC_PURPOSE", "") + environ.get("HTTP_PURPOSE", "")
    return agent.startswith(("Mozilla/", "Opera/")) and not _PROGRAM.search(agent) and "prefetch" not in ahead


class Visits:
    """Visits that wait to be written; ``store`` gets how many there were by day and page, and may raise."""

    def __init__(
        self,
        store: Callable[[Mapping[tuple[date, str], int]], None],
        *,
        today: Callable[[], date] | None = None,
    ):
        self._store = store
        self._today = today or Today()
        self._lock = threading.Lock()
        self._waiting: Counter[tuple[date, str]] = Counter()

    def visited(self, path: str, environ: Mapping[str, str]) -> None:
        """Somebody gets the page at this address."""
        if not is_reader(environ):
            return
        key = (self._today(), path)
        with self._lock:
            if key in self._waiting or len(self._waiting) < MAX_WAITING:
                self._waiting[key] += 1

    def flush(self) -> None:
        """Hand over what waits; what could not be stored waits on, and the error is raised."""
        with self._lock:
            batch, self._waiting = self._waiting, Counter()
        if not batch:
            return
        try:
            self._store(batch)
        except BaseException:
            with self._lock:
                self._waiting.update(batch)
            raise
