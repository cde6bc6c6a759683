"""What the page about rights says, from the promises and the address."""

import pytest
from django.utils.translation import override

from home.rights.words import Promises, proof, rights, term, ways
from sharing.organisation.models import Contact


@pytest.fixture(autouse=True)
def _dutch():
    with override("nl"):
        yield


def test_every_right_of_the_law_and_the_complaint():
    assert [one.anchor for one in rights()] == [
        *("inzage", "verbeteren", "wissen", "beperken", "overdragen", "bezwaar", "besluit", "toestemming"),
        "klacht",
    ]
    assert all(one.name and one.what.endswith(".") and one.write.endswith(".") for one in rights())


@pytest.mark.parametrize(
    ("promises", "sentence"),
    [
        (Promises(4), "binnen 4 weken"),
        (Promises(1), "binnen 1 week"),
        (Promises(5), "binnen een maand"),  # the page promises nothing that the law forbids
        (Promises(None), "binnen een maand"),
    ],
)
def test_the_term_is_that_of_the_version_or_of_the_law(promises, sentence):
    assert sentence in term(promises)[0]


@pytest.mark.parametrize(
    ("months", "said"), [(0, ""), (1, "1 maand langer"), (2, "2 maanden"), (6, "2 maanden")]
)
def test_so_is_the_extension(months, said):
    words = " ".join(term(Promises(4, months)))
    assert (said in words) if said else ("langer duren" not in words)


def test_what_is_asked_as_proof_follows_the_promise():
    assert "gaan wij na of u het bent" in proof(Promises(4))[0]
    assert "Alleen als wij twijfelen" in proof(Promises(4, identity_check=False))[0]
    assert any("geen kopie van uw paspoort" in one for one in proof(Promises()))


def test_the_address_is_told_as_far_as_it_is_known():
    assert ways(Contact()) == []
    assert ways(Contact(organisation="Werkpad", street="Kade 1")) == []  # where a letter does not arrive
    found = ways(
        Contact(
            organisation="Werkpad",
            attention="De FG",
            street="Kade 1",
            town="1234 AB Stad",
            email="p@example.org",
        )
    )
    assert found == ["Per post: Werkpad, De FG, Kade 1, 1234 AB Stad", "Per e-mail: p@example.org"]


def test_without_a_version_the_law_speaks():
    assert Promises.of(None) == Promises(None, 2, True)
    assert Promises.of({"response_weeks": 3, "extension_months": 1, "identity_check": False}) == Promises(
        3, 1, False
    )
