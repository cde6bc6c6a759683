"""Periods that overlap and parents that go round."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing.workbook.rules import Held, on_a_cycle, overlaps


def _held(*periods: tuple[int, int | None]) -> list[Held]:
    return [
        Held(date(2026, 1, first), last and date(2026, 1, last), row)
        for row, (first, last) in enumerate(periods, start=2)
    ]


@pytest.mark.parametrize(
    ("periods", "found"),
    [
        ([(1, 5), (6, 9)], []),
        ([(1, 5), (5, 9)], [(2, 3)]),
        ([(1, None), (9, 10)], [(2, 3)]),
        ([(9, 10), (1, None)], [(3, 2)]),
        ([(1, 20), (2, 3), (10, 12)], [(2, 3), (2, 4)]),
        ([(1, 5), (2, 3), (6, 7)], [(2, 3)]),
        ([], []),
    ],
)
def test_overlaps(periods, found) -> None:
    assert [(earlier.row, later.row) for earlier, later in overlaps(_held(*periods))] == found


@given(st.lists(st.tuples(st.integers(1, 31), st.integers(0, 30)), max_size=8))
def test_an_overlap_is_found_exactly_when_two_periods_share_a_day(starts) -> None:
    periods = [(first, min(31, first + length)) for first, length in starts]
    shared = any(
        max(one[0], other[0]) <= min(one[1], other[1])
        for number, one in enumerate(periods)
        for other in periods[:number]
    )
    assert bool(list(overlaps(_held(*periods)))) is shared


@pytest.mark.parametrize(
    ("parents", "cyclic"),
    [
        ({"a": "b", "b": None}, set()),
        ({"a": "a"}, {"a"}),
        ({"a": "b", "b": "a", "c": "a"}, {"a", "b"}),
        ({"a": "b", "b": "c", "c": "d", "d": "b"}, {"b", "c", "d"}),
        ({"a": "unknown"}, set()),
    ],
)
def test_cycles(parents, cyclic) -> None:
    assert on_a_cycle(parents) == cyclic
