"""The shapes of what goes in and out, as JSON Schema (draft 2020-12, as OpenAPI 3.1 uses it)."""

from sharing.api.schemas_register import REGISTER
from sharing.api.shapes import CODE, DAY, NUMBER, Schema, given, many, maybe, obj, one_of, ref, text, when
from sharing.consents.choices import GivenBy, ObjectionDecision, ObjectionKind, RestrictionGround
from sharing.core.exceptions import MOST_LISTED
from sharing.disclosures.choices import BreachReport, Channel, Outcome, RestrictionException, Review
from sharing.disclosures.intake.channels import REQUIRED
from sharing.disclosures.intake.entries import LONGEST
from sharing.gate.choices import Severity
from sharing.gate.codes import CODES
from sharing.parties.choices import Capacity
from sharing.reference.choices import LegalBasis

_INSTANT: Schema = {
    "type": "string",
    "format": "date-time",
    "description": "RFC 3339, met tijdzone",
    "examples": ["2026-03-31T14:05:00+02:00"],
}

_DOSSIER = text(
    64,
    least=1,
    description="Eigen dossiernummer, in de vorm waarin het wordt bewaard; een geldig BSN wordt geweigerd",
)
_CODES = many(CODE, minItems=1, uniqueItems=True)

_ENTRY: Schema = {
    "external_id": text(255, least=1, description="Kenmerk van de bron; uniek per bron"),
    "disclosed_at": _INSTANT,
    "recipient": CODE,
    "capacity": one_of(Capacity.values),
    "dossier": _DOSSIER,
    "subject_category": CODE,
    "purpose": CODE,
    "data_categories": _CODES,
    "legal_basis": one_of(LegalBasis.values),
    "legal_provision": maybe(text(LONGEST["legal_provision"])),
    "authority_request": maybe(text(60)),
    "destination_country": maybe(text(8, description="Standaard het land van de ontvanger")),
    "channel": maybe(one_of(Channel.values)),
    "on_behalf_of": maybe(
        {**CODE, "description": "Code van de opdrachtgever voor wie wij dit als verwerker deden"}
    ),
    "restriction_exception": maybe(
        {
            **one_of(RestrictionException.values),
            "description": "Uitzondering op een beperking (art. 18, lid 2)",
        }
    ),
    "description": maybe(text(LONGEST["description"])),
    "deviation_reason": maybe(text(LONGEST["deviation_reason"])),
}

_NOTHING: Schema = {"type": "null"}
# An objection is against a recipient or a purpose; a restriction covers the whole dossier and has a ground.
_OBJECTION = given("recipient", "purpose") | {"properties": {"restriction_ground": _NOTHING}}
_RESTRICTION: Schema = {"properties": {"recipient": _NOTHING, "purpose": _NOTHING}}

SCHEMAS: Schema = {
    "Problem": obj(
        {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "detail": {"type": "string"},
            "code": {"type": "string"},
            "errors": many(ref("Error"), maxItems=MOST_LISTED),
            "more_errors": {
                "type": "integer",
                "minimum": 1,
                "description": "Zoveel fouten zijn niet genoemd",
            },
        },
        ("type", "title", "status", "detail"),
        closed=False,
    ),
    "Error": obj(
        {
            "index": maybe({"type": "integer"}),
            "field": {"type": "string"},
            "code": {"type": "string"},
            "message": {"type": "string"},
        }
    ),
    "Finding": obj(
        {
            "code": one_of(list(CODES)),
            "severity": one_of(Severity.values),
            "message": {"type": "string"},
            "source": {"type": "string"},
        }
    ),
    "Entry": obj(_ENTRY, REQUIRED),
    "Entries": obj({"disclosures": many(ref("Entry"), minItems=1, maxItems=5000)}),
    "Results": obj(
        {"results": many(obj({"allowed": {"type": "boolean"}, "findings": many(ref("Finding"))}))}
    ),
    "Recorded": obj(
        {
            "recorded": many(
                obj(
                    {
                        "id": NUMBER,
                        "external_id": {"type": "string"},
                        "outcome": one_of(Outcome.values),
                        "findings": many(ref("Finding")),
                    }
                )
            )
        }
    ),
    "Item": obj(
        {
            **_ENTRY,
            "id": NUMBER,
            "recorded_at": _INSTANT,
            "recorded_by": {"type": "string"},
            "source": {"type": "string"},
            "outcome": one_of(Outcome.values),
            "findings": many(ref("Finding")),
            "agreement": maybe({"type": "string"}),
            "statement_version": maybe({"type": "integer"}),
            "review": maybe(one_of(Review.values)),
            "aware_at": maybe(_INSTANT),
            "breach_report": maybe(one_of(BreachReport.values)),
            "breach_reported_at": maybe(_INSTANT),
            "voided_at": maybe(_INSTANT),
            "voided_by": maybe({"type": "string"}),
            "void_reason": maybe({"type": "string"}),
        }
    ),
    "Search": obj(
        {
            "dossier": maybe(_DOSSIER),
            "recipient": maybe(CODE),
            "purpose": maybe(CODE),
            "outcome": maybe(one_of(Outcome.values)),
            "from": maybe({"anyOf": [_INSTANT, DAY]}),
            "to": maybe({"anyOf": [_INSTANT, DAY], "description": "Tot en met dit moment of deze dag"}),
            "include_void": maybe(
                {
                    "type": "boolean",
                    "default": False,
                    "description": "Ook wat vervallen is: het telt niet meer",
                }
            ),
            "cursor": maybe(text(200, least=1)),
            "limit": maybe({"type": "integer", "minimum": 1, "maximum": 500, "default": 100}),
        },
        (),
    ),
    "Page": obj({"items": many(ref("Item")), "next": maybe({"type": "string"})}),
    "History": obj(
        {
            "entry": ref("Item"),
            "history": many(
                obj(
                    {
                        "at": _INSTANT,
                        "actor": maybe({"type": "string"}),
                        "type": one_of(["+", "~", "-"]),
                        "reason": {"type": "string"},
                        "changes": many(obj({"field": {"type": "string"}, "old": {}, "new": {}})),
                    }
                )
            ),
        }
    ),
    "Consent": given("recipient", "purpose")
    | obj(
        {
            "external_id": text(255, least=1),
            "dossier": _DOSSIER,
            "recipient": maybe(CODE),
            "purpose": maybe(CODE),
            "data_categories": _CODES,
            "explicit": {"type": "boolean"},
            "given_at": _INSTANT,
            "evidence": maybe(text(2000, description="Waar de toestemming uit blijkt (art. 7, lid 1)")),
            "given_by": maybe({**one_of(GivenBy.values), "default": GivenBy.PERSON.value}),
            "refused": maybe(
                {
                    "type": "boolean",
                    "default": False,
                    "description": "Gevraagd en geweigerd; telt nergens voor",
                }
            ),
            "statement_version": maybe(
                {**NUMBER, "description": "Nummer van de versie van de verklaring die is getoond"}
            ),
        },
        ("external_id", "dossier", "data_categories", "explicit", "given_at"),
    ),
    "Withdrawal": obj({"withdrawn_at": _INSTANT}),
    "Objection": {
        "allOf": [
            given("decision", "upheld"),
            when("kind", ObjectionKind.OBJECTION.value, _OBJECTION),
            when("kind", ObjectionKind.RESTRICTION.value, _RESTRICTION),
        ]
    }
    | obj(
        {
            "external_id": text(255, least=1),
            "dossier": _DOSSIER,
            "kind": one_of(ObjectionKind.values),
            "recipient": maybe(CODE),
            "purpose": maybe(CODE),
            "decision": maybe(one_of(ObjectionDecision.values)),
            "upheld": maybe(
                {
                    "type": "boolean",
                    "description": "Zonder decision: true is toegewezen, false afgewezen",
                }
            ),
            "from": {"anyOf": [_INSTANT, DAY]},
            "until": maybe(
                {
                    "anyOf": [_INSTANT, DAY],
                    "description": "Vanaf dit moment geldt het niet meer; een dag: tot en met die dag",
                }
            ),
            "received_at": maybe(_INSTANT),
            "restriction_ground": maybe(
                {
                    **one_of(RestrictionGround.values),
                    "description": "Bij een beperking: onderdeel van art. 18, lid 1",
                }
            ),
        },
        ("external_id", "dossier", "kind", "from"),
    ),
    "Stored": obj({"id": NUMBER}),
    **REGISTER,
}
