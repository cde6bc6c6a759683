"""What the register does with a promise, for every value that can be chosen."""

import pytest

from home.text.blocks import SectionBodyBlock
from home.text.commitment_blocks import CommitmentBlock
from home.text.promises import KINDS, all_of, explain, one_of
from sharing.public import Capacity, SpecialCategoriesPolicy, TransferPolicy

TREE = [
    {
        "code": "werk",
        "description": "Werk",
        "children": [
            {"code": "werk-zoeken", "description": "Zoeken", "children": []},
            {"code": "werk-plaatsen", "description": "Plaatsen", "children": []},
        ],
    },
    {"code": "beheer", "description": "Beheer", "children": []},
    {"code": "subsidie", "description": "Subsidie", "children": []},
    {"code": "relaties", "description": "Relaties", "children": []},
    {"code": "wet", "description": "Wet", "children": []},
]


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (
            TransferPolicy.LEGAL_OBLIGATION_ONLY,
            "alleen toe als een wettelijke verplichting haar voorschrijft",
        ),
        (TransferPolicy.ADEQUATE_COUNTRIES, "ook toe als er die dag een adequaatheidsbesluit geldt dat"),
        (TransferPolicy.APPROPRIATE_SAFEGUARDS, "of een passende waarborg (artikel 46 AVG) is geregistreerd"),
    ],
)
def test_every_transfer_policy(policy, words):
    assert words in explain("transfer_policy", {"transfer_policy": policy.value})


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        (
            SpecialCategoriesPolicy.EXPLICIT_CONSENT_ONLY,
            "tegen waarvoor geen uitdrukkelijke toestemming geldt",
        ),
        (
            SpecialCategoriesPolicy.LAWFUL_GROUND,
            "een vastgelegde grond (artikel 9, lid 2, AVG)",
        ),
    ],
)
def test_every_policy_on_special_data(policy, words):
    assert words in explain("special_categories", {"special_categories": policy.value})


def test_the_tables_above_miss_no_value():
    for kind, policies in (
        ("transfer_policy", TransferPolicy),
        ("special_categories", SpecialCategoriesPolicy),
    ):
        sentences = {explain(kind, {kind: policy.value}) for policy in policies}
        assert len(sentences - {""}) == len(policies)


@pytest.mark.parametrize("kind", ["identity_check", "consent_for_all_else"])
def test_yes_and_no_say_different_things(kind):
    assert explain(kind, {kind: True}) != explain(kind, {kind: False})


@pytest.mark.parametrize(
    ("weeks", "months", "words", "warned"),
    [
        (4, 2, "antwoord binnen 4 weken, zo nodig met 2 maanden verlengd", False),
        (1, 1, "antwoord binnen 1 week, zo nodig met 1 maand verlengd", False),
        (2, 0, "antwoord binnen 2 weken, zonder verlenging", False),
        (5, 2, "antwoord binnen 5 weken", True),
        (4, 3, "met 3 maanden verlengd", True),
    ],
)
def test_a_term_is_said_and_one_looser_than_the_law_is_warned_about(weeks, months, words, warned):
    said = explain("response_term", {"response_weeks": weeks, "extension_months": months})
    assert words in said
    assert ("Let op" in said) == warned


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ([], "houdt elke verstrekking tegen"),
        (
            ["client"],
            "aan een partij als opdrachtgever, en houdt die aan een samenwerkingspartner, verwerker",
        ),
        (["client", "processor"], "als opdrachtgever of verwerker"),
        (Capacity.values, "in elke hoedanigheid"),
    ],
)
def test_capacities(chosen, words):
    assert words in explain("capacities", {"capacities": chosen})


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ([], "houdt elke verstrekking tegen"),
        (["werk", "beheer", "subsidie", "relaties", "wet"], "voor alle doeleinden in het register"),
        (["werk", "beheer", "subsidie", "relaties"], "tegen voor “Wet”."),
        (["beheer"], "tegen voor “Werk”, “Subsidie”, “Relaties” en 1 ander doeleinde."),
        (["subsidie"], "“Werk”, “Beheer”, “Relaties” en 1 ander doeleinde."),
        (["werk-zoeken", "beheer", "subsidie", "relaties", "wet"], "tegen voor “Werk” en “Plaatsen”."),
    ],
)
def test_purposes_cover_what_is_below_them(chosen, words):
    assert words in explain("purposes", {"purposes": chosen}, purposes=TREE)


@pytest.mark.parametrize("kind", ["transfer_policy", "special_categories", "response_term"])
def test_nothing_is_said_about_a_value_that_is_not_there(kind):
    assert explain(kind, {}) == ""
    assert explain(kind, {kind: "onbekend", "response_weeks": "vier"}) == ""


def test_every_promise_of_a_statement_has_its_sentence():
    blocks = SectionBodyBlock().child_blocks
    assert {name for name, block in blocks.items() if isinstance(block, CommitmentBlock)} == set(KINDS)


def test_lists_in_a_sentence():
    assert one_of(["a"]) == all_of(["a"]) == "a"
    assert (one_of(["a", "b"]), all_of(["a", "b", "c"])) == ("a of b", "a, b en c")
