"""How far an import is, told to who waits for it."""

from collections.abc import Callable

# Rows done, and of how many when that is known.
Progress = Callable[[int, int | None], object]
EVERY = 500  # rows


def unwatched(_done: int, _total: int | None) -> None:
    """Nobody waits."""


class Followed:
    """Rows that were read, compared (half of the work) and then written (the other half)."""

    def __init__(self, rows: int, progress: Progress) -> None:
        self._total, self._progress, self._done = 2 * rows, progress, 0
        progress(0, self._total)

    def step(self, rows: int = 1) -> None:
        """So many more; what is written beside the rows themselves never makes it more than all."""
        before, self._done = self._done, min(self._done + rows, self._total)
        if before // EVERY != self._done // EVERY:
            self._progress(self._done, self._total)

    def half(self) -> None:
        """Everything was compared; what does not change is not written."""
        self._done = self._total // 2
        self._progress(self._done, self._total)
