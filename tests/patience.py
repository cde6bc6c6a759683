"""Waiting for a state. How long it takes does not decide about a test, only whether it comes at all."""

import time
from collections.abc import Callable
from typing import TypeVar

from django.db import connection

# Seconds until we believe that it will never come, also on a machine with four times as much to do.
PATIENCE = 180.0
LOOK = 0.02

T = TypeVar("T")


def until(what: Callable[[], T], said: str) -> T:
    """The first answer that is true; `said` tells what was waited for when it never comes."""
    end = time.monotonic() + PATIENCE
    while not (answer := what()):
        assert time.monotonic() < end, f"niet binnen {PATIENCE:.0f} seconden: {said}"
        time.sleep(LOOK)
    return answer


def somebody_waits_for_us() -> bool:
    """Whether a session waits for what this connection holds. Those of a neighbour's database wait for others."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid)))"
        )
        (waits,) = cursor.fetchone()
    return bool(waits)
