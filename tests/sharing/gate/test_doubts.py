"""What nobody has made sure of yet says so where it decides: in the reason, in findings, and when nothing is wrong."""

from dataclasses import replace

import pytest

from sharing.gate.rules import judge
from sharing.reference.rules import ProvisionFacts
from sharing.transfers.rules import Decision, Membership, assess
from tests.sharing.facts import DAY, decision, entry, facts, ground, promise

UNSURE = ProvisionFacts("pw-64", "artikel 64 Participatiewet", "nl", unchecked=True)
SURE = replace(UNSURE, code="pw-64-zeker", unchecked=False)
OBLIGED = {"legal_basis": "legal_obligation", "legal_provision": UNSURE.citation}
HEALTH = {
    "data_categories": frozenset({"gezondheid"}),
    "special_categories": frozenset({"gezondheid"}),
}
LAWFUL = {"promise": promise(special_categories="lawful_ground")}


def doubts(changes: dict, **known) -> tuple[str, ...]:
    return judge(entry(**changes), facts(**known)).doubts


def test_a_provision():
    assert doubts(OBLIGED, provisions=(UNSURE,)) == (
        "De wettelijke verplichting rust op artikel 64 Participatiewet; die bepaling is nog te controleren.",
    )
    assert doubts(OBLIGED, provisions=(UNSURE, SURE)) == ()
    assert doubts({}, provisions=(UNSURE,)) == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"unchecked": True}, "rust op grond gezondheid-arbeid; die grond is nog te controleren"),
        ({"provision": "pw-64"}, "en die op artikel 64 Participatiewet; die bepaling is nog te controleren"),
        ({}, ""),
    ],
)
def test_a_ground(changes, said):
    found = doubts(HEALTH, grounds=(ground(**changes),), provisions=(UNSURE,), **LAWFUL)
    assert bool(found) == bool(said) and said in "".join(found)


def test_an_adequacy_decision():
    there = {"destination_country": "US", "recipient_country": "US"}
    assert "besluit is nog te controleren" in doubts(there, decisions=(decision(unchecked=True),))[0]
    assert doubts(there, decisions=(decision(),)) == ()
    assert doubts({}, decisions=(decision(unchecked=True),)) == ()


def test_it_changes_nothing_of_the_judgement():
    sure = judge(entry(**OBLIGED), facts(provisions=(SURE,)))
    unsure = judge(entry(**OBLIGED), facts(provisions=(UNSURE,)))
    assert (sure.findings, sure.allowed) == (unsure.findings, unsure.allowed)


def test_the_reason_of_a_transfer_says_so():
    found = assess("US", "p", DAY, (Membership("NL", None, None),), (decision(unchecked=True),), ())
    assert "(EU) 2023/1795 (nog te controleren)" in found.reason
    scoped = Decision("US", "DPF", "(EU) 2023/1795", DAY, None, unchecked=True)
    assert "(nog te controleren)" in assess("US", "p", DAY, (), (scoped,), ()).reason


def test_a_finding_about_it_says_so():
    there = {"destination_country": "US", "recipient_country": "US"}
    known = facts(decisions=(decision(unchecked=True, under_review=True),))
    review = next(one for one in judge(entry(**there), known).findings if one.code == "adequacy-under-review")
    assert review.message.startswith("Adequaatheidsbesluit (EU) 2023/1795 (nog te controleren), waarop")
    ended = facts(provisions=(replace(UNSURE, last_day=DAY.replace(year=2020)),))
    gap = next(
        one for one in judge(entry(**OBLIGED), ended).findings if one.code == "obligation-without-provision"
    )
    assert "artikel 64 Participatiewet (nog te controleren) gold niet" in gap.message
