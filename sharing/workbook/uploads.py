"""A workbook that waits, outside everything that is served, until somebody confirms what it would change."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import BinaryIO
from uuid import uuid4

from django.core import signing
from django.core.files.storage import storages
from django.utils.translation import gettext as _

from sharing.core.exceptions import Refused

FOLDER = "inlezen"
KEPT_FOR = timedelta(hours=1)
_SALT = "sharing.workbook.uploads"


def keep(file: BinaryIO, *, at: datetime) -> str:
    """Keep the file under a name of ours. What others left behind is removed."""
    storage = storages["private"]
    with suppress(FileNotFoundError):
        for name in storage.listdir(FOLDER)[1]:
            path = f"{FOLDER}/{name}"
            with suppress(FileNotFoundError):
                if at - storage.get_modified_time(path) > KEPT_FOR:
                    storage.delete(path)
    return storage.save(f"{FOLDER}/{uuid4().hex}.xlsx", file)


def kept(path: str) -> BinaryIO:
    """The file. Raises Refused when it is gone."""
    try:
        return storages["private"].open(path, "rb")
    except FileNotFoundError:
        raise Refused(
            _("Deze werkmap is al ingelezen of te lang geleden ingeleverd. Kies haar opnieuw.")
        ) from None


def forget(path: str) -> None:
    """Remove the file."""
    storages["private"].delete(path)


def ticket(*, path: str, name: str, reason: str, digest: str, by) -> str:
    """What comes back with the confirmation; nobody can change it or use it for somebody else."""
    return signing.dumps([path, name, reason, digest, by.pk], salt=_SALT)


def read_ticket(text: str, *, by) -> tuple[str, str, str, str]:
    """Path, name, reason and digest. Raises Refused when it is not this person's or too old."""
    try:
        path, name, reason, digest, user = signing.loads(text, salt=_SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        user = None
    if user != by.pk:
        raise Refused(_("Deze bevestiging is verlopen. Kies de werkmap opnieuw."))
    return path, name, reason, digest


def shown_name(name: str) -> str:
    """The file's name as it goes into the history: short, and without what cannot be printed."""
    text = "".join(mark for mark in PurePosixPath(name.replace("\\", "/")).name if mark.isprintable())
    return text[-100:] or _("zonder naam")
