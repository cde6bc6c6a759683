"""`GET processing-activities` and `GET processing-activities/ID`: what the address of an activity in the log means.

The lines of the log name an activity by the address of its screen (`activity.url`, docs/logformaten.md). A machine that
asks that address for JSON is led here (`cms.middleware.MachineMiddleware`). Of whom to reach at an organisation nothing
is told: who reads the log needs to know which organisation it is.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sharing.activities.choices import ProcessingRole
from sharing.activities.models import ProcessingActivity
from sharing.api.envelope import Call, page_cursor, place_in_list
from sharing.api.problems import Problem
from sharing.article_30.queries import record_on
from sharing.article_30.rules import Activity, Named, Recipient, Record, fields_of
from sharing.core.asof import end_of, rows_at
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.core.keys import key_in
from sharing.core.periods import amsterdam_day, parse_day
from sharing.core.snapshot import one_moment
from sharing.log.logfiles import address_of

JSON = "application/json"


def list_activities(call: Call) -> dict[str, Any]:
    """A page of the activities in the register, by code: also those that have ended, which lines of the log name."""
    _refuse_other_forms(call)
    after, limit, errors = place_in_list(call.parameters("cursor", "limit"))
    if errors:
        raise RefusedInput(errors)
    rows = list(ProcessingActivity.objects.filter(code__gt=after).order_by("code")[: limit + 1])
    items = [
        {
            "id": row.pk,
            "url": address_of("activities:inspect", row.pk),
            "code": row.code,
            "name": row.name,
            "role": row.role,
            "from": row.first_day.isoformat(),
            "until": _day(row.last_day),
        }
        for row in rows[:limit]
    ]
    return {"items": items, "next": page_cursor(items[-1]["code"]) if len(rows) > limit else None}


def show_activity(call: Call) -> dict[str, Any]:
    """An activity as it stands now, or as it stood at the end of the day ``on``: what article 30 asks of it."""
    _refuse_other_forms(call)
    given = call.parameters("on")
    try:
        day = parse_day(given["on"]) if "on" in given else None
        moment = end_of(day, at=call.at)
    except (ValueError, Refused) as error:
        said = str(error) if isinstance(error, Refused) else f"Deze waarde {error}"
        raise RefusedInput([InputError(said, "on")]) from None
    key = key_in(call.place["key"])
    with one_moment():
        row = rows_at(ProcessingActivity, moment).filter(id=key).first() if key else None
        if row is None:
            raise Problem(404, "Er is geen verwerkingsactiviteit met dit nummer, of op die dag nog niet.")
        on = day or amsterdam_day(call.at)
        record = record_on(ProcessingRole(row.role), on=on, moment=moment, at=call.at, only=row.pk)
    return _told(row.pk, record)


def _refuse_other_forms(call: Call) -> None:
    """Raise Problem 406 when JSON will not do: these are the answers of an address that people open as well."""
    if call.request.headers.get("Accept") and not call.request.accepts(JSON):
        raise Problem(406, f"Dit wordt alleen gegeven als {JSON}.")


def _told(key: int, record: Record) -> dict[str, Any]:
    (one,) = record.activities
    client = one.client and {"code": one.client.code, "name": one.client.name, "country": one.client.country}
    return {
        "id": key,
        "url": address_of("activities:inspect", key),
        "code": one.code,
        "name": one.name,
        "on": record.on.isoformat(),
        "role": record.role,
        "organisation": record.organisation.name,
        "client": client,
        "purposes": _named(one.purposes),
        "subject_categories": _named(one.subjects),
        "data_categories": [{"code": row.code, "name": row.name, "kind": row.kind} for row in one.data],
        "recipients": _recipients(one.recipients),
        "sub_processors": _recipients(one.sub_processors),
        "transfers": _transfers(one),
        "retention": [{"code": row.code, "what": row.what, "term": row.term} for row in one.kept],
        "security": [*filter(None, one.security.splitlines()), *one.measures, *one.declared],
        "legal_bases": [row.code for row in one.legal_bases],
        "legal_provision": one.provision or None,
        "legitimate_interest": one.interest or None,
        "origin": one.origin or None,
        "automated_decisions": one.automated_decisions or None,
        "dpia": one.dpia or None,
        "from": _day(one.first_day),
        "until": _day(one.last_day),
        "missing": [
            {"item": field.letter, "gap": gap}
            for field in fields_of(one, record.role)
            # Whom to reach is not told here, so it is not told missing either.
            if field.letter != "a"
            for gap in field.gaps
        ],
    }


def _named(rows: Iterable[Named]) -> list[dict[str, str]]:
    return [{"code": row.code, "name": row.name} for row in rows]


def _recipients(rows: Iterable[Recipient]) -> list[dict[str, Any]]:
    return [
        {"code": row.code, "name": row.name, "country": row.country, "capacities": list(row.capacities)}
        for row in rows
    ]


def _transfers(activity: Activity) -> list[dict[str, Any]]:
    return [
        {
            "recipient": row.recipient,
            "name": row.name,
            "country": row.country,
            "via": row.via or None,
            "mechanism": row.mechanism or None,
            "decision": row.decision or None,
            "sound": row.sound,
            "reason": row.reason,
        }
        for row in activity.abroad
    ]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
