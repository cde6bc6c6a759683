"""Rows of the registers as the gate's facts; pure. Rows are those that ``snapshot`` reads, days in ISO 8601."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sharing.agreements.rules import AgreementFacts, SubProcessorFacts
from sharing.commitments.rules import Promise
from sharing.gate.facts import HeldCapacity, PartyFacts
from sharing.grounds.rules import GroundFacts
from sharing.reference.choices import Confidence
from sharing.reference.rules import ProvisionFacts, last_day_of_decision
from sharing.transfers.choices import TiaConclusion
from sharing.transfers.rules import Decision, Membership, RegisteredTransfer
from sharing.transfers.tia import Tia

Row = dict[str, Any]
Rows = dict[str, list[Row]]


class PartyRow(NamedTuple):
    """A recipient: its key, its country, what the gate knows of it, and the keys of all its records (ADR 0069)."""

    id: int
    code: str
    country: str
    facts: PartyFacts
    records: tuple[int, ...] = ()


class PurposeRow(NamedTuple):
    """A purpose with its ancestors, itself first."""

    id: int
    code: str
    line: tuple[str, ...]


def day_of(text: str | None) -> date | None:
    """A day; None stays open."""
    return date.fromisoformat(text) if text else None


def promise_of(row: Row) -> Promise:
    """What one statement version promises."""
    per_capacity = row["data_categories"]
    return Promise(
        version=row["version"],
        starts_at=datetime.fromisoformat(row["in_force_from"]),
        transfer_policy=row["transfer_policy"],
        special_categories=row["special_categories"],
        capacities=frozenset(row["capacities"]),
        purposes=frozenset(row["purposes"]),
        consent_for_all_else=row["consent_for_all_else"],
        data_categories=(
            None
            if per_capacity is None
            else {capacity: frozenset(codes) for capacity, codes in per_capacity.items()}
        ),
    )


def membership_of(row: Row) -> Membership:
    """A country or territory that belongs to the EEA."""
    return Membership(row["country_id"], day_of(row["first_day"]), day_of(row["last_day"]), row["kind"])


def decision_of(row: Row) -> Decision:
    """An adequacy decision."""
    return Decision(
        country=row["country_id"],
        scope=row["scope"],
        reference=row["reference"],
        first_day=date.fromisoformat(row["adopted"]),
        last_day=last_day_of_decision(day_of(row["ends"]), annulled=row["annulled"]),
        under_review=row["under_review"],
        excludes=row["excludes"],
        unchecked=row["confidence"] == Confidence.TO_CHECK,
    )


def provision_of(row: Row) -> ProvisionFacts:
    """A provision of law in the list."""
    return ProvisionFacts(
        code=row["code"],
        citation=row["citation"],
        jurisdiction=row["jurisdiction"],
        first_day=day_of(row["first_day"]),
        last_day=day_of(row["last_day"]),
        unchecked=row["confidence"] == Confidence.TO_CHECK,
    )


def ground_of(row: Row) -> GroundFacts:
    """A ground for sensitive data."""
    return GroundFacts(
        id=row["id"],
        reference=row["reference"],
        category=row["category_code"],
        kind=row["kind"],
        purpose=row["purpose_code"],
        recipient=row["recipient_code"],
        capacity=row["capacity"],
        exception=row["exception"],
        provision=row["provision_code"] or "",
        first_day=date.fromisoformat(row["first_day"]),
        last_day=day_of(row["last_day"]),
        unchecked=row["confidence"] == Confidence.TO_CHECK,
    )


def purposes_of(rows: list[Row]) -> dict[str, PurposeRow]:
    """Purposes by code, each with its line."""
    by_id = {row["id"]: row for row in rows}
    found = {}
    for row in rows:
        line, parent = [row["code"]], row["parent_id"]
        while parent is not None and by_id[parent]["code"] not in line:
            line.append(by_id[parent]["code"])
            parent = by_id[parent]["parent_id"]
        found[row["code"]] = PurposeRow(row["id"], row["code"], tuple(line))
    return found


def of_organisations(rows: Rows) -> Rows:
    """The rows with, for the code of a record that went into another, that of the one that stays (ADR 0069).

    What is registered about either counts for the organisation; the parties themselves keep their codes.
    """
    into = {row["code"]: row["into"] for row in rows["parties"] if row["into"]}
    if not into:
        return rows
    return {
        name: [
            row
            | {key: into.get(row[key], row[key]) for key in ("party_code", "recipient_code") if key in row}
            for row in table
        ]
        for name, table in rows.items()
    }


def parties_of(rows: Rows) -> dict[str, PartyRow]:
    """Parties by code, each with everything registered about it."""
    capacities = _grouped(rows["capacities"], "party_code", _capacity)
    transfers = _grouped(rows["transfers"], "party_code", _transfer)
    assessments = _grouped(rows["assessments"], "party_code", _assessment)
    agreements = _agreements(rows)
    merged = _grouped(rows["parties"], "into", lambda row: row["id"])
    found = {
        code: PartyRow(
            id=row["id"],
            code=code,
            country=row["country_id"],
            facts=PartyFacts(
                code=code,
                name=row["name"],
                capacities=tuple(capacities[code]),
                agreements=tuple(agreements[code]),
                transfers=tuple(transfers[code]),
                assessments=tuple(assessments[code]),
            ),
            records=(row["id"], *merged[code]),
        )
        for row in rows["parties"]
        if (code := row["code"])
    }
    # The code of a record that went into another keeps meaning the organisation.
    return found | {row["code"]: found[row["into"]] for row in rows["parties"] if row["into"] in found}


def _grouped(rows: Iterable[Row], key: str, made: Callable[[Row], Any]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(made(row))
    return groups


def _agreements(rows: Rows) -> dict[str, list[AgreementFacts]]:
    purposes = _grouped(rows["covered"], "agreement_id", lambda row: row["purpose_code"])
    categories = _grouped(rows["agreed"], "agreement_id", lambda row: row["category_code"])
    subjects = _grouped(rows["agreed_subjects"], "agreement_id", lambda row: row["subject_code"])
    clauses = _grouped(rows["clauses"], "agreement_id", lambda row: (row["item"], row["status"]))
    chains = _grouped(rows["sub_processors"], "agreement_id", _sub_processor)

    def made(row: Row) -> AgreementFacts:
        key = row["id"]
        return AgreementFacts(
            id=key,
            reference=row["reference"],
            kind=row["kind"],
            signed_on=day_of(row["signed_on"]),
            first_day=date.fromisoformat(row["first_day"]),
            last_day=day_of(row["last_day"]),
            terminated_per=day_of(row["terminated_per"]),
            notice_days=row["notice_days"],
            purposes=frozenset(purposes[key]),
            data_categories=frozenset(categories[key]),
            subject_categories=frozenset(subjects[key]),
            clauses=dict(clauses[key]),
            sub_processors=tuple(chains[key]),
            authorisation=row["sub_processor_authorisation"],
        )

    return _grouped(rows["agreements"], "party_code", made)


def _sub_processor(row: Row) -> SubProcessorFacts:
    return SubProcessorFacts(
        party=row["party_code"],
        first_day=day_of(row["first_day"]),
        last_day=day_of(row["last_day"]),
        approved_on=day_of(row["approved_on"]),
        objection_until=day_of(row["objection_until"]),
        objected_on=day_of(row["objected_on"]),
        objection_outcome=row["objection_outcome"],
    )


def _capacity(row: Row) -> HeldCapacity:
    return HeldCapacity(row["capacity"], date.fromisoformat(row["first_day"]), day_of(row["last_day"]))


def _transfer(row: Row) -> RegisteredTransfer:
    return RegisteredTransfer(
        party=row["party_code"],
        country=row["country_id"],
        mechanism=row["mechanism"],
        inside_scope=row["inside_scope"],
        first_day=date.fromisoformat(row["first_day"]),
        last_day=day_of(row["last_day"]),
        decision=row["decision_reference"],
        covers_staff=row["covers_staff"],
    )


def _assessment(row: Row) -> Tia:
    return Tia(
        party=row["party_code"],
        country=row["country_id"],
        day=date.fromisoformat(row["assessed_on"]),
        positive=row["conclusion"] == TiaConclusion.POSITIVE,
        review_due=day_of(row["review_due"]),
    )
