"""Periods of one key that share a day."""

from datetime import date

import pytest

from sharing.core.periods import overlapping

JAN, FEB, MAR, APR = (date(2026, month, 1) for month in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("periods", "found"),
    [
        ([], []),
        ([("a", JAN, FEB), ("a", MAR, None)], []),
        ([("a", JAN, FEB), ("a", FEB, None)], [(0, 1)]),
        ([("a", JAN, None), ("a", MAR, APR)], [(0, 1)]),
        ([("a", MAR, APR), ("a", JAN, None)], [(0, 1)]),
        ([("a", None, JAN), ("a", FEB, None)], []),
        ([("a", None, None), ("a", JAN, JAN)], [(0, 1)]),
        ([("a", JAN, None), ("b", JAN, None)], []),
        ([("a", JAN, JAN), ("b", JAN, JAN), ("a", JAN, JAN)], [(0, 2)]),
        ([("a", JAN, APR), ("a", JAN, APR), ("a", JAN, APR)], [(0, 1), (0, 2)]),
    ],
)
def test_overlapping(periods, found):
    assert overlapping(periods) == found
