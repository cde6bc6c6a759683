"""What the gate must know of the registers, read in one statement, so that all of it is of one moment.

Entries are judged by the register as it was committed when their transaction read it here; persons' records
are read with each batch. A change that commits after that reading counts for the entries after it, as if
they had been recorded just before the change. Nothing is locked: an editor never waits for an import.
"""

import json
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from itertools import count
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import F, Model, Q, QuerySet

from sharing.agreements.chain_models import SubProcessor
from sharing.agreements.models import (
    Agreement,
    AgreementDataCategory,
    AgreementPurpose,
    AgreementSubjectCategory,
    Article28Clause,
)
from sharing.commitments.models import CommitmentSet, CommitmentWithdrawal
from sharing.commitments.rules import Promise
from sharing.core.asof import rows_at
from sharing.core.periods import amsterdam_day
from sharing.gate.facts import Names
from sharing.gate.rows import (
    PartyRow,
    PurposeRow,
    Rows,
    day_of,
    decision_of,
    ground_of,
    membership_of,
    of_organisations,
    parties_of,
    promise_of,
    provision_of,
    purposes_of,
)
from sharing.grounds.models import GroundsIntroduction, SensitiveGround
from sharing.grounds.rules import GroundFacts
from sharing.parties.models import Party, PartyCapacity
from sharing.parties.queries import records_of
from sharing.reference.choices import DataKind
from sharing.reference.models import (
    AdequacyDecision,
    Country,
    DataCategory,
    EeaMembership,
    LegalProvision,
    Purpose,
    SubjectCategory,
)
from sharing.reference.rules import ProvisionFacts
from sharing.transfers.models import ImpactAssessment, Transfer
from sharing.transfers.rules import Decision, Membership

_REMEMBERED = 100_000


@dataclass(slots=True)
class RegisterSnapshot:
    """The registers as they stood when ``load_register`` read them; keyed by code.

    ``staff`` are the subject categories of staff; ``grounds_warn_until`` the last day of recording on which missing
    grounds and provisions only warn (None: they block).
    """

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
    criminal_categories: frozenset[str] = frozenset()
    national_id_categories: frozenset[str] = frozenset()
    staff: frozenset[str] = frozenset()
    provisions: tuple[ProvisionFacts, ...] = ()
    grounds: tuple[GroundFacts, ...] = ()
    grounds_warn_until: date | None = None
    _questions: dict[tuple[Any, ...], int] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=count)

    def question(self, *parts: Hashable) -> int:
        """A number for a distinct question to the gate: the same one for the same, never one for two."""
        if len(self._questions) > _REMEMBERED:
            self._questions.clear()
        return self._questions.setdefault(parts, next(self._numbers))

    def known_as(self, code: str | None) -> str | None:
        """The code of the organisation, where it is among the parties; else what was asked."""
        party = self.parties.get(code or "")
        return party.code if party else code

    def is_lenient(self, at: datetime) -> bool:
        """Whether what is recorded or checked at that instant is judged leniently (``Facts.lenient``)."""
        return self.grounds_warn_until is not None and amsterdam_day(at) <= self.grounds_warn_until


@dataclass(frozen=True, slots=True)
class Together:
    """One statement that reads the rows of several ``values()`` querysets, thus of one moment."""

    sql: str
    parameters: tuple[Any, ...]

    @classmethod
    def of(cls, **querysets: QuerySet[Any]) -> "Together":
        """The statement that gives one object, with a list of rows under each queryset's name."""
        parts: list[str] = []
        arguments: list[Any] = []
        for name, queryset in querysets.items():
            try:
                sql, parameters = queryset.order_by().query.sql_with_params()
            except EmptyResultSet:  # of nobody there are no rows, and Django has no SQL for that
                parts.append(f"'{name}', '[]'::json")
                continue
            # The SQL is that of the querysets; values travel as parameters.
            parts.append(f"'{name}', (SELECT coalesce(json_agg(row_to_json(r)), '[]') FROM ({sql}) r)")  # noqa: S608
            arguments += parameters
        return cls(f"SELECT json_build_object({', '.join(parts)})::text", tuple(arguments))

    def read(self) -> str:
        """The rows as they are committed now, as JSON."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.parameters)
            return str(cursor.fetchone()[0])


# The last snapshot and the text it was made from. As long as the registers read the same, so does the snapshot, and the
# gate's memory that belongs to it stays.
_kept: tuple[str, RegisterSnapshot] | None = None


def load_register() -> RegisterSnapshot:
    """Everything the gate needs except persons' records and authorities' requests; not to be changed."""
    global _kept
    text, kept = _whole_register().read(), _kept
    if kept is None or kept[0] != text:
        kept = _kept = (text, _snapshot(json.loads(text)))
    return kept[1]


def register_about(parties: Collection[int], moment: datetime | None = None) -> RegisterSnapshot:
    """What the gate needs for entries that name these parties (keys) only: as it is, or as it stood at the moment."""
    return registers_about(parties, [moment])[0]


def registers_about(parties: Collection[int], moments: Sequence[datetime | None]) -> list[RegisterSnapshot]:
    """``register_about`` at each of these moments (None: as it is), read with one statement."""
    asked = [_registers(parties, moment) for moment in moments]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(f'({one.sql})' for one in asked)}",
            [value for one in asked for value in one.parameters],
        )
        return [_snapshot(json.loads(text)) for text in cursor.fetchone()]


@cache
def _whole_register() -> Together:
    """Asked for every call: writing twenty querysets out as SQL takes longer than a small register takes to read."""
    return _registers()


def _registers(parties: Collection[int] | None = None, moment: datetime | None = None) -> Together:
    def rows(model: type[Model], party: str = "") -> QuerySet[Any]:
        """Rows as they are or stood; ``party`` leads to whose they are, "" for what is nobody's."""
        narrowed = Q(**{f"{party}__in": parties}) if party and parties is not None else Q()
        return rows_at(model, moment).filter(narrowed)

    of_party = {"party_code": F("party__code")}
    if parties is not None:
        parties = records_of(parties)
    period = ("first_day", "last_day")
    return Together.of(
        parties=rows(Party, "id").values("id", "code", "name", "country_id", into=F("merged_into__code")),
        capacities=rows(PartyCapacity, "party").values("capacity", *period, **of_party),
        agreements=rows(Agreement, "party").values(
            *("id", "reference", "kind", "signed_on", *period, "terminated_per", "notice_days"),
            "sub_processor_authorisation",
            **of_party,
        ),
        covered=rows(AgreementPurpose, "agreement__party").values(
            "agreement_id", purpose_code=F("purpose__code")
        ),
        agreed=rows(AgreementDataCategory, "agreement__party").values(
            "agreement_id", category_code=F("data_category__code")
        ),
        agreed_subjects=rows(AgreementSubjectCategory, "agreement__party").values(
            "agreement_id", subject_code=F("subject_category__code")
        ),
        clauses=rows(Article28Clause, "agreement__party").values("agreement_id", "item", "status"),
        sub_processors=rows(SubProcessor, "agreement__party").values(
            *("agreement_id", *period, "approved_on", "objection_until", "objected_on", "objection_outcome"),
            **of_party,
        ),
        transfers=rows(Transfer, "party").values(
            *("country_id", "mechanism", "inside_scope", "covers_staff", *period),
            decision_reference=F("decision__reference"),
            **of_party,
        ),
        assessments=rows(ImpactAssessment, "party").values(
            "country_id", "assessed_on", "conclusion", "review_due", **of_party
        ),
        purposes=rows(Purpose).values("id", "code", "description", "parent_id"),
        categories=rows(DataCategory).values("id", "code", "name", "kind"),
        subjects=rows(SubjectCategory).values("id", "code", "name", "staff"),
        countries=rows(Country).values("code", "name"),
        memberships=rows(EeaMembership).values("country_id", "kind", *period),
        decisions=rows(AdequacyDecision).values(
            *("country_id", "scope", "excludes", "reference", "adopted", "ends", "annulled", "under_review"),
            "confidence",
        ),
        provisions=rows(LegalProvision).values("code", "citation", "jurisdiction", "confidence", *period),
        grounds=rows(SensitiveGround).values(
            *("id", "reference", "kind", "capacity", "exception", "confidence", *period),
            category_code=F("data_category__code"),
            purpose_code=F("purpose__code"),
            recipient_code=F("recipient__code"),
            provision_code=F("provision__code"),
        ),
        introduction=rows(GroundsIntroduction).values("warn_until"),
        commitments=rows(CommitmentSet).values(
            *("id", "version", "in_force_from", "transfer_policy", "special_categories"),
            *("capacities", "purposes", "data_categories", "consent_for_all_else"),
        ),
        withdrawn=rows(CommitmentWithdrawal).values("commitments_id"),
    )


def _snapshot(rows: Rows) -> RegisterSnapshot:
    def of_kind(kind: DataKind) -> frozenset[str]:
        return frozenset(row["code"] for row in rows["categories"] if row["kind"] == kind)

    rows = of_organisations(rows)
    withdrawn = {row["commitments_id"] for row in rows["withdrawn"]}
    standing = [row for row in rows["commitments"] if row["id"] not in withdrawn]
    return RegisterSnapshot(
        parties=parties_of(rows),
        purposes=purposes_of(rows["purposes"]),
        data_categories={row["code"]: row["id"] for row in rows["categories"]},
        special_categories=of_kind(DataKind.SPECIAL),
        criminal_categories=of_kind(DataKind.CRIMINAL),
        national_id_categories=of_kind(DataKind.NATIONAL_ID),
        subject_categories={row["code"]: row["id"] for row in rows["subjects"]},
        staff=frozenset(row["code"] for row in rows["subjects"] if row["staff"]),
        promises=tuple(
            sorted(map(promise_of, standing), key=lambda one: (one.starts_at, one.version)),
        ),
        commitment_ids={row["version"]: row["id"] for row in rows["commitments"]},
        memberships=tuple(map(membership_of, rows["memberships"])),
        decisions=tuple(map(decision_of, rows["decisions"])),
        provisions=tuple(map(provision_of, rows["provisions"])),
        grounds=tuple(sorted(map(ground_of, rows["grounds"]), key=lambda one: one.unchecked)),
        grounds_warn_until=max(
            (day for row in rows["introduction"] if (day := day_of(row["warn_until"]))), default=None
        ),
        names=Names(
            purposes={row["code"]: row["description"] for row in rows["purposes"]},
            categories={row["code"]: row["name"] for row in rows["categories"]},
            countries={row["code"]: row["name"] for row in rows["countries"]},
            subjects={row["code"]: row["name"] for row in rows["subjects"]},
        ),
    )
