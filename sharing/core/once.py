"""What a page needs in many places is read once: remembered while one request is answered, and no longer."""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
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
