"""The list of recipients for machines, and the JSON Schema (2020-12) that says what stands in it."""

from typing import Any

from sharing import public


def as_json(found: public.PublicList) -> dict[str, Any]:
    """The list as it is exchanged; words are Dutch, countries are ISO 3166-1 alpha-2."""
    return {
        "as_of": found.as_of.isoformat(),
        "recipients": [
            {
                "name": one.name,
                "capacity": one.place.capacity,
                "service": one.service.words or None,
                "country": one.country,
                "safeguard": one.safeguard or None,
                "sub_processors": [
                    {
                        "name": below.name,
                        "service": below.service.words or None,
                        "country": below.country,
                        "safeguard": below.safeguard or None,
                        "since": below.since.isoformat(),
                    }
                    for below in one.sub_processors
                ],
                "since": one.since.isoformat(),
            }
            for one in found.recipients
        ],
        "changes": [
            {
                "on": one.day.isoformat(),
                "kind": one.kind.value,
                "name": one.name,
                "capacity": one.place.capacity,
                "service": one.service.words or None,
                "engaged_by": one.engaged_by or None,
                "before": one.before or None,
                "after": one.after or None,
            }
            for one in found.changes
        ],
    }


def _text(description: str) -> dict[str, Any]:
    return {"type": "string", "description": description}


def _maybe(description: str) -> dict[str, Any]:
    return {"type": ["string", "null"], "description": description}


def _day(description: str) -> dict[str, Any]:
    return {"type": "string", "format": "date", "description": description}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_COUNTRY = {
    "type": "string",
    "description": "Het land als code van ISO 3166-1 (twee letters), of XX- met een internationale organisatie.",
}
_SAFEGUARD = _maybe(
    "Wat de gegevens buiten de EER beschermt (hoofdstuk V AVG), in woorden; null binnen de EER, waar niets nodig is."
)
_SERVICE = _maybe("Wat zij voor ons doet, in gewone woorden; null als dat niet van toepassing is.")
_CAPACITY = {
    "enum": list(public.Capacity.values),
    "description": "Opdrachtgever, samenwerkingspartner, verwerker, autoriteit of andere derde.",
}


def schema(address: str) -> dict[str, Any]:
    """The schema of ``as_json``; ``address`` is where it stands."""
    who = {
        "name": _text("De naam van de organisatie."),
        "service": _SERVICE,
        "country": _COUNTRY,
        "safeguard": _SAFEGUARD,
        "since": _day("De dag sinds wanneer, zonder onderbreking."),
    }
    recipient = {
        **who,
        "capacity": _CAPACITY,
        "sub_processors": {
            "type": "array",
            "items": _object(who),
            "description": "Wie een verwerker inschakelt, op welke afstand ook; van anderen leeg.",
        },
    }
    change = {
        "on": _day("De eerste dag waarop het anders is."),
        "kind": {
            "enum": list(public.ChangeKind.values),
            "description": "Erbij (added), ermee gestopt (ended), een ander land (country) of een andere waarborg "
            "(safeguard).",
        },
        "name": who["name"],
        "capacity": _CAPACITY,
        "service": _SERVICE,
        "engaged_by": _maybe("De verwerker die haar inschakelt, als het om een subverwerker gaat."),
        "before": _maybe("Het land of de waarborg van daarvoor; null als er geen waarborg nodig was."),
        "after": _maybe("Het land of de waarborg van daarna; null als er geen waarborg nodig is."),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": "Ontvangers van persoonsgegevens",
        **_object(
            {
                "as_of": _day("De dag waarvan dit is."),
                "recipients": {"type": "array", "items": _object(recipient)},
                "changes": {
                    "type": "array",
                    "items": _object(change),
                    "description": "Wat er de laatste twee jaar veranderde, het nieuwste eerst.",
                },
            }
        ),
    }
