"""How it stands with checking, and what a measure protects."""

from datetime import date

import pytest

from sharing.measures.rules import CheckState, Protects, state_of

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("next_check", "outcome", "state"),
    [
        (date(2027, 6, 1), "in_order", CheckState.CHECKED),
        (date(2027, 6, 1), "", CheckState.NEVER),
        (date(2026, 12, 27), "in_order", CheckState.DUE),
        (date(2026, 12, 28), "in_order", CheckState.CHECKED),
        (TODAY, "adjusted", CheckState.DUE),
        (date(2026, 11, 26), "in_order", CheckState.OVERDUE),
        (date(2026, 11, 26), "", CheckState.OVERDUE),
        (date(2027, 6, 1), "insufficient", CheckState.INSUFFICIENT),
    ],
)
def test_how_it_stands_with_checking(next_check, outcome, state):
    assert state_of(next_check, outcome, on=TODAY) == state


def test_what_is_protected_is_all_or_what_is_named():
    assert Protects(all=True).covers(1, [])
    assert Protects(all=False, activities=frozenset({1})).covers(1, [])
    assert Protects(all=False, categories=frozenset({7})).covers(2, [6, 7])
    assert not Protects(all=False, activities=frozenset({1}), categories=frozenset({7})).covers(2, [6])
