"""A text that states which data a capacity gets, beside agreements and a log that hold more."""

import pytest

from sharing.conflicts.rules import conflicts_between
from tests.sharing.conflicts.conflict_facts import (
    agreement,
    codes,
    commitments,
    flow,
    found,
    organisation,
    register,
)
from tests.sharing.facts import DAY

CONFLICT = [("category-not-stated", "conflict")]


def test_what_is_agreed_beyond_the_text_is_a_conflict_and_names_only_the_excess() -> None:
    [one] = conflicts_between(commitments(data_categories={"client": ("naam",)}), register(), on=DAY)
    assert (one.code, one.subject, one.commitment) == ("category-not-stated", "client", "data_categories")
    assert one.promise == "Een opdrachtgever krijgt alleen: Naam en adres."
    assert one.fact == "Niet genoemd: Verzuimdagen. Meer staat in overeenkomst VO-2024-01 met Gemeente."
    assert [about.kind for about in one.about] == ["agreement"]


@pytest.mark.parametrize(
    "stated",
    [
        None,
        {},
        {"partner": ("naam",)},
        {"client": ("naam", "verzuim")},
        {"client": ("naam", "verzuim", "cv")},
    ],
)
def test_no_conflict_where_the_text_states_none_for_the_capacity_or_enough(stated) -> None:
    assert codes(register(flows=(flow(),)), data_categories=stated) == []


@pytest.mark.parametrize(("permitted", "weight"), [(True, "conflict"), (False, "warning")])
def test_what_was_shared_beyond_the_text(permitted, weight) -> None:
    partner = organisation("buur", holds=("partner",), agreements=())
    shared = flow(
        recipient="buur",
        capacity="partner",
        agreement=None,
        permitted=permitted,
        data_categories=frozenset({"naam", "cv"}),
    )
    facts = register(partner, flows=(shared,))
    assert found(facts, data_categories={"partner": ("naam",)}) == [("category-not-stated", weight)]
    [one] = conflicts_between(commitments(data_categories={"partner": ("naam",)}), facts, on=DAY)
    assert "Niet genoemd: cv. Meer ontving Buur. Sinds" in one.fact
    assert "3 verstrekkingen met zulke gegevens vastgelegd" in one.fact


def test_an_agreement_that_has_ended_says_nothing() -> None:
    ended = organisation(agreements=(agreement(last_day=DAY.replace(year=DAY.year - 1)),))
    assert "category-not-stated" not in codes(register(ended), data_categories={"client": ("naam",)})
