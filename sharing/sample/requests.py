"""What persons asked in the sample: one request at every step of its way."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sharing.core.actor import Actor
from sharing.core.periods import amsterdam_day, at_clock
from sharing.core.records import version_of
from sharing.rights.models import RightsRequest
from sharing.rights.operations import (
    answer_request,
    check_identity,
    decide_request,
    extend_term,
    start_waiting,
)
from sharing.rights.queries import clients
from sharing.rights.requests import register_rights_request
from sharing.sample.register import REASON

# What was asked, how many days ago, how, and in whose dossier.
_ASKED: tuple[tuple[str, int, str, str, str], ...] = (
    (
        "access",
        40,
        "email",
        "D-2024-0122",
        "Graag een overzicht van wat u van mij hebt, en aan wie het is gegeven.",
    ),
    (
        "portability",
        33,
        "post",
        "D-2023-0125",
        "Ik ga naar een ander bureau en wil mijn gegevens meenemen.",
    ),
    ("access", 12, "post", "D-2025-0127", "Wie heeft mijn gegevens gekregen in het laatste jaar?"),
    ("rectification", 9, "counter", "D-2022-0128", "Mijn opleiding staat verkeerd in het plan van aanpak."),
    (
        "complaint",
        6,
        "phone",
        "D-2023-0129",
        "Mijn werkgever wist al van mijn gesprek voordat ik het zelf vertelde.",
    ),
    ("erasure", 3, "email", "D-2022-0132", "Haal alles weg wat u niet meer nodig hebt."),
)
_FOR_CLIENT = "Ik wil zien welke verlof- en verzuimgegevens u van mij hebt."


def load_sample_requests(*, by: Actor, at: datetime) -> None:
    """Register requests as ``by`` would have done, as seen from ``at``, and deal with some of them."""
    today = amsterdam_day(at)

    def moment(days: int, hour: int = 10) -> datetime:
        return at_clock(today - timedelta(days=days), time(hour))

    def step(request: RightsRequest, days: int) -> dict[str, Any]:
        return {"seen": version_of(RightsRequest, request.pk), "by": by, "at": moment(days, 11)}

    def known(request: RightsRequest, days: int) -> RightsRequest:
        on = today - timedelta(days=days)
        return check_identity(
            request, how="called", on=on, note="Op het nummer in het dossier", **step(request, days)
        )

    made = [
        register_rights_request(
            kind=kind,
            received_at=moment(days),
            received_way=way,
            asked=asked,
            dossier=number,
            assigned_to=by if days > 10 else None,
            by=by,
            at=moment(days, 11),
            reason=REASON,
        )
        for kind, days, way, number, asked in _ASKED
    ]
    _answered(known(made[0], 38), today - timedelta(days=22), step(made[0], 22))
    known(made[1], 30)
    extend_term(
        made[1],
        note="Veel verzoeken tegelijk door het einde van een traject",
        told_on=today - timedelta(days=20),
        told_way="email",
        **step(made[1], 20),
    )
    known(made[2], 8)
    asked_on = today - timedelta(days=8)
    start_waiting(
        made[3], ground="clarify", since=asked_on, note="Welke opleiding moet er staan?", **step(made[3], 8)
    )
    if (client := clients().first()) is not None:
        register_rights_request(
            kind="access",
            received_at=moment(1),
            received_way="email",
            asked=_FOR_CLIENT,
            on_behalf_of=client,
            by=by,
            at=moment(1, 11),
            reason=REASON,
        )


def _answered(request: RightsRequest, on: date, step: dict[str, Any]) -> None:
    """Granted and answered on that day."""
    step = step | {"seen": version_of(RightsRequest, request.pk)}
    decide_request(
        request, decision="granted", note="Volledig overzicht; er gaat niets over anderen in mee", **step
    )
    step = step | {"seen": version_of(RightsRequest, request.pk)}
    answer_request(
        request, answered_on=on, way="email", note="Versleuteld gemaild, wachtwoord per telefoon", **step
    )
