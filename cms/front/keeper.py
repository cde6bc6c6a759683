"""The work beside answering, in one thread per worker: listen, fill again what a change dropped, write visits."""

import logging
import threading
import time
from collections.abc import Callable
from multiprocessing.util import Finalize
from typing import Any
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

import psycopg
from django.conf import settings
from django.db import Error, connection, connections

from cms.database.base import Connection
from cms.database.outage import here as outage
from cms.database.outage import is_away
from cms.front.cache import ResponseCache
from cms.front.changes import Changes
from cms.front.reserve import Reserve
from cms.front.visits import Visits
from home.public.installing import record_visits

PAUSE = 1.0  # seconds between two looks when nothing happens
WRITE_EVERY = 10.0  # seconds

logger = logging.getLogger(__name__)


def listening_connection() -> psycopg.Connection:
    """A connection of its own to Django's database, as the application's role; a silent break is noticed."""
    known = connections["default"].get_connection_params()
    names = ("dbname", "user", "password", "host", "port", "options")
    given = {name: known[name] for name in known if name in names or name.startswith("ssl")}
    alive: dict[str, Any] = {
        "keepalives_idle": 5,
        "keepalives_interval": 2,
        "keepalives_count": 2,
        "tcp_user_timeout": 5_000,
    }
    try:
        connection = Connection.connect(
            **given, **alive, autocommit=True, connect_timeout=5, application_name="verantwoord (wijzigingen)"
        )
    except psycopg.OperationalError as error:
        outage.begun(error)
        raise
    outage.over()
    return connection


def first_visitor() -> dict[str, Any]:
    """The request of a visitor to the front page, at the address of this installation."""
    address = urlsplit(settings.BASE_URL)
    environ = {
        "HTTP_HOST": address.netloc,
        "HTTP_X_FORWARDED_PROTO": address.scheme,
        "wsgi.url_scheme": address.scheme,
        "QUERY_STRING": "",
    }
    setup_testing_defaults(environ)  # the rest of what WSGI asks for
    return environ


class Keeper(threading.Thread):
    """Ends with the process; visits that still wait are then written."""

    def __init__(self, cache: ResponseCache, visits: Visits):
        super().__init__(name="keeper of public pages", daemon=True)
        self.cache, self.visits = cache, visits
        self._wrote_at = time.monotonic()

    def run(self) -> None:
        # A worker process ends without Python's own atexit; without workers this is run by it.
        Finalize(None, self.write, exitpriority=1)
        while True:
            try:
                self.look()
            except Exception:  # whatever it is: pages and counts must go on
                logger.exception("Keeping the public pages in memory failed; trying again")
                time.sleep(PAUSE)

    def look(self) -> None:
        """Once: wait for news at most a moment, fill what was dropped, write what waited long enough."""
        self.cache.changes.keep_listening()
        self.cache.changes.wait(PAUSE)
        try:
            self.cache.refill(first_visitor())
        finally:
            connection.close()
        if time.monotonic() - self._wrote_at > WRITE_EVERY:
            self.cache.reserve.write()
            self.write()

    def write(self) -> None:
        """Hand the visits to the database; while it is away they wait."""
        self._wrote_at = time.monotonic()
        try:
            self.visits.flush()
        except Error as error:
            if not is_away(error):
                logger.warning("Visits could not be written yet: %s", error)
        finally:
            connection.close()


def in_front(application: Callable[..., Any]) -> ResponseCache:
    """Put pages from memory and the count of visits in front of the application."""
    visits = Visits(record_visits)
    cache = ResponseCache(
        application,
        changes=Changes(listening_connection),
        visited=visits.visited,
        reserve=Reserve(settings.VAR_DIR / "public-pages"),
    )
    Keeper(cache, visits).start()
    return cache
