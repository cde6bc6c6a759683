"""One recording: entries read, judged and stored in chunks within one transaction."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from django.db import IntegrityError

from sharing.core.actor import acting
from sharing.core.dossiers import seal
from sharing.core.exceptions import InputError, Refused, RefusedInput
from sharing.disclosures.copying import Writer, print_of, stored_entries
from sharing.disclosures.intake.channels import JSON, Raw, Words
from sharing.disclosures.intake.entries import Reader, Reported
from sharing.gate.findings import Finding
from sharing.gate.judge import Judge, Verdict, judge_for, persons
from sharing.gate.snapshot import load_register
from sharing.sources.models import Source

# Small, so that the database begins at once and the last wait is short.
CHUNK = 1_250
USED = "external-id-used"


class Blocked(RefusedInput):
    """The gate blocks an entry and it does not say why it happened anyway; ``findings`` are all of the
    gate's.
    """

    def __init__(self, errors: list[InputError], findings: Sequence[Finding]):
        super().__init__(errors)
        self.findings = tuple(findings)


class AlreadyUsed(RefusedInput):
    """The only thing wrong: the source used these external ids before."""


class Changed(Refused):
    """Something that was referred to changed or disappeared meanwhile; trying again helps."""


class Recorded(NamedTuple):
    """A stored entry: its id, the source's own id, the outcome (a code of ``Outcome``) and the findings."""

    id: int
    external_id: str
    outcome: str
    findings: tuple[Finding, ...]


def blocked_errors(
    findings: Iterable[Finding], words: Words, *, index: int, place: str = ""
) -> list[InputError]:
    """What blocks an entry, as errors at the field that could have said why it happened anyway."""
    name = words.name("deviation_reason")
    return [
        InputError(f"{finding.message} ({finding.source})", name, finding.code, place, index)
        for finding in findings
        if finding.blocks
    ]


def judged(entries: Sequence[Reported], judge: Judge) -> Iterator[tuple[Reported, Verdict, bytes]]:
    """Each entry with its verdict and its sealed dossier number; persons' records are read at once, here."""
    sealed = {number: seal(number) for number in {entry.dossier for entry in entries}}
    known = persons(sealed.values(), judge.register)
    return (
        (entry, judge.judge(entry, known.get(dossier)), dossier)
        for entry in entries
        if (dossier := sealed[entry.dossier])
    )


def in_chunks(entries: Iterable[tuple[int, Raw]], size: int = CHUNK) -> Iterator[list[tuple[int, Raw]]]:
    """Numbered entries in lists of at most ``size``."""
    iterator = iter(entries)
    while chunk := list(islice(iterator, size)):
        yield chunk


class Recording:
    """One transaction in which a source's entries are added in chunks; leaving it by an exception stores
    nothing.

    With ``again`` an entry that the source sent before in exactly this form is passed over, and counted.
    """

    def __init__(
        self,
        *,
        source: Source,
        by,
        at: datetime,
        reason: str,
        words: Words = JSON,
        again: bool = False,
        place=None,
    ):
        self.source, self.by, self.at, self.reason = source, by, at, reason
        self.words, self.again, self.place = words, again, place
        self.stored = self.deviations = self.passed_over = 0
        self._numbers: dict[str, int] = {}
        self._blocked: list[Finding] = []
        self._writer: Writer | None = None

    def __enter__(self) -> "Recording":
        self._transaction = acting(by=self.by, reason=self.reason)
        self._transaction.__enter__()
        try:
            register = load_register()
        except BaseException as error:
            self.__exit__(type(error), error, error.__traceback__)
            raise
        self._judge = judge_for(register)
        self._reader = Reader(register, self.words, at=self.at, place=self.place)
        self._writer = Writer(register, source=self.source, by=self.by, at=self.at)
        return self

    def __exit__(self, kind, error, traceback) -> None:
        if self._writer is not None:
            self._writer.close()
        self._transaction.__exit__(kind, error, traceback)

    def refuse(self, error: InputError) -> None:
        """Add an error that the channel found before there was an entry."""
        self._reader.errors.append(error)

    def add(self, chunk: Sequence[tuple[int, Raw]]) -> list[tuple[str, Reported, Verdict]]:
        """Judge and store numbered entries: id, entry and verdict of each.

        After the first error the others are still judged; then nothing of this recording will be kept.
        """
        self._know_requests(chunk)
        # The database stores the former chunk while this one is read.
        entries = [entry for number, raw in chunk if (entry := self._read(number, raw)) is not None]
        self._wait()
        used = stored_entries(self.source, [entry.raw.external_id for entry in entries])
        fresh = []
        for entry in entries:
            sent = print_of(entry)
            before = used.get(entry.raw.external_id)
            if before is None:
                fresh.append((entry, sent))
            elif self.again and before == sent:
                self.passed_over += 1
            else:
                self._refuse_used(entry)
        if not fresh:
            return []
        verdicts, kept = judged([entry for entry, _ in fresh], self._judge), []

        def allowed() -> Iterator[tuple[Reported, Verdict, bytes, bytes]]:
            for (_, sent), (entry, verdict, dossier) in zip(fresh, verdicts, strict=True):
                if not self._is_refused(entry, verdict):
                    kept.append((entry, verdict))
                    yield entry, verdict, dossier, sent

        if self._reader.errors:
            deque(allowed(), maxlen=0)
            return []
        ids = self._writer.write(allowed(), len(fresh))
        self.stored += len(kept)
        return [(key, entry, verdict) for key, (entry, verdict) in zip(ids, kept, strict=False)]

    def finish(self) -> None:
        """Wait until all is stored, or raise what is wrong with it."""
        self._wait()
        errors = self._reader.errors
        if errors and all(error.code == USED for error in errors):
            raise AlreadyUsed(errors)
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
        if not findings or verdict.judgement.allowed:
            return False
        if entry.raw.deviation_reason.strip():
            self.deviations += 1
            return False
        self._blocked += findings
        place = self.place(entry.number) if self.place else ""
        self._reader.errors += blocked_errors(findings, self.words, index=entry.number, place=place)
        return True


def _as_refusal(error: IntegrityError) -> Refused:
    """The refusal of a write that lost against a concurrent one."""
    constraint = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    if constraint == "disclosure_external_id":
        message = (
            "Een ander verzoek van deze bron gebruikte op hetzelfde moment dit kenmerk; probeer opnieuw."
        )
        return AlreadyUsed([InputError(message, "external_id", USED)])
    return Changed("Het register is tijdens het vastleggen gewijzigd; probeer het opnieuw.")
