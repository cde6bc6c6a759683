"""Putting judged entries into the log with COPY; the triggers write their history in the same statement."""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from django.db import DatabaseError, connection
from psycopg.abc import PQGen
from psycopg.copy import LibpqWriter
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGresult
from psycopg.waiting import Wait

from sharing.core.actor import Actor
from sharing.disclosures.checking import outcome_of
from sharing.disclosures.choices import Outcome, Review
from sharing.disclosures.intake.reported import Reported, Shared
from sharing.gate.findings import findings_json
from sharing.gate.judge import Verdict
from sharing.gate.snapshot import RegisterSnapshot
from sharing.sources.models import Source

_COLUMNS = (
    *("id", "disclosed_at", "external_id", "dossier", "fingerprint"),
    *("legal_provision", "description", "deviation_reason", "authority_request_id"),
    *("recipient_id", "capacity", "agreement_id", "purpose_id", "legal_basis", "data_categories"),
    *(
        "subject_category_id",
        "destination_country_id",
        "channel",
        "on_behalf_of_id",
        "restriction_exception",
        "commitments_id",
        "outcome",
        "findings",
        "review",
    ),
    *("recorded_at", "recorded_by_id", "source_id", "review_note", "reviewed_by_id", "reviewed_at"),
)
_COPY = f"COPY sharing_disclosure ({', '.join(_COLUMNS)}) FROM STDIN"
# One text instead of thousands of rows: reading rows one by one takes longer than making them.
# The sequence by its name: looking it up takes five times as long as asking it, and would be done for each id.
_NEXT_IDS = """
SELECT string_agg(nextval('sharing_disclosure_id_seq')::text, ' ') FROM generate_series(1, %s)
"""
_NULL = r"\N"
_LINES = 250
# So many bytes may wait for the database: what a chunk usually has. Who has more of them waits for it.
_UNSENT = 4 * 1024 * 1024
_REMEMBERED = 100_000

as_json = partial(json.dumps, ensure_ascii=False)


def _escaped(text: str) -> str:
    """A text in COPY's text format."""
    if "\\" in text or not text.isprintable():
        text = text.replace("\\", "\\\\")
        return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return text


class _Sending(LibpqWriter):
    """Rows on their way to the database, which takes them at its own pace while the caller does something else.

    No thread: one that wakes up to send waits for whoever computes, and the database for both.
    """

    def finish(self, exc: BaseException | None = None) -> None:
        """Say that this was all, without waiting; after an error have it all taken back."""
        if exc is not None or not self.connection.pgconn.put_copy_end():
            super().finish(exc)

    def push(self) -> None:
        """Send what the database can take now."""
        self.connection.pgconn.flush()

    def settle(self) -> None:
        """Wait until the database has done its work; raises what it had against it."""
        for result in self.connection.wait(self._results()):
            if result.status != ExecStatus.COMMAND_OK:
                raise error_from_result(result, encoding=self.connection.info.encoding)

    def _results(self) -> PQGen[list[PGresult]]:
        database = self.connection.pgconn
        results: list[PGresult] = []
        while database.flush():
            yield Wait.W
        while True:
            while database.is_busy():
                yield Wait.R
                database.consume_input()
            result = database.get_result()
            if result is None:
                return results
            results.append(result)


class Writer:
    """Writes verdicts of one recording; what entries have in common is written out once."""

    def __init__(self, register: RegisterSnapshot, *, source: Source, by: Actor, at: datetime) -> None:
        self.register = register
        self._tail = "\t".join((at.isoformat(), str(by.pk), str(source.pk), "", _NULL, _NULL)) + "\n"
        self._common: dict[tuple[Any, ...], str] = {}
        self._cursor = connection.cursor()
        self._under_way: _Sending | None = None

    def write(self, rows: Iterable[tuple[Reported, Verdict, bytes, bytes]], count: int) -> list[str]:
        """Store at most ``count`` entries with verdict, sealed dossier and fingerprint; their ids in order.

        Rows travel while the caller still judges the later ones. At the end the database works on (indexes,
        history, references) while the caller reads what comes next, and now and then lets rows ``go_on``; until
        ``wait`` the connection is taken.
        """
        self.wait()
        self._cursor.execute(_NEXT_IDS, [count])
        ids: list[str] = self._cursor.fetchone()[0].split()
        cursor, lines = self._cursor.cursor, []
        sending = _Sending(cursor, flush_threshold=_UNSENT)
        with self._cursor.db.wrap_database_errors, cursor.copy(_COPY, writer=sending) as copy:
            for key, row in zip(ids, rows, strict=False):
                lines.append(self._line(key, *row))
                if len(lines) == _LINES:
                    copy.write("".join(lines).encode())
                    lines.clear()
            copy.write("".join(lines).encode())
        self._under_way = sending
        return ids

    def go_on(self) -> None:
        """Let rows travel that the database can take now; for who does much else, every few milliseconds."""
        if self._under_way is not None:
            with self._cursor.db.wrap_database_errors:
                self._under_way.push()

    def wait(self) -> None:
        """Until everything is stored; raises what the database had against it."""
        under_way, self._under_way = self._under_way, None
        if under_way is not None:
            with self._cursor.db.wrap_database_errors:
                under_way.settle()

    def close(self) -> None:
        """End the work, also when it fails; for when everything is stored or nothing will be."""
        with suppress(DatabaseError):
            self.wait()
        self._cursor.close()

    def _line(self, key: str, entry: Reported, verdict: Verdict, dossier: bytes, sent: bytes) -> str:
        raw, request = entry.raw, entry.request[0] if entry.request else _NULL
        texts = raw.external_id, raw.legal_provision, raw.description, raw.deviation_reason
        external_id, provision, description, reason = texts if entry.plain else map(_escaped, texts)
        return (
            f"{key}\t{entry.moment}\t{external_id}\t\\\\x{dossier.hex()}\t\\\\x{sent.hex()}\t"
            f"{provision}\t{description}\t{reason}\t{request}\t"
            f"{self._in_common(entry.shared, verdict)}{self._tail}"
        )

    def _in_common(self, shared: Shared, verdict: Verdict) -> str:
        judgement, promise = verdict
        if judgement.findings:
            return self._written_out(shared, verdict)
        key = (shared, promise.version if promise else None, judgement.relied_on)
        text = self._common.get(key)
        if text is None:
            if len(self._common) > _REMEMBERED:
                self._common.clear()
            text = self._common[key] = self._written_out(shared, verdict)
        return text

    def _written_out(self, shared: Shared, verdict: Verdict) -> str:
        judgement, promise = verdict
        outcome = outcome_of(verdict)
        cells = (
            shared.recipient.id,
            shared.capacity,
            judgement.relied_on or _NULL,
            shared.purpose.id,
            shared.legal_basis,
            "{" + ",".join(map(str, shared.category_ids)) + "}",
            shared.subject_category,
            shared.destination_country,
            shared.channel,
            shared.on_behalf_of.id if shared.on_behalf_of else _NULL,
            shared.restriction_exception,
            self.register.commitment_ids[promise.version] if promise else _NULL,
            outcome.value,
            _escaped(as_json(findings_json(judgement.findings))),
            Review.PENDING.value if outcome == Outcome.DEVIATION else "",
        )
        return "\t".join(map(str, cells)) + "\t"
