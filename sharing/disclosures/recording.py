"""One recording: entries read, judged and stored in chunks within one transaction.

A fact is never refused: what the gate blocks is stored as a deviation when the entry says why it happened anyway.
Without that it is refused with the gate's findings, and so is input that cannot be understood; then nothing of the
whole recording is stored. Judged by the registers as committed when the recording read them (``gate.snapshot``).
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.db import IntegrityError

from sharing.core.actor import Actor, acting
from sharing.core.dossiers import fingerprints
from sharing.core.exceptions import (
    MOST_LISTED,
    ChangedMeanwhile,
    InputError,
    RecordedBefore,
    Refused,
    RefusedInput,
)
from sharing.disclosures.checking import Blocked, Seals, blocked_errors, judged, outcome_of
from sharing.disclosures.copying import Writer
from sharing.disclosures.intake.channels import JSON, Raw, Words, in_chunks
from sharing.disclosures.intake.entries import EntryReader
from sharing.disclosures.intake.reported import Reported
from sharing.disclosures.queries import stored_entries
from sharing.gate.findings import Finding
from sharing.gate.judge import Verdict, judge_for
from sharing.gate.snapshot import RegisterSnapshot, load_register
from sharing.sources.models import Source

Told = TypeVar("Told")
USED = "external-id-used"
# So many entries are read in a millisecond or two: so often the database gets more of the former ones.
PACE = 200


class _TakenBack(Exception):
    """Ends a trial: everything was tried, nothing is kept."""


class Recorded(NamedTuple):
    """A stored entry: its id, the source's own id, the outcome (a code of ``Outcome``) and the findings."""

    id: int
    external_id: str
    outcome: str
    findings: tuple[Finding, ...]


def record_entries(
    entries: Iterable[Raw], *, source: Source, by: Actor, at: datetime, reason: str, words: Words = JSON
) -> list[Recorded]:
    """Judge and store entries, all or none; the answer has the same order.

    Raises RefusedInput naming every input error and every blocked entry without a reason, RecordedBefore when
    only external ids were used before, ChangedMeanwhile when the register changed underneath.
    """
    return record_and_tell(
        entries, told=lambda row: row, source=source, by=by, at=at, reason=reason, words=words
    )


def record_and_tell(
    entries: Iterable[Raw],
    *,
    told: Callable[[Recorded], Told],
    source: Source,
    by: Actor,
    at: datetime,
    reason: str,
    words: Words = JSON,
) -> list[Told]:
    """``record_entries``, and of each what ``told`` makes of it while the database is still storing it."""
    with recording(source=source, by=by, at=at, reason=reason, words=words) as log:
        return [
            told(
                Recorded(
                    int(key),
                    entry.raw.external_id,
                    outcome_of(verdict).value,
                    verdict.judgement.findings,
                )
            )
            for chunk in in_chunks(enumerate(entries))
            for key, entry, verdict in log.add(chunk)
        ]


@contextmanager
def recording(
    *,
    source: Source,
    by: Actor,
    at: datetime,
    reason: str,
    words: Words = JSON,
    again: bool = False,
    trial: bool = False,
    place: Callable[[int], str] | None = None,
) -> Iterator["Recording"]:
    """One transaction in which a source's entries are added in chunks; ended in whatever way the block is left.

    Leaving it waits until all is stored, and raises what is wrong; then nothing is. With ``again`` an entry that the
    source sent before in exactly this form is passed over, and counted. With ``trial`` everything is tried and then
    taken back. ``place`` turns the number of an entry into words for people.
    """
    try:
        with acting(by=by, reason=reason):
            register = load_register()
            # Closed before the transaction ends: until then the database may still be taking in the last chunk.
            with closing(Writer(register, source=source, by=by, at=at)) as writer:
                log = Recording(
                    register, writer=writer, source=source, at=at, words=words, again=again, place=place
                )
                yield log
                log.finish()
            if trial:
                raise _TakenBack
    except _TakenBack:
        pass


class Recording:
    """Entries of one source, added in chunks within the transaction that ``recording`` opened.

    ``stored``, ``deviations`` and ``passed_over`` count them.
    """

    def __init__(
        self,
        register: RegisterSnapshot,
        *,
        writer: Writer,
        source: Source,
        at: datetime,
        words: Words,
        again: bool,
        place: Callable[[int], str] | None,
    ) -> None:
        self.source, self.words, self.again, self.place, self.at = source, words, again, place, at
        self.stored = self.deviations = self.passed_over = 0
        self._judge = judge_for(register)
        self._reader = EntryReader(register, words, at=at, place=place)
        self._writer = writer
        self._seals = Seals()
        self._numbers: dict[str, int] = {}
        self._blocked: list[Finding] = []

    def refuse(self, error: InputError) -> None:
        """Add an error that the channel found before there was an entry."""
        self._reader.errors.append(error)

    def go_on(self) -> None:
        """Let the database take what it can now of the former chunk; for who brings entries, every ``PACE`` of them."""
        self._writer.go_on()

    def add(self, chunk: Sequence[tuple[int, Raw]]) -> list[tuple[str, Reported, Verdict]]:
        """Judge and store numbered entries: id, entry and verdict of each.

        After the first error the others are still judged; then nothing of this recording will be kept.
        """
        self._know_requests(chunk)
        # The database stores the former chunk while this one is read: all that needs no database comes first.
        entries = []
        for number, raw in chunk:
            if (entry := self._read(number, raw)) is not None:
                entries.append(entry)
            if not number % PACE:
                self.go_on()
        prints = fingerprints(entry.canonical(entry.dossier) for entry in entries)
        self.go_on()
        sealed = self._seals.of(entries)
        self._wait()
        used = stored_entries(self.source, [entry.raw.external_id for entry in entries])
        fresh = []
        for entry, sent in zip(entries, prints, strict=True):
            before = used.get(entry.raw.external_id)
            if before is None:
                fresh.append((entry, sent))
            elif self.again and (before == sent or entry.is_same_as(before)):
                self.passed_over += 1
            else:
                self._refuse_used(entry)
        if not fresh:
            return []
        verdicts = judged([entry for entry, _ in fresh], self._judge, at=self.at, hold=True, sealed=sealed)
        kept: list[tuple[Reported, Verdict]] = []

        def allowed() -> Iterator[tuple[Reported, Verdict, bytes, bytes]]:
            for (_, sent), (entry, verdict, dossier) in zip(fresh, verdicts, strict=True):
                if not verdict.judgement.findings or not self._is_refused(entry, verdict):
                    kept.append((entry, verdict))
                    yield entry, verdict, dossier, sent

        if self._reader.errors:
            deque(allowed(), maxlen=0)
            return []
        ids = self._writer.write(allowed(), len(fresh))
        self.stored += len(kept)
        return [(key, entry, verdict) for key, (entry, verdict) in zip(ids, kept, strict=False)]

    def finish(self) -> None:
        """Wait until all is stored, or raise what is wrong with it; ``recording`` does so in the end."""
        self._wait()
        errors = self._reader.errors
        if errors.codes == {USED}:
            raise RecordedBefore(errors)
        if self._blocked:
            raise Blocked(errors, self._blocked)
        if errors:
            raise RefusedInput(errors)

    def _know_requests(self, chunk: Sequence[tuple[int, Raw]]) -> None:
        """Read the authority requests that the chunk refers to, while the connection is free."""
        requests = self._reader.requests
        unknown = requests.unread({raw.authority_request for _, raw in chunk})
        if unknown:
            self._wait()
            requests.read(unknown)

    def _wait(self) -> None:
        try:
            self._writer.wait()
        except IntegrityError as error:
            raise _as_refusal(error) from error

    def _read(self, number: int, raw: Raw) -> Reported | None:
        entry = self._reader.read(raw, number)
        if raw.external_id:
            first = self._numbers.setdefault(raw.external_id, number)
            if first != number:
                where = self.place(first) if self.place else f"nummer {first} van dit verzoek"
                message = (
                    f"Kenmerk “{raw.external_id}” staat ook in {where}; elk kenmerk mag één keer voorkomen."
                )
                self._reader.refuse(number, "external_id", "duplicate", message)
                return None
        return entry

    def _refuse_used(self, entry: Reported) -> None:
        message = (
            f"Bron “{self.source}” heeft kenmerk “{entry.raw.external_id}” al gebruikt; een wijziging is een "
            "correctie van die verstrekking, een nieuwe verstrekking krijgt een nieuw kenmerk."
        )
        self._reader.refuse(entry.number, "external_id", USED, message)

    def _is_refused(self, entry: Reported, verdict: Verdict) -> bool:
        """Whether the gate blocks the entry and it does not say why it happened anyway; then that is an
        error.
        """
        findings = verdict.judgement.findings
        if verdict.judgement.allowed:
            return False
        if entry.raw.deviation_reason.strip():
            self.deviations += 1
            return False
        place = self.place(entry.number) if self.place else ""
        if len(self._blocked) < MOST_LISTED:
            self._blocked += findings
        for error in blocked_errors(findings, self.words, index=entry.number, place=place):
            self._reader.errors.append(error)
        return True


def _as_refusal(error: IntegrityError) -> Refused:
    """The refusal of a write that lost against a concurrent one."""
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    if constraint == "disclosure_external_id":
        message = (
            "Een ander verzoek van deze bron gebruikte op hetzelfde moment dit kenmerk; probeer opnieuw."
        )
        return RecordedBefore([InputError(message, "external_id", USED)])
    return ChangedMeanwhile("Het register is tijdens het vastleggen gewijzigd; probeer het opnieuw.")
