"""An answer as JSON, written while it is read: no answer is ever in memory as a whole."""

import json
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from sharing.answers.queries import Told, activities_of, sources_of, terms_of
from sharing.answers.rules import Shown, grounds_in
from sharing.answers.words import (
    AUTHORITY,
    BLACK_REASONS,
    COMPLAINT,
    NO_OTHER_SOURCE,
    RIGHTS,
    TERM_ELSEWHERE,
    described,
)
from sharing.core.periods import on_the_clock
from sharing.log.sentences import NOUNS


def json_of(told: Told, *, number: str, made_at: datetime) -> Iterator[str]:
    """The answer in pieces of text; what is told besides the disclosures comes after they were read."""
    yield "{" + _member("dossier_reference", number) + "," + _member("made_at", _moment(made_at))
    yield ',"recipients":['
    withheld: list[dict[str, Any]] = []
    recipients = groupby(told.shown(), key=lambda one: (one.recipient, one.name, one.capacity))
    for place, ((_key, name, capacity), disclosures) in enumerate(recipients):
        yield ("," if place else "") + "{" + _member("name", name)
        yield "," + _member("capacity", NOUNS[capacity]) + ',"disclosures":['
        for number_of, one in enumerate(disclosures):
            withheld += _withheld(one)
            yield ("," if number_of else "") + _text(_disclosure(one))
        yield "]}"
    yield "]"
    for member, value in _rest(told, withheld).items():
        yield "," + _member(member, value)
    yield "}\n"


def _rest(told: Told, withheld: list[dict[str, Any]]) -> dict[str, Any]:
    decisions = [row.automated_decisions for row in activities_of(told) if row.automated_decisions]
    return {
        "sources": [{"data": data, "origin": origin or NO_OTHER_SOURCE} for data, origin in sources_of(told)],
        "retention": [
            {"what": row.description, "term": row.in_words, "ground": row.legal_ground or None}
            for row in terms_of(told)
        ]
        or [{"what": "Uw gegevens", "term": TERM_ELSEWHERE, "ground": None}],
        **({"automated_decisions": decisions} if decisions else {}),
        **({"as_processor_for": told.clients} if told.clients else {}),
        "rights": [{"right": name, "text": text} for name, text in RIGHTS],
        "supervisory_authority": {**AUTHORITY, "text": COMPLAINT},
        "withheld": withheld,
    }


def _disclosure(one: Shown) -> dict[str, Any]:
    what = one.what
    return {
        "disclosed_at": _moment(one.at),
        "purpose": what.purpose,
        "data_categories": list(what.categories),
        "legal_basis": what.legal_basis,
        "provision": described(what.provision) or None,
        # only where there are any: who reads these files knows the other names
        **(
            {"exceptions": [{"data": name, "ground": why} for name, why in what.exceptions]}
            if what.exceptions
            else {}
        ),
        "country": what.country,
        "safeguard": what.safeguard or None,
        "statement_version": what.version,
        **({"description": described(one.description)} if one.description else {}),
    }


def _withheld(one: Shown) -> list[dict[str, Any]]:
    places = {
        "woorden in de wettelijke bepaling": one.what.provision,
        "woorden in de omschrijving": one.description,
    }
    return [
        {
            "recipient": one.name,
            "disclosed_at": _moment(one.at),
            "what": where,
            "ground": BLACK_REASONS[ground],
        }
        for where, pieces in places.items()
        for ground in grounds_in(pieces)
    ]


def _moment(instant: datetime) -> str:
    return on_the_clock(instant).isoformat()


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _member(name: str, value: Any) -> str:
    return f"{_text(name)}:{_text(value)}"
