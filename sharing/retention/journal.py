"""The journal of erasures: a file outside the database, which a back-up of the database does not take back.

One line of JSON per destruction, in the order of its number: which records, never about whom. It is on the disk before
the database makes the destruction final, so the database may be behind the journal and never the other way round. A
second place is written along; what is read is what either of them holds.
"""

import errno
import hashlib
import json
import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sharing.core.exceptions import Refused

logger = logging.getLogger(__name__)

Entry = Mapping[str, Any]

_KNOWN = {
    errno.EACCES: gettext_lazy("geen toegang"),
    errno.ENOSPC: gettext_lazy("de schijf is vol"),
    errno.EROFS: gettext_lazy("er mag daar niets worden geschreven"),
}


def places() -> list[Path]:
    """Where the journal is kept; none in tests that do not ask for it."""
    return [Path(one) for one in (settings.ERASURE_JOURNAL, settings.ERASURE_JOURNAL_COPY) if one]


def append(entry: Entry) -> None:
    """Add a line in every place, and wait until it is on the disk. Raises Refused when that fails."""
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    line = f"{_check(text)} {text}\n".encode()
    for path in places():
        try:
            _append(path, line)
        except OSError as error:
            # Where it is kept is for who keeps the server, and not for who destroys a dossier.
            logger.error("the journal of erasures at %s cannot be written: %s", path, error.strerror)
            message = _(
                "Het journaal van vernietigingen kan niet worden geschreven (%(why)s). Er is niets vernietigd. Vraag "
                "wie de server beheert om dat te verhelpen: in het logboek van de server staat waar het om gaat. Neem "
                "daarna hetzelfde besluit opnieuw."
            )
            why = _KNOWN.get(error.errno or 0, _("een storing op de server"))
            raise Refused(message % {"why": why}) from error


def entries() -> dict[tuple[str, int], Entry]:
    """Every line of every place, by installation and number. Raises Refused for a place that cannot be read."""
    found: dict[tuple[str, int], Entry] = {}
    for path in places():
        for entry in _read(path):
            found[entry["installation"], entry["number"]] = entry
    return found


def stamp() -> tuple[Any, ...]:
    """What changes when the journal does."""
    found: list[tuple[int, int, int] | None] = []
    for path in places():
        try:
            state = path.stat()
            found.append((state.st_ino, state.st_size, state.st_mtime_ns))
        except FileNotFoundError:
            found.append(None)
    return tuple(found)


def _append(path: Path, line: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    is_new = not path.exists()
    with open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "rb+", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":  # of a write that was broken off
                line = b"\n" + line
        file.write(line)
        os.fsync(file.fileno())
    if is_new:
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _read(path: Path) -> Iterator[Entry]:
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return
    except OSError as error:
        message = _("Het journaal van vernietigingen (%(path)s) kan niet worden gelezen (%(why)s).")
        raise Refused(message % {"path": path, "why": _in_words(error)}) from error
    for line in lines:
        check, _space, text = line.decode("utf-8", "replace").partition(" ")
        # A last line that is not whole was never followed by its destruction: the database waits for the whole line.
        # Of another one its number is missed (`level.missing_entries`).
        if text and check == _check(text):
            yield json.loads(text)


def _in_words(error: OSError) -> str:
    """Why a file cannot be had, to who works on the server; of what is rare, as the system says."""
    return str(_KNOWN.get(error.errno or 0) or error.strerror)


def _check(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
