"""Reads of documents: every version that was ever kept with a record."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import slugify

from sharing.core.models import Register
from sharing.core.periods import AMSTERDAM
from sharing.core.readable import account_name
from sharing.core.records import children_of
from sharing.core.timeline import DELETED
from sharing.documents.models import KeptDocument


def key_to(documents: type[KeptDocument], record: type[Register]) -> str:
    """The column by which documents belong to a record."""
    [key] = [field for field in children_of(record) if field.model is documents]
    return key.attname


def documents_of(record: Register, documents: type[KeptDocument]) -> list[Any]:
    """The documents that a stored record has now, by title."""
    key = key_to(documents, type(record))
    return list(documents._default_manager.filter(**{key: record.pk}).order_by("title", "pk"))


def extension_of(path: str) -> str:
    """How the name of a stored file ends: pdf, docx, png or jpg."""
    return path.rpartition(".")[2].lower().replace("jpeg", "jpg")


def download_name(record: Any, title: str, path: str, *, kept_at: datetime | None = None) -> str:
    """What a file is called on the computer of who fetches it; one of its versions after when that was kept."""
    when = f" {kept_at.astimezone(AMSTERDAM):%Y-%m-%d %H%M%S}" if kept_at is not None else ""
    return f"{slugify(f'{record} {title}{when}') or 'document'}.{extension_of(path)}"


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """A file that was kept with a record. ``version`` is the key of its first history row."""

    document: int
    version: int
    title: str
    file: str
    sha256: str
    at: datetime
    by: str
    is_current: bool


def document_versions(
    documents: type[KeptDocument], record: type[Register], key: int, *, at: datetime | None = None
) -> list[DocumentVersion]:
    """Every version of every document of a record, the newest of each document first, also of what was removed.

    A replaced file stays where it was; what it was and who kept it stands in the history. ``at``: as known then.
    """
    rows: Any = documents.history.filter(**{key_to(documents, record): key}).order_by(
        "history_date", "history_id"
    )
    if at is not None:
        rows = rows.filter(history_date__lte=at)
    versions: dict[int, list[Any]] = {}
    last: dict[int, Any] = {}
    for row in rows:
        kept = versions.setdefault(row.id, [])
        if row.history_type != DELETED and (not kept or str(kept[-1].file) != str(row.file)):
            kept.append(row)
        last[row.id] = row
    return [
        DocumentVersion(
            document=key,
            version=row.history_id,
            title=last[key].title if row is kept[-1] else row.title,
            file=str(row.file),
            sha256=row.sha256,
            at=row.history_date,
            by=account_name(row.history_user_id, row.history_date),
            is_current=row is kept[-1] and last[key].history_type != DELETED,
        )
        for key, kept in sorted(versions.items(), key=lambda item: last[item[0]].title)
        for row in reversed(kept)
    ]
