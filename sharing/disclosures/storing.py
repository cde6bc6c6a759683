"""Putting judged entries into the log with COPY; the triggers write their history in the same statement."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial

from django.db import connection

from sharing.core.dossiers import fingerprint
from sharing.disclosures.choices import Outcome, Review
from sharing.disclosures.entries import Reported, Shared
from sharing.disclosures.findings import Finding
from sharing.disclosures.judging import Verdict
from sharing.disclosures.models import Source
from sharing.disclosures.queries import RegisterSnapshot

COLUMNS = (
    *("id", "disclosed_at", "external_id", "dossier", "fingerprint"),
    *("legal_provision", "description", "deviation_reason", "authority_request_id"),
    *("recipient_id", "capacity", "agreement_id", "purpose_id", "legal_basis", "data_categories"),
    *(
        "subject_category_id",
        "destination_country_id",
        "channel",
        "commitments_id",
        "outcome",
        "findings",
        "review",
    ),
    *("recorded_at", "recorded_by_id", "source_id", "review_note", "reviewed_by_id", "reviewed_at"),
)
_COPY = f"COPY sharing_disclosure ({', '.join(COLUMNS)}) FROM STDIN"
_NULL = r"\N"
_LINES = 1000
_REMEMBERED = 100_000

as_json = partial(json.dumps, ensure_ascii=False)


def findings_json(findings: Iterable[Finding]) -> list[dict]:
    """Findings as they are stored and answered."""
    return [asdict(finding) for finding in findings]


def stored_entries(source: Source, external_ids: Collection[str]) -> dict[str, bytes]:
    """Of these ids the ones that the source already used, with the fingerprint of what it sent then."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT external_id, fingerprint FROM sharing_disclosure"
            " WHERE source_id = %s AND external_id = ANY(%s)",
            [source.pk, list(external_ids)],
        )
        return {external_id: bytes(sent) for external_id, sent in cursor}


def print_of(entry: Reported) -> bytes:
    """The fingerprint by which the same entry is recognised."""
    return fingerprint(entry.canonical())


def _escaped(text: str) -> str:
    """A text in COPY's text format."""
    if "\\" in text or not text.isprintable():
        text = text.replace("\\", "\\\\")
        return text.replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
    return text


class Writer:
    """Writes verdicts of one recording; what entries have in common is written out once."""

    def __init__(self, register: RegisterSnapshot, *, source: Source, by, at: datetime):
        self.register = register
        self._tail = "\t".join((at.isoformat(), str(by.pk), str(source.pk), "", _NULL, _NULL)) + "\n"
        self._common: dict[tuple, str] = {}

    def write(self, rows: Sequence[tuple[Reported, Verdict, bytes, bytes]]) -> list[int]:
        """Store entries with their verdict, sealed dossier and fingerprint; the new ids in the same order."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence('sharing_disclosure', 'id'))"
                " FROM generate_series(1, %s)",
                [len(rows)],
            )
            ids = [key for (key,) in cursor.fetchall()]
            with connection.wrap_database_errors, cursor.copy(_COPY) as copy:
                for first in range(0, len(rows), _LINES):
                    part = slice(first, first + _LINES)
                    lines = [self._line(key, *row) for key, row in zip(ids[part], rows[part], strict=True)]
                    copy.write("".join(lines).encode())
        return ids

    def _line(self, key: int, entry: Reported, verdict: Verdict, dossier: bytes, sent: bytes) -> str:
        raw, request = entry.raw, _NULL
        if raw.authority_request:
            request = self.register.requests([raw.authority_request])[raw.authority_request][0]
        return (
            f"{key}\t{entry.disclosed_at.isoformat()}\t{_escaped(raw.external_id)}\t\\\\x{dossier.hex()}\t"
            f"\\\\x{sent.hex()}\t{_escaped(raw.legal_provision)}\t{_escaped(raw.description)}\t"
            f"{_escaped(raw.deviation_reason)}\t{request}\t"
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
        permitted = judgement.allowed
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
            self.register.commitment_ids[promise.version] if promise else _NULL,
            Outcome.PERMITTED.value if permitted else Outcome.DEVIATION.value,
            _escaped(as_json(findings_json(judgement.findings))),
            "" if permitted else Review.PENDING.value,
        )
        return "\t".join(map(str, cells)) + "\t"
