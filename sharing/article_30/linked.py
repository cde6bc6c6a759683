"""The record as JSON-LD in the Data Privacy Vocabulary (W3C DPV 2.3), with its terms for AVG and countries. Pure.

Each party, purpose and category is a node of its own, named by its code, so that records can be laid together. What the
vocabulary has no term for is left to PDF and workbook; what is missing is said in ``rdfs:comment``.
"""

from collections.abc import Iterable
from typing import Any

from sharing.article_30 import rules
from sharing.article_30.rules import Abroad, Activity, Contact, Named, Record
from sharing.reference.choices import DataKind, LegalBasis
from sharing.transfers.choices import Mechanism

Node = dict[str, Any]

CONTEXT: Node = {
    "dpv": "https://w3id.org/dpv#",
    "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
    "loc": "https://w3id.org/dpv/loc#",
    "dct": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs:label": {"@language": "nl"},
    "rdfs:comment": {"@language": "nl"},
    "dct:description": {"@language": "nl"},
    "dct:title": {"@language": "nl"},
    "dct:created": {"@type": "xsd:dateTime"},
    "dct:valid": {"@type": "xsd:date"},
}
_BASES = {
    LegalBasis.CONSENT: "eu-gdpr:A6-1-a",
    LegalBasis.CONTRACT: "eu-gdpr:A6-1-b",
    LegalBasis.LEGAL_OBLIGATION: "eu-gdpr:A6-1-c",
    LegalBasis.VITAL_INTERESTS: "eu-gdpr:A6-1-d",
    LegalBasis.PUBLIC_TASK: "eu-gdpr:A6-1-e",
    LegalBasis.LEGITIMATE_INTERESTS: "eu-gdpr:A6-1-f",
}
_SCC = "eu-gdpr:A46-2-c"
_TRANSFER = {
    Mechanism.ADEQUACY: "eu-gdpr:A45-3",
    **{one: _SCC for one in Mechanism if one.value.startswith("scc_")},
    Mechanism.BCR: "eu-gdpr:A46-2-b",
    Mechanism.CODE_OF_CONDUCT: "eu-gdpr:A46-2-e",
    Mechanism.CERTIFICATION: "eu-gdpr:A46-2-f",
    Mechanism.ART_46_OTHER: "dpv:DataTransferLegalBasis",
    **{one: f"eu-gdpr:A49-1-{one.value[-1]}" for one in Mechanism if one.value.startswith("art_49_")},
    # The vocabulary counts the second subparagraph of paragraph 1 as a paragraph of its own.
    Mechanism.ART_49_COMPELLING: "eu-gdpr:A49-2",
}
_KINDS = {
    DataKind.ORDINARY: "dpv:PersonalData",
    DataKind.SPECIAL: "dpv:SpecialCategoryPersonalData",
    DataKind.CRIMINAL: "dpv:SensitivePersonalData",
    DataKind.NATIONAL_ID: "dpv:SensitivePersonalData",
}


def as_linked_data(record: Record, *, base: str) -> Node:
    """The record as JSON-LD; ``base`` is the address under which its names stand, ending in "#"."""
    nodes: dict[str, Node] = {}
    own = _contact(nodes, f"{base}organisatie", record.organisation, "dpv:DataController")
    if not rules.is_controller(record):
        nodes[own["@id"]]["@type"] = ["dpv:Organisation", "dpv:DataProcessor"]
    whole: Node = {
        "@id": f"{base}register",
        "@type": "dpv:ROPA",
        "dct:title": rules.title_of(record),
        "dct:description": f"{rules.state_of(record)} {rules.ORGANISATION_NOW}",
        "dct:created": record.made_at.isoformat(),
        "dct:valid": record.on.isoformat(),
        "dpv:hasDataController" if rules.is_controller(record) else "dpv:hasDataProcessor": own,
    }
    if record.joint:
        whole["dpv:hasJointDataControllers"] = [
            _contact(nodes, f"{base}partij-{one.code}", one, "dpv:JointDataControllers")
            for one in record.joint
        ]
    gaps = [f"{rules.MISSING} ({letter}): {gap}" for name, letter, gap in rules.gaps_of(record) if not name]
    whole |= {"rdfs:comment": gaps} if gaps else {}
    whole["dpv:hasProcess"] = [_process(nodes, base, record, one, own) for one in record.activities]
    return {"@context": CONTEXT, "@graph": [whole, *nodes.values()]}


def _process(nodes: dict[str, Node], base: str, record: Record, activity: Activity, own: Node) -> Node:
    node: Node = {
        "@id": f"{base}verwerking-{activity.code}",
        "@type": "dpv:Process",
        "rdfs:label": activity.name,
        "dpv:hasPurpose": _listed(nodes, f"{base}doeleinde-", "dpv:Purpose", activity.purposes),
        "dpv:hasDataSubject": _listed(nodes, f"{base}betrokkene-", "dpv:DataSubject", activity.subjects),
        "dpv:hasPersonalData": _listed(nodes, f"{base}gegeven-", "dpv:PersonalData", activity.data),
        "dpv:hasRecipient": [
            _recipient(nodes, base, one.code, one.name, one.country) for one in activity.recipients
        ],
    }
    if activity.client:
        who = _contact(nodes, f"{base}partij-{activity.client.code}", activity.client, "dpv:DataController")
        node |= {"dpv:hasDataController": who, "dpv:hasDataProcessor": own}
    else:
        node["dpv:hasDataController"] = own
    if activity.sub_processors:
        node["dpv:hasDataProcessor"] = [
            *([own] if activity.client else []),
            *(_recipient(nodes, base, one.code, one.name, one.country) for one in activity.sub_processors),
        ]
    node["dpv:hasLegalBasis"] = [{"@id": _BASES[LegalBasis(one.code)]} for one in activity.legal_bases]
    node["dpv:hasStorageCondition"] = [
        {"@type": "dpv:StorageDuration", "rdfs:label": one.what, "dct:description": one.term}
        for one in activity.kept
    ]
    node["dpv:hasProcessing"] = [_abroad(nodes, base, one) for one in activity.abroad]
    if activity.security or activity.measures or activity.declared:
        node["dpv:hasTechnicalOrganisationalMeasure"] = {
            "@type": "dpv:TechnicalOrganisationalMeasure",
            "dct:description": "\n".join(
                filter(None, (activity.security, *activity.measures, *activity.declared))
            ),
        }
    gaps = [
        f"{rules.MISSING} ({field.letter}): {gap}"
        for field in rules.fields_of(activity, record.role)
        for gap in field.gaps
    ]
    return {name: value for name, value in (node | {"rdfs:comment": gaps}).items() if value != []}


def _listed(nodes: dict[str, Node], prefix: str, kind: str, listed: Iterable[Named]) -> list[Node]:
    found = []
    for one in listed:
        name = f"{prefix}{one.code}"
        known = _KINDS.get(DataKind(one.kind), kind) if one.kind else kind
        nodes.setdefault(name, {"@id": name, "@type": known, "rdfs:label": one.name})
        found.append({"@id": name})
    return found


def _contact(nodes: dict[str, Node], name: str, one: Contact, kind: str) -> Node:
    node: Node = {"@id": name, "@type": ["dpv:Organisation", kind], "dpv:hasName": one.name}
    if one.lines:
        node["dpv:hasContact"] = list(one.lines)
    if one.dpo:
        node["dpv:hasDataProtectionOfficer"] = {
            "@type": "dpv:DataProtectionOfficer",
            "dpv:hasContact": one.dpo,
        }
    if one.representative:
        node["dpv:hasRepresentative"] = {"@type": "dpv:Representative", "dpv:hasContact": one.representative}
    if one.country:
        node["dpv:hasCountry"] = _country(one.country)
    _add(nodes, node)
    return {"@id": name}


def _recipient(nodes: dict[str, Node], base: str, code: str, name: str, country: str = "") -> Node:
    key = f"{base}partij-{code}"
    node: Node = {"@id": key, "@type": ["dpv:Organisation", "dpv:Recipient"], "dpv:hasName": name}
    if country:
        node["dpv:hasCountry"] = _country(country)
    _add(nodes, node)
    return {"@id": key}


def _add(nodes: dict[str, Node], node: Node) -> None:
    """An organisation with all that it is, such as a client that receives data as well."""
    known = nodes.get(node["@id"], {})
    kinds = dict.fromkeys((*known.get("@type", ()), *node["@type"]))
    nodes[node["@id"]] = known | node | {"@type": list(kinds)}


def _abroad(nodes: dict[str, Node], base: str, one: Abroad) -> Node:
    node: Node = {
        "@type": "dpv:CrossBorderTransfer",
        # Where it is established is not where these data go.
        "dpv:hasDataImporter": _recipient(nodes, base, one.recipient, one.name),
        "dpv:hasThirdCountry": _country(one.country),
        "dct:description": one.reason,
    }
    if one.mechanism:
        node["dpv:hasLegalBasis"] = {"@id": _TRANSFER[Mechanism(one.mechanism)]}
    if one.decision:
        node["rdfs:label"] = one.decision
    return node


def _country(code: str) -> Node:
    """ISO countries are in the vocabulary; an international organisation, whose code is ours, is not."""
    return {"@id": f"loc:{code}"} if len(code) == 2 else {"@type": "dpv:Country", "rdfs:label": code}
