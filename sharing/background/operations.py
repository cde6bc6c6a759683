"""What happens to work in the background: asked, begun, finished or failed, fetched, and its file removed.

Whoever asked is the actor of all of it but of what the installation does by itself (taking up what was left, removing
what is old). An account that is no longer active acts no more, so its work fails.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from sharing.background.choices import UNDER_WAY, State
from sharing.background.files import FOLDER, private_files
from sharing.background.models import BackgroundWork
from sharing.background.queries import NEEDS, is_left_alone, makes_a_file, tasks_of
from sharing.core.actor import Actor, acting
from sharing.core.exceptions import Refused

KEPT_FOR = timedelta(hours=24)
ATTEMPTS = 3
AT_ONCE = 5  # by one person


class TooMuch(Refused):
    """Somebody has enough under way already."""

    code = "too-much-work"


class Overtaken(Exception):
    """Another worker has taken this over, or it is settled already."""


def order_work(
    task: Any,
    *,
    title: str,
    filename: str,
    parameters: Mapping[str, Any],
    words: Sequence[Sequence[str]],
    needs: Sequence[str],
    by: Actor,
    reason: str,
    dossier: bytes | None = None,
) -> BackgroundWork:
    """Put work in the queue. The request and its task are stored together: neither is ever there alone.

    ``needs`` are the permissions that it takes to see what the file will hold: asked again when it is made and each
    time that it is fetched. Without a ``filename`` there is nothing to fetch: what it writes is an outcome that a
    screen shows. The task is given the number of the request, and nothing else. Raises TooMuch, and Refused without a
    reason for work about one person.
    """
    reason = reason.strip()
    if dossier is not None and not reason:
        raise Refused(_("Schrijf op waarvoor u de gegevens van dit dossier nodig hebt."))
    with acting(by=by, reason=reason or _("Export gevraagd")):
        if BackgroundWork.objects.filter(asked_by_id=by.pk, state__in=UNDER_WAY).count() >= AT_ONCE:
            raise TooMuch(
                _(
                    "U hebt al %d exports of werkmappen die nog niet klaar zijn. Wacht tot er een klaar is en probeer "
                    "het dan opnieuw."
                )
                % AT_ONCE
            )
        work = BackgroundWork.objects.create(
            task=task.module_path,
            title=title,
            filename=filename,
            parameters={**parameters, NEEDS: list(needs)},
            words=[list(pair) for pair in words],
            dossier=dossier,
            why=reason,
            asked_by_id=by.pk,  # type: ignore[misc]  # acting refused who has no account
        )
        task.enqueue(work.pk)
    return work


def note_made(
    *,
    title: str,
    filename: str,
    words: Sequence[Sequence[str]],
    rows: int,
    size: int,
    sha256: str,
    by: Actor,
    reason: str,
    at: datetime,
) -> BackgroundWork:
    """Record that a command made a file, which is the operator's from then on."""
    with acting(by=by, reason=reason):
        return BackgroundWork.objects.create(
            title=title,
            filename=filename,
            words=[list(pair) for pair in words],
            state=State.HANDED,
            rows=rows,
            size=size,
            sha256=sha256,
            asked_by_id=by.pk,  # type: ignore[misc]  # acting refused who has no account
            finished_at=at,
        )


def begin_work(key: int, *, by: Actor, reason: str, at: datetime) -> BackgroundWork | None:
    """Claim work for this worker: a new attempt, with a file of its own. None when there is nothing to do any more."""
    with acting(by=by, reason=reason):
        work = BackgroundWork.objects.select_for_update().get(pk=key)
        if work.state != State.WAITING:
            return None
        work.state = State.RUNNING
        work.attempt += 1
        work.file = f"{FOLDER}/{secrets.token_hex(16)}"
        work.done, work.total, work.beat_at = 0, None, at
        work.save()
    return work


def finish_work(
    work: BackgroundWork, *, rows: int, size: int, sha256: str, by: Actor, reason: str, at: datetime
) -> None:
    """The file is whole and on the disk. Raises Overtaken when this attempt is not the last one any more."""
    with acting(by=by, reason=reason):
        now = _locked(work)
        now.state, now.rows, now.size, now.sha256 = State.DONE, rows, size, sha256
        now.finished_at, now.expires_at, now.message = at, at + KEPT_FOR, ""
        now.save()


def fail_work(work: BackgroundWork, *, message: str, by: Actor, reason: str, at: datetime) -> None:
    """It did not succeed; ``message`` says why and what to do. Raises Overtaken as ``finish_work`` does."""
    with acting(by=by, reason=reason):
        now = _locked(work)
        now.state, now.message, now.finished_at, now.file = State.FAILED, message, at, ""
        now.save()


def _locked(work: BackgroundWork) -> BackgroundWork:
    now = BackgroundWork.objects.select_for_update().get(pk=work.pk)
    if (now.state, now.attempt) != (State.RUNNING, work.attempt):
        raise Overtaken
    return now


def take_up_again(work: BackgroundWork, *, by: Actor, reason: str, at: datetime) -> None:
    """Put work that was left alone back in the queue; after three attempts it fails."""
    with acting(by=by, reason=reason):
        now = BackgroundWork.objects.select_for_update().get(pk=work.pk)
        if not is_left_alone(now, at=at):
            return
        tasks_of(now).delete()  # what was begun and never ended says nothing any more
        left, now.file = now.file, ""
        if now.attempt >= ATTEMPTS:
            now.state, now.finished_at = State.FAILED, at
            now.message = _broken_off(now) % ATTEMPTS
        else:
            now.state = State.WAITING
            import_string(now.task).enqueue(now.pk)
        now.save()
        transaction.on_commit(lambda: _delete(left))


def _broken_off(work: BackgroundWork) -> str:
    if makes_a_file(work):
        return _(
            "Het maken van dit bestand is %d keer afgebroken: de server of de database stopte, of het duurde te "
            "lang. Vraag het opnieuw met een kortere periode; breekt het weer af, waarschuw dan de beheerder."
        )
    return _(
        "Het inlezen is %d keer afgebroken: de server of de database stopte, of het duurde te lang. Er is niets "
        "opgeslagen. Lever het bestand opnieuw in; breekt het weer af, waarschuw dan de beheerder."
    )


def note_download(work: BackgroundWork, *, by: Actor, reason: str, at: datetime) -> None:
    """Who asked for it fetches the file. Raises Refused when it is not theirs, or not there (any more)."""
    with acting(by=by, reason=reason):
        now = BackgroundWork.objects.select_for_update().get(pk=work.pk)
        if now.asked_by_id != by.pk:
            raise Refused(_("Dit bestand is van iemand anders. Maak zelf een export."))
        if now.state != State.DONE or now.expires_at is None or now.expires_at <= at:
            raise Refused(_("Dit bestand is er niet (meer). Maak de export opnieuw."))
        now.downloads += 1
        now.downloaded_at = at
        now.save()


def remove_file(work: BackgroundWork, *, by: Actor, reason: str, at: datetime) -> None:
    """Take the file of finished work away when its time is over; that it was made stays."""
    with acting(by=by, reason=reason):
        now = BackgroundWork.objects.select_for_update().get(pk=work.pk)
        if now.state != State.DONE or (now.expires_at and now.expires_at > at):
            return
        left, now.file, now.state = now.file, "", State.REMOVED
        now.save()
        transaction.on_commit(lambda: _delete(left))


def _delete(name: str) -> None:
    if name:
        private_files().delete(name)
