"""The shapes of what is read of the register, as JSON Schema."""

from sharing.activities.choices import ProcessingRole
from sharing.agreements.choices import EXCHANGED, AgreementKind
from sharing.api.shapes import CODE, DAY, NUMBER, Schema, many, maybe, obj, one_of, ref
from sharing.parties.choices import Capacity
from sharing.reference.choices import DataKind, LegalBasis
from sharing.transfers.choices import Mechanism, TransferStatus

_ACTIVITY: Schema = {
    "id": NUMBER,
    "url": {
        "type": "string",
        "format": "uri",
        "description": "Zoals regels van het log de activiteit noemen",
    },
    "code": CODE,
    "name": {"type": "string"},
    "role": one_of(ProcessingRole.values),
}

REGISTER: Schema = {
    "Parties": obj(
        {
            "items": many(
                obj(
                    {
                        "code": CODE,
                        "name": {"type": "string"},
                        "country": {"type": "string"},
                        "capacities": many(one_of(Capacity.values)),
                    }
                )
            ),
            "next": maybe({"type": "string"}),
        }
    ),
    "Party": obj(
        {
            "code": CODE,
            "name": {"type": "string"},
            "country": {"type": "string"},
            "on": DAY,
            "capacities": many(one_of(Capacity.values)),
            "agreements": many(
                obj(
                    {
                        "reference": {"type": "string"},
                        "kind": one_of(AgreementKind.values),
                        "status": one_of(list(EXCHANGED)),
                        "from": DAY,
                        "until": maybe(DAY),
                    }
                )
            ),
            "transfer": obj({"status": one_of(TransferStatus.values), "reason": {"type": "string"}}),
        }
    ),
    "Activities": obj(
        {
            "items": many(
                obj({**_ACTIVITY, "from": DAY, "until": maybe(DAY)}),
            ),
            "next": maybe({"type": "string"}),
        }
    ),
    "Activity": obj(
        {
            **_ACTIVITY,
            "on": DAY,
            "organisation": {"type": "string"},
            "client": maybe(obj({"code": CODE, "name": {"type": "string"}, "country": {"type": "string"}})),
            "purposes": many(ref("Named")),
            "subject_categories": many(ref("Named")),
            "data_categories": many(
                obj({"code": CODE, "name": {"type": "string"}, "kind": one_of(DataKind.values)})
            ),
            "recipients": many(ref("Recipient")),
            "sub_processors": many(ref("Recipient")),
            "transfers": many(
                obj(
                    {
                        "recipient": CODE,
                        "name": {"type": "string"},
                        "country": {"type": "string"},
                        "via": maybe({"type": "string"}),
                        "mechanism": maybe(one_of(Mechanism.values)),
                        "decision": maybe({"type": "string"}),
                        "sound": {"type": "boolean", "description": "Of aan hoofdstuk V is voldaan"},
                        "reason": {"type": "string"},
                    }
                )
            ),
            "retention": many(obj({"code": CODE, "what": {"type": "string"}, "term": {"type": "string"}})),
            "security": many({"type": "string"}),
            "legal_bases": many(one_of(LegalBasis.values)),
            "legal_provision": maybe({"type": "string"}),
            "legitimate_interest": maybe({"type": "string"}),
            "origin": maybe({"type": "string"}),
            "automated_decisions": maybe({"type": "string"}),
            "dpia": maybe({"type": "string"}),
            "from": DAY,
            "until": maybe(DAY),
            "missing": many(
                obj(
                    {
                        "item": {"type": "string", "description": "Onderdeel van artikel 30, lid 1 of lid 2"},
                        "gap": {"type": "string"},
                    }
                )
            ),
        }
    ),
    "Named": obj({"code": CODE, "name": {"type": "string"}}),
    "Recipient": obj(
        {
            "code": CODE,
            "name": {"type": "string"},
            "country": {"type": "string"},
            "capacities": many(one_of(Capacity.values)),
        }
    ),
}
