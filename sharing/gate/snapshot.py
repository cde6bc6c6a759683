"""What the gate must know of the registers, read in one statement, so that all of it is of one moment.

Entries are judged by the register as it was committed when their transaction read it here; persons' records
are read with each batch. A change that commits after that reading counts for the entries after it, as if
they had been recorded just before the change. Nothing is locked: an editor never waits for an import.
"""

import json
from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import F, QuerySet

from sharing.agreements.models import Agreement, AgreementDataCategory, AgreementPurpose
from sharing.agreements.rules import AgreementFacts
from sharing.commitments.models import CommitmentSet
from sharing.commitments.rules import Promise
from sharing.core.periods import start_of_day
from sharing.gate.facts import HeldCapacity, Names, PartyFacts
from sharing.parties.models import Party, PartyCapacity
from sharing.reference.choices import DataKind
from sharing.reference.models import (
    AdequacyDecision,
    Country,
    DataCategory,
    EeaMembership,
    Purpose,
    SubjectCategory,
)
from sharing.reference.rules import last_day_of_decision
from sharing.transfers.choices import TiaConclusion
from sharing.transfers.models import Transfer
from sharing.transfers.rules import Decision, Membership, RegisteredTransfer

_REMEMBERED = 100_000


class PartyRow(NamedTuple):
    """A recipient: its key, its country and what the gate knows of it."""

    id: int
    code: str
    country: str
    facts: PartyFacts


class PurposeRow(NamedTuple):
    """A purpose with its ancestors, itself first."""

    id: int
    code: str
    line: tuple[str, ...]


@dataclass(slots=True)
class RegisterSnapshot:
    """The registers as they stood when ``load_register`` read them; keyed by code."""

    parties: dict[str, PartyRow]
    purposes: dict[str, PurposeRow]
    data_categories: dict[str, int]
    special_categories: frozenset[str]
    subject_categories: dict[str, int]
    promises: tuple[Promise, ...]
    commitment_ids: dict[int, int]
    memberships: tuple[Membership, ...]
    decisions: tuple[Decision, ...]
    names: Names
    _questions: dict[tuple[Any, ...], int] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def question(self, *parts: Hashable) -> int:
        """A number for a distinct question to the gate: the same one for the same, never one for two."""
        if len(self._questions) > _REMEMBERED:
            self._questions.clear()
        return self._questions.setdefault(parts, next(self._numbers))


def read_together(**querysets: QuerySet[Any]) -> str:
    """The rows of several ``values()`` querysets from one statement, thus of one moment, as JSON."""
    parts: list[str] = []
    arguments: list[Any] = []
    for name, queryset in querysets.items():
        sql, parameters = queryset.order_by().query.sql_with_params()
        # The SQL is that of the querysets; values travel as parameters.
        parts.append(f"'{name}', (SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM ({sql}) r)")  # noqa: S608
        arguments += parameters
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT json_build_object({', '.join(parts)})::text", arguments)
        return str(cursor.fetchone()[0])


# The last snapshot and the text it was made from. As long as the registers read the same, so does the
# snapshot,
# and the gate's memory that belongs to it stays.
_kept: tuple[str, RegisterSnapshot] | None = None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def load_register() -> RegisterSnapshot:
    """Everything the gate needs except persons' records and authorities' requests; not to be changed."""
    global _kept
    text, kept = _read_registers(), _kept
    if kept is None or kept[0] != text:
        kept = _kept = (text, _snapshot(json.loads(text)))
    return kept[1]


def _read_registers() -> str:
    of_party = {"party_code": F("party__code")}
    return read_together(
        parties=Party.objects.values("id", "code", "name", "country_id"),
        capacities=PartyCapacity.objects.values("capacity", "first_day", "last_day", **of_party),
        agreements=Agreement.objects.values(
            *(
                "id",
                "reference",
                "kind",
                "signed_on",
                "first_day",
                "last_day",
                "terminated_per",
                "notice_days",
            ),
            **of_party,
        ),
        covered=AgreementPurpose.objects.values("agreement_id", purpose_code=F("purpose__code")),
        agreed=AgreementDataCategory.objects.values("agreement_id", category_code=F("data_category__code")),
        transfers=Transfer.objects.values(
            *(
                "country_id",
                "mechanism",
                "inside_scope",
                "first_day",
                "last_day",
                "tia_date",
                "tia_conclusion",
            ),
            **of_party,
        ),
        purposes=Purpose.objects.values("id", "code", "description", "parent_id"),
        categories=DataCategory.objects.values("id", "code", "name", "kind"),
        subjects=SubjectCategory.objects.values("id", "code"),
        countries=Country.objects.values("code", "name"),
        memberships=EeaMembership.objects.values("country_id", "first_day", "last_day"),
        decisions=AdequacyDecision.objects.values(
            "country_id", "scope", "reference", "adopted", "ends", "annulled", "under_review"
        ),
        commitments=CommitmentSet.objects.values(
            *("id", "version", "effective_from", "transfer_policy", "special_categories"),
            *("capacities", "purposes", "consent_for_all_else"),
        ),
    )


def _snapshot(rows: dict[str, list[dict[str, Any]]]) -> RegisterSnapshot:
    promises = sorted((_promise(row) for row in rows["commitments"]), key=lambda one: one.starts_at)
    return RegisterSnapshot(
        parties=_parties(rows),
        purposes=_purposes(rows["purposes"]),
        data_categories={row["code"]: row["id"] for row in rows["categories"]},
        special_categories=frozenset(
            row["code"] for row in rows["categories"] if row["kind"] == DataKind.SPECIAL
        ),
        subject_categories={row["code"]: row["id"] for row in rows["subjects"]},
        promises=tuple(promises),
        commitment_ids={row["version"]: row["id"] for row in rows["commitments"]},
        memberships=tuple(
            Membership(row["country_id"], _day(row["first_day"]), _day(row["last_day"]))
            for row in rows["memberships"]
        ),
        decisions=tuple(_decision(row) for row in rows["decisions"]),
        names=Names(
            purposes={row["code"]: row["description"] for row in rows["purposes"]},
            categories={row["code"]: row["name"] for row in rows["categories"]},
            countries={row["code"]: row["name"] for row in rows["countries"]},
        ),
    )


def _promise(row: dict[str, Any]) -> Promise:
    return Promise(
        version=row["version"],
        starts_at=start_of_day(date.fromisoformat(row["effective_from"])),
        transfer_policy=row["transfer_policy"],
        special_categories=row["special_categories"],
        capacities=frozenset(row["capacities"]),
        purposes=frozenset(row["purposes"]),
        consent_for_all_else=row["consent_for_all_else"],
    )


def _decision(row: dict[str, Any]) -> Decision:
    return Decision(
        country=row["country_id"],
        scope=row["scope"],
        reference=row["reference"],
        first_day=date.fromisoformat(row["adopted"]),
        last_day=last_day_of_decision(_day(row["ends"]), annulled=row["annulled"]),
        under_review=row["under_review"],
    )


def _transfer(row: dict[str, Any]) -> RegisteredTransfer:
    conclusion = row["tia_conclusion"]
    return RegisteredTransfer(
        party=row["party_code"],
        country=row["country_id"],
        mechanism=row["mechanism"],
        inside_scope=row["inside_scope"],
        first_day=date.fromisoformat(row["first_day"]),
        last_day=_day(row["last_day"]),
        tia_date=_day(row["tia_date"]),
        tia_positive=(conclusion == TiaConclusion.POSITIVE) if conclusion else None,
    )


def _parties(rows: dict[str, list[dict[str, Any]]]) -> dict[str, PartyRow]:
    covered, agreed = defaultdict(set), defaultdict(set)
    for row in rows["covered"]:
        covered[row["agreement_id"]].add(row["purpose_code"])
    for row in rows["agreed"]:
        agreed[row["agreement_id"]].add(row["category_code"])
    capacities, agreements, transfers = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in rows["capacities"]:
        held = HeldCapacity(row["capacity"], date.fromisoformat(row["first_day"]), _day(row["last_day"]))
        capacities[row["party_code"]].append(held)
    for row in rows["agreements"]:
        facts = AgreementFacts(
            id=row["id"],
            reference=row["reference"],
            kind=row["kind"],
            signed_on=_day(row["signed_on"]),
            first_day=date.fromisoformat(row["first_day"]),
            last_day=_day(row["last_day"]),
            terminated_per=_day(row["terminated_per"]),
            notice_days=row["notice_days"],
            purposes=frozenset(covered[row["id"]]),
            data_categories=frozenset(agreed[row["id"]]),
        )
        agreements[row["party_code"]].append(facts)
    for row in rows["transfers"]:
        transfers[row["party_code"]].append(_transfer(row))
    return {
        code: PartyRow(
            id=row["id"],
            code=code,
            country=row["country_id"],
            facts=PartyFacts(
                code, row["name"], tuple(capacities[code]), tuple(agreements[code]), tuple(transfers[code])
            ),
        )
        for row in rows["parties"]
        if (code := row["code"])
    }


def _purposes(rows: list[dict[str, Any]]) -> dict[str, PurposeRow]:
    by_id = {row["id"]: row for row in rows}
    found = {}
    for row in rows:
        line, parent = [row["code"]], row["parent_id"]
        while parent is not None and by_id[parent]["code"] not in line:
            line.append(by_id[parent]["code"])
            parent = by_id[parent]["parent_id"]
        found[row["code"]] = PurposeRow(row["id"], row["code"], tuple(line))
    return found
