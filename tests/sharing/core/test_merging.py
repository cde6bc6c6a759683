"""Bringing together what two people made: properties that hold for whatever they did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing.core.merging import WHOLE, Choice, merge_order, merge_rows

FIELDS = ("name", "country", "address")
ROW = st.fixed_dictionaries({name: st.sampled_from("abc") for name in FIELDS})
ROWS = st.dictionaries(st.sampled_from(["", "capacities:1", "capacities:2", "documents:3"]), ROW)
ORDER = st.lists(st.sampled_from("abcdefg"), unique=True)


def test_who_changed_a_field_alone_is_followed() -> None:
    base = {"": {"name": "Oud", "country": "NL"}}
    theirs = {"": {"name": "Oud", "country": "BE"}}
    mine = {"": {"name": "Nieuw", "country": "NL"}}
    merged = merge_rows(base, theirs, mine)
    assert merged.rows == {"": {"name": "Nieuw", "country": "BE"}}
    assert merged.taken == {("", "country")}
    assert not merged.conflicts


@pytest.mark.parametrize(("choice", "name"), [(Choice.MINE, "Van mij"), (Choice.THEIRS, "Van hen")])
def test_what_both_changed_is_a_choice(choice: Choice, name: str) -> None:
    states = ({"": {"name": "Oud"}}, {"": {"name": "Van hen"}}, {"": {"name": "Van mij"}})
    assert merge_rows(*states).conflicts == {("", "name")}
    merged = merge_rows(*states, {("", "name"): choice})
    assert merged.rows == {"": {"name": name}}
    assert not merged.conflicts


@pytest.mark.parametrize("choice", [None, *Choice])
@pytest.mark.parametrize("removed_by_me", [True, False])
def test_a_row_that_one_removed_and_the_other_changed_is_a_choice(choice, removed_by_me: bool) -> None:
    base, changed = {"1": {"name": "Oud"}}, {"1": {"name": "Nieuw"}}
    theirs, mine = (changed, {}) if removed_by_me else ({}, changed)
    merged = merge_rows(base, theirs, mine, {("1", WHOLE): choice} if choice else {})
    assert merged.conflicts == (frozenset() if choice else {("1", WHOLE)})
    stays = choice is None or (choice == Choice.THEIRS) == removed_by_me
    assert merged.rows == (changed if stays else {})


@given(ROWS, ROWS)
def test_who_did_nothing_gets_what_the_other_made(base, other) -> None:
    assert merge_rows(base, other, base).rows == other
    assert merge_rows(base, base, other).rows == other
    assert not merge_rows(base, other, base).conflicts
    assert not merge_rows(base, base, other).taken


@given(ROWS, ROWS)
def test_the_same_change_twice_is_no_conflict(base, other) -> None:
    merged = merge_rows(base, other, other)
    assert (merged.rows, merged.conflicts, merged.taken) == (other, frozenset(), frozenset())


@given(ROWS, ROWS, ROWS)
def test_both_find_the_same_conflicts(base, theirs, mine) -> None:
    assert merge_rows(base, theirs, mine).conflicts == merge_rows(base, mine, theirs).conflicts


@given(ROWS, ROWS, ROWS, st.sampled_from(Choice))
def test_every_conflict_can_be_settled_and_nothing_is_made_up(base, theirs, mine, choice) -> None:
    asked = merge_rows(base, theirs, mine)
    settled = merge_rows(base, theirs, mine, dict.fromkeys(asked.conflicts, choice))
    assert not settled.conflicts
    whose = {Choice.MINE: mine, Choice.THEIRS: theirs}[choice]
    for key, name in asked.conflicts:
        if name == WHOLE:
            assert settled.rows.get(key) == whose.get(key)
        else:
            assert settled.rows[key][name] == whose[key][name]
    for key, row in settled.rows.items():
        for name, value in row.items():
            assert value in [state[key][name] for state in (base, theirs, mine) if key in state]


@given(ROWS, ROWS, ROWS)
def test_no_change_of_mine_is_lost_without_a_choice(base, theirs, mine) -> None:
    merged = merge_rows(base, theirs, mine)
    for key, row in mine.items():
        for name, value in row.items():
            if base.get(key, {}).get(name) != value:
                assert merged.rows[key][name] == value


@given(ORDER, ORDER)
def test_the_order_of_who_moved_something_counts(base, other) -> None:
    moved = [*other, *(key for key in base if key not in other)]
    assert merge_order(base, moved, base) == (moved, False)
    assert merge_order(base, base, moved) == (moved, False)


@given(ORDER, ORDER, ORDER)
def test_an_order_holds_everything_once(base, theirs, mine) -> None:
    order, _both_moved = merge_order(base, theirs, mine)
    assert sorted(order) == sorted({*theirs, *mine})


def test_two_orders_are_a_choice() -> None:
    assert merge_order("abc", "bac", "acb") == (list("acb"), True)
    assert merge_order("abc", "axbc", "bac") == (list("bac"[:1] + "axc"), False)
