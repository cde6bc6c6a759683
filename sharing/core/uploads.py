"""A file that waits, outside everything that is served, until somebody confirms what reading it would do."""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast
from uuid import uuid4

from django.core import signing
from django.core.files.storage import storages
from django.utils.translation import gettext as _

from sharing.core.actor import Actor
from sharing.core.exceptions import Refused

FOLDER = "inlezen"
WAITING = (
    "wacht"  # what is read in the background: the queue may be long, and who handed it in away until tomorrow
)
KEPT_FOR = timedelta(hours=1)
FOLDERS = {FOLDER: KEPT_FOR, WAITING: timedelta(hours=24)}


class SomebodyElses(Refused):
    """The confirmation belongs to another person."""

    code = "somebody-elses"


def keep(file: BinaryIO, *, at: datetime, suffix: str = "", folder: str = FOLDER) -> str:
    """Keep the file under a name of ours, in one of ``FOLDERS``. What others left behind is removed."""
    remove_expired(at=at)
    return storages["private"].save(f"{folder}/{uuid4().hex}{suffix}", file)


def remove_expired(*, at: datetime) -> None:
    """Remove the files that nobody confirmed in time."""
    for folder, time in FOLDERS.items():
        _remove(folder, before=at - time)


def _remove(folder: str, *, before: datetime) -> None:
    storage = storages["private"]
    with suppress(FileNotFoundError):
        for name in storage.listdir(folder)[1]:
            path = f"{folder}/{name}"
            with suppress(FileNotFoundError):
                if storage.get_modified_time(path) < before:
                    storage.delete(path)


def kept(path: str) -> BinaryIO:
    """The file. Raises Refused when it is gone."""
    try:
        return cast(BinaryIO, storages["private"].open(path, "rb"))
    except FileNotFoundError:
        raise Refused(
            _("Dit bestand is al ingelezen of te lang geleden ingeleverd. Kies het opnieuw.")
        ) from None


def forget(path: str) -> None:
    """Remove the file."""
    storages["private"].delete(path)


def ticket(*values: Any, purpose: str, by: Actor) -> str:
    """What comes back with the confirmation; nobody can change it or use it for somebody or something else."""
    return signing.dumps([by.pk, *values], salt=f"sharing.uploads.{purpose}")


def read_ticket(text: str, *, purpose: str, by: Actor) -> list[Any]:
    """The values of a ticket. Raises Refused when it is too old or forged, SomebodyElses when not this person's."""
    user: Any
    values: list[Any]
    try:
        user, *values = signing.loads(text, salt=f"sharing.uploads.{purpose}", max_age=KEPT_FOR)
    except signing.BadSignature:
        raise Refused(_("Deze bevestiging is verlopen. Kies het bestand opnieuw.")) from None
    if user != by.pk:
        raise SomebodyElses(_("Deze bevestiging is verlopen. Kies het bestand opnieuw."))
    return values


def shown_name(name: str) -> str:
    """The file's name as people see it: short, and without what cannot be printed."""
    text = "".join(mark for mark in PurePosixPath(name.replace("\\", "/")).name if mark.isprintable())
    return text[-100:] or _("zonder naam")
