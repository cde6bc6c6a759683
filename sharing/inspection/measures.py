"""Security measures, declarations of confidentiality and reviews of roles, as they stood (art. 30(1)(g), 32)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sharing.access.review_models import RoleReview
from sharing.activities.models import ProcessingActivity
from sharing.core.asof import rows_at
from sharing.core.periods import amsterdam_day
from sharing.inspection.parts import Asked, Part, whole
from sharing.inspection.queries import all_at, as_day, as_json
from sharing.measures.models import (
    Confidentiality,
    ConfidentialityCheck,
    MeasureActivity,
    MeasureCheck,
    MeasureDataCategory,
    SecurityMeasure,
)
from sharing.parties.models import Party
from sharing.reference.models import DataCategory

MEASURE_NEEDS = ("sharing.view_securitymeasure", "sharing.view_confidentiality")
REVIEW_NEEDS = ("sharing.view_rolereview",)
_ABOUT_REVIEWS = "Elke beoordeling van wie welke rol heeft, met wanneer twee personen tekenden; zonder namen."


def measure_parts(asked: Asked) -> Iterator[Part]:
    """What is done to protect data and when it was checked, in two files, and one of the reviews of roles.

    Nobody is named: who checked and who signed stands in the register.
    """
    hidden = "Wie dit dossier maakte, mag de maatregelen niet inzien."
    files = (
        ("maatregelen/maatregelen.json", "Elke beveiligingsmaatregel, met haar controles.", _measures),
        (
            "maatregelen/geheimhouding.json",
            "Wie geheimhouding heeft verklaard, met controles.",
            _declarations,
        ),
    )
    for path, about, told in files:
        if asked.shows.issuperset(MEASURE_NEEDS):
            yield whole(path, about, as_json(told(asked)))
        else:
            yield Part(path, about, missing=hidden)
    path = "maatregelen/rolbeoordelingen.json"
    if asked.shows.issuperset(REVIEW_NEEDS):
        yield whole(path, _ABOUT_REVIEWS, as_json(_reviews(asked)))
    else:
        yield Part(
            path,
            _ABOUT_REVIEWS,
            missing="Wie dit dossier maakte, mag de beoordelingen van rollen niet inzien.",
        )


def _measures(asked: Asked) -> list[dict[str, Any]]:
    protected = {
        "activities": _named(MeasureActivity, "activity_id", ProcessingActivity, asked),
        "data_categories": _named(MeasureDataCategory, "data_category_id", DataCategory, asked),
    }
    checks = _checks(MeasureCheck, "measure_id", asked)
    return [
        {
            "code": row.code,
            "name": row.name,
            "kind": row.kind,
            "description": row.description,
            "protects_all": row.protects_all,
            **{name: found[row.pk] for name, found in protected.items()},
            **_period(row),
            "checks": checks[row.pk],
        }
        for row in rows_at(SecurityMeasure, asked.moment).order_by("name", "code")
    ]


def _declarations(asked: Asked) -> list[dict[str, Any]]:
    rows = list(rows_at(Confidentiality, asked.moment).order_by("declarer", "group", "id"))
    parties = all_at(Party, {row.party_id for row in rows} - {None}, asked)
    checks = _checks(ConfidentialityCheck, "declaration_id", asked)
    return [
        {
            "declarer": row.declarer,
            "group": row.group,
            "people": row.people,
            "signed": row.signed,
            "party": parties[row.party_id].name if row.party_id else None,
            "kept_where": row.kept_where,
            **_period(row),
            "checks": checks[row.pk],
        }
        for row in rows
    ]


def _reviews(asked: Asked) -> list[dict[str, Any]]:
    return [
        {
            "signed_on": as_day(amsterdam_day(row.signed_at)),
            "outcome": row.outcome,
            "closed_on": as_day(amsterdam_day(row.closed_at)) if row.closed_at else None,
            "accounts": len(row.roles),
            "findings": row.findings,
            "next_review": as_day(row.next_review),
        }
        for row in rows_at(RoleReview, asked.moment).order_by("signed_at", "id")
    ]


def _period(row: Any) -> dict[str, str | None]:
    return {
        "from": as_day(row.first_day),
        "until": as_day(row.last_day),
        "next_check": as_day(row.next_check),
    }


def _checks(model: Any, column: str, asked: Asked) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in rows_at(model, asked.moment).order_by("checked_on", "id"):
        found[getattr(row, column)].append(
            {
                "checked_on": as_day(row.checked_on),
                "outcome": row.outcome,
                "note": row.note,
                "next_check": as_day(row.next_check),
            }
        )
    return found


def _named(part: Any, column: str, model: Any, asked: Asked) -> dict[int, list[str]]:
    """Per measure the names of what it protects."""
    rows: Iterable[Any] = list(rows_at(part, asked.moment).order_by("id"))
    names = all_at(model, {getattr(row, column) for row in rows}, asked)
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        found[row.measure_id].append(names[getattr(row, column)].name)
    return found
