"""Keeping documents with a record. The only writer of one that comes later."""

from collections.abc import Iterable
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from sharing.core.actor import Actor, acting
from sharing.core.bsn import refuse_bsn
from sharing.core.exceptions import Refused, RefusedInput
from sharing.core.models import Register
from sharing.core.refusals import readable_refusals
from sharing.core.seen import lock_as_seen
from sharing.documents.models import KeptDocument
from sharing.documents.queries import key_to
from sharing.documents.refusals import why_not_replaced
from sharing.documents.rules import check_document, digest


def keep_documents(record: Register, *, documents: Iterable[KeptDocument]) -> None:
    """Store new documents and new versions with their record; in the transaction of an operation on it."""
    for document in documents:
        refuse_bsn(title=document.title)
        setattr(document, key_to(type(document), type(record)), record.pk)
        document.save()


def add_document(
    record: Register,
    *,
    documents: type[KeptDocument],
    title: str,
    file: "File[Any]",
    replaces: KeptDocument | None = None,
    seen: str | None = None,
    by: Actor,
    reason: str,
) -> KeptDocument:
    """Keep a document with a record that is there: a new one, or a new version of ``replaces`` (whose title it keeps
    unless ``title`` says another).

    ``seen`` is the ``version_of`` the record when it was opened. Raises Refused for a file that may not be kept or is
    the same as before, and ChangedMeanwhile.
    """
    check_document(file)
    document = documents(title=title) if replaces is None else replaces
    document.title = title or document.title
    if not document.title.strip():
        raise Refused(_("Geef het document een titel."))
    if wrong := why_not_replaced(file, replaces):
        raise RefusedInput(wrong)
    document.file, document.sha256 = file, digest(file)
    with readable_refusals(), acting(by=by, reason=reason):
        if seen is not None:
            lock_as_seen(record, seen)
        keep_documents(record, documents=[document])
    return document
