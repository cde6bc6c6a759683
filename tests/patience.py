"""Waiting for a state. How long it takes does not decide about a test, only whether it comes at all."""

import time
from collections.abc import Callable
from typing import TypeVar

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
