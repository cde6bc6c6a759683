"""The promises of a version as linked data: every one of them, in terms that the vocabulary has."""

import json
from pathlib import Path

import pytest

from home.versions.linked import CONTEXT, About, as_linked_data
from sharing.public import SpecialCategoriesPolicy, TransferPolicy

# The terms of DPV 2.3 that we use, copied from its tables (https://w3id.org/dpv, W3C Community Group).
TERMS = set((Path(__file__).parent / "dpv-2.3-terms.txt").read_text("utf-8").split())
ABOUT = About(
    address="https://example.org/privacyverklaring/versies/2/",
    statement="https://example.org/privacyverklaring/",
    title="Privacyverklaring",
    language="nl",
    number=2,
    published_at="2026-01-01T10:00:00Z",
    in_force_from="2026-01-31T23:00:00Z",
    withdrawn_at=None,
    replaces="https://example.org/privacyverklaring/versies/1/",
    organisation="Werkpad",
    formats={"application/pdf": "https://example.org/privacyverklaring/versies/2.pdf"},
)
PROMISES = {
    "transfer_policy": "legal_obligation_only",
    "special_categories": "explicit_consent_only",
    "capacities": ["client", "processor", "authority", "other"],
    "purposes": ["werk", "werving"],
    "response_weeks": 4,
    "extension_months": 2,
    "identity_check": True,
    "consent_for_all_else": True,
    "data_categories": {"client": ["naw"]},
}


def bases(document: dict, name: str) -> list[str]:
    (found,) = [one for one in document["dpv:hasPermission"] if one["@id"].endswith(f"#{name}-toegestaan")]
    return [one["@id"].removeprefix("eu-gdpr:") for one in found["dpv:hasLegalBasis"]]


def named(document: dict, kind: str) -> dict:
    return {one["dct:identifier"]: one for one in document[kind]}


def terms(value) -> set[str]:
    """Every prefixed name in a document."""
    if isinstance(value, dict):
        return {key for key in value if not key.startswith("@")}.union(
            *(terms(one) for key, one in value.items() if key != "@context")
        )
    if isinstance(value, list):
        return set().union(*map(terms, value))
    prefix, found, _name = str(value).partition(":")
    return {value} if found and prefix in CONTEXT else set()


def test_every_promise_is_there():
    document = as_linked_data(ABOUT, PROMISES)
    assert [one["dct:identifier"] for one in document["dpv:hasPurpose"]] == ["werk", "werving"]
    recipients = named(document, "dpv:hasRecipient")
    assert recipients["processor"]["@type"] == ["dpv:Recipient", "dpv:DataProcessor"]
    assert recipients["client"]["dpv:hasPersonalData"][0]["dct:identifier"] == "naw"
    assert set(named(document, "dpv:hasProhibition")) == {"transfer_policy", "special_categories"}
    obligations = named(document, "dpv:hasObligation")
    lasting = {
        name: one["dpv:hasDuration"]["rdf:value"]["@value"]
        for name, one in obligations.items()
        if "dpv:hasDuration" in one
    }
    assert lasting == {"response_weeks": "P28D", "extension_months": "P2M"}
    assert {"identity_check", "consent_for_all_else"} <= set(obligations)
    assert bases(document, "transfer_policy") == ["A6-1-c"]
    assert bases(document, "special_categories") == ["A9-2-a"]


def test_a_wider_promise_permits_more():
    document = as_linked_data(
        ABOUT, PROMISES | {"transfer_policy": "appropriate_safeguards", "special_categories": "lawful_ground"}
    )
    assert {"A45-3", "A46-2-c"} <= set(bases(document, "transfer_policy"))
    assert len(bases(document, "special_categories")) == 10


def test_what_is_not_promised_is_left_out():
    document = as_linked_data(ABOUT, PROMISES | {"identity_check": False, "consent_for_all_else": False})
    assert set(named(document, "dpv:hasObligation")) == {"response_weeks", "extension_months"}


@pytest.mark.parametrize("transfers", TransferPolicy.values)
@pytest.mark.parametrize("special", SpecialCategoriesPolicy.values)
def test_every_term_is_one_of_the_vocabulary(transfers, special):
    document = as_linked_data(ABOUT, PROMISES | {"transfer_policy": transfers, "special_categories": special})
    own = {one for one in terms(document) if one.split(":")[0] in ("dpv", "eu-gdpr", "loc")}
    assert own
    assert own <= TERMS
    json.dumps(document)
