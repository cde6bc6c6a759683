"""Making the record as a file of one of the three kinds, of any day."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from sharing.activities.choices import ProcessingRole
from sharing.article_30.choices import RecordFormat
from sharing.article_30.letter import document_of
from sharing.article_30.linked import as_linked_data
from sharing.article_30.queries import record_on
from sharing.article_30.rules import Record, gaps_of, title_of
from sharing.article_30.tables import write_tables
from sharing.background.files import whole_file
from sharing.background.operations import note_made
from sharing.core.actor import Actor
from sharing.core.asof import end_of
from sharing.core.dutch import day_in_words
from sharing.core.pdf.engine import typeset
from sharing.core.periods import amsterdam_day
from sharing.core.snapshot import one_moment
from sharing.core.xlsx import Output
from sharing.organisation.letterhead import current_letterhead


def read_record(role: ProcessingRole, *, on: date | None, at: datetime) -> Record:
    """The record of a day (None: today), all of one moment. Raises Refused for a day to come."""
    moment = end_of(on, at=at)
    with one_moment():
        return record_on(role, on=on or amsterdam_day(at), moment=moment, at=at)


def write_record(out: Output, record: Record, form: RecordFormat) -> None:
    """Write the record in this form."""
    match form:
        case RecordFormat.PDF:
            out.write(typeset(document_of(record, sender=current_letterhead()), remember=False))
        case RecordFormat.XLSX:
            write_tables(out, record)
        case RecordFormat.JSONLD:
            data = as_linked_data(record, base=base_of(record))
            out.write(json.dumps(data, ensure_ascii=False, indent=1).encode())


def base_of(record: Record) -> str:
    """The address under which the names in linked data stand; it tells of itself, and need not lead to a page."""
    return f"{settings.BASE_URL}/verwerkingsregister/{record.on.isoformat()}#"


def save_record(
    path: Path, *, role: ProcessingRole, form: RecordFormat, on: date | None, by: Actor, at: datetime
) -> dict[str, Any]:
    """Write the record to a file and record that it was made: ``activities``, ``missing``, ``size`` and ``sha256``.

    Raises OSError when the file cannot be written.
    """
    record = read_record(role, on=on, at=at)
    with whole_file(path) as out:
        write_record(out, record, form)
        out.settle()
        note_made(
            title=title_of(record),
            filename=path.name[:150],
            words=[(_("Van"), day_in_words(record.on))],
            rows=len(record.activities),
            size=out.size,
            sha256=out.sha256,
            by=by,
            reason=_("Verwerkingsregister gemaakt met een opdracht"),
            at=at,
        )
    return {
        "activities": len(record.activities),
        "missing": [{"activity": name, "item": letter, "gap": gap} for name, letter, gap in gaps_of(record)],
        "size": out.size,
        "sha256": out.sha256,
    }
