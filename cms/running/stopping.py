"""Somebody asks us to stop: by Ctrl-C, by a signal, or by going away."""

import contextlib
import signal
from collections.abc import Iterator

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(BaseException):
    """Somebody asked us to stop."""


class _Asked:
    """The signal that came, and whether what is being done now is finished first."""

    by: int | None = None
    later = False


def _stop(number: int, _: object) -> None:
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)  # stopping is under way already
    if _Asked.later:
        _Asked.by = number
    else:
        raise Stop(number)


def listen_for_stop() -> None:
    """React to Ctrl-C also when it was ignored at our start, as in the background of a script."""
    for number in SIGNALS:
        signal.signal(number, _stop)


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Who asks to stop meanwhile gets it at the end. Raises Stop.

    For what takes a lock of its own for a moment, such as looking whether a process ended: an exception between taking
    it and letting it go would leave it taken, and who waits for the process afterwards waits for ever.
    """
    _Asked.later = True
    try:
        yield
    finally:
        _Asked.later = False
    if _Asked.by is not None:
        number, _Asked.by = _Asked.by, None
        raise Stop(number)
