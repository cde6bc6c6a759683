"""Django's PostgreSQL, which never waits without end: the ENGINE of DATABASES."""

from typing import Any

import psycopg
from django.db.backends.postgresql import base
from psycopg import IsolationLevel

from cms.database import limits
from cms.database.outage import check_may_try, is_away
from cms.database.outage import here as outage

HEALTH, HEALTH_AWAY = 3.0, 0.5  # seconds for the question whether a kept connection still works


class Connection(psycopg.Connection):
    """A connection that is given up when an answer stays away."""

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        """As psycopg's; without a limit of its own a statement has that of `limits.current`."""
        allowed = limits.current().answer if timeout is None else timeout
        try:
            return super().wait(gen, interval, allowed)
        except psycopg.OperationalError as error:
            if timeout is None and isinstance(error, psycopg.errors._WaitTimeout):
                # In the middle of an answer: nothing more can be asked of it.
                self.pgconn.finish()
                raise psycopg.OperationalError(f"no answer within {allowed:g} s") from None
            raise


class DatabaseWrapper(base.DatabaseWrapper):
    """Connections of that kind, with the clocks of this process, and one memory of whether the database is away."""

    def get_connection_params(self) -> dict[str, Any]:
        given = super().get_connection_params()
        now = limits.current()
        given.setdefault("connect_timeout", now.connect)
        given["options"] = f"{limits.options_of(now)} {given.get('options', '')}".strip()
        return given

    def get_new_connection(self, conn_params: dict[str, Any]) -> psycopg.Connection:
        patience = float(conn_params["connect_timeout"])
        check_may_try(patience)
        self.isolation_level = IsolationLevel.READ_COMMITTED
        try:
            connection = Connection.connect(**conn_params)
        except psycopg.OperationalError as error:
            if is_away(error):
                outage.begun(error)
            raise
        outage.over()
        return connection

    def is_usable(self) -> bool:
        # While it is away, waiting for every kept connection in turn would be waiting for nothing.
        with limits.answer_within(HEALTH_AWAY if outage.is_going_on else HEALTH):
            return super().is_usable()
