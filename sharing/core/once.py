"""What a page needs in many places is read once: remembered while one request is answered, and no longer."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.utils.translation import get_language

T = TypeVar("T")
P = ParamSpec("P")
_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("known", default=None)


@contextmanager
def one_page() -> Iterator[None]:
    """What is asked by ``once`` inside is read one time."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def on_a_page() -> bool:
    """Whether what is read now is remembered."""
    return _known.get() is not None


def once(key: Hashable, read: Callable[[], T]) -> T:
    """What ``read`` gives; asked again on the same page it is what it was, unless something was written since."""
    known = _known.get()
    if known is None:
        return read()
    if key not in known:
        known[key] = read()
    found: T = known[key]
    return found


def asked_once(read: Callable[P, T]) -> Callable[P, T]:
    """``read`` by ``once``, by what it is asked and in which language; whoever gets the answer leaves it as it is."""

    @wraps(read)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        key = (read, get_language(), args, tuple(sorted(kwargs.items())))
        return once(key, lambda: read(*args, **kwargs))

    return asked


def remember(key: Hashable, value: Any) -> None:
    """Let ``once`` find this."""
    known = _known.get()
    if known is not None:
        known[key] = value


@contextmanager
def writing() -> Iterator[None]:
    """While something is written nothing is remembered, and what was read before may be another thing after."""
    known = _known.get()
    token = _known.set(None)
    try:
        yield
    finally:
        _known.reset(token)
        if known is not None:
            known.clear()
