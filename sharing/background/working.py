"""The worker's side: making a file while saying how far it is, and never two of them.

A worker says every second or so that it is at it. One that is silent for half a minute is taken for gone, and its work
is taken up again by another; should it come back, its attempt is no longer the last one, so it stops and what it made
is thrown away.
"""

import contextlib
import errno
import logging
import os
import threading
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from django.db import (
    DatabaseError,
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)
from django.utils import timezone
from django.utils.translation import gettext as _

from sharing.background.choices import State
from sharing.background.files import private, private_files
from sharing.background.models import BackgroundWork
from sharing.background.operations import Overtaken, begin_work, fail_work, finish_work
from sharing.background.queries import makes_a_file, may_have
from sharing.core.actor import may_act, system_user
from sharing.core.exceptions import Refused
from sharing.core.sealing import SealedWriter, unsealed

logger = logging.getLogger(__name__)

BEAT = 1.0  # seconds between signs of life
# How far it is: rows done, and of how many when that is known.
Progress = Callable[[int, int | None], None]
Maker = Callable[[BackgroundWork, "Stream", Progress], int]


class Stream:
    """A sealed file as those who write archives want it: it says how much it took, and cannot go back."""

    def __init__(self, out: SealedWriter) -> None:
        self._out = out

    def write(self, data: bytes, /) -> int:
        """Take the bytes; how many there were."""
        self._out.write(data)
        return len(data)

    def flush(self) -> None:
        """A part is written when it is full."""


class Pulse(threading.Thread):
    """Writes down that the worker lives and how far it is, with a connection of its own: also during a long query."""

    def __init__(self, work: BackgroundWork) -> None:
        super().__init__(daemon=True, name=f"pulse-{work.pk}")
        self._mine = BackgroundWork.objects.filter(pk=work.pk, attempt=work.attempt, state=State.RUNNING)
        self._done = 0
        self._total: int | None = None
        self._over = threading.Event()
        self._lost = False

    def at(self, done: int, total: int | None = None) -> None:
        """The worker is here. Raises Overtaken when another has taken over."""
        self._done, self._total = done, total if total is not None else self._total
        if self._lost:
            raise Overtaken

    def run(self) -> None:
        while not self._over.wait(BEAT):
            try:
                close_old_connections()
                self.beat()
            except (DatabaseError, InterfaceError) as error:
                logger.warning("No sign of life could be given: %s", type(error).__name__)
                connection.close()
        connection.close()

    def beat(self) -> None:
        """One sign of life."""
        # What is not followed (`unfollowed_fields`) needs no actor.
        found = self._mine.update(done=self._done, total=self._total, beat_at=timezone.now())
        self._lost = not found

    def end(self) -> None:
        """No more signs: the work is done, or given up."""
        self._over.set()
        self.join()


def carry_out(key: int, make: Maker, *, together: bool = False) -> None:
    """Make the file of one request, in the name of who asked; does nothing when that was done or is being done.

    ``make(work, out, progress)`` writes to ``out`` and gives the number of rows. What goes wrong is told to who asked,
    in words; the log has the kind of error and where it was, and nothing of the data. ``together``: what it writes in
    the database is stored in the transaction in which the work is finished, so it is there once, or not at all,
    whenever the worker is killed.
    """
    known = BackgroundWork.objects.select_related("asked_by").get(pk=key)
    person = known.asked_by
    if not may_act(person):
        _give_up(known)
        return
    work = begin_work(key, by=person, reason=_("Het maken begint"), at=timezone.now())
    if work is None:
        return
    pulse = Pulse(work)
    pulse.start()
    path = Path(private_files().path(work.file))
    try:
        if not may_have(work, person):
            raise Refused(_("Uw rol ziet niet (meer) wat hierin zou staan. Er is niets gemaakt."))
        with transaction.atomic() if together else contextlib.nullcontext():
            rows, out = _write(work, path, make, pulse)
            finish_work(
                work,
                rows=rows,
                size=out.size,
                sha256=out.digest,
                by=person,
                reason=_("Gemaakt"),
                at=timezone.now(),
            )
    except Overtaken:
        path.unlink(missing_ok=True)
    except (OperationalError, InterfaceError) as error:
        # Perhaps nothing can be told now; it is taken up again, three times at most.
        path.unlink(missing_ok=True)
        logger.error("Work %d broke off: %s", key, type(error).__name__)
    except Exception as error:
        path.unlink(missing_ok=True)
        if not isinstance(error, Refused):
            # Where and what kind, never the words: they may hold what was being written.
            place = "".join(traceback.format_tb(error.__traceback__))
            logger.error("Work %d failed: %s\n%s", key, type(error).__name__, place)
        with contextlib.suppress(Overtaken):
            fail_work(work, message=_in_words(error, work), by=person, reason=_("Mislukt"), at=timezone.now())
    finally:
        pulse.end()


def _write(work: BackgroundWork, path: Path, make: Maker, pulse: Pulse) -> tuple[int, SealedWriter]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(path, "xb", opener=private) as file:
        out = SealedWriter(file)
        rows = make(work, Stream(out), pulse.at)
        out.close()
        file.flush()
        os.fsync(file.fileno())
    return rows, out


def _give_up(work: BackgroundWork) -> None:
    """The account that asked is no longer active: nothing is made for it."""
    nobody = system_user()
    begun = begin_work(work.pk, by=nobody, reason=_("Het maken begint"), at=timezone.now())
    if begun is not None:
        message = _("Het account dat dit vroeg, is niet meer actief. Er is niets gemaakt.")
        fail_work(begun, message=message, by=nobody, reason=_("Mislukt"), at=timezone.now())


def _in_words(error: Exception, work: BackgroundWork) -> str:
    if isinstance(error, Refused):
        return str(error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("De schijf van de server is vol. Waarschuw de beheerder en vraag het daarna opnieuw.")
    if makes_a_file(work):
        sentence = _(
            "Het maken is misgegaan. Vraag het opnieuw; gaat het weer mis, waarschuw dan de beheerder en noem taak "
            "%(number)d."
        )
    else:
        sentence = _(
            "Het inlezen is misgegaan; er is niets opgeslagen. Lever het bestand opnieuw in; gaat het weer mis, "
            "waarschuw dan de beheerder en noem taak %(number)d."
        )
    return sentence % {"number": work.pk}


def bytes_of(work: BackgroundWork) -> Iterator[bytes]:
    """What was made, part by part. FileNotFoundError at once when somebody took the file away."""
    file: BinaryIO = private_files().open(work.file, "rb")

    def parts() -> Iterator[bytes]:
        with file:
            yield from unsealed(file)

    return parts()
