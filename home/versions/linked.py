"""What a version promises as linked data, in the Data Privacy Vocabulary 2.3 (https://w3id.org/dpv, W3C). Pure.

Only what the version itself fixed: codes of purposes and data without the names that the register gives them today, so
that the document of a version stays what it was.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sharing.public import Capacity, SpecialCategoriesPolicy, TransferPolicy

MEDIA_TYPE = "application/ld+json"
CONTEXT = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
OBLIGED, CONSENTED, ADEQUATE = "A6-1-c", "A6-1-a", "A45-3"
SAFEGUARDS = ("A46-2-a", "A46-2-b", "A46-2-c", "A46-2-d", "A46-2-e", "A46-2-f", "A46-3-a", "A46-3-b")
GROUNDS = tuple(f"A9-2-{letter}" for letter in "abcdefghij")
EXPLICIT = GROUNDS[:1]
TRANSFERS_ON: dict[str, tuple[str, ...]] = {
    TransferPolicy.LEGAL_OBLIGATION_ONLY: (OBLIGED,),
    TransferPolicy.ADEQUATE_COUNTRIES: (OBLIGED, ADEQUATE),
    TransferPolicy.APPROPRIATE_SAFEGUARDS: (OBLIGED, ADEQUATE, *SAFEGUARDS),
}
SPECIAL_ON: dict[str, tuple[str, ...]] = {
    SpecialCategoriesPolicy.EXPLICIT_CONSENT_ONLY: EXPLICIT,
    SpecialCategoriesPolicy.LAWFUL_GROUND: GROUNDS,
}
# What the vocabulary calls who receives in a capacity, beside a recipient.
RECIPIENTS: dict[str, str] = {
    Capacity.PROCESSOR: "dpv:DataProcessor",
    Capacity.AUTHORITY: "dpv:Authority",
    Capacity.OTHER: "dpv:ThirdParty",
}


@dataclass(frozen=True, slots=True)
class About:
    """The version that promises; instants are RFC 3339, ``formats`` the addresses of its other forms by media type."""

    address: str
    statement: str
    title: str
    language: str
    number: int
    published_at: str
    in_force_from: str
    withdrawn_at: str | None
    replaces: str | None
    organisation: str
    formats: Mapping[str, str]


def as_linked_data(about: About, commitments: Mapping[str, Any]) -> dict[str, Any]:
    """The JSON-LD document of a version; its context is inside, so that reading it fetches nothing."""
    purposes = commitments.get("purposes") or ()
    document: dict[str, Any] = {
        "@context": CONTEXT,
        "@id": about.address,
        "@type": "dpv:PrivacyNotice",
        "dct:title": {"@value": about.title, "@language": about.language},
        "dct:language": about.language,
        "dct:isVersionOf": _at(about.statement),
        "dcat:version": str(about.number),
        "dct:issued": _instant(about.published_at),
        "dct:valid": _instant(about.in_force_from),
        "dct:hasFormat": [
            {"@id": address, "dct:format": kind} for kind, address in sorted(about.formats.items())
        ],
        "dpv:hasDataController": {
            "@id": f"{about.statement}#verwerkingsverantwoordelijke",
            "@type": "dpv:DataController",
            "dpv:hasName": about.organisation,
        },
        "dpv:hasPurpose": [_coded(about, "doel", code, "dpv:Purpose") for code in purposes],
        "dpv:hasRecipient": _recipients(about, commitments),
        "dpv:hasProhibition": _prohibitions(about, commitments),
        "dpv:hasPermission": _permissions(about, commitments),
        "dpv:hasObligation": _obligations(about, commitments),
    }
    if about.replaces:
        document["dct:replaces"] = _at(about.replaces)
    if about.withdrawn_at:  # before it held: it never promised anything
        document["prov:invalidatedAtTime"] = _instant(about.withdrawn_at)
    return document


def _at(address: str) -> dict[str, str]:
    return {"@id": address}


def _instant(moment: str) -> dict[str, str]:
    return {"@value": moment, "@type": "xsd:dateTime"}


def _named(about: About, name: str, kind: str, **more: Any) -> dict[str, Any]:
    """A promise with an address of its own within the version; ``name`` is that of the exchange format."""
    return {"@id": f"{about.address}#{name}", "@type": kind, "dct:identifier": name, **more}


def _coded(about: About, kind: str, code: str, concept: str) -> dict[str, str]:
    """Something of the register; its address is the same in every version."""
    return {"@id": f"{about.statement}#{kind}-{code}", "@type": concept, "dct:identifier": code}


def _recipients(about: About, commitments: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Who may receive, and as far as the text states it which data."""
    stated = commitments.get("data_categories") or {}
    found = []
    for capacity in commitments.get("capacities") or ():
        kinds = ["dpv:Recipient", *([RECIPIENTS[capacity]] if capacity in RECIPIENTS else [])]
        one = {"@id": f"{about.address}#ontvanger-{capacity}", "@type": kinds, "dct:identifier": capacity}
        if data := stated.get(capacity):
            one["dpv:hasPersonalData"] = [
                _coded(about, "gegevens", code, "dpv:PersonalData") for code in data
            ]
        found.append(one)
    return found


OUTSIDE = {"dpv:hasProcessing": _at("dpv:CrossBorderTransfer"), "dpv:isOutsideOfLocation": _at("loc:EEA")}
SPECIAL = {"dpv:hasPersonalData": _at("dpv:SpecialCategoryPersonalData")}


def _prohibitions(about: About, commitments: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is not done, but for what is permitted beside it."""
    found = [_named(about, "transfer_policy", "dpv:Prohibition", **OUTSIDE)]
    if "special_categories" in commitments:
        found.append(_named(about, "special_categories", "dpv:Prohibition", **SPECIAL))
    return found


def _permissions(about: About, commitments: Mapping[str, Any]) -> list[dict[str, Any]]:
    promises: Sequence[tuple[str, dict[str, Any], dict[str, tuple[str, ...]]]] = (
        ("transfer_policy", OUTSIDE, TRANSFERS_ON),
        ("special_categories", SPECIAL, SPECIAL_ON),
    )
    return [
        {
            "@id": f"{about.address}#{name}-toegestaan",
            "@type": "dpv:Permission",
            **scope,
            "dpv:hasLegalBasis": [_at(f"eu-gdpr:{basis}") for basis in on[commitments[name]]],
        }
        for name, scope, on in promises
        if commitments.get(name) in on
    ]


def _obligations(about: About, commitments: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Terms, the check of identity, and consent for what the text does not name."""
    exercise = {"dpv:hasOrganisationalMeasure": _at("dpv:RightExerciseActivity")}
    terms: Sequence[tuple[str, Callable[[int], str]]] = (
        ("response_weeks", lambda weeks: f"P{weeks * 7}D"),  # an xsd:duration knows no weeks
        ("extension_months", lambda months: f"P{months}M"),
    )
    found = [
        _named(about, name, "dpv:Obligation", **exercise, **{"dpv:hasDuration": _lasting(length(value))})
        for name, length in terms
        if (value := commitments.get(name)) is not None
    ]
    if commitments.get("identity_check"):
        check = {**exercise, "dpv:hasPurpose": _at("dpv:IdentityVerification")}
        found.append(_named(about, "identity_check", "dpv:Obligation", **check))
    if commitments.get("consent_for_all_else"):
        consent = {
            "dpv:hasProcessing": _at("dpv:Disclose"),
            "dpv:hasRecipient": _at("dpv:ThirdParty"),
            "dpv:hasLegalBasis": _at(f"eu-gdpr:{CONSENTED}"),
        }
        found.append(_named(about, "consent_for_all_else", "dpv:Obligation", **consent))
    return found


def _lasting(duration: str) -> dict[str, Any]:
    return {"@type": "dpv:TemporalDuration", "rdf:value": {"@value": duration, "@type": "xsd:duration"}}
