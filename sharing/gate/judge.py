"""Judging many entries: the gate's rules, asked once per distinct question.

The shared layer depends on few combinations and changes only on certain days: an agreement starts, a
capacity ends. What it finds nothing against holds for the whole stretch between two such days; findings name
the day and are kept per day. Only persons with records, and entries with an authority's request, are judged
one by one.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, NamedTuple, TypeVar

from django.db import connection

from sharing.agreements.rules import last_effective_day
from sharing.commitments.rules import Promise
from sharing.consents.rules import ConsentFacts, ObjectionFacts
from sharing.core import locks
from sharing.core.periods import next_day
from sharing.gate import rules
from sharing.gate.facts import Entry, Facts
from sharing.gate.questions import Asked, Question
from sharing.gate.rows import PartyRow
from sharing.gate.rules import Common, Judgement
from sharing.gate.snapshot import RegisterSnapshot
from sharing.reference.law import turning_days
from sharing.reference.rules import listed_provisions

Answer = TypeVar("Answer", Common, Judgement)

_REMEMBERED = 20_000
# The place of leniency in a question that is remembered.
_LENIENT = 3
# Thousands of dossiers travel faster as one text than as an array.
_OF_DOSSIERS = "WHERE dossier IN (SELECT decode(one, 'hex') FROM unnest(string_to_array(%s, ',')) one)"
HOLD_OBJECTIONS = "SELECT count(pg_advisory_xact_lock_shared(%s, one)) FROM unnest(%s::int[]) one"
_CONSENTS = f"""
SELECT dossier, recipient_id, purpose_id, data_categories, explicit, given_at, withdrawn_at, refused
FROM sharing_consent {_OF_DOSSIERS}
"""  # noqa: S608 - nothing of a caller
_OBJECTIONS = f"""
SELECT dossier, recipient_id, purpose_id, kind, decision, in_force_from, in_force_until
FROM sharing_objection {_OF_DOSSIERS}
"""  # noqa: S608 - nothing of a caller


class PersonRecords(NamedTuple):
    """What one person decided, of all times."""

    consents: tuple[ConsentFacts, ...] = ()
    objections: tuple[ObjectionFacts, ...] = ()


_NO_RECORDS = PersonRecords()


class Verdict(NamedTuple):
    """The gate's judgement of an entry and the promise it was judged by (None: no version in force)."""

    judgement: Judgement
    promise: Promise | None


def records_of(
    persons: Mapping[bytes, bytes], register: RegisterSnapshot, *, hold: bool = False
) -> dict[bytes, PersonRecords]:
    """The records of the persons (by sealed dossier) who have any.

    ``persons``: every seal under which a person's records may stand, with the person's own. ``hold``: none of the
    consents is withdrawn, and no objection written, until the transaction ends.
    """
    codes = {key: code for code, key in register.data_categories.items()}
    parties = {key: row.code for row in register.parties.values() for key in row.records}
    purposes = {row.id: code for code, row in register.purposes.items()}
    consents: dict[bytes, list[ConsentFacts]] = defaultdict(list)
    objections: dict[bytes, list[ObjectionFacts]] = defaultdict(list)
    wanted = [",".join(map(bytes.hex, persons))]
    with connection.cursor() as cursor:
        if hold and persons:
            # Before they are read: who writes an objection waits for what was recorded without it.
            cursor.execute(HOLD_OBJECTIONS, [locks.OPPOSED, sorted(set(map(itemgetter(0), persons)))])
        cursor.execute(f"{_CONSENTS} FOR SHARE" if hold else _CONSENTS, wanted)
        for dossier, party, purpose, categories, explicit, *moments in cursor:
            agreed = frozenset(codes.get(key, key) for key in categories)
            consents[persons[bytes(dossier)]].append(
                ConsentFacts(parties.get(party), purposes.get(purpose), agreed, explicit, *moments)
            )
        cursor.execute(_OBJECTIONS, wanted)
        for dossier, party, purpose, kind, decision, start, until in cursor:
            objections[persons[bytes(dossier)]].append(
                ObjectionFacts(kind, parties.get(party), purposes.get(purpose), decision, start, until)
            )
    known = consents.keys() | objections.keys()
    return {dossier: PersonRecords(tuple(consents[dossier]), tuple(objections[dossier])) for dossier in known}


_kept: "Judge | None" = None


def judge_for(register: RegisterSnapshot) -> "Judge":
    """The judge of a snapshot, with what it remembers of earlier calls as long as the registers stay the
    same.
    """
    global _kept
    judge = _kept
    if judge is None or judge.register is not register:
        judge = _kept = Judge(register)
    return judge


class Judge:
    """Judges entries against one snapshot of the registers."""

    def __init__(self, register: RegisterSnapshot) -> None:
        self.register = register
        self._starts = [promise.starts_at for promise in register.promises]
        self._turns: dict[
            int, list[date]
        ] = {}  # by the number of a question; those of the same parties are one list
        self._turns_of: dict[tuple[str, str], list[date]] = {}
        self._common_turns = set(turning_days())
        for dated in (register.memberships, register.decisions, register.provisions, register.grounds):
            self._common_turns |= _days((one.first_day, one.last_day) for one in dated)
        self._named: dict[str, Hashable] = {"": ""}
        self._shared: dict[tuple[Any, ...], Common] = {}
        self._alone: dict[tuple[Any, ...], Judgement] = {}

    def judge(
        self, entry: Asked, person: PersonRecords | None, *, dossier: bytes = b"", lenient: bool = False
    ) -> Verdict:
        """The judgement of an entry about a person with these records (None: there are none).

        ``dossier`` is the sealed number; ``lenient``: recorded or checked while grounds and provisions only warn.
        """
        shared, day = entry.shared, entry.day
        position = bisect_right(self._starts, entry.disclosed_at)
        promise = self.register.promises[position - 1] if position else None
        turns = self._turns.get(shared.number)
        if turns is None:
            turns = self._turns[shared.number] = self._turning_days(shared)
        text = entry.raw.legal_provision
        named = self._named.get(text)
        if named is None:
            named = self._name(text)
        question = (position, shared.number, named, lenient, bisect_right(turns, day))

        if person is None and entry.request is None:
            alone = self._alone.get(question) or self._ask(
                question, rules.judge_without_records, self._alone, entry, promise
            )
            return Verdict(alone, promise)
        common = self._shared.get(question) or self._ask(
            question, rules.judge_shared, self._shared, entry, promise
        )
        facts = self._facts(shared, promise, person, lenient=lenient)
        personal = rules.judge_personal(self._entry(entry, dossier), facts, common)
        return Verdict(rules.combined(common, personal), promise)

    def told(
        self, entry: Asked, person: PersonRecords | None, *, dossier: bytes = b"", lenient: bool = False
    ) -> tuple[Entry, Facts]:
        """All that the rules are told of one entry, for who asks them one by one."""
        position = bisect_right(self._starts, entry.disclosed_at)
        promise = self.register.promises[position - 1] if position else None
        return self._entry(entry, dossier), self._facts(entry.shared, promise, person, lenient=lenient)

    def _ask(
        self,
        question: tuple[Any, ...],
        rule: Callable[[Entry, Facts], Answer],
        memory: dict[tuple[Any, ...], Answer],
        entry: Asked,
        promise: Promise | None,
    ) -> Answer:
        """The rule's answer, from memory or kept in it: for the day, or for the stretch when it is clean."""
        today = (*question, entry.day)
        known = memory.get(today)
        if known is None:
            lenient = question[_LENIENT]
            known = rule(self._entry(entry), self._facts(entry.shared, promise, None, lenient=lenient))
            if len(memory) > _REMEMBERED:
                memory.clear()
            memory[today if known.findings else question] = known
        return known

    def _name(self, text: str) -> Hashable:
        """What a text about a provision comes down to: nothing, something unknown, or these of the list.

        The shared layer says the same of all texts that come down to the same.
        """
        if len(self._named) > _REMEMBERED:
            self._named = {"": ""}
        listed = frozenset(one.code for one in listed_provisions(text, self.register.provisions))
        named = self._named[text] = listed if text.strip() else ""
        return named

    def _turning_days(self, shared: Question) -> list[date]:
        recipient, client = shared.recipient, shared.on_behalf_of
        parties = (recipient.code, client.code if client else "")
        turns = self._turns_of.get(parties)
        if turns is None:
            days = self._common_turns | _turning_days(recipient)
            if client:
                days |= _turning_days(client)
            turns = self._turns_of[parties] = sorted(days)
        return turns

    def _entry(self, entry: Asked, dossier: bytes = b"") -> Entry:
        shared = entry.shared
        return Entry(
            recipient=shared.recipient.code,
            capacity=shared.capacity,
            purpose=shared.purpose.code,
            purpose_line=shared.purpose.line,
            data_categories=shared.data_categories,
            special_categories=shared.special_categories,
            legal_basis=shared.legal_basis,
            legal_provision=entry.raw.legal_provision,
            disclosed_at=entry.disclosed_at,
            day=entry.day,
            destination_country=shared.destination_country,
            authority_request=entry.request[1] if entry.request else None,
            criminal_categories=shared.criminal_categories,
            national_id_categories=shared.national_id_categories,
            subject_category=shared.subject,
            subject_is_staff=shared.subject_is_staff,
            on_behalf_of=shared.on_behalf_of.code if shared.on_behalf_of else "",
            restriction_exception=shared.restriction_exception,
            recipient_country=shared.recipient.country,
            dossier=dossier,
        )

    def _facts(
        self, shared: Question, promise: Promise | None, person: PersonRecords | None, *, lenient: bool
    ) -> Facts:
        register, person = self.register, person or _NO_RECORDS
        return Facts(
            promise=promise,
            party=shared.recipient.facts,
            memberships=register.memberships,
            decisions=register.decisions,
            names=register.names,
            consents=person.consents,
            objections=person.objections,
            provisions=register.provisions,
            grounds=register.grounds,
            client=shared.on_behalf_of.facts if shared.on_behalf_of else None,
            lenient=lenient,
        )


def _days(periods: Iterable[tuple[date | None, date | None]]) -> set[date]:
    """The days on which periods begin to hold and on which they no longer do."""
    days = set()
    for first, last in periods:
        if first:
            days.add(first)
        if last and last < date.max:
            days.add(next_day(last))
    return days


def _turning_days(recipient: PartyRow) -> set[date]:
    """The days on which the shared layer's answer about a recipient or a client may change."""
    party = recipient.facts
    days = _days((one.first_day, one.last_day) for one in party.capacities)
    days |= _days((one.first_day, one.last_day) for one in party.transfers)
    days |= {one.day for one in party.assessments}
    for agreement in party.agreements:
        last = last_effective_day(agreement)
        days |= _days([(agreement.first_day, last), (agreement.signed_on, None)])
        if last and agreement.notice_days is not None:
            days.add(last - timedelta(days=agreement.notice_days))
        for link in agreement.sub_processors:
            days |= _days([(link.first_day, link.last_day), (link.approved_on, link.objection_until)])
            days |= _days([(link.objected_on, None)])
    return days
