"""Which tests are measured for coverage: measuring doubles a test's time, and most run what another ran before."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from coverage import Coverage

WALKS = Path(__file__).parent / "architecture"
IN_VAIN = 3  # tests of one file after each other


class Measuring:
    """Measures the tests of a file until a few in a row ran nothing that was not run before in this process.

    Never journeys, walks past every screen and address, and properties: what they pass is run by quicker tests.
    """

    def __init__(self) -> None:
        self._vain: Counter[Path] = Counter()

    @contextmanager
    def around(self, item: pytest.Item) -> Iterator[None]:
        """One test with all that is made ready for it, which is where most of its time may go."""
        walk = item.path.is_relative_to(WALKS) or getattr(item.function, "is_hypothesis_test", False)  # type: ignore[attr-defined]
        if walk or item.get_closest_marker("browser") or self._vain[item.path] >= IN_VAIN:
            with unmeasured():
                yield
            return
        before = _run_so_far()
        yield
        self._vain[item.path] = 0 if _run_so_far() > before else self._vain[item.path] + 1


@contextmanager
def unmeasured() -> Iterator[None]:
    """Nothing is measured inside."""
    coverage = Coverage.current()
    if coverage:
        coverage.stop()
    try:
        yield
    finally:
        if coverage:
            coverage.start()


def _run_so_far() -> int:
    """How many steps from line to line this process has run; 0 where nobody measures."""
    coverage: Any = Coverage.current()
    # No public name tells it without writing everything to disk first.
    return sum(map(len, coverage._collector.data.values())) if coverage else 0
