"""How far a registration is: every step by what the registers hold."""

from datetime import date

import pytest

from sharing.registration.choices import State, Step
from sharing.registration.rules import (
    NOTHING,
    Abroad,
    Agreed,
    Facts,
    after,
    first_open,
    furthest,
    is_complete,
    reachable,
    standings,
)

WHOLE = {"id": 1, "reference": "VW-1", "signed": True, "documents": True}
SOUND = Abroad(1, "US", "Cloud", "Verenigde Staten", sound=True)
UNSOUND = Abroad(2, "IN", "Support", "India", sound=False)


def known(abroad=(), **changes) -> Facts:
    return Facts(processor=True, agreed=Agreed(**(WHOLE | changes)), abroad=abroad)


@pytest.mark.parametrize(
    ("facts", "step", "state", "why"),
    [
        (NOTHING, Step.PARTY, State.OPEN, "nog geen hoedanigheid van verwerker"),
        (Facts(processor=True), Step.PARTY, State.DONE, "als verwerker"),
        (Facts(processor=True), Step.AGREEMENT, State.OPEN, "nog geen verwerkersovereenkomst"),
        (Facts(processor=True, ended="VW-0"), Step.AGREEMENT, State.OPEN, "VW-0 is afgelopen"),
        (known(), Step.AGREEMENT, State.DONE, "VW-1 is vastgelegd"),
        (Facts(processor=True), Step.CLAUSES, State.OPEN, "eerst de verwerkersovereenkomst"),
        (known(unmet=("c", "h")), Step.CLAUSES, State.OPEN, "lid 3: c, h"),
        (
            known(starts=date(2027, 2, 1)),
            Step.AGREEMENT,
            State.DONE,
            "VW-1 is vastgelegd en geldt vanaf 1 februari",
        ),
        (known(), Step.CLAUSES, State.DONE, "Alle onderdelen"),
        (Facts(processor=True), Step.SUB_PROCESSORS, State.OPEN, "eerst de verwerkersovereenkomst"),
        (known(), Step.SUB_PROCESSORS, State.NOT_NEEDED, "staat geen subverwerkers toe"),
        (known(authorised=True), Step.SUB_PROCESSORS, State.NOT_NEEDED, "er is er geen vastgelegd"),
        (known(authorised=True, engaged=2), Step.SUB_PROCESSORS, State.DONE, "2 subverwerkers"),
        (known(engaged=1, unapproved=("Support",)), Step.SUB_PROCESSORS, State.OPEN, "Support"),
        (
            known(engaged=1, unapproved=("Support Inc.",)),
            Step.SUB_PROCESSORS,
            State.OPEN,
            "lid 2): Support Inc.",
        ),
        (known(), Step.TRANSFERS, State.NOT_NEEDED, "geen land buiten de EER"),
        (known(abroad=(SOUND,)), Step.TRANSFERS, State.DONE, "heeft een grond"),
        (known(abroad=(SOUND, UNSOUND)), Step.TRANSFERS, State.OPEN, "Support (India)"),
        (Facts(processor=True), Step.DOCUMENTS, State.OPEN, "eerst de verwerkersovereenkomst"),
        (known(signed=False), Step.DOCUMENTS, State.OPEN, "nog niet ondertekend"),
        (known(documents=False), Step.DOCUMENTS, State.OPEN, "nog niet bewaard"),
        (known(), Step.DOCUMENTS, State.DONE, "Ondertekend"),
        (known(documents=False), Step.DONE, State.OPEN, "nog 1 stap open"),
        (Facts(processor=True), Step.DONE, State.OPEN, "nog 4 stappen open"),
        (known(), Step.DONE, State.DONE, "compleet"),
    ],
)
def test_each_step(facts, step, state, why):
    found = standings(facts)
    assert list(found) == list(Step)
    assert found[step].state == state
    assert why in found[step].why
    assert ".." not in found[step].why


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        (NOTHING, Step.PARTY),
        (Facts(processor=True), Step.AGREEMENT),
        (known(unmet=("a",), documents=False), Step.CLAUSES),
        (known(abroad=(UNSOUND,), documents=False), Step.TRANSFERS),
        (known(documents=False), Step.DOCUMENTS),
        (known(), Step.DONE),
    ],
)
def test_where_it_is_taken_up(facts, step):
    assert first_open(standings(facts)) == step
    assert is_complete(facts) == (step == Step.DONE)


@pytest.mark.parametrize(
    ("facts", "done", "then"),
    [
        (known(), Step.PARTY, Step.AGREEMENT),
        (known(), Step.CLAUSES, Step.SUB_PROCESSORS),  # not needed until somebody says so: asked all the same
        (known(), Step.SUB_PROCESSORS, Step.DOCUMENTS),
        (known(abroad=(UNSOUND,)), Step.SUB_PROCESSORS, Step.TRANSFERS),
        (known(), Step.DOCUMENTS, Step.DONE),
        (known(), Step.DONE, Step.DONE),
    ],
)
def test_what_comes_after(facts, done, then):
    assert after(done, standings(facts)) == then


def test_parts_of_an_agreement_wait_for_it():
    assert [one for one in Step if not reachable(one, NOTHING)] == [
        Step.CLAUSES,
        Step.SUB_PROCESSORS,
        Step.DOCUMENTS,
    ]
    assert all(reachable(one, known()) for one in Step)


def test_of_several_agreements_the_one_that_is_furthest_counts():
    draft, whole, newer = known(id=3, signed=False), known(), known(id=2)
    assert furthest([draft, whole]) == whole
    assert furthest([whole, newer]) == newer
