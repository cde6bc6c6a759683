"""What takes a while to make of the registers is kept until one of them changes, and no longer."""

from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

from sharing.core.models import Register
from sharing.core.stamp import register_stamp

T = TypeVar("T")


class UntilChanged(Generic[T]):
    """At most ``most`` results; the oldest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[Hashable, tuple[T]] = {}

    def get(self, key: Hashable, make: Callable[[], T], *, of: Iterable[type[Register]] | None = None) -> T:
        """What ``make`` gave for this key, made anew when a register, or one ``of`` these, has changed."""
        whole = (key, register_stamp(of))
        known = self._known.get(whole)
        if known is None:
            known = (make(),)
            for oldest in list(self._known)[: len(self._known) - self._most + 1]:
                self._known.pop(oldest, None)
            self._known[whole] = known
        return known[0]
