"""The commitments object: what it says about data per capacity, and what it refuses."""

import pytest

from sharing.commitments.rules import Commitments
from sharing.core.exceptions import RefusedInput

PLAIN = {
    "transfer_policy": "legal_obligation_only",
    "special_categories": "explicit_consent_only",
    "capacities": ["client", "partner"],
    "purposes": ["werk"],
    "response_weeks": 4,
    "extension_months": 2,
    "identity_check": True,
    "consent_for_all_else": True,
}


def read(**changes) -> Commitments:
    return Commitments.from_json(PLAIN | changes, purposes={"werk"}, data_categories={"naam", "cv"})


@pytest.mark.parametrize("nothing", [{}, {"data_categories": None}, {"data_categories": {}}])
def test_a_text_need_not_state_data_and_then_the_object_has_no_such_name(nothing) -> None:
    promised = read(**nothing)
    assert promised.data_categories is None
    assert promised.as_json() == PLAIN


def test_what_is_stated_comes_back_as_it_was_given() -> None:
    stated = {"partner": ["naam", "cv"], "client": ["naam"]}
    promised = read(data_categories=stated)
    assert promised.as_json()["data_categories"] == stated
    assert read(**promised.as_json()) == promised


@pytest.mark.parametrize(
    ("stated", "field", "words"),
    [
        (["naam"], "data_categories", "per hoedanigheid"),
        ({"partner": "naam"}, "data_categories.partner", "lijst van codes"),
        ({"partner": ["adres"]}, "data_categories.partner", "“adres” is geen bekende code"),
        ({"partner": ["naam", "naam"]}, "data_categories.partner", "twee keer"),
        ({"partner": []}, "data_categories.partner", "laat deze hoedanigheid weg"),
        ({"samenwerkingspartner": ["naam"]}, "data_categories", "kies uit authority, client"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(stated, field, words) -> None:
    with pytest.raises(RefusedInput) as refused:
        read(data_categories=stated)
    [error] = refused.value.errors
    assert error.field == field
    assert words in str(error)
